package api

import (
	"context"
	"errors"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/store"
)

const (
	watchPoll  = time.Second // changes that other processes save are not signalled
	watchBatch = 100
)

// WatchAlerts streams every change of every alert.
func (s *alertService) WatchAlerts(r *throughlinev1.WatchAlertsRequest, stream grpc.ServerStreamingServer[throughlinev1.WatchAlertsResponse]) error {
	ctx := stream.Context()
	w := watch{service: s, tenant: tenantOf(r.GetParent()), stream: stream, filter: store.AlertFilter{States: stateWords(r.GetStates())}}
	if err := w.start(ctx, r); err != nil {
		return err
	}
	heartbeat := time.NewTimer(s.Heartbeat)
	defer heartbeat.Stop()
	for {
		changed := s.Changes.Next() // before looking: what is saved after the look wakes
		sent, err := w.send(ctx)
		if err != nil {
			return err
		}
		if sent > 0 {
			heartbeat.Reset(s.Heartbeat)
			continue
		}
		if err := w.wait(ctx, changed, heartbeat); err != nil {
			return err
		}
	}
}

// watch is one stream under way.
type watch struct {
	service *alertService
	tenant  string
	stream  grpc.ServerStreamingServer[throughlinev1.WatchAlertsResponse]
	filter  store.AlertFilter
	scope   []byte // of its resume tokens
	after   store.Cursor
}

// start finds the place to go on from, and says it at once.
func (w *watch) start(ctx context.Context, r *throughlinev1.WatchAlertsRequest) (err error) {
	clean := proto.CloneOf(r)
	clean.ResumeToken = ""
	if w.scope, err = scopeOf(clean); err != nil {
		return err
	}
	if r.GetResumeToken() != "" {
		err = w.resume(ctx, r.GetResumeToken())
	} else {
		w.after, err = w.service.Store.AlertChangesNow(ctx, w.tenant)
	}
	if err != nil {
		return err
	}
	return w.beat()
}

// resume goes on from a token.
func (w *watch) resume(ctx context.Context, token string) error {
	if err := w.service.tokens.open(w.scope, token, &w.after); err != nil {
		return intercept.Errorf(codes.InvalidArgument, throughlinev1.ErrorReason_ERROR_REASON_RESUME_TOKEN_INVALID,
			"resume_token was not made for this tenant and filter; watch without one, then list to catch up")
	}
	err := w.service.Store.CheckCursor(ctx, w.tenant, w.after)
	if errors.Is(err, store.ErrCursorLost) {
		return intercept.Errorf(codes.OutOfRange, throughlinev1.ErrorReason_ERROR_REASON_RESUME_TOKEN_EXPIRED,
			"resume_token is of a database that has been restored or replaced since, so that changes would be skipped; watch without one, then list to catch up")
	}
	return err
}

// send sends what follows the cursor, and returns how many messages that was.
func (w *watch) send(ctx context.Context) (int, error) {
	changes, err := w.service.Store.AlertChangesAfter(ctx, w.tenant, w.after, w.filter, watchBatch)
	if err != nil {
		return 0, err
	}
	for _, c := range changes {
		w.after = c.Cursor
		event := &throughlinev1.WatchAlertsResponse_AlertEvent{AlertEvent: eventTo(w.tenant, c)}
		if err := w.emit(&throughlinev1.WatchAlertsResponse{Event: event}); err != nil {
			return 0, err
		}
	}
	return len(changes), nil
}

// rest sends a heartbeat if there is still nothing else to send. Its token passes over the
// changes that the filter leaves out, so that they are not looked at again and again.
func (w *watch) rest(ctx context.Context) error {
	passed, err := w.service.Store.AlertChangesNow(ctx, w.tenant) // before looking: the look sees all until here
	if err != nil {
		return err
	}
	sent, err := w.send(ctx)
	if err != nil || sent > 0 {
		return err
	}
	w.after = passed
	return w.beat()
}

func (w *watch) beat() error {
	return w.emit(&throughlinev1.WatchAlertsResponse{Event: &throughlinev1.WatchAlertsResponse_Heartbeat{
		Heartbeat: &throughlinev1.Heartbeat{SentAt: timestamppb.New(w.service.Clock())},
	}})
}

func (w *watch) emit(m *throughlinev1.WatchAlertsResponse) (err error) {
	if m.ResumeToken, err = w.service.tokens.seal(w.scope, w.after); err != nil {
		return err
	}
	return w.stream.Send(m)
}

// wait returns when there may be something to send; it sends a heartbeat when one is due.
func (w *watch) wait(ctx context.Context, changed <-chan struct{}, heartbeat *time.Timer) error {
	poll := time.NewTimer(watchPoll)
	defer poll.Stop()
	select {
	case <-changed:
	case <-poll.C:
	case <-heartbeat.C:
		heartbeat.Reset(w.service.Heartbeat)
		return w.rest(ctx)
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}
