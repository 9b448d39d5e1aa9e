package hooks

import (
	"math"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Callers that fail to prove who they are may try so often. Whoever can prove it is limited as a
// tenant's calls are, by the chain.
const (
	failuresPerSecond = 1
	failuresAtOnce    = 30
	callersKept       = 10_000
)

// callers counts the failures of each address, and remembers the paths that somebody proved to be
// theirs: behind a proxy all callers have one address, and one of them must not lock the others out.
type callers struct {
	clock  func() time.Time
	mu     sync.Mutex
	of     map[string]*rate.Limiter
	proved map[string]bool
}

// verified notes that a request to a path was verified.
func (c *callers) verified(path string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.proved == nil {
		c.proved = map[string]bool{}
	}
	makeRoom(c.proved, path)
	c.proved[path] = true
}

// makeRoom drops entries until there is room for a key. Any will do: what is dropped begins anew.
func makeRoom[V any](m map[string]V, key string) {
	if _, known := m[key]; known {
		return
	}
	for other := range m {
		if len(m) < callersKept {
			return
		}
		delete(m, other)
	}
}

// failed notes a failure.
func (c *callers) failed(address string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil {
		c.of = map[string]*rate.Limiter{}
	}
	l := c.of[address]
	if l == nil {
		makeRoom(c.of, address)
		l = rate.NewLimiter(failuresPerSecond, failuresAtOnce)
		c.of[address] = l
	}
	l.AllowN(c.clock(), 1)
}

// wait returns how long an address has to wait because of its failures; 0 for not at all.
func (c *callers) wait(address, path string) time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.of[address]
	if l == nil || c.proved[path] {
		return 0
	}
	missing := 1 - l.TokensAt(c.clock())
	if missing <= 0 {
		return 0
	}
	return time.Duration(missing / failuresPerSecond * float64(time.Second))
}

// guarded bounds what a request may cost before anybody knows whose it is.
func (h *Hooks) guarded(next http.HandlerFunc, maxBytes int64) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if wait := h.callers.wait(address(r), r.URL.Path); wait > 0 {
			refuse(w, http.StatusTooManyRequests, wait, "too many requests that could not be verified")
			return
		}
		select {
		case h.atOnce <- struct{}{}:
			defer func() { <-h.atOnce }()
		default:
			refuse(w, http.StatusServiceUnavailable, time.Second, "the server is busy; nothing was done")
			return
		}
		// Fails only where a connection has no deadlines, as in tests of handlers alone.
		_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(readWithin))
		r.Body = http.MaxBytesReader(w, r.Body, maxBytes)
		next(w, r)
	})
}

// refuse answers with a line of plain text.
func refuse(w http.ResponseWriter, code int, retryAfter time.Duration, text string) {
	if retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(retryAfter.Seconds()))))
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, text, code)
}

// address is where a request comes from, without its port.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
