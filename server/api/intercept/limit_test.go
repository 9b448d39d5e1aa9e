package intercept

import (
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

func TestATenantThatAsksTooMuchIsToldToWait(t *testing.T) {
	s := start(t, Options{Rate: Rate{PerSecond: 0.1, Burst: 2}})
	for range 2 {
		if err := s.fetch(as(t, "viewer")); err != nil {
			t.Fatal(err)
		}
	}
	refused := expect(t, s.fetch(as(t, "viewer")), codes.ResourceExhausted, "RATE_LIMITED")
	if d, _ := RetryDelay(refused); d < 5*time.Second || d > 10*time.Second {
		t.Errorf("wait %v", d)
	}
}

func TestAStreamIsSlowedDown(t *testing.T) {
	s := start(t, Options{Rate: Rate{PerSecond: 20, Burst: 1}})
	stream, err := s.ingestion().StreamInteractions(as(t, "ingester"))
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	for range 5 {
		if err := stream.Send(&v1.StreamInteractionsRequest{Parent: "tenants/acme", Interactions: []*v1.Interaction{{}}}); err != nil {
			t.Fatal(err)
		}
	}
	_, err = stream.CloseAndRecv()
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took < 180*time.Millisecond { // four messages wait 50 ms each
		t.Errorf("took %v", took)
	}
}

func TestAStreamThatWouldWaitTooLongEnds(t *testing.T) {
	l := limiters{rate: Rate{PerSecond: 0.001, Burst: 1}}
	if err := l.wait(t.Context(), "acme"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := l.wait(ctx, "acme"); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestABusyServerRefusesAtOnce(t *testing.T) {
	s := start(t, Options{MaxCalls: 1, MaxStreams: 1})
	entered, leave := make(chan struct{}), make(chan struct{})
	s.get = func(context.Context, *v1.GetAlertRequest) (*v1.Alert, error) {
		entered <- struct{}{}
		<-leave
		return &v1.Alert{}, nil
	}
	done := make(chan error)
	ctx := as(t, "viewer")
	go func() { done <- s.fetch(ctx) }()
	<-entered
	expect(t, s.fetch(as(t, "viewer")), codes.Unavailable, "SERVER_BUSY")
	watch := s.watch(t) // streams have a gate of their own
	expect(t, s.watch(t).err, codes.Unavailable, "SERVER_BUSY")
	leave <- struct{}{}
	if err := <-done; err != nil {
		t.Error(err)
	}
	if watch.err != nil {
		t.Error(watch.err)
	}
}

// watching is a WatchAlerts call whose first answer was awaited.
type watching struct {
	err  error // of the first answer
	next func() error
}

func (s *system) watch(t *testing.T) watching {
	t.Helper()
	stream, err := s.alerts().WatchAlerts(as(t, "viewer"), &v1.WatchAlertsRequest{Parent: "tenants/acme"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = stream.Recv()
	return watching{err: err, next: func() error { _, err := stream.Recv(); return err }}
}

func TestAServerThatStopsSendsItsClientsElsewhere(t *testing.T) {
	s := start(t, Options{})
	watch := s.watch(t)
	if watch.err != nil {
		t.Fatal(watch.err)
	}
	entered, leave := make(chan struct{}), make(chan struct{})
	s.get = func(context.Context, *v1.GetAlertRequest) (*v1.Alert, error) {
		entered <- struct{}{}
		<-leave
		return &v1.Alert{}, nil
	}
	done := make(chan error)
	ctx := as(t, "viewer")
	go func() { done <- s.fetch(ctx) }()
	<-entered
	s.chain.Stop()
	err := watch.next()
	if errors.Is(err, io.EOF) {
		t.Fatal("the stream ended as if all were said")
	}
	expect(t, err, codes.Unavailable, "SERVER_STOPPING")
	expect(t, s.fetch(as(t, "viewer")), codes.Unavailable, "SERVER_STOPPING")
	leave <- struct{}{}
	if err := <-done; err != nil {
		t.Error("a call in progress was cut:", err)
	}
}
