package intercept

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// recovered runs f and turns a panic into an INTERNAL error. The stack is logged; of the value
// only its type, as it may hold a customer's words, unless the runtime itself made it.
func (c *Chain) recovered(call *Call, f func() error) (err error) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		what := fmt.Sprintf("a value of type %T", p)
		if fault, ok := p.(runtime.Error); ok {
			what = fault.Error()
		}
		c.log.LogAttrs(context.Background(), slog.LevelError, "a handler panicked", append(call.attrs(),
			slog.String("panic", what), slog.String("stack", string(debug.Stack())))...)
		err = Errorf(codes.Internal, throughlinev1.ErrorReason_ERROR_REASON_INTERNAL, internalMessage)
	}()
	return f()
}
