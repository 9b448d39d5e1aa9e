package teams_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/channel/channeltest"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
	"github.com/throughline-cx/throughline/server/route/teams"
)

var update = flag.Bool("update", false, "write the golden files anew")

// development may reach this machine.
var development = outbound.Policy{AllowHTTP: true, AllowPrivate: true}

func newChannel(t testing.TB, p outbound.Policy, timeout time.Duration) *teams.Channel {
	client := outbound.NewClient(outbound.Options{Policy: p, Timeout: timeout})
	t.Cleanup(client.Close)
	return teams.New(client)
}

// send sends a message to the workflow, and checks what holds for every result.
func send(t testing.TB, c *teams.Channel, w *workflow, told channel.Told) channel.Sent {
	t.Helper()
	told.Destination = channel.Destination{URL: w.address()}
	sent, err := c.Send(t.Context(), told)
	if err != nil {
		t.Fatal(err)
	}
	if (sent.Outcome == schedule.Delivered) != (sent.Reason == "") || sent.Outcome == "" || sent.Posting != nil {
		t.Errorf("%q with reason %q and posting %v", sent.Outcome, sent.Reason, sent.Posting)
	}
	if strings.Contains(sent.Reason, "hush") {
		t.Errorf("the reason shows a secret: %q", sent.Reason)
	}
	return sent
}

func TestGolden(t *testing.T) {
	for _, e := range channeltest.Examples() {
		w := newWorkflow(t)
		send(t, newChannel(t, development, 0), w, e.Told)
		cards, wrong := w.got()
		if len(cards) != 1 {
			t.Fatalf("%s: %v", e.Name, wrong)
		}
		var got bytes.Buffer
		enc := json.NewEncoder(&got)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(cards[0]); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", e.Name+".json")
		if *update {
			if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != string(want) {
			t.Errorf("%s changed; if that is meant, run go test -update and read the difference:\n%s", path, got.String())
		}
	}
}

// escaped is a character that Markdown takes for itself.
var escaped = regexp.MustCompile(`\\.`)

// Whatever is written in an alert, the workflow takes the card, and nothing in it is more than words.
// The workflow refuses every element that knows markup.
func TestAnyCardIsTaken(t *testing.T) {
	w := newWorkflow(t)
	c := newChannel(t, development, 0)
	rapid.Check(t, func(rt *rapid.T) {
		told := channeltest.Random().Draw(rt, "told")
		for i := range told.Actions {
			told.Actions[i].Label = channeltest.Text().Draw(rt, "label")
			told.Actions[i].URL += "?" + strings.Repeat("x", rapid.SampledFrom([]int{0, 500, 1900, 3000}).Draw(rt, "long"))
		}
		sent := send(t, c, w, told)
		cards, wrong := w.got()
		if sent.Outcome != schedule.Delivered {
			rt.Fatalf("%+v: %v", sent.Result, wrong)
		}
		if line := escaped.ReplaceAllString(cards[0]["fallbackText"].(string), ""); strings.ContainsAny(line, "\\[]<>*`") {
			rt.Fatalf("the text that stands for the card is not escaped: %q", line)
		}
		walk(cards[0], func(o map[string]any) {
			if address, _ := o["url"].(string); len(address) > 2048 {
				rt.Fatalf("an address of %d bytes", len(address))
			}
		})
		w.forget()
	})
}

// What customers said arrives as they said it, mentions and all, also where little fits.
func TestQuotesAreExact(t *testing.T) {
	w := newWorkflow(t)
	told := channeltest.Told()
	words := "<at>Everyone</at> I & my **wife** [waited](https://evil.example.com) {{DATE(2026-01-01T00:00:00Z,SHORT)}}"
	told.Message.Quotes[0].Text = words
	for range 30 {
		told.Message.Fix.Steps = append(told.Message.Fix.Steps, strings.Repeat("step ", 200))
	}
	send(t, newChannel(t, development, 0), w, told)
	cards, wrong := w.got()
	if len(cards) != 1 {
		t.Fatal(wrong)
	}
	text := wordsOf(cards[0])
	for _, want := range []string{"“" + words + "”", "27 customers in 21 days", "16,483.35 USD", "every threshold is met", "+12 customers", "ecommerce ops", told.Message.Alert.Title} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if strings.Contains(text, "step step") {
		t.Error("the story is whole: the test does not test what it says")
	}
}

func TestCardSaysThatItIsNotTheFirst(t *testing.T) {
	for change, want := range map[int]string{1: "", 7: "Change 7 of this alert, which was near threshold before; earlier cards show it as it was then."} {
		w := newWorkflow(t)
		told := channeltest.Told()
		told.Message.Alert.ChangeNumber = change
		send(t, newChannel(t, development, 0), w, told)
		cards, _ := w.got()
		if text := wordsOf(cards[0]); strings.Contains(text, "Change ") != (want != "") || !strings.Contains(text, want) {
			t.Errorf("change %d:\n%s", change, text)
		}
	}
}

func TestWorkflowFails(t *testing.T) {
	status := func(code int, header ...string) http.HandlerFunc {
		return func(rw http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(header); i += 2 {
				rw.Header().Set(header[i], header[i+1])
			}
			rw.WriteHeader(code)
			fmt.Fprint(rw, `{"error":{"code":"hush"}}`)
		}
	}
	for name, test := range map[string]struct {
		fault  http.HandlerFunc
		want   schedule.Result
		reason string
	}{
		"200":             {status(200), schedule.Result{Outcome: schedule.Delivered}, ""},
		"429":             {status(429, "Retry-After", "17"), schedule.Result{Outcome: schedule.Throttled, RetryAfter: 17 * time.Second}, "429"},
		"400":             {status(400), schedule.Result{Outcome: schedule.Failed}, "template"},
		"401":             {status(401), schedule.Result{Outcome: schedule.Failed}, "let anyone call it"},
		"404":             {status(404), schedule.Result{Outcome: schedule.Failed}, "deleted or turned off"},
		"410":             {status(410), schedule.Result{Outcome: schedule.Gone}, "410"},
		"413":             {status(413), schedule.Result{Outcome: schedule.Invalid}, "too large"},
		"500":             {status(500), schedule.Result{Outcome: schedule.Failed}, "500"},
		"502":             {status(502), schedule.Result{Outcome: schedule.Throttled}, "502"},
		"redirect":        {status(302, "Location", "http://127.0.0.1:1/hush"), schedule.Result{Outcome: schedule.Failed}, "redirects are not followed"},
		"hangs up":        {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, schedule.Result{Outcome: schedule.Failed}, "closed the connection"},
		"does not answer": {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, schedule.Result{Outcome: schedule.Failed}, "no answer within"},
		"works (control)": {nil, schedule.Result{Outcome: schedule.Delivered}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkflow(t)
			w.fault = test.fault
			timeout := 5 * time.Second
			if name == "does not answer" {
				timeout = 50 * time.Millisecond
			}
			sent := send(t, newChannel(t, development, timeout), w, channeltest.Told())
			if sent.Result.Result != test.want || !strings.Contains(sent.Reason, test.reason) {
				t.Errorf("%+v, want %+v with %q", sent.Result, test.want, test.reason)
			}
		})
	}
}

func TestContextEnds(t *testing.T) {
	w := newWorkflow(t)
	ctx, cancel := context.WithCancel(t.Context())
	w.fault = func(_ http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() }
	told := channeltest.Told()
	told.Destination = channel.Destination{URL: w.address()}
	if _, err := newChannel(t, development, 0).Send(ctx, told); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}

// An address that is not public is refused, and nothing arrives there. Without the guard it does.
func TestGuardStands(t *testing.T) {
	w := newWorkflow(t)
	sent := send(t, newChannel(t, outbound.Policy{AllowHTTP: true}, 0), w, channeltest.Told())
	if cards, _ := w.got(); sent.Outcome != schedule.Refused || len(cards) != 0 {
		t.Errorf("%+v after %d cards", sent.Result, len(cards))
	}
	send(t, newChannel(t, development, 0), w, channeltest.Told())
	if cards, _ := w.got(); len(cards) != 1 {
		t.Error("the control run did not arrive")
	}
}
