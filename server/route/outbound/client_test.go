package outbound

import (
	"io"
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
