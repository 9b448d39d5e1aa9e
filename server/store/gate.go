package store

import (
	"errors"
	"sync"
	"time"
)

var (
	errConcurrentUse = errors.New("store: a unit of work was used by two goroutines at once, or while rows of it were still open")
	errWorkEnded     = errors.New("store: a unit of work was used after it had ended")
)

// gate lets one caller at a time use the connection of a unit of work. pgx does not check
// this by itself: two users at once crash the process.
type gate struct {
	mu     sync.Mutex
	busy   bool
	closed bool
	freed  chan struct{} // made by shut, closed when the last user leaves
}

// enter takes the gate; the caller must leave it.
func (g *gate) enter() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case g.closed:
		return errWorkEnded
	case g.busy:
		return errConcurrentUse
	}
	g.busy = true
	return nil
}

// leave frees the gate.
func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.busy = false
	if g.freed != nil {
		close(g.freed)
		g.freed = nil
	}
}

// close shuts the gate for good. It fails while somebody is inside; await waits for them.
func (g *gate) close() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	if g.busy {
		return errConcurrentUse
	}
	return nil
}

// await waits until nobody is inside, patience at the longest.
func (g *gate) await(patience time.Duration) {
	g.mu.Lock()
	if !g.busy {
		g.mu.Unlock()
		return
	}
	freed := make(chan struct{})
	g.freed = freed
	g.mu.Unlock()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-freed:
	case <-timer.C:
	}
}
