package jobs_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/slack"
	"github.com/throughline-cx/throughline/server/store"
)

// workspace stands in for Slack's Web API: it keeps what is posted, and what it was edited to.
type workspace struct {
	*httptest.Server
	mu     sync.Mutex
	posts  int
	edits  int
	text   map[string]string // of messages, by their time stamp
	refuse int               // so many of the next calls get a 429
}

func newWorkspace(t *testing.T) *workspace {
	w := &workspace{text: map[string]string{}}
	w.Server = httptest.NewServer(w)
	t.Cleanup(w.Close)
	return w
}

func (w *workspace) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.refuse > 0 {
		w.refuse--
		rw.Header().Set("Retry-After", "1")
		rw.WriteHeader(http.StatusTooManyRequests)
		return
	}
	stamp := r.FormValue("ts")
	switch {
	case strings.HasSuffix(r.URL.Path, "chat.postMessage"):
		w.posts++
		stamp = fmt.Sprintf("1747742400.%06d", w.posts)
	case strings.HasSuffix(r.URL.Path, "chat.update") && w.text[stamp] != "":
		w.edits++
	default:
		_, _ = fmt.Fprint(rw, `{"ok":false,"error":"message_not_found"}`)
		return
	}
	w.text[stamp] = r.FormValue("text") + r.FormValue("blocks")
	rw.Header().Set("Content-Type", "application/json")
	_, _ = fmt.Fprintf(rw, `{"ok":true,"channel":"C0123456789","ts":%q}`, stamp)
}

// slackOffice tells one team in Slack.
func slackOffice(t *testing.T) (*office, *workspace) {
	o, w := newOffice(t), newWorkspace(t)
	client := outbound.NewClient(outbound.Options{Policy: outbound.Policy{AllowHTTP: true, AllowPrivate: true}})
	t.Cleanup(client.Close)
	o.worker.Channels[route.Slack] = slack.New(client, slack.WithAPI(w.URL+"/api/"))
	o.routeTo(store.Destination{DisplayName: "stores", Kind: route.Slack, Config: store.DestinationConfig{Slack: &channel.Slack{Channel: "C0123456789"}}},
		channel.Secrets{Token: "xoxb-1234567890-abc"}, "stores")
	return o, w
}

// TestAHundredChangesAreOneMessageInSlack: within a minute. Slack gets one message, edits at its pace,
// and ends with the last state.
func TestAHundredChangesAreOneMessageInSlack(t *testing.T) {
	o, w := slackOffice(t)
	began := time.Now()
	o.fire()
	o.work()
	for range 100 {
		o.change()
		o.work()
		o.wait(600 * time.Millisecond)
	}
	o.wait(2 * time.Second)
	o.work()
	took := time.Minute + 2*time.Second + time.Since(began)
	most := 1 + int(took/route.Slack.Pace())
	if w.posts != 1 || w.edits > most || w.edits < 20 {
		t.Errorf("%d messages and %d edits, want one, and at most %d", w.posts, w.edits, most)
	}
	if text := w.text["1747742400.000001"]; !strings.Contains(text, "state 10") || strings.Contains(text, "state 99") {
		t.Errorf("in the end it says %.200s", text)
	}
	by := map[store.DeliveryState]int{}
	for _, d := range o.deliveries() {
		by[d.State]++
		if d.State == store.DeliverySuperseded && d.Attempts != 0 {
			t.Errorf("a delivery was attempted and then given up for a newer one: %+v", d)
		}
	}
	if by[store.DeliveryDone] != w.posts+w.edits || by[store.DeliveryDone]+by[store.DeliverySuperseded] != 101 {
		t.Errorf("deliveries %v, %d posts, %d edits", by, w.posts, w.edits)
	}
	t.Logf("100 changes in a minute: %d message, %d edits (pace %s)", w.posts, w.edits, route.Slack.Pace())
}

// TestSlackThatWantsFewerMessagesGetsTheNewestState: after a 429 the circuit holds everything; what
// changed meanwhile arrives as one edit.
func TestSlackThatWantsFewerMessagesGetsTheNewestState(t *testing.T) {
	o, w := slackOffice(t)
	o.fire()
	o.work()
	w.refuse = 1
	for range 5 {
		o.change()
		o.work()
		o.wait(10 * time.Second)
	}
	for range 12 {
		o.wait(10 * time.Second)
		o.work()
	}
	if w.posts != 1 || w.edits > 2 || w.edits == 0 {
		t.Errorf("%d messages and %d edits", w.posts, w.edits)
	}
	for stamp, text := range w.text {
		if last := fmt.Sprintf("state %d", o.last()); !strings.Contains(text, last) {
			t.Errorf("message %s does not say %q: %.200s", stamp, last, text)
		}
	}
}
