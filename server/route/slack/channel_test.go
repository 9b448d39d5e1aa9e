package slack_test

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
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/channel/channeltest"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
	"github.com/throughline-cx/throughline/server/route/slack"
)

var update = flag.Bool("update", false, "write the golden files anew")

// development may reach this machine.
var development = outbound.Policy{AllowHTTP: true, AllowPrivate: true}

func newChannel(t testing.TB, w *workspace, p outbound.Policy, timeout time.Duration) *slack.Channel {
	client := outbound.NewClient(outbound.Options{Policy: p, Timeout: timeout})
	t.Cleanup(client.Close)
	return slack.New(client, slack.WithAPI(w.URL+"/"))
}

// toHome sends a message to the channel, and checks what holds for every result.
func toHome(t testing.TB, c *slack.Channel, told channel.Told) channel.Sent {
	t.Helper()
	told.Destination = channel.Destination{Slack: &channel.Slack{Channel: home}, Secrets: channel.Secrets{Token: token}}
	sent, err := c.Send(t.Context(), told)
	if err != nil {
		t.Fatal(err)
	}
	if (sent.Outcome == schedule.Delivered) != (sent.Reason == "") || sent.Outcome == "" {
		t.Errorf("%q with reason %q", sent.Outcome, sent.Reason)
	}
	if strings.Contains(sent.Reason, "hush") {
		t.Errorf("the reason shows a secret: %q", sent.Reason)
	}
	return sent
}

func example(t testing.TB, name string) channel.Told {
	for _, e := range channeltest.Examples() {
		if e.Name == name {
			return e.Told
		}
	}
	t.Fatalf("no example %s", name)
	return channel.Told{}
}

// after is what is told next at a place where something is shown already.
func after(told channel.Told, sent channel.Sent, change int) channel.Told {
	told.Posted, told.Message.Alert.ChangeNumber = sent.Posting, change
	return told
}

func TestGolden(t *testing.T) {
	for _, e := range channeltest.Examples() {
		w := newWorkspace(t)
		c := newChannel(t, w, development, 0)
		first := toHome(t, c, example(t, "firing"))
		if e.Told.Addition == nil {
			w.remove(w.shown()[0].Timestamp)
			first.Posting = nil
		}
		toHome(t, c, after(e.Told, first, 2))
		m := w.shown()[len(w.shown())-1]
		if m.Thread != "" {
			m.Thread = "the first"
		}
		golden(t, e.Name, m)
	}
}

func golden(t testing.TB, name string, v any) {
	t.Helper()
	var got bytes.Buffer
	enc := json.NewEncoder(&got)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name+".json")
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

func TestPostsOnceAndEdits(t *testing.T) {
	w := newWorkspace(t)
	c := newChannel(t, w, development, 0)
	sent := toHome(t, c, channeltest.Told())
	if sent.Posting == nil || sent.Posting.Reference != home+":"+w.shown()[0].Timestamp || sent.Posting.ChangeNumber != 2 || !sent.Posting.At.Equal(channeltest.Now) {
		t.Fatalf("posting %+v", sent.Posting)
	}
	for change := 3; change <= 30; change++ {
		told := after(channeltest.Told(), sent, change)
		told.Message.Alert.State, told.Message.Affected.Customers = alert.Growing, 100+change
		sent = toHome(t, c, told)
	}
	if len(w.shown()) != 1 || w.shown()[0].Edits != 28 || sent.Posting.ChangeNumber != 30 {
		t.Fatalf("%d messages, the first edited %d times, posting %+v; want one, edited by each change", len(w.shown()), w.shown()[0].Edits, sent.Posting)
	}
	if text := w.shown()[0].Text; !strings.Contains(text, "Growing: ") || !strings.Contains(text, "130 customers") {
		t.Errorf("the message shows %q, want the last change", text)
	}
	// A change that arrives late does not turn the message back.
	late := toHome(t, c, after(channeltest.Told(), sent, 7))
	if late.Outcome != schedule.Delivered || late.Posting != sent.Posting || w.shown()[0].Edits != 28 {
		t.Errorf("a late change: %+v, edited %d times", late, w.shown()[0].Edits)
	}
}

func TestThreads(t *testing.T) {
	for name, broadcast := range map[string]bool{"asked": true, "answered": false, "reminder": true, "digest": true, "renewals": false} {
		w := newWorkspace(t)
		c := newChannel(t, w, development, 0)
		sent := toHome(t, c, channeltest.Told())
		sent = toHome(t, c, after(example(t, name), sent, 3))
		got := w.shown()
		if len(got) != 2 || got[0].Edits != 1 || got[1].Thread != got[0].Timestamp || got[1].Broadcast != broadcast {
			t.Errorf("%s: %d messages, the last in thread %q with broadcast %t", name, len(got), got[len(got)-1].Thread, got[len(got)-1].Broadcast)
		}
		if sent.Posting.Reference != home+":"+got[0].Timestamp || sent.Posting.ChangeNumber != 3 {
			t.Errorf("%s: posting %+v, want the message and not the reply", name, sent.Posting)
		}
		// What was said of an older change is said all the same, and the message stays newer.
		toHome(t, c, after(example(t, name), sent, 2))
		if got = w.shown(); len(got) != 3 || got[0].Edits != 1 {
			t.Errorf("%s: %d messages, the first edited %d times", name, len(got), got[0].Edits)
		}
		// Where nothing is shown, all is said in one message.
		alone := toHome(t, newChannel(t, newWorkspace(t), development, 0), example(t, name))
		if alone.Posting == nil || alone.Outcome != schedule.Delivered {
			t.Errorf("%s alone: %+v", name, alone)
		}
	}
}

func TestPostsAnew(t *testing.T) {
	for name, change := range map[string]func(*workspace, *channel.Posting){
		"deleted":          func(w *workspace, p *channel.Posting) { w.remove(strings.TrimPrefix(p.Reference, home+":")) },
		"not ours to edit": func(w *workspace, _ *channel.Posting) { w.fail(refuse("cant_update_message")) },
		"another channel": func(_ *workspace, p *channel.Posting) {
			p.Reference = strings.Replace(p.Reference, home, "C0000000009", 1)
		},
		"unreadable": func(_ *workspace, p *channel.Posting) { p.Reference = "of an earlier version" },
	} {
		w := newWorkspace(t)
		c := newChannel(t, w, development, 0)
		sent := toHome(t, c, channeltest.Told())
		before := w.shown()[0].Timestamp
		change(w, sent.Posting)
		again := toHome(t, c, after(channeltest.Told(), sent, 3))
		last := w.shown()[len(w.shown())-1]
		if again.Outcome != schedule.Delivered || last.Edits != 0 || again.Posting.Reference != home+":"+last.Timestamp || last.Thread != "" {
			t.Errorf("%s: %+v after %s, want a new message", name, again, before)
		}
	}
}

func TestTestLeavesNoTrace(t *testing.T) {
	w := newWorkspace(t)
	c := newChannel(t, w, development, 0)
	shown := toHome(t, c, channeltest.Told())
	sent := toHome(t, c, after(example(t, "test"), shown, 9))
	if got := w.shown(); sent.Posting != nil || len(got) != 2 || got[0].Edits != 0 || !strings.HasPrefix(got[1].Text, "Test: ") {
		t.Errorf("posting %+v, messages %d", sent.Posting, len(got))
	}
}

func TestSlackRefuses(t *testing.T) {
	for code, want := range map[string]schedule.Outcome{
		"ratelimited": schedule.Throttled, "channel_not_found": schedule.Failed, "not_in_channel": schedule.Failed, "missing_scope": schedule.Failed,
		"is_archived": schedule.Gone, "invalid_auth": schedule.Gone, "not_authed": schedule.Gone, "account_inactive": schedule.Gone, "token_revoked": schedule.Gone,
		"msg_too_long": schedule.Invalid, "msg_blocks_too_long": schedule.Invalid, "invalid_blocks": schedule.Invalid, "internal_error": schedule.Failed,
		"some_new_code": schedule.Failed, "<b>hush</b>": schedule.Failed, "": schedule.Failed,
	} {
		w := newWorkspace(t)
		w.fail(refuse(code))
		sent := toHome(t, newChannel(t, w, development, 0), channeltest.Told())
		if sent.Outcome != want || sent.Posting != nil || sent.Status != http.StatusOK {
			t.Errorf("%q: %s with posting %v and status %d, want %s", code, sent.Outcome, sent.Posting, sent.Status, want)
		}
		if code != "" && !strings.HasPrefix(code, "<") && !strings.Contains(sent.Reason, code) {
			t.Errorf("%q: the reason does not say so: %q", code, sent.Reason)
		}
		if strings.ContainsAny(sent.Reason, "<>") {
			t.Errorf("%q: %q", code, sent.Reason)
		}
	}
}

// Where Slack says which part it does not like, the reason does, and shows nothing else of it.
func TestReasonNamesThePlace(t *testing.T) {
	w := newWorkspace(t)
	w.fail(func(rw http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(rw, `{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["[ERROR] must not be hush [json-pointer:/blocks/3/text/text]","[ERROR] hush"]}}`)
	})
	sent := toHome(t, newChannel(t, w, development, 0), channeltest.Told())
	if !strings.HasSuffix(sent.Reason, ", at /blocks/3/text/text") {
		t.Errorf("reason %q", sent.Reason)
	}
}

func TestSlackFails(t *testing.T) {
	status := func(code int, header ...string) http.HandlerFunc {
		return func(rw http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(header); i += 2 {
				rw.Header().Set(header[i], header[i+1])
			}
			rw.WriteHeader(code)
			fmt.Fprint(rw, "<html>hush</html>")
		}
	}
	body := func(text string) http.HandlerFunc {
		return func(rw http.ResponseWriter, _ *http.Request) { fmt.Fprint(rw, text) }
	}
	for name, test := range map[string]struct {
		fault http.HandlerFunc
		want  schedule.Result
		code  int
	}{
		"429":             {status(429, "Retry-After", "30"), schedule.Result{Outcome: schedule.Throttled, RetryAfter: 30 * time.Second}, 429},
		"429 without":     {status(429), schedule.Result{Outcome: schedule.Throttled}, 429},
		"429 nonsense":    {status(429, "Retry-After", "soon"), schedule.Result{Outcome: schedule.Throttled}, 429},
		"500":             {status(500), schedule.Result{Outcome: schedule.Failed}, 500},
		"503 with":        {status(503, "Retry-After", "5"), schedule.Result{Outcome: schedule.Failed, RetryAfter: 5 * time.Second}, 503},
		"redirect":        {status(302, "Location", "http://127.0.0.1:1/hush"), schedule.Result{Outcome: schedule.Failed}, 302},
		"no json":         {body("<html>hush</html>"), schedule.Result{Outcome: schedule.Failed}, 200},
		"half an answer":  {body(`{"ok":true,"channel":"C0123456789","ts":"17000`), schedule.Result{Outcome: schedule.Failed}, 200},
		"no timestamp":    {body(`{"ok":true,"channel":"C0123456789"}`), schedule.Result{Outcome: schedule.Failed}, 200},
		"strange channel": {body(`{"ok":true,"channel":"../x","ts":"1700000000.000100"}`), schedule.Result{Outcome: schedule.Failed}, 200},
		"empty":           {body(""), schedule.Result{Outcome: schedule.Failed}, 200},
		"neither ok nor":  {body(`{}`), schedule.Result{Outcome: schedule.Failed}, 200},
		"endless":         {body(strings.Repeat(" ", 1<<20+1)), schedule.Result{Outcome: schedule.Failed}, 0},
		"breaks off": {func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Length", "99")
			fmt.Fprint(rw, `{"ok":`)
		}, schedule.Result{Outcome: schedule.Failed}, 0},
		"hangs up":         {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, schedule.Result{Outcome: schedule.Failed}, 0},
		"does not answer":  {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, schedule.Result{Outcome: schedule.Failed}, 0},
		"works (control)":  {nil, schedule.Result{Outcome: schedule.Delivered}, 200},
		"works, no errors": {body(`{"ok":true,"channel":"C0123456789","ts":"1700000000.000100"}`), schedule.Result{Outcome: schedule.Delivered}, 200},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t)
			if test.fault != nil {
				w.fail(test.fault)
			}
			timeout := 5 * time.Second
			if name == "does not answer" {
				timeout = 50 * time.Millisecond
			}
			sent := toHome(t, newChannel(t, w, development, timeout), channeltest.Told())
			if sent.Result.Result != test.want || sent.Status != test.code || (sent.Posting != nil) != (test.want.Outcome == schedule.Delivered) {
				t.Errorf("%+v, posting %v; want %+v with status %d", sent.Result, sent.Posting, test.want, test.code)
			}
		})
	}
}

// A reply that fails after the message was edited says what is shown, so that the next attempt
// edits once more and replies.
func TestReplyFails(t *testing.T) {
	w := newWorkspace(t)
	c := newChannel(t, w, development, 0)
	sent := toHome(t, c, channeltest.Told())
	w.fail(refuse("ratelimited")) // the edit
	told := after(example(t, "asked"), sent, 3)
	if got := toHome(t, c, told); got.Outcome != schedule.Throttled || got.Posting.ChangeNumber != 2 || len(w.shown()) != 1 {
		t.Fatalf("%+v with posting %+v", got.Result, got.Posting)
	}
	w.fail(func(rw http.ResponseWriter, r *http.Request) {
		w.fail500Next()
		rw.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(rw, `{"ok":true,"channel":%q,"ts":%q}`, home, w.messages[0].Timestamp)
	})
	if got := toHome(t, c, told); got.Outcome != schedule.Failed || got.Posting.ChangeNumber != 3 {
		t.Fatalf("%+v with posting %+v", got.Result, got.Posting)
	}
	if got := toHome(t, c, told); got.Outcome != schedule.Delivered || len(w.shown()) != 2 {
		t.Fatalf("%+v, %d messages", got.Result, len(w.shown()))
	}
}

// fail500Next is for faults, which hold the lock.
func (w *workspace) fail500Next() {
	w.faults = append(w.faults, func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusInternalServerError) })
}

func TestContextEnds(t *testing.T) {
	w := newWorkspace(t)
	ctx, cancel := context.WithCancel(t.Context())
	w.fail(func(_ http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() })
	told := channeltest.Told()
	told.Destination = channel.Destination{Slack: &channel.Slack{Channel: home}, Secrets: channel.Secrets{Token: token}}
	if _, err := newChannel(t, w, development, 0).Send(ctx, told); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}

// The client library goes out through the guard: an address that is not public is refused, and
// nothing arrives there. Without the guard it does.
func TestGuardStands(t *testing.T) {
	w := newWorkspace(t)
	sent := toHome(t, newChannel(t, w, outbound.Policy{AllowHTTP: true}, 0), channeltest.Told())
	if sent.Outcome != schedule.Refused || len(w.called()) != 0 {
		t.Errorf("%+v after %v", sent.Result, w.called())
	}
	if toHome(t, newChannel(t, w, development, 0), channeltest.Told()); len(w.called()) != 1 {
		t.Error("the control run did not arrive")
	}
}

func TestDestinationWithoutWhatItNeeds(t *testing.T) {
	w := newWorkspace(t)
	c := newChannel(t, w, development, 0)
	for _, d := range []channel.Destination{{}, {Slack: &channel.Slack{Channel: home}}, {Slack: &channel.Slack{}, Secrets: channel.Secrets{Token: token}}} {
		told := channeltest.Told()
		told.Destination = d
		if sent, err := c.Send(t.Context(), told); err != nil || sent.Outcome != schedule.Refused || len(w.called()) > 0 {
			t.Errorf("%+v: %+v, %v", d, sent, err)
		}
	}
}

func TestReference(t *testing.T) {
	r := slack.Reference{Channel: home, Timestamp: "1700000000.000100"}
	if got, err := slack.ParseReference(r.String()); err != nil || got != r {
		t.Errorf("%+v, %v", got, err)
	}
	for _, bad := range []string{"", home, home + ":", home + ":x", ":1700000000.000100", "c1:1.2", home + ":1.2:3", strings.Repeat("C", 99) + ":1.2"} {
		if got, err := slack.ParseReference(bad); err == nil {
			t.Errorf("%q gave %+v", bad, got)
		}
	}
}

// Who is asked sees it in the channel; others read it in the thread.
func TestOtherTeamsAreNotDisturbed(t *testing.T) {
	w := newWorkspace(t)
	c := newChannel(t, w, development, 0)
	sent := toHome(t, c, channeltest.Told())
	told := after(example(t, "asked"), sent, 3)
	told.Owner = route.Owner{Team: "ecommerce_ops", Role: route.Accountable}
	toHome(t, c, told)
	if got := w.shown(); len(got) != 2 || got[1].Broadcast {
		t.Errorf("%d messages, the last broadcast %t", len(got), got[len(got)-1].Broadcast)
	}
}
