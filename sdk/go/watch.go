package throughline

import (
	"context"
	"errors"
	"io"
	"iter"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// WatchAlerts goes through every change of every alert as it happens, from the request's resume
// token on, or from now on without one. It connects again by itself when the connection breaks
// or falls silent, and skips no change and yields none twice. A nil request watches everything.
//
// It yields heartbeats too, whose AlertEvent is nil: the first message comes at once, and from
// then on a list misses nothing that the watch does not bring. Keep a message's resume token
// once it is handled to go on from there in another process.
//
// It ends when the caller stops, or with an error: the context's end, or one that connecting
// again does not cure.
func (c *Client) WatchAlerts(ctx context.Context, req *throughlinev1.WatchAlertsRequest) iter.Seq2[*throughlinev1.WatchAlertsResponse, error] {
	return func(yield func(*throughlinev1.WatchAlertsResponse, error) bool) {
		w := watcher{client: c, request: &throughlinev1.WatchAlertsRequest{}, seen: map[string]int32{}}
		if req != nil {
			w.request = proto.CloneOf(req)
		}
		for failures := 1; ; failures++ {
			received, stopped, err := w.run(ctx, yield)
			if stopped {
				return
			}
			if received {
				failures = 1
			}
			pause, transient := reconnect(err, failures)
			if !transient || ctx.Err() != nil || c.config.wait(ctx, pause) != nil {
				yield(nil, cause(ctx, err))
				return
			}
		}
	}
}

// watcher is one watch over all its connections.
type watcher struct {
	client  *Client
	request *throughlinev1.WatchAlertsRequest // its token moves on with each message
	seen    map[string]int32                  // number of the last change of each alert
}

// errSilent means that not even a heartbeat came.
var errSilent = errors.New("the server has fallen silent")

// run watches over one connection until it breaks. received tells whether anything came over
// it, stopped that the caller wants no more.
func (w *watcher) run(ctx context.Context, yield func(*throughlinev1.WatchAlertsResponse, error) bool) (received, stopped bool, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silence := w.client.config.silence
	alarm := time.AfterFunc(silence, func() { cancel(errSilent) })
	defer alarm.Stop()
	stream, err := w.client.Alerts.WatchAlerts(ctx, w.request)
	if err != nil {
		return false, false, cause(ctx, err)
	}
	for {
		message, err := stream.Recv()
		if err != nil {
			return received, false, cause(ctx, err)
		}
		received = true
		alarm.Stop() // the caller may take its time
		if w.fresh(message) && !yield(message, nil) {
			return true, true, nil
		}
		w.request.ResumeToken = message.GetResumeToken()
		alarm.Reset(silence)
	}
}

// fresh reports whether a message was not seen before; after a resume a change may come twice.
func (w *watcher) fresh(message *throughlinev1.WatchAlertsResponse) bool {
	event := message.GetAlertEvent()
	if event == nil {
		return true
	}
	name, number := event.GetAlert().GetName(), event.GetChange().GetNumber()
	if number <= w.seen[name] {
		return false
	}
	w.seen[name] = number
	return true
}

// reconnect returns how long to wait after the nth failure, and whether connecting again can
// help.
func reconnect(err error, n int) (time.Duration, bool) {
	if errors.Is(err, io.EOF) || errors.Is(err, errSilent) {
		err = &Error{Code: codes.Unavailable}
	}
	var e *Error
	if errors.As(err, &e) && e.broken() {
		err = &Error{Code: codes.Unavailable}
	}
	return backoff(err, n)
}

// cause returns why a context was cancelled where that explains the error, else the error.
func cause(ctx context.Context, err error) error {
	if c := context.Cause(ctx); errors.Is(c, errSilent) {
		return c
	}
	return err
}
