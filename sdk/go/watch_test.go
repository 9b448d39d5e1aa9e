package throughline

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/sdk/go/internal/fakeserver"
)

func heartbeat(token string) *throughlinev1.WatchAlertsResponse {
	return &throughlinev1.WatchAlertsResponse{
		ResumeToken: token,
		Event:       &throughlinev1.WatchAlertsResponse_Heartbeat{Heartbeat: &throughlinev1.Heartbeat{}},
	}
}

func change(token, alert string, number int32) *throughlinev1.WatchAlertsResponse {
	return &throughlinev1.WatchAlertsResponse{
		ResumeToken: token,
		Event: &throughlinev1.WatchAlertsResponse_AlertEvent{AlertEvent: &throughlinev1.AlertEvent{
			Alert: &Alert{Name: alert}, Change: &throughlinev1.AlertChange{Number: number},
		}},
	}
}

// collect reads a watch until it has seen n messages or an error, and tells them by token.
func collect(ctx context.Context, client *Client, request *throughlinev1.WatchAlertsRequest, n int) (tokens []string, err error) {
	for message, err := range client.WatchAlerts(ctx, request) {
		if err != nil {
			return tokens, err
		}
		tokens = append(tokens, message.GetResumeToken())
		if len(tokens) == n {
			break
		}
	}
	return tokens, nil
}

func resumedAt(server *fakeserver.Server) []string {
	var out []string
	for _, r := range server.Watched() {
		out = append(out, r.GetResumeToken())
	}
	return out
}

func TestWatchResumesWhereItBroke(t *testing.T) {
	server, client, _ := start(t)
	server.Watches = []fakeserver.Watch{
		{Messages: []*throughlinev1.WatchAlertsResponse{heartbeat("t0"), change("t1", "a", 1)}, Err: unavailable},
		{Err: fault(codes.ResourceExhausted, "too many watches", retryIn(time.Second))},
		{Messages: []*throughlinev1.WatchAlertsResponse{change("t2", "a", 2)}}, // ends in peace
		{Messages: []*throughlinev1.WatchAlertsResponse{change("t3", "b", 1)}, Hang: true},
	}
	tokens, err := collect(t.Context(), client, nil, 4)
	if err != nil || fmt.Sprint(tokens) != "[t0 t1 t2 t3]" {
		t.Errorf("messages %v, %v", tokens, err)
	}
	if got := resumedAt(server); fmt.Sprintf("%q", got) != `["" "t1" "t1" "t2"]` {
		t.Errorf("connections resumed at %q", got)
	}
}

func TestWatchYieldsNoChangeTwice(t *testing.T) {
	server, client, _ := start(t)
	server.Watches = []fakeserver.Watch{
		{Messages: []*throughlinev1.WatchAlertsResponse{change("t1", "a", 1), change("t2", "b", 5)}, Err: unavailable},
		{Messages: []*throughlinev1.WatchAlertsResponse{change("t2", "b", 5), change("t3", "a", 2)}, Hang: true},
	}
	tokens, err := collect(t.Context(), client, nil, 3)
	if err != nil || fmt.Sprint(tokens) != "[t1 t2 t3]" {
		t.Errorf("messages %v, %v", tokens, err)
	}
}

func TestWatchGoesOnFromAGivenToken(t *testing.T) {
	server, client, _ := start(t)
	server.Watches = []fakeserver.Watch{{Messages: []*throughlinev1.WatchAlertsResponse{heartbeat("t9")}, Hang: true}}
	request := &throughlinev1.WatchAlertsRequest{ResumeToken: "t8"}
	if _, err := collect(t.Context(), client, request, 1); err != nil {
		t.Fatal(err)
	}
	if got := server.Watched()[0]; got.GetResumeToken() != "t8" || got.GetParent() != "tenants/retail" {
		t.Errorf("watched %v", got)
	}
	if request.GetResumeToken() != "t8" {
		t.Error("the caller's own request was changed")
	}
}

func TestWatchLeavesASilentServer(t *testing.T) {
	server, client, _ := start(t, func(c *config) { c.silence = 20 * time.Millisecond })
	server.Watches = []fakeserver.Watch{{Messages: []*throughlinev1.WatchAlertsResponse{heartbeat("t1")}, Hang: true}}
	if _, err := collect(t.Context(), client, nil, 3); err != nil {
		t.Fatal(err)
	}
	for i, token := range resumedAt(server) {
		if i > 0 && token != "t1" && token != "" {
			t.Errorf("connection %d resumed at %q", i, token)
		}
	}
	if n := len(server.Watched()); n < 3 {
		t.Errorf("%d connections, want one for each silence", n)
	}
}

func TestWatchEndsWithWhatCannotBeCured(t *testing.T) {
	server, client, _ := start(t)
	server.Watches = []fakeserver.Watch{{Err: fault(codes.OutOfRange, "expired", reason("RESUME_TOKEN_EXPIRED"))}}
	_, err := collect(t.Context(), client, nil, 1)
	var e *Error
	if !errors.As(err, &e) || e.Reason != throughlinev1.ErrorReason_ERROR_REASON_RESUME_TOKEN_EXPIRED {
		t.Errorf("error %v", err)
	}
	if n := len(server.Watched()); n != 1 {
		t.Errorf("%d connections, want 1", n)
	}
}

func TestWatchEndsWithItsContext(t *testing.T) {
	server, client, _ := start(t)
	server.Watches = []fakeserver.Watch{{Messages: []*throughlinev1.WatchAlertsResponse{heartbeat("t1")}, Hang: true}}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	for _, err := range client.WatchAlerts(ctx, nil) {
		cancel()
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("ended with %v, want context.Canceled", last)
	}
}

func TestReconnect(t *testing.T) {
	for name, test := range map[string]struct {
		err  error
		want bool
	}{
		"reset":              {&Error{Code: codes.Internal}, true},
		"fault of server":    {&Error{Code: codes.Internal, ReasonName: "INTERNAL"}, false},
		"silent":             {errSilent, true},
		"stopping":           {&Error{Code: codes.Unavailable}, true},
		"role":               {&Error{Code: codes.PermissionDenied}, false},
		"something else":     {errors.New("other"), false},
		"gave up":            {&Error{Code: codes.Canceled}, false},
		"too many, for ever": {&Error{Code: codes.ResourceExhausted}, false},
	} {
		if _, got := reconnect(test.err, 1); got != test.want {
			t.Errorf("%s: connect again %v, want %v", name, got, test.want)
		}
	}
}
