package outbound

import (
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/route/schedule"
)

func TestAnswersAreReadUpToTheirLimit(t *testing.T) {
	r := newReceiver(t, func(w http.ResponseWriter, req *http.Request) {
		w.Header().Set("X-Seen", req.Method+" "+req.Header.Get("X-Mine")+" "+req.UserAgent())
		io.Copy(w, req.Body)
	})
	for _, c := range []struct {
		limit  int64
		want   string
		reason string
	}{
		{0, "", ""},
		{10, "0123456789", ""},
		{9, "", "longer than it may be"},
	} {
		answer, result, err := development(t).Do(t.Context(), Request{
			Method: http.MethodPut, URL: r.URL, Header: http.Header{"X-Mine": {"a"}}, Body: []byte("0123456789"), MaxAnswer: c.limit,
		})
		if err != nil || string(answer.Body) != c.want || !strings.Contains(result.Reason, c.reason) {
			t.Errorf("limit %d: %q, %+v, %v", c.limit, answer.Body, result, err)
		}
		if c.reason == "" && answer.Header.Get("X-Seen") != "PUT a Throughline" {
			t.Errorf("limit %d: the receiver saw %q", c.limit, answer.Header.Get("X-Seen"))
		}
	}
	cut := newReceiver(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "10")
		io.WriteString(w, "123")
	})
	_, result, err := development(t).Do(t.Context(), Request{URL: secretly(cut.URL), MaxAnswer: 100})
	if err != nil || result.Outcome != schedule.Failed {
		t.Errorf("an answer that breaks off: %+v, %v", result, err)
	}
}

func TestDialIsGuarded(t *testing.T) {
	guarded := NewClient(Options{Resolver: names.resolver(t)})
	defer guarded.Close()
	for name := range names {
		if _, err := guarded.Dial(t.Context(), net.JoinHostPort(name, canary.port)); !errors.As(err, new(*ForbiddenError)) {
			t.Errorf("%s: %v", name, err)
		} else if r := guarded.Failure(err); r.Outcome != schedule.Refused {
			t.Errorf("%s: %+v", name, r)
		}
	}
	for _, written := range []string{"127.0.0.1:25", "localhost:25", "[::1]:25", "2130706433:25", "mail"} {
		if _, err := guarded.Dial(t.Context(), written); err == nil {
			t.Errorf("%s was dialled", written)
		}
	}
	conn, err := development(t).Dial(t.Context(), "127.0.0.1:"+canary.port)
	if err != nil {
		t.Fatalf("the control without the guard: %v", err)
	}
	conn.Close()
}
