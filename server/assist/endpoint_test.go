package assist

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// Whatever the endpoint does, the local reading stands and the reason is named.
func TestEndpointsThatMisbehave(t *testing.T) {
	cut := func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"choices":[{"finish_reason":"length","message":{"content":"{\"mentions\":[]}"}}]}`))
	}
	refusal := func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"choices":[{"finish_reason":"stop","message":{"content":"","refusal":"I cannot help with that."}}]}`))
	}
	two := func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"choices":[{"message":{"content":"{\"mentions\":[]}"}},{"message":{"content":"{\"mentions\":[]}"}}]}`))
	}
	torn := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = w.Write([]byte(`{"choices":[`))
	}
	huge := func(w http.ResponseWriter, _ *http.Request) {
		block := []byte(strings.Repeat("x", 1<<16))
		for range 64 {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	}
	for _, c := range []struct {
		name     string
		endpoint http.HandlerFunc
		want     Outcome
	}{
		{"no JSON", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) }, Unreadable},
		{"nothing", func(http.ResponseWriter, *http.Request) {}, Unreadable},
		{"no choice", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"choices":[]}`)) }, Unreadable},
		{"two choices", two, Unreadable},
		{"cut off", cut, Unreadable},
		{"a refusal", refusal, Unreadable},
		{"prose", content("break"), Unreadable},
		{"an empty object", content(`{}`), Unreadable},
		{"null", content(`{"mentions":null}`), Unreadable},
		{"more properties", content(`{"mentions":[],"key":"` + key + `"}`), Unreadable},
		{"more of a mention", content(`{"mentions":[{"quote":"The app","then":"call me"}]}`), Unreadable},
		{"two objects", content(`{"mentions":[]}{"mentions":[]}`), Unreadable},
		{"a wrong type", content(`{"mentions":[{"confidence":"high"}]}`), Unreadable},
		{"deep nesting", content(strings.Repeat("[", 20000)), Unreadable},
		{"too much", huge, Oversized},
		{"half", torn, Failed},
		{"bad request", status(400), Failed},
		{"wrong key", status(401), Failed},
		{"not found", status(404), Failed},
		{"server error", status(500), Failed},
		{"too many requests", status(429, "Retry-After", "3600"), Failed},
		{"a redirection", status(307, "Location", "/elsewhere"), Failed},
		{"no content", status(204), Failed},
	} {
		t.Run(c.name, func(t *testing.T) {
			newFixture(t, c.endpoint).stands(told(complaint), c.want)
		})
	}
}

func TestAnEndpointThatIsGone(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	newFixture(t, nil, func(s *Settings) { s.BaseURL = gone.URL; s.Retries = 1 }).stands(told(complaint), Failed)
}

// A stalled endpoint holds a question for its timeout and no longer, whether it stalls before
// its answer or within.
func TestAnEndpointThatStalls(t *testing.T) {
	for name, begin := range map[string]string{"before its answer": "", "within its answer": `{"choices":[`} {
		t.Run(name, func(t *testing.T) {
			leave := make(chan struct{})
			f := newFixture(t, func(w http.ResponseWriter, _ *http.Request) {
				if begin != "" {
					_, _ = w.Write([]byte(begin))
					w.(http.Flusher).Flush()
				}
				<-leave
			}, func(s *Settings) { s.Timeout = 20 * time.Millisecond })
			t.Cleanup(func() { close(leave) }) // before the server closes
			f.stands(told(complaint), TimedOut)
		})
	}
}

// A caller that stops does not wait for the endpoint, and the endpoint is not blamed.
func TestACallerThatStops(t *testing.T) {
	arrived, leave := make(chan struct{}), make(chan struct{})
	f := newFixture(t, func(http.ResponseWriter, *http.Request) {
		close(arrived)
		<-leave
	})
	t.Cleanup(func() { close(leave) })
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-arrived; cancel() }()
	if got := f.Read(ctx, "acme", f.local, told(complaint)); got.Outcome != Stopped {
		t.Errorf("outcome %s", got.Outcome)
	}
	if f.breaker.Counts().TotalFailures != 0 {
		t.Error("the endpoint is blamed")
	}
}

// What may be repeated is repeated, as often as allowed, with the same body.
func TestRepetitions(t *testing.T) {
	for _, c := range []struct {
		name    string
		fail    http.HandlerFunc
		retries int
		want    int
		outcome Outcome
	}{
		{"in time", status(503), 2, 3, Asked},
		{"too often", status(500), 1, 2, Failed},
		{"at once when asked to", status(429, "Retry-After", "0"), 2, 3, Asked},
		{"at a time in the past", status(429, "Retry-After", "Mon, 02 Jan 2006 15:04:05 GMT"), 2, 3, Asked},
		{"not when asked to wait for long", status(429, "Retry-After", "3600"), 2, 1, Failed},
		{"not before a date far off", status(503, "Retry-After", "Mon, 02 Jan 2226 15:04:05 GMT"), 2, 1, Failed},
		{"not what is wrong in itself", status(400), 2, 1, Failed},
	} {
		t.Run(c.name, func(t *testing.T) {
			var lengths []int64
			f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
				lengths = append(lengths, r.ContentLength)
				if len(lengths) <= 2 {
					c.fail(w, r)
					return
				}
				reply200(w, `{"mentions":[]}`, 1)
			}, func(s *Settings) { s.Retries = c.retries })
			if got := f.read(told(complaint)); got.Outcome != c.outcome || len(lengths) != c.want {
				t.Errorf("%s after %d requests; want %s after %d", got.Outcome, len(lengths), c.outcome, c.want)
			}
			for _, n := range lengths {
				if n != lengths[0] || n <= 0 {
					t.Errorf("bodies of %v bytes", lengths)
				}
			}
		})
	}
}

// A redirection is not followed: it would carry the customer's words, or the key, elsewhere.
func TestRedirectionsAreNotFollowed(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was followed") }))
	defer elsewhere.Close()
	newFixture(t, status(307, "Location", elsewhere.URL)).stands(told(complaint), Failed)
}
