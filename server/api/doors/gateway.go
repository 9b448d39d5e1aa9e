package doors

import (
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"

	"github.com/fullstorydev/grpchan/inprocgrpc"
	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/grpclog"
	"google.golang.org/grpc/status"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/bridge"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/api/stall"
)

const requestIDHeader = "X-Request-Id"

// The gateway logs, through grpclog and to the standard error, what it could not decode, which
// may be a customer's words. Whatever is worth knowing of a call, the chain logs.
func init() { grpclog.SetLoggerV2(grpclog.NewLoggerV2(io.Discard, io.Discard, io.Discard)) }

// handleJSON serves JSON under /v1/. The gateway calls the services through a channel within the
// process, behind the same chain; its own way of calling handlers directly would go past it.
func (d *Doors) handleJSON(ctx context.Context, mux *http.ServeMux) error {
	if d.options.RegisterGateway == nil {
		return nil
	}
	channel := &inprocgrpc.Channel{}
	d.options.Register(bridge.Streams(channel, d.options.Chain.Intercept))
	gateway := runtime.NewServeMux(
		runtime.WithMarshalerOption(runtime.MIMEWildcard, newMarshaler(d.options.ItemsJudgedAlone)),
		runtime.WithIncomingHeaderMatcher(toMetadata),
		runtime.WithOutgoingHeaderMatcher(fromMetadata),
		runtime.WithErrorHandler(writeError),
		runtime.WithRoutingErrorHandler(writeRoutingError),
		runtime.WithDisableHTTPMethodOverride(),
	)
	if err := d.options.RegisterGateway(ctx, gateway, bridge.OverStreams(channel)); err != nil {
		return err
	}
	limits := stall.Limits{Write: d.options.StallTimeout, Read: d.options.StallTimeout}
	mux.Handle("/v1/", stall.Guard(limitBody(gateway, d.options.MaxRequestBytes), limits))
	return nil
}

// toMetadata says which headers become metadata. Authorization always does.
func toMetadata(header string) (string, bool) {
	switch header = strings.ToLower(header); header {
	case "x-api-key", "x-request-id", "traceparent", "tracestate", "baggage":
		return header, true
	}
	return "", false
}

// fromMetadata says which of a call's header goes to the client.
func fromMetadata(key string) (string, bool) { return requestIDHeader, key == "x-request-id" }

// writeError writes a google.rpc.Status as JSON, with all its details.
func writeError(ctx context.Context, mux *runtime.ServeMux, marshaler runtime.Marshaler, w http.ResponseWriter, r *http.Request, err error) {
	s := status.Convert(err)
	var routing *runtime.HTTPStatusError
	if errors.As(err, &routing) {
		s = status.Convert(routing.Err)
	}
	id := r.Header.Get(requestIDHeader)
	if len(s.Proto().GetDetails()) == 0 { // the chain's errors have details: this is the gateway's own
		s, id = ownError(s, r), intercept.RequestID(id)
		w.Header().Set(requestIDHeader, id)
	}
	err = intercept.Finish(s, id)
	if delay, ok := intercept.RetryDelay(status.Convert(err)); ok {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(delay.Seconds()))))
	}
	if routing != nil {
		err = &runtime.HTTPStatusError{HTTPStatus: routing.HTTPStatus, Err: err}
	}
	runtime.DefaultHTTPErrorHandler(ctx, mux, marshaler, challenging{w}, r, err)
}

// challenging says how to authenticate in the form that RFC 9110 asks for, where the gateway
// would put the error's message.
type challenging struct{ http.ResponseWriter }

func (w challenging) WriteHeader(code int) {
	if code == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="throughline"`)
	}
	w.ResponseWriter.WriteHeader(code)
}

// ownError gives an error that arose while a request was read its reason.
func ownError(s *status.Status, r *http.Request) *status.Status {
	if b, ok := r.Body.(*body); ok && b.exceeded {
		return status.Convert(intercept.Errorf(codes.ResourceExhausted, throughlinev1.ErrorReason_ERROR_REASON_REQUEST_TOO_LARGE,
			"the request is larger than %d bytes; send less at once", b.limit))
	}
	if s.Code() == codes.InvalidArgument {
		return status.Convert(intercept.Errorf(codes.InvalidArgument, throughlinev1.ErrorReason_ERROR_REASON_MESSAGE_MALFORMED,
			"the request cannot be read: %s", s.Message()))
	}
	return s
}

// writeRoutingError answers requests that no method is for.
func writeRoutingError(ctx context.Context, mux *runtime.ServeMux, marshaler runtime.Marshaler, w http.ResponseWriter, r *http.Request, code int) {
	err := status.Errorf(codes.Unimplemented, "there is no method for %s %s", r.Method, r.URL.Path)
	writeError(ctx, mux, marshaler, w, r, &runtime.HTTPStatusError{HTTPStatus: code, Err: err})
}
