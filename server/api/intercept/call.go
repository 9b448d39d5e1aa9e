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
	md, _ := metadata.FromIncomingContext(ctx)
	return &Call{
		Method: info.FullMethod, RequestID: RequestID(last(md.Get(requestIDHeader))), Peer: peerOf(ctx, md), Began: time.Now(),
	}
}

// peerOf is the client's address. A call from within the process is the JSON gateway's: the last
// address of x-forwarded-for is what it saw itself, those before are what the client claims.
func peerOf(ctx context.Context, md metadata.MD) string {
	p, ok := peer.FromContext(ctx)
	if !ok || p.Addr == nil {
		return ""
	}
	if p.Addr.Network() != "inproc" {
		return p.Addr.String()
	}
	addresses := strings.Split(last(md.Get("x-forwarded-for")), ",")
	return strings.TrimSpace(addresses[len(addresses)-1])
}

func last(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[len(values)-1]
}

// RequestID returns the id of a call: the client's own when it is fit to be logged (1 to 64 of
// letters, digits, "-", "_" and "."), else a new one.
func RequestID(given string) string {
	if validRequestID(given) {
		return given
	}
	return uuid.NewString()
}

func validRequestID(id string) bool {
	return id != "" && len(id) <= requestIDLength && strings.Trim(id,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == ""
}
