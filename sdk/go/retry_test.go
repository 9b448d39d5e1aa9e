package throughline

import (
	"context"
	"errors"
	"regexp"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"pgregory.net/rapid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/sdk/go/internal/fakeserver"
)

var unavailable = fault(codes.Unavailable, "stopping", reason("SERVER_STOPPING"))

func TestWhatIsTriedAgain(t *testing.T) {
	for name, test := range map[string]struct {
		faults   []error
		attempts int
		ok       bool
	}{
		"unavailable":             {[]error{unavailable, unavailable}, 3, true},
		"unavailable for long":    {[]error{unavailable, unavailable, unavailable, unavailable}, 4, false},
		"rate limited":            {[]error{fault(codes.ResourceExhausted, "slow down", retryIn(time.Second))}, 2, true},
		"too large":               {[]error{fault(codes.ResourceExhausted, "too large")}, 1, false},
		"changed meanwhile":       {[]error{fault(codes.Aborted, "etag")}, 1, false},
		"aborted, to be repeated": {[]error{fault(codes.Aborted, "again", retryIn(time.Second))}, 2, true},
		"wrong":                   {[]error{fault(codes.InvalidArgument, "wrong", retryIn(time.Second))}, 1, false},
		"internal":                {[]error{fault(codes.Internal, "fault")}, 1, false},
		"deadline of the server":  {[]error{fault(codes.DeadlineExceeded, "late")}, 1, false},
	} {
		t.Run(name, func(t *testing.T) {
			server, client, _ := start(t)
			server.Fail("GetAlert", test.faults...)
			_, err := client.Alerts.GetAlert(t.Context(), &throughlinev1.GetAlertRequest{Name: "x"})
			if n := len(server.Calls("GetAlert")); n != test.attempts || (err == nil) != test.ok {
				t.Errorf("%d attempts, error %v; want %d, success %v", n, err, test.attempts, test.ok)
			}
		})
	}
}

func TestEveryAttemptIsTheSameRequest(t *testing.T) {
	server, client, _ := start(t)
	server.Fail("CreateApiKey", unavailable, unavailable)
	if _, err := client.Admin.CreateApiKey(t.Context(), &throughlinev1.CreateApiKeyRequest{}); err != nil {
		t.Fatal(err)
	}
	calls, ids := server.Calls("CreateApiKey"), map[string]bool{}
	for _, call := range calls {
		ids[call.Request.(*throughlinev1.CreateApiKeyRequest).GetRequestId()] = true
		ids[call.Metadata.Get("x-request-id")[0]] = true
	}
	if len(calls) != 3 || len(ids) != 1 || ids[""] {
		t.Errorf("%d attempts with the request ids %v; want 3 with one id", len(calls), ids)
	}
}

func TestARequestIDThatIsGivenStays(t *testing.T) {
	server, client, _ := start(t)
	if _, err := client.Admin.CreateApiKey(t.Context(), &throughlinev1.CreateApiKeyRequest{RequestId: "mine"}); err != nil {
		t.Fatal(err)
	}
	if id := server.Calls("CreateApiKey")[0].Request.(*throughlinev1.CreateApiKeyRequest).GetRequestId(); id != "mine" {
		t.Errorf("request id %q, want the one that was given", id)
	}
}

func TestOnlyWhatIsDefinedSafeIsRepeated(t *testing.T) {
	for method, want := range map[string]bool{
		throughlinev1.AlertService_GetAlert_FullMethodName:             true,
		throughlinev1.IngestionService_PushInteractions_FullMethodName: true,
		throughlinev1.PolicyService_UpdatePolicy_FullMethodName:        true,
		throughlinev1.AdminService_CreateApiKey_FullMethodName:         false, // its request id makes it so
		throughlinev1.RoutingService_CreateDestination_FullMethodName:  false,
		"/throughline.v1.AlertService/Unknown":                         false,
		"/throughline.v1.AlertService":                                 false,
		"/throughline.v1.Alert/name":                                   false,
	} {
		if got := idempotent(method); got != want {
			t.Errorf("idempotent(%s) = %v", method, got)
		}
	}
}

func TestTheServersWaitIsKept(t *testing.T) {
	server, client, p := start(t)
	server.Fail("GetAlert", fault(codes.Unavailable, "busy", retryIn(7*time.Second)))
	if _, err := client.Alerts.GetAlert(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if len(p.taken) != 1 || p.taken[0] < 7*time.Second || p.taken[0] >= 7*time.Second+firstWait {
		t.Errorf("waited %v, want 7s and a little", p.taken)
	}
}

func TestAWaitThatOutlastsTheDeadlineIsNotBegun(t *testing.T) {
	server, client, p := start(t, WithDeadline(5*time.Second))
	server.Fail("GetAlert", fault(codes.Unavailable, "busy", retryIn(time.Minute)))
	_, err := client.Alerts.GetAlert(t.Context(), nil)
	var e *Error
	if !errors.As(err, &e) || e.Code != codes.Unavailable || e.RetryAfter != time.Minute || len(p.taken) != 0 {
		t.Errorf("error %v after waits %v; want the server's error at once", err, p.taken)
	}
}

func TestACallerWhoGivesUpIsHeard(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server, client, _ := start(t, func(c *config) {
		c.wait = func(ctx context.Context, _ time.Duration) error {
			cancel()
			return wait(ctx, time.Hour)
		}
	})
	server.Fail("GetAlert", unavailable)
	if _, err := client.Alerts.GetAlert(ctx, nil); err == nil || len(server.Calls("GetAlert")) != 1 {
		t.Errorf("error %v after %d attempts, want one attempt", err, len(server.Calls("GetAlert")))
	}
}

func TestAServerThatComesBackIsFoundAgain(t *testing.T) {
	var server *fakeserver.Server
	restart := sync.OnceFunc(func() {
		again, err := fakeserver.StartAt(server.Address, nil)
		if err != nil {
			t.Error(err)
			return
		}
		t.Cleanup(again.Stop)
	})
	var client *Client
	server, client, _ = start(t, WithAttempts(10), func(c *config) {
		c.wait = func(ctx context.Context, d time.Duration) error {
			restart() // the first attempt has failed
			return wait(ctx, d)
		}
	})
	if _, err := client.Alerts.GetAlert(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	server.Stop()
	if _, err := client.Alerts.GetAlert(t.Context(), nil); err != nil {
		t.Errorf("after the restart: %v", err)
	}
}

func TestAFailingServerIsSpared(t *testing.T) {
	server, client, _ := start(t)
	const calls = 50
	for range calls {
		server.Fail("GetAlert", unavailable, unavailable, unavailable, unavailable)
	}
	for range calls {
		_, _ = client.Alerts.GetAlert(t.Context(), nil)
	}
	if n := len(server.Calls("GetAlert")); n > calls+10 {
		t.Errorf("%d attempts for %d calls; want hardly more than the calls", n, calls)
	}
}

func TestOneRetryInFiveCallsLastsForEver(t *testing.T) {
	b := newBudget()
	for range 1000 {
		if !b.failure() {
			t.Fatal("the budget ran out")
		}
		for range 5 {
			b.success()
		}
	}
}

func TestWaitsGrowWithFullJitter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hint := time.Duration(rapid.Int64Range(0, int64(time.Minute)).Draw(t, "hint"))
		n := rapid.IntRange(1, 100).Draw(t, "attempt")
		pause, transient := backoff(&Error{Code: codes.Unavailable, RetryAfter: hint}, n)
		if !transient || pause < hint || pause >= hint+longWait {
			t.Fatalf("attempt %d with hint %v waits %v", n, hint, pause)
		}
		if n == 1 && pause >= hint+firstWait {
			t.Fatalf("the first wait is %v", pause)
		}
	})
}

func TestRequestIDsAreRandomUUIDs(t *testing.T) {
	form := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	seen := map[string]bool{}
	for range 1000 {
		id := newID()
		if !form.MatchString(id) || seen[id] {
			t.Fatalf("id %q", id)
		}
		seen[id] = true
	}
}
