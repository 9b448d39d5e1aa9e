package store

import (
	"context"
	"errors"
	"sync"
	"time"
)

// fullBatch is how many items do not wait for more: what a larger write saves is less than
// what two writes side by side save.
const fullBatch = 200

// flushTimeout bounds a coalesced write. It has no caller's deadline: a caller who gives up
// must not take the others' items along.
const flushTimeout = 30 * time.Second

// flusher writes items of one tenant in one transaction: one result for each, or an error
// and nothing kept.
type flusher func(ctx context.Context, tenant string, items []Item) ([]PushResult, error)

// coalescer merges concurrent small pushes of one tenant into one write, because a commit
// costs about as much for one row as for a hundred. A push that comes alone is written at
// once; those that come while it is written wait for its end, until they are many, or for the
// window at the longest. Items of two tenants never share a transaction.
type coalescer struct {
	window time.Duration
	flush  flusher

	mu     sync.Mutex
	queues map[string]*pushQueue
	closed bool
	under  sync.WaitGroup // writes under way
}

type pushQueue struct {
	inFlight int
	next     *pushBatch // gathering, nil when nobody waits
}

type pushBatch struct {
	pushes []*push
	size   int
}

type push struct {
	items   []Item
	results []PushResult
	err     error
	done    chan struct{}
}

func newCoalescer(window time.Duration, flush flusher) *coalescer {
	return &coalescer{window: window, flush: flush, queues: map[string]*pushQueue{}}
}

// push writes items together with others and returns when they are committed.
func (c *coalescer) push(ctx context.Context, tenant string, items []Item) ([]PushResult, error) {
	if c.window < 0 || len(items) >= fullBatch {
		return c.flush(ctx, tenant, items)
	}
	p := &push{items: items, done: make(chan struct{})}
	if err := c.join(tenant, p); err != nil {
		return nil, err
	}
	select {
	case <-p.done:
		return p.results, p.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func (c *coalescer) join(tenant string, p *push) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return errors.New("store: closed")
	}
	q := c.queues[tenant]
	if q == nil {
		q = &pushQueue{}
		c.queues[tenant] = q
	}
	if q.next == nil {
		b := &pushBatch{}
		q.next = b
		if q.inFlight > 0 {
			time.AfterFunc(c.window, func() { c.startWaiting(tenant, b) })
		}
	}
	q.next.pushes = append(q.next.pushes, p)
	q.next.size += len(p.items)
	if q.inFlight == 0 || q.next.size >= fullBatch {
		c.start(tenant, q)
	}
	return nil
}

// startWaiting starts a batch whose window is over, unless it was started before.
func (c *coalescer) startWaiting(tenant string, b *pushBatch) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if q := c.queues[tenant]; q != nil && q.next == b {
		c.start(tenant, q)
	}
}

// start writes the gathered batch in a goroutine of its own. The caller holds the lock.
func (c *coalescer) start(tenant string, q *pushQueue) {
	b := q.next
	q.next = nil
	q.inFlight++
	c.under.Go(func() {
		c.write(tenant, b)
		c.finish(tenant, q)
	})
}

func (c *coalescer) finish(tenant string, q *pushQueue) {
	c.mu.Lock()
	defer c.mu.Unlock()
	q.inFlight--
	switch {
	case q.next != nil:
		c.start(tenant, q)
	case q.inFlight == 0:
		delete(c.queues, tenant)
	}
}

// write flushes a batch. When the items of one caller cannot be written, they are written
// caller by caller, so that the others do not fail with them.
func (c *coalescer) write(tenant string, b *pushBatch) {
	ctx, cancel := context.WithTimeout(context.Background(), flushTimeout)
	defer cancel()
	defer func() {
		for _, p := range b.pushes {
			close(p.done)
		}
	}()
	items := make([]Item, 0, b.size)
	for _, p := range b.pushes {
		items = append(items, p.items...)
	}
	results, err := c.flush(ctx, tenant, items)
	if err != nil && len(b.pushes) > 1 && !errors.Is(err, ErrUnavailable) {
		for _, p := range b.pushes {
			p.results, p.err = c.flush(ctx, tenant, p.items)
		}
		return
	}
	for _, p := range b.pushes {
		if p.err = err; err == nil {
			p.results, results = results[:len(p.items)], results[len(p.items):]
		}
	}
}

// close refuses new pushes and waits for those under way.
func (c *coalescer) close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.under.Wait()
}
