package api

import "sync"

// Changes tells every watcher of this process that alerts have changed. The zero value is
// ready.
type Changes struct {
	mu      sync.Mutex
	waiting chan struct{} // closed at the next Notify; nil when nobody waits
}

// Notify wakes everyone who waits.
func (c *Changes) Notify() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting != nil {
		close(c.waiting)
		c.waiting = nil
	}
}

// Next returns a channel that is closed at the next Notify. On a nil Changes it never is.
func (c *Changes) Next() <-chan struct{} {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting == nil {
		c.waiting = make(chan struct{})
	}
	return c.waiting
}
