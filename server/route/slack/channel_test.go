package slack_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
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
	"github.com/throughline-cx/throughline/server/route/slack/slacktest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// development may reach this machine.
var development = outbound.Policy{AllowHTTP: true, AllowPrivate: true}

func newChannel(t testing.TB, w *slacktest.Workspace, p outbound.Policy, timeout time.Duration) *slack.Channel {
	client := outbound.NewClient(outbound.Options{Policy: p, Timeout: timeout})
	t.Cleanup(client.Close)
	return slack.New(client, slack.WithAPI(w.API()))
}

// toHome sends a message to the channel, and checks what holds for every result.
func toHome(t testing.TB, c *slack.Channel, told channel.Told) channel.Sent {
	t.Helper()
	told.Destination = channel.Destination{Slack: &channel.Slack{Channel: slacktest.Channel}, Secrets: channel.Secrets{Token: slacktest.Token}}
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
		w := slacktest.New(t)
		c := newChannel(t, w, development, 0)
		first := toHome(t, c, example(t, "firing"))
		if e.Told.Addition == nil {
			w.Remove(w.Messages()[0].Timestamp)
			first.Posting = nil
		}
		toHome(t, c, after(e.Told, first, 2))
		m := w.Messages()[len(w.Messages())-1]
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
	w := slacktest.New(t)
	c := newChannel(t, w, development, 0)
	sent := toHome(t, c, channeltest.Told())
	if sent.Posting == nil || sent.Posting.Reference != slacktest.Channel+":"+w.Messages()[0].Timestamp || sent.Posting.ChangeNumber != 2 || !sent.Posting.At.Equal(channeltest.Now) {
		t.Fatalf("posting %+v", sent.Posting)
	}
	for change := 3; change <= 30; change++ {
		told := after(channeltest.Told(), sent, change)
		told.Message.Alert.State, told.Message.Affected.Customers = alert.Growing, 100+change
		sent = toHome(t, c, told)
	}
	if len(w.Messages()) != 1 || w.Messages()[0].Edits != 28 || sent.Posting.ChangeNumber != 30 {
		t.Fatalf("%d messages, the first edited %d times, posting %+v; want one, edited by each change", len(w.Messages()), w.Messages()[0].Edits, sent.Posting)
	}
	if text := w.Messages()[0].Text; !strings.Contains(text, "Growing: ") || !strings.Contains(text, "130 customers") {
		t.Errorf("the message shows %q, want the last change", text)
	}
	// A change that arrives late does not turn the message back.
	late := toHome(t, c, after(channeltest.Told(), sent, 7))
	if late.Outcome != schedule.Delivered || late.Posting != sent.Posting || w.Messages()[0].Edits != 28 {
		t.Errorf("a late change: %+v, edited %d times", late, w.Messages()[0].Edits)
	}
}

// The channel's part of keeping one message true: an alert changes 100 times in 50 seconds, Slack lets
// 50 edits a minute through, and whoever sends waits as long as the channel says and then tells the
// newest.
func TestManyChangesInAMinute(t *testing.T) {
	now := channeltest.Now
	w := slacktest.New(t)
	w.Limit("chat.update", 50, time.Minute, func() time.Time { return now })
	c := newChannel(t, w, development, 0)
	sent := toHome(t, c, channeltest.Told())
	var wait time.Time
	tell := func(change int) {
		told := after(channeltest.Told(), sent, change)
		told.Message.Affected.Customers = 100 + change
		got := toHome(t, c, told)
		switch got.Outcome {
		case schedule.Delivered:
			sent = got
		case schedule.Throttled:
			wait = now.Add(got.RetryAfter)
		default:
			t.Fatalf("%+v", got.Result)
		}
	}
	last := 2
	for ; last <= 102; last++ {
		now = now.Add(500 * time.Millisecond)
		if !now.Before(wait) {
			tell(last)
		}
	}
	if !wait.After(now) {
		t.Fatal("Slack let all through: the test does not test what it says")
	}
	now = wait
	tell(last)
	got := w.Messages()
	if len(got) != 1 || got[0].Edits > 52 || !strings.Contains(got[0].Text, fmt.Sprintf("%d customers", 100+last)) || sent.Posting.ChangeNumber != last {
		t.Errorf("%d messages, the first edited %d times with %q", len(got), got[0].Edits, got[0].Text)
	}
}

func TestThreads(t *testing.T) {
	for name, broadcast := range map[string]bool{"asked": true, "answered": false, "reminder": true, "digest": true, "renewals": false, "unreachable": true} {
		w := slacktest.New(t)
		c := newChannel(t, w, development, 0)
		sent := toHome(t, c, channeltest.Told())
		sent = toHome(t, c, after(example(t, name), sent, 3))
		got := w.Messages()
		if len(got) != 2 || got[0].Edits != 1 || got[1].Thread != got[0].Timestamp || got[1].Broadcast != broadcast {
			t.Errorf("%s: %d messages, the last in thread %q with broadcast %t", name, len(got), got[len(got)-1].Thread, got[len(got)-1].Broadcast)
		}
		if sent.Posting.Reference != slacktest.Channel+":"+got[0].Timestamp || sent.Posting.ChangeNumber != 3 {
			t.Errorf("%s: posting %+v, want the message and not the reply", name, sent.Posting)
		}
		// What was said of an older change is said all the same, and the message stays newer.
		toHome(t, c, after(example(t, name), sent, 2))
		if got = w.Messages(); len(got) != 3 || got[0].Edits != 1 {
			t.Errorf("%s: %d messages, the first edited %d times", name, len(got), got[0].Edits)
		}
		// Where nothing is shown, all is said in one message.
		alone := toHome(t, newChannel(t, slacktest.New(t), development, 0), example(t, name))
		if alone.Posting == nil || alone.Outcome != schedule.Delivered {
			t.Errorf("%s alone: %+v", name, alone)
		}
	}
}

func TestPostsAnew(t *testing.T) {
	for name, change := range map[string]func(*slacktest.Workspace, *channel.Posting){
		"deleted": func(w *slacktest.Workspace, p *channel.Posting) {
			w.Remove(strings.TrimPrefix(p.Reference, slacktest.Channel+":"))
		},
		"not ours to edit": func(w *slacktest.Workspace, _ *channel.Posting) { w.Fail(slacktest.Refuse("cant_update_message")) },
		"another channel": func(_ *slacktest.Workspace, p *channel.Posting) {
			p.Reference = strings.Replace(p.Reference, slacktest.Channel, "C0000000009", 1)
		},
		"unreadable": func(_ *slacktest.Workspace, p *channel.Posting) { p.Reference = "of an earlier version" },
	} {
		w := slacktest.New(t)
		c := newChannel(t, w, development, 0)
		sent := toHome(t, c, channeltest.Told())
		before := w.Messages()[0].Timestamp
		change(w, sent.Posting)
		again := toHome(t, c, after(channeltest.Told(), sent, 3))
		last := w.Messages()[len(w.Messages())-1]
		if again.Outcome != schedule.Delivered || last.Edits != 0 || again.Posting.Reference != slacktest.Channel+":"+last.Timestamp || last.Thread != "" {
			t.Errorf("%s: %+v after %s, want a new message", name, again, before)
		}
	}
}

// What was to be said in a thread that somebody has deleted is said in a message of its own.
func TestThreadIsGone(t *testing.T) {
	w := slacktest.New(t)
	c := newChannel(t, w, development, 0)
	sent := toHome(t, c, channeltest.Told())
	w.Remove(w.Messages()[0].Timestamp)
	sent.Posting.ChangeNumber = 9 // so that nothing is edited first
	again := toHome(t, c, after(example(t, "asked"), sent, 2))
	if got := w.Messages(); again.Outcome != schedule.Delivered || len(got) != 1 || got[0].Thread != "" || len(got[0].Blocks) < 10 || again.Posting.ChangeNumber != 2 {
		t.Errorf("%+v with posting %+v, %d messages", again.Result, again.Posting, len(got))
	}
}

func TestTestLeavesNoTrace(t *testing.T) {
	w := slacktest.New(t)
	c := newChannel(t, w, development, 0)
	shown := toHome(t, c, channeltest.Told())
	sent := toHome(t, c, after(example(t, "test"), shown, 9))
	if got := w.Messages(); sent.Posting != nil || len(got) != 2 || got[0].Edits != 0 || !strings.HasPrefix(got[1].Text, "Test: ") {
		t.Errorf("posting %+v, messages %d", sent.Posting, len(got))
	}
}

func TestReference(t *testing.T) {
	r := slack.Reference{Channel: slacktest.Channel, Timestamp: "1700000000.000100"}
	if got, err := slack.ParseReference(r.String()); err != nil || got != r {
		t.Errorf("%+v, %v", got, err)
	}
	for _, bad := range []string{"", slacktest.Channel, slacktest.Channel + ":", slacktest.Channel + ":x", ":1700000000.000100", "c1:1.2", slacktest.Channel + ":1.2:3", strings.Repeat("C", 99) + ":1.2"} {
		if got, err := slack.ParseReference(bad); err == nil {
			t.Errorf("%q gave %+v", bad, got)
		}
	}
}

// Who is asked sees it in the channel; others read it in the thread.
func TestOtherTeamsAreNotDisturbed(t *testing.T) {
	w := slacktest.New(t)
	c := newChannel(t, w, development, 0)
	sent := toHome(t, c, channeltest.Told())
	told := after(example(t, "asked"), sent, 3)
	told.Owner = route.Owner{Team: "ecommerce_ops", Role: route.Accountable}
	toHome(t, c, told)
	if got := w.Messages(); len(got) != 2 || got[1].Broadcast {
		t.Errorf("%d messages, the last broadcast %t", len(got), got[len(got)-1].Broadcast)
	}
}
