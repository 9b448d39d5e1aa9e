package conformance

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"
)

// domain is the one of the server's ErrorInfo.
const domain = "throughline.dev"

// err returns the error that the status describes.
func (s Status) err() error {
	var code codes.Code
	if err := code.UnmarshalJSON([]byte(`"` + s.Code + `"`)); err != nil {
		return status.Error(codes.Internal, fmt.Sprintf("the scenario's code %q is none", s.Code))
	}
	var details []protoadapt.MessageV1
	if s.Reason != "" {
		details = append(details, &errdetails.ErrorInfo{Reason: s.Reason, Domain: domain, Metadata: s.Metadata})
	}
	if s.RequestID != "" {
		details = append(details, &errdetails.RequestInfo{RequestId: s.RequestID})
	}
	if s.RetryMs > 0 {
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(ms(s.RetryMs))})
	}
	if len(s.Violations) > 0 {
		bad := &errdetails.BadRequest{}
		for _, v := range s.Violations {
			bad.FieldViolations = append(bad.FieldViolations, &errdetails.BadRequest_FieldViolation{
				Field: v.Field, Reason: v.Reason, Description: v.Description,
			})
		}
		details = append(details, bad)
	}
	full, err := status.New(code, s.Message).WithDetails(details...)
	if err != nil {
		return status.Error(codes.Internal, err.Error())
	}
	return full.Err()
}

func ms(n int) time.Duration { return time.Duration(n) * time.Millisecond }

// unavailable is how a server ends a call that it could not finish.
var unavailable = Status{Code: "UNAVAILABLE", Message: "the server is stopping", Reason: "SERVER_STOPPING", RetryMs: 1}

// strike does what a fault says, and returns the error that the call ends with; nil when the
// fault lets it pass.
func (f *fixture) strike(ctx context.Context, fault Fault) error {
	if fault.DelayMs > 0 {
		pause(ctx, ms(fault.DelayMs))
	}
	switch {
	case fault.Hang || fault.Silent:
		<-ctx.Done()
		return status.FromContextError(ctx.Err()).Err()
	case fault.Cut:
		f.cut(ms(fault.RefuseMs))
		return unavailable.err()
	case fault.Status != nil:
		return fault.Status.err()
	}
	return nil
}

// pause waits, unless the call ends earlier.
func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// random draws a fault, or none.
func (r *Random) draw(source *rand.Rand) Fault {
	if source.Float64() >= r.Rate {
		return Fault{}
	}
	kinds := []Fault{
		{Status: &unavailable},
		{Status: &unavailable, Stored: true},
		{Status: &Status{Code: "RESOURCE_EXHAUSTED", Message: "slow down", Reason: "RATE_LIMITED", RetryMs: 2}},
		{Cut: true},
		{Cut: true, Stored: true},
	}
	return kinds[source.IntN(len(kinds))]
}
