package throughline

import (
	"context"
	"errors"
	"time"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// run gathers and sends until the ingester is closed and everything has its result.
func (i *Ingester) run(ctx context.Context) {
	defer close(i.done)
	defer i.abort()
	b := batch{ingester: i, ctx: ctx}
	timer := time.NewTimer(i.options.Interval)
	defer timer.Stop()
	for {
		select {
		case e := <-i.queue:
			if len(b.entries) == 0 {
				timer.Reset(i.options.Interval)
			}
			b.add(e)
		case <-timer.C:
			b.send()
		case flushed := <-i.flushes:
			b.drain()
			close(flushed)
		case <-i.closing:
			b.drain()
			return
		}
	}
}

// batch is what is gathered for one request.
type batch struct {
	ingester *Ingester
	ctx      context.Context // ends when closing has no more time
	entries  []entry
	bytes    int
}

// add takes an item in, and sends when the batch is full, or would be too large with it.
func (b *batch) add(e entry) {
	o := b.ingester.options
	if len(b.entries) > 0 && b.bytes+e.size > o.MaxBytes {
		b.send()
	}
	b.entries = append(b.entries, e)
	b.bytes += e.size
	if len(b.entries) >= o.MaxItems || b.bytes >= o.MaxBytes {
		b.send()
	}
}

// drain sends everything that was added so far.
func (b *batch) drain() {
	for range len(b.ingester.queue) {
		b.add(<-b.ingester.queue)
	}
	b.send()
}

func (b *batch) send() {
	b.ingester.send(b.ctx, b.entries)
	b.entries, b.bytes = nil, 0
}

// send sends items until each has its result. An item that no message can hold has it at once.
func (i *Ingester) send(ctx context.Context, entries []entry) {
	for start := 0; start < len(entries); {
		end := start
		for end < len(entries) && entries[end].size-itemOverhead <= maxItemBytes {
			end++
		}
		i.sendFitting(ctx, entries[start:end])
		if end < len(entries) {
			i.report(IngestResult{Item: entries[end].item, Result: tooLarge(0, entries[end].item.GetExternalId())})
			end++
		}
		start = end
	}
}

func (i *Ingester) sendFitting(ctx context.Context, entries []entry) {
	if len(entries) == 0 {
		return
	}
	items := make([]*Interaction, len(entries))
	for n, e := range entries {
		items[n] = e.item
	}
	answer, err := i.persist(ctx, items)
	var e *Error
	switch {
	case err == nil:
		for n, result := range answer.GetResults() {
			i.report(IngestResult{Item: items[n], Result: result})
		}
	case len(entries) > 1 && errors.As(err, &e) && e.Code == codes.ResourceExhausted:
		half := len(entries) / 2
		i.sendFitting(ctx, entries[:half])
		i.sendFitting(ctx, entries[half:])
	default:
		for _, item := range items {
			i.report(IngestResult{Item: item, Err: err})
		}
	}
}

// persist pushes until there is an answer that does not pass, or no more time.
func (i *Ingester) persist(ctx context.Context, items []*Interaction) (*throughlinev1.PushInteractionsResponse, error) {
	request := &throughlinev1.PushInteractionsRequest{Interactions: items}
	for n := 1; ; n++ {
		if ctx.Err() != nil {
			return nil, notSent()
		}
		answer, err := i.client.Ingestion.PushInteractions(ctx, request)
		if err == nil {
			return answer, nil
		}
		pause, passes := outage(err, n)
		if ctx.Err() == nil && !passes {
			return nil, err
		}
		_ = i.client.config.wait(ctx, pause) // the loop looks at the context
	}
}

// outage is backoff for a push, which may be repeated whatever became of it: a deadline or a
// connection that was reset passes too.
func outage(err error, n int) (time.Duration, bool) {
	var e *Error
	if errors.As(err, &e) && (e.Code == codes.DeadlineExceeded || e.broken()) {
		err = &Error{Code: codes.Unavailable, RetryAfter: e.RetryAfter}
	}
	return backoff(err, n)
}
