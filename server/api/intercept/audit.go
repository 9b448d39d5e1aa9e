package intercept

import (
	"context"
	"log/slog"
	"time"
)

// auditTimeout bounds how long recording a call may take.
const auditTimeout = 10 * time.Second

// Entry is a call that changed something. It says who changed which resource, not to what.
type Entry struct {
	Principal Principal
	Method    string // full method name
	Resource  string // the resource that the request named: what was changed, or its parent
	RequestID string
	Peer      string // the client's address
}

// Auditor records calls.
type Auditor interface {
	// Audit records a call that succeeded. The change has been made by then, so that an error
	// cannot undo it: it is logged, with the entry.
	Audit(ctx context.Context, entry Entry) error
}

// audit records a successful call where its rule says so. The record is made even when the
// client has left.
func (c *Chain) audit(ctx context.Context, call *Call, rule Rule) {
	if !rule.Audit || c.options.Auditor == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), auditTimeout)
	defer cancel()
	entry := Entry{
		Principal: call.Principal, Method: call.Method, Resource: call.Resource, RequestID: call.RequestID, Peer: call.Peer,
	}
	if err := c.options.Auditor.Audit(ctx, entry); err != nil {
		c.log.LogAttrs(ctx, slog.LevelError, "a change was not recorded in the audit log", append(call.attrs(),
			slog.String("resource", entry.Resource), slog.Any("error", err))...)
	}
}
