package intercept

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
)

// requestIDHeader carries a call's id, from the client if it has one and always back to it.
const requestIDHeader = "x-request-id"

// requestIDLength is the most bytes of a client's request id.
const requestIDLength = 64

// Call is what the chain knows of a call in progress.
type Call struct {
	RequestID string    // ties logs, traces, errors and the audit log together
	Method    string    // full method name, "/throughline.v1.AlertService/GetAlert"
	Peer      string    // the client's address
	Began     time.Time // when the call arrived
	Principal Principal // who calls; zero until that is known, and for public methods
	Resource  string    // the first resource name that the request holds, or empty
}

type callKey struct{}

// CallFrom returns the call that a context belongs to. It reports false outside of calls.
func CallFrom(ctx context.Context) (*Call, bool) {
	call, ok := ctx.Value(callKey{}).(*Call)
	return call, ok
}

// PrincipalFrom returns who calls. It reports false outside of calls and in public methods.
func PrincipalFrom(ctx context.Context) (Principal, bool) {
	call, ok := CallFrom(ctx)
	if !ok || call.Principal == (Principal{}) {
		return Principal{}, false
	}
	return call.Principal, true
}

func withCall(ctx context.Context, call *Call) context.Context {
	return context.WithValue(ctx, callKey{}, call)
}

func newCall(ctx context.Context, info *grpc.StreamServerInfo) *Call {
	call := &Call{Method: info.FullMethod, RequestID: requestID(ctx), Began: time.Now()}
	if p, ok := peer.FromContext(ctx); ok && p.Addr != nil {
		call.Peer = p.Addr.String()
	}
	return call
}

// requestID is the client's id for the call when it is fit to be logged, else a new one.
func requestID(ctx context.Context) string {
	md, _ := metadata.FromIncomingContext(ctx)
	if given := md.Get(requestIDHeader); len(given) == 1 && validRequestID(given[0]) {
		return given[0]
	}
	return uuid.NewString()
}

func validRequestID(id string) bool {
	return id != "" && len(id) <= requestIDLength && strings.Trim(id,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == ""
}
