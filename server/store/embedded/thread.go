package embedded

import "runtime"

// thread runs functions on one operating system thread, which lives until close. The kernel
// takes the end of the thread that started a child for the end of its parent, so the thread
// that starts Postgres must not be one that Go may end.
type thread struct{ calls chan func() }

func newThread() *thread {
	t := &thread{calls: make(chan func())}
	go func() {
		runtime.LockOSThread()
		for call := range t.calls {
			call()
		}
	}()
	return t
}

// do runs f on the thread and waits for it.
func (t *thread) do(f func()) {
	done := make(chan struct{})
	t.calls <- func() {
		defer close(done)
		f()
	}
	<-done
}

// close ends the thread. Children that it started must have ended.
func (t *thread) close() { close(t.calls) }
