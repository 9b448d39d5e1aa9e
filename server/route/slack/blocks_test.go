package slack_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/channel/channeltest"
	"github.com/throughline-cx/throughline/server/route/schedule"
	"github.com/throughline-cx/throughline/server/route/slack/slacktest"
)

// entity is what an ampersand may be in a text that Slack parses.
var entity = regexp.MustCompile(`&(amp|lt|gt);`)

// Whatever is written in an alert, Slack takes the message, and nothing in it is more than words: no
// mention, no link, no markup. The server's rules refuse every element that could be one.
func TestAnyMessageIsTaken(t *testing.T) {
	w := slacktest.New(t)
	c := newChannel(t, w, development, 0)
	rapid.Check(t, func(rt *rapid.T) {
		told := channeltest.Random().Draw(rt, "told")
		for i := range told.Actions {
			told.Actions[i].Label = channeltest.Text().Draw(rt, "label")
		}
		if rapid.Bool().Draw(rt, "long token") {
			told.Actions = append(told.Actions, channel.Action{Kind: "another", Label: "x", Token: strings.Repeat("x", 2001)})
		}
		sent := toHome(t, c, told)
		if sent.Outcome != schedule.Delivered {
			rt.Fatalf("%+v", sent.Result)
		}
		if !told.Test {
			again := toHome(t, c, after(told, sent, 3))
			if again.Outcome != schedule.Delivered {
				rt.Fatalf("again: %+v", again.Result)
			}
		}
		for _, m := range w.Messages() {
			if rest := entity.ReplaceAllString(m.Text, ""); strings.ContainsAny(rest, "<>&") {
				rt.Fatalf("the line for notifications is not escaped: %q", m.Text)
			}
			data, err := json.Marshal(m.Blocks)
			if err != nil || strings.Contains(string(data), `"mrkdwn"`) || strings.Contains(string(data), `"emoji":true`) {
				rt.Fatalf("markup in %s", data)
			}
			w.Remove(m.Timestamp)
		}
	})
}

// What customers said arrives as they said it, mentions and all.
func TestQuotesAreExact(t *testing.T) {
	w := slacktest.New(t)
	c := newChannel(t, w, development, 0)
	told := channeltest.Told()
	words := "<!channel> I & my *wife* <https://evil.example.com|waited> &lt;2 hours&gt; @here"
	told.Message.Quotes[0].Text = words
	toHome(t, c, told)
	var found bool
	walk(any(w.Messages()[0].Blocks), func(text string) { found = found || text == "“"+words+"”" })
	if !found {
		t.Errorf("the quote is not there as it was said: %v", w.Messages()[0].Blocks)
	}
}

// walk calls f with every text.
func walk(v any, f func(string)) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			walk(e, f)
		}
	case map[string]any:
		for name, e := range v {
			if s, ok := e.(string); ok && name == "text" {
				f(s)
			}
			walk(e, f)
		}
	}
}

// Where the whole story does not fit, what a leader needs first is there all the same.
func TestLongStoryIsShort(t *testing.T) {
	w := slacktest.New(t)
	c := newChannel(t, w, development, 0)
	told := channeltest.Told()
	m := &told.Message
	for range 12 {
		m.Fix.Steps = append(m.Fix.Steps, strings.Repeat("step ", 200))
		m.BlindSpots = append(m.BlindSpots, m.BlindSpots[0])
		m.Journeys = append(m.Journeys, m.Journeys[0])
	}
	m.Journeys[0].Name, m.Signal.Neighbours[0].From.Name, m.Stuck.At.Name = strings.Repeat("journey ", 300), strings.Repeat("far ", 800), strings.Repeat("desk ", 600)
	if sent := toHome(t, c, told); sent.Outcome != schedule.Delivered {
		t.Fatalf("%+v", sent.Result)
	}
	var all []string
	walk(any(w.Messages()[0].Blocks), func(text string) { all = append(all, text) })
	text := strings.Join(all, "\n")
	for _, q := range told.Message.Quotes {
		if !strings.Contains(text, strings.Join(strings.Fields(q.Text), " ")) {
			t.Errorf("the quote %q is missing", q.Text)
		}
	}
	for _, want := range []string{"27 customers in 21 days", "16,483.35 USD", "every threshold is met", "+12 customers", "ecommerce ops", told.Message.Alert.Title} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if strings.Contains(text, "step step") {
		t.Error("the story is whole: the test does not test what it says")
	}
}
