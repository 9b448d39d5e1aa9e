package hooks

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestWhoeverFailsOftenWaits: but not those whose path was proved, though they come from the same
// proxy, and not for ever.
func TestWhoeverFailsOftenWaits(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	c := &callers{clock: func() time.Time { return now }}
	const proxy = "192.0.2.1"
	c.verified("/hooks/slack/acme/d")
	for i := range failuresAtOnce {
		if wait := c.wait(proxy, "/hooks/slack/acme/x"); wait != 0 {
			t.Fatalf("after %d failures it waits %v", i, wait)
		}
		c.failed(proxy)
	}
	if wait := c.wait(proxy, "/hooks/slack/acme/x"); wait <= 0 || wait > time.Second {
		t.Errorf("it waits %v", wait)
	}
	if c.wait(proxy, "/hooks/slack/acme/d") != 0 || c.wait("192.0.2.2", "/hooks/slack/acme/x") != 0 {
		t.Error("others wait too")
	}
	now = now.Add(time.Second)
	if wait := c.wait(proxy, "/hooks/slack/acme/x"); wait != 0 {
		t.Errorf("a second later it waits %v", wait)
	}
}

func TestCallersAreForgotten(t *testing.T) {
	c := &callers{clock: time.Now}
	for i := range callersKept + 100 {
		c.failed(fmt.Sprint("a", i))
		c.verified(fmt.Sprint("p", i))
	}
	if len(c.of) != callersKept || len(c.proved) != callersKept {
		t.Errorf("%d addresses and %d paths are kept", len(c.of), len(c.proved))
	}
}

// TestGuarded: a request that waits, or for which there is no room, gets to nobody.
func TestGuarded(t *testing.T) {
	h := New(Options{Clock: time.Now})
	reached := 0
	guarded := h.guarded(func(http.ResponseWriter, *http.Request) { reached++ }, 10)
	ask := func() *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		guarded.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/hooks/slack/acme/x", strings.NewReader("hello")))
		return w
	}
	if w := ask(); w.Code != http.StatusOK || reached != 1 {
		t.Errorf("%d", w.Code)
	}
	for range handledAtOnce {
		h.atOnce <- struct{}{}
	}
	if w := ask(); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "1" || reached != 1 {
		t.Errorf("without room: %d %v", w.Code, w.Header())
	}
	for range failuresAtOnce {
		h.callers.failed("192.0.2.1")
	}
	if w := ask(); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "1" || reached != 1 {
		t.Errorf("after failures: %d %v", w.Code, w.Header())
	}
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		text, want string
		most       int
	}{{"abc", "abc", 3}, {"abcd", "ab…", 3}, {"äöü", "äöü", 3}, {"äöüß", "äö…", 3}} {
		if got := fit(c.text, c.most); got != c.want {
			t.Errorf("%q in %d: %q", c.text, c.most, got)
		}
	}
}
