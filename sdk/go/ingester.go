package throughline

import (
	"context"
	"errors"
	"sync"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// IngesterOptions say how an Ingester gathers. What is 0 has its default.
type IngesterOptions struct {
	MaxItems   int           // a batch of so many is sent at once; 500, at most 1,000
	MaxBytes   int           // or of so many; 3 MiB, at most that
	Interval   time.Duration // or when its first item has waited so long; 1 s
	QueueItems int           // items that may wait for their result, those being sent included; 10,000
	// Drop says that an item that finds the queue full is dropped and counted. Otherwise Add
	// waits for room.
	Drop bool
	// OnResult is told what became of each item that was added and not dropped, once, in the
	// order in which they were added. It runs between two batches: what takes long holds up the
	// next one. It must not call Flush or Close, and a panic in it ends the program.
	OnResult func(IngestResult)
}

// IngestResult says what became of one item. Either Result or Err is set.
type IngestResult struct {
	Item   *Interaction
	Result *PushResult // the server's word; Index is that within its batch
	Err    error       // an *Error: it is not known to be stored, and is not sent again
}

// IngesterStats counts items.
type IngesterStats struct {
	Waiting   int // added, with no result yet
	Accepted  int // new and stored
	Duplicate int // were stored already, as after an answer that got lost
	Conflict  int // another content is stored under their identity
	Rejected  int // break a rule
	Dropped   int // found the queue full
	Failed    int // ended with an error
}

var (
	// ErrDropped is returned by Add when the queue is full and the item was dropped.
	ErrDropped = errors.New("throughline: the ingester's queue is full; the item was dropped")
	// ErrIngesterClosed is returned by Add after Close.
	ErrIngesterClosed = errors.New("throughline: the ingester is closed")
)

// Ingester gathers interactions in memory and sends them in batches, one after the other, in the
// order in which they were added. What fails for a while is sent again until it is stored or the
// ingester's closing has no more time: a server that is restarted costs nothing, and repeats are
// recognised by the server. What the process holds when it dies is lost; so confirm to your
// source only what OnResult has told. It is safe for concurrent use.
type Ingester struct {
	client  *Client
	options IngesterOptions
	queue   chan entry
	room    chan struct{} // a token for each item that waits for its result
	flushes chan chan struct{}
	closing chan struct{}
	done    chan struct{}
	abort   context.CancelFunc

	adding sync.RWMutex // held for writing when closed changes
	closed bool

	mu    sync.Mutex
	stats IngesterStats
}

type entry struct {
	item *Interaction
	size int
}

// NewIngester starts an ingester. Close it.
func (c *Client) NewIngester(o IngesterOptions) *Ingester {
	o.MaxItems = within(o.MaxItems, 500, maxBatchItems)
	o.MaxBytes = within(o.MaxBytes, maxBatchBytes, maxBatchBytes)
	o.QueueItems = within(o.QueueItems, 10_000, 1<<24)
	if o.Interval <= 0 {
		o.Interval = time.Second
	}
	ctx, abort := context.WithCancel(context.Background())
	i := &Ingester{
		client: c, options: o, queue: make(chan entry, o.QueueItems), room: make(chan struct{}, o.QueueItems),
		flushes: make(chan chan struct{}), closing: make(chan struct{}), done: make(chan struct{}), abort: abort,
	}
	go i.run(ctx)
	return i
}

// within returns n, the default where n is not positive, and at most the limit.
func within(n, otherwise, limit int) int {
	if n <= 0 {
		n = otherwise
	}
	return min(n, limit)
}

// Add queues an interaction. It waits for room until the context ends, or returns ErrDropped at
// once, as the options say. After Close it returns ErrIngesterClosed.
func (i *Ingester) Add(ctx context.Context, item *Interaction) error {
	if err := i.takeRoom(ctx); err != nil {
		return err
	}
	i.adding.RLock()
	defer i.adding.RUnlock()
	if i.closed {
		<-i.room
		return ErrIngesterClosed
	}
	i.count(func(s *IngesterStats) { s.Waiting++ })
	i.queue <- entry{item, proto.Size(item) + itemOverhead} // there is room
	return nil
}

func (i *Ingester) takeRoom(ctx context.Context) error {
	select {
	case i.room <- struct{}{}:
		return nil
	default:
	}
	if i.options.Drop {
		i.count(func(s *IngesterStats) { s.Dropped++ })
		return ErrDropped
	}
	select {
	case i.room <- struct{}{}:
		return nil
	case <-i.closing:
		return ErrIngesterClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Flush sends what was added before, and returns once each item has its result.
func (i *Ingester) Flush(ctx context.Context) error {
	flushed := make(chan struct{})
	select {
	case i.flushes <- flushed:
	case <-i.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-flushed:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close sends what was added, and returns once each item has its result. When the context ends
// first, what is left ends with an error, OnResult is told, and Close returns an *Error with code
// DeadlineExceeded. Closing twice is harmless.
func (i *Ingester) Close(ctx context.Context) error {
	i.adding.Lock()
	if !i.closed {
		i.closed = true
		close(i.closing)
	}
	i.adding.Unlock()
	select {
	case <-i.done:
		return nil
	case <-ctx.Done():
		i.abort()
		<-i.done
		return notSent()
	}
}

// notSent is how an item ends for which there was no more time.
func notSent() *Error {
	return &Error{
		Code: codes.DeadlineExceeded, RequestID: newID(),
		Message: "the ingester was closed before the item was known to be stored; push it again, repeats are recognised",
	}
}

// Stats returns the counts so far.
func (i *Ingester) Stats() IngesterStats {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.stats
}

func (i *Ingester) count(change func(*IngesterStats)) {
	i.mu.Lock()
	defer i.mu.Unlock()
	change(&i.stats)
}

// report tells what became of one item, and makes room for another.
func (i *Ingester) report(r IngestResult) {
	i.count(func(s *IngesterStats) {
		s.Waiting--
		switch {
		case r.Err != nil:
			s.Failed++
		case r.Result.GetStatus() == throughlinev1.PushStatus_PUSH_STATUS_ACCEPTED:
			s.Accepted++
		case r.Result.GetStatus() == throughlinev1.PushStatus_PUSH_STATUS_DUPLICATE:
			s.Duplicate++
		case r.Result.GetStatus() == throughlinev1.PushStatus_PUSH_STATUS_CONFLICT:
			s.Conflict++
		default:
			s.Rejected++
		}
	})
	if i.options.OnResult != nil {
		i.options.OnResult(r)
	}
	<-i.room
}
