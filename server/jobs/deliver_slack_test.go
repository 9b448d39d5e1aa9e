package jobs_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/slack"
	"github.com/throughline-cx/throughline/server/route/slack/slacktest"
	"github.com/throughline-cx/throughline/server/store"
)

// slackOffice tells one team in Slack, which has Slack's limits on the worker's clock.
func slackOffice(t *testing.T) (*office, *slacktest.Workspace) {
	o, w := newOffice(t), slacktest.New(t)
	clock := func() time.Time { return o.worker.Clock() }
	w.Limit("chat.postMessage", 1, time.Second, clock)
	w.Limit("chat.update", 50, time.Minute, clock)
	client := outbound.NewClient(outbound.Options{Policy: outbound.Policy{AllowHTTP: true, AllowPrivate: true}})
	t.Cleanup(client.Close)
	o.worker.Channels[route.Slack] = slack.New(client, slack.WithAPI(w.API()))
	o.routeTo(store.Destination{DisplayName: "stores", Kind: route.Slack, Config: store.DestinationConfig{Slack: &channel.Slack{Channel: slacktest.Channel}}},
		channel.Secrets{Token: slacktest.Token}, "stores")
	return o, w
}

// says returns everything that a message says.
func says(t *testing.T, m slacktest.Message) string {
	t.Helper()
	blocks, err := json.Marshal(m.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	return m.Text + string(blocks)
}

// TestAHundredChangesAreOneMessageInSlack: within a minute. Slack gets one message and edits at its
// pace, refuses none of them, and ends with the last state.
func TestAHundredChangesAreOneMessageInSlack(t *testing.T) {
	o, w := slackOffice(t)
	o.fire()
	o.work()
	for range 100 {
		o.change()
		o.work()
		o.wait(600 * time.Millisecond)
	}
	o.wait(2 * time.Second)
	o.work()
	messages, calls := w.Messages(), w.Calls()
	if len(messages) != 1 || messages[0].Edits < 20 || len(calls) != 1+messages[0].Edits {
		t.Fatalf("%d messages after %d calls, want one, and as many edits as calls", len(messages), len(calls))
	}
	if text, last := says(t, messages[0]), fmt.Sprintf("state %d", o.last()); !strings.Contains(text, last) {
		t.Errorf("in the end it does not say %q: %.300s", last, text)
	}
	by := map[store.DeliveryState]int{}
	for _, d := range o.deliveries() {
		by[d.State]++
		if d.State == store.DeliverySuperseded && d.Attempts != 0 {
			t.Errorf("a delivery was attempted and then given up for a newer one: %+v", d)
		}
	}
	if by[store.DeliveryDone] != len(calls) || by[store.DeliveryDone]+by[store.DeliverySuperseded] != 101 {
		t.Errorf("deliveries %v, %d calls", by, len(calls))
	}
	t.Logf("100 changes in a minute: 1 message, %d edits, none refused (pace %s)", messages[0].Edits, route.Slack.Pace())
}

// TestSlackThatWantsFewerMessagesGetsTheNewestState: after a 429 the circuit holds everything; what
// changed meanwhile arrives as one edit.
func TestSlackThatWantsFewerMessagesGetsTheNewestState(t *testing.T) {
	o, w := slackOffice(t)
	o.fire()
	o.work()
	w.Fail(func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Retry-After", "1")
		rw.WriteHeader(http.StatusTooManyRequests)
	})
	for range 5 {
		o.change()
		o.work()
		o.wait(10 * time.Second)
	}
	for range 12 {
		o.wait(10 * time.Second)
		o.work()
	}
	messages := w.Messages()
	if len(messages) != 1 || messages[0].Edits == 0 || messages[0].Edits > 2 {
		t.Fatalf("messages %+v", messages)
	}
	if last := fmt.Sprintf("state %d", o.last()); !strings.Contains(says(t, messages[0]), last) {
		t.Errorf("it does not say %q: %.300s", last, says(t, messages[0]))
	}
}
