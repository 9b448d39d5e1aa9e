package api

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// deciding is what every request that decides has.
type deciding interface {
	proto.Message
	GetComment() string
	GetRequestId() string
}

// carry carries out what a request decides. Of the order, decision or undo and what is expected are
// given.
func (c *core) carry(ctx context.Context, tenant string, r deciding, o store.Order) (store.StoredDecision, error) {
	if err := checkTexts(r); err != nil {
		return store.StoredDecision{}, err
	}
	var err error
	if o.Request, err = requestOf(r); err != nil {
		return store.StoredDecision{}, err
	}
	if o.Decision.Reason, err = c.redacted(ctx, tenant, r.GetComment()); err != nil {
		return store.StoredDecision{}, err
	}
	o.Decision.Actor = actor(ctx)
	o.Audit = auditOf(ctx)
	made, err := c.Decider.Carry(ctx, tenant, o)
	var changed *store.ChangedError
	if errors.As(err, &changed) {
		return made, c.changed(ctx, tenant, *changed)
	}
	return made, refusal(err)
}

// redacted returns what a person wrote, without personal data.
func (c *core) redacted(ctx context.Context, tenant, text string) (string, error) {
	if text == "" {
		return "", nil
	}
	redactor, err := c.redactors.of(ctx, tenant, c.Clock())
	if err != nil {
		return "", err
	}
	return redactor.Texts([]string{text})[0].Text, nil
}

// auditOf is the entry for the audit log about a call that decides.
func auditOf(ctx context.Context) store.AuditEntry {
	e := store.AuditEntry{Actor: actor(ctx), Outcome: "OK"}
	if call, ok := intercept.CallFrom(ctx); ok {
		e.Action, e.RequestID, e.Detail = call.Method, call.RequestID, auditDetail(call.Peer, call.Principal)
	}
	return e
}

// changed is the error for an etag that is not the present one; its details hold the resource as it
// is now.
func (c *core) changed(ctx context.Context, tenant string, e store.ChangedError) error {
	out := intercept.WithMetadata(Error(store.ErrConflict), "etag", e.Present)
	if e.Alert != uuid.Nil {
		a, err := c.Store.GetAlert(ctx, tenant, e.Alert)
		if err != nil {
			return err
		}
		return intercept.WithDetail(out, alertTo(tenant, a, false))
	}
	if e.Mention != uuid.Nil {
		m, err := c.Store.PlacedMention(ctx, tenant, e.Mention)
		if err != nil {
			return err
		}
		return intercept.WithDetail(out, mentionTo(tenant, m))
	}
	found, err := c.Store.GetCluster(ctx, tenant, e.Cluster)
	if err != nil {
		return err
	}
	return intercept.WithDetail(out, clusterTo(tenant, found, false))
}

// refusal tells a client why a decision was refused. What grouping says names only what the client
// sent.
func refusal(err error) error {
	switch {
	case errors.Is(err, group.ErrUnknown):
		return intercept.Errorf(codes.NotFound, throughlinev1.ErrorReason_ERROR_REASON_RESOURCE_NOT_FOUND, "%v", err)
	case errors.Is(err, group.ErrNoChange):
		return intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_DECISION_CHANGES_NOTHING, "%v", err)
	case errors.Is(err, group.ErrStoodUpon):
		return intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_DECISION_STOOD_UPON, "%v", err)
	case errors.Is(err, group.ErrInvalid):
		return invalidField("decision", journey.ReasonMalformed, "%v", err)
	}
	return err
}

// expecting is what a request expects of a cluster.
func expecting(cluster uuid.UUID, etag string) []store.Expected {
	return []store.Expected{{Cluster: cluster, ETag: etag}}
}

// identifyAll splits names of resources.
func identifyAll(names []string) ([]uuid.UUID, error) {
	out := make([]uuid.UUID, len(names))
	for i, n := range names {
		_, id, err := identify(n)
		if err != nil {
			return nil, err
		}
		out[i] = id
	}
	return out, nil
}

// identifyMaybe splits a name that may be empty.
func identifyMaybe(resource string) (uuid.UUID, error) {
	if resource == "" {
		return uuid.Nil, nil
	}
	_, id, err := identify(resource)
	return id, err
}
