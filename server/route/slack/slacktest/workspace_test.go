package slacktest_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/route/slack/slacktest"
)

// TestContractRefuses proves that the server refuses what Slack does, so that what it takes means
// something.
func TestContractRefuses(t *testing.T) {
	good := url.Values{
		"token": {slacktest.Token}, "channel": {slacktest.Channel}, "text": {"a line"},
		"blocks": {`[{"type":"header","text":{"type":"plain_text","text":"head"}},{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"x"}]}]}]`},
	}
	long := func(n int) string { return strings.Repeat("x", n) }
	block := func(format string, args ...any) []string { return []string{fmt.Sprintf("["+format+"]", args...)} }
	button := `{"type":"button","action_id":"a","text":{"type":"plain_text","text":%q},"value":%q}`
	for name, test := range map[string]struct {
		change map[string][]string
		want   string
	}{
		"good":               {nil, ""},
		"no token":           {map[string][]string{"token": nil}, "not_authed"},
		"other token":        {map[string][]string{"token": {"xoxb-other"}}, "invalid_auth"},
		"other channel":      {map[string][]string{"channel": {"C0000000000"}}, "channel_not_found"},
		"unknown argument":   {map[string][]string{"colour": {"red"}}, "invalid_arguments"},
		"no text":            {map[string][]string{"text": nil}, "no_text"},
		"long text":          {map[string][]string{"text": {long(4001)}}, "msg_too_long"},
		"metadata":           {map[string][]string{"metadata": {`{"event_type":"A b"}`}}, "invalid_metadata_format"},
		"no such thread":     {map[string][]string{"thread_ts": {"1.2"}}, "thread_not_found"},
		"broadcast of none":  {map[string][]string{"reply_broadcast": {"true"}}, "invalid_arguments"},
		"no json":            {map[string][]string{"blocks": {"{"}}, "invalid_blocks_format"},
		"unknown block":      {map[string][]string{"blocks": block(`{"type":"shout"}`)}, "invalid_blocks"},
		"51 blocks":          {map[string][]string{"blocks": block(`%s{"type":"divider"}`, strings.Repeat(`{"type":"divider"},`, 50))}, "invalid_blocks"},
		"long header":        {map[string][]string{"blocks": block(`{"type":"header","text":{"type":"plain_text","text":%q}}`, long(151))}, "invalid_blocks"},
		"header of mrkdwn":   {map[string][]string{"blocks": block(`{"type":"header","text":{"type":"mrkdwn","text":"x"}}`)}, "invalid_blocks"},
		"empty text":         {map[string][]string{"blocks": block(`{"type":"context","elements":[{"type":"plain_text","text":""}]}`)}, "invalid_blocks"},
		"empty rich text":    {map[string][]string{"blocks": block(`{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}`)}, "invalid_blocks"},
		"rich text of none":  {map[string][]string{"blocks": block(`{"type":"rich_text","elements":[]}`)}, "invalid_blocks"},
		"list of quotes":     {map[string][]string{"blocks": block(`{"type":"rich_text","elements":[{"type":"rich_text_list","style":"ordered","elements":[{"type":"rich_text_quote","elements":[{"type":"text","text":"x"}]}]}]}`)}, "invalid_blocks"},
		"unknown field":      {map[string][]string{"blocks": block(`{"type":"divider","colour":"red"}`)}, "invalid_blocks"},
		"long button":        {map[string][]string{"blocks": block(`{"type":"actions","elements":[`+button+`]}`, long(76), "v")}, "invalid_blocks"},
		"long value":         {map[string][]string{"blocks": block(`{"type":"actions","elements":[`+button+`]}`, "b", long(2001))}, "invalid_blocks"},
		"same action twice":  {map[string][]string{"blocks": block(`{"type":"actions","elements":[`+button+`,`+button+`]}`, "b", "v", "b", "v")}, "invalid_blocks"},
		"too much in all":    {map[string][]string{"blocks": block(`%s{"type":"divider"}`, strings.Repeat(fmt.Sprintf(`{"type":"context","elements":[{"type":"plain_text","text":%q}]},`, long(3000)), 5))}, "msg_blocks_too_long"},
		"long astral header": {map[string][]string{"blocks": block(`{"type":"header","text":{"type":"plain_text","text":%q}}`, strings.Repeat("👍", 76))}, "invalid_blocks"},
	} {
		f := maps.Clone(good)
		for name, value := range test.change {
			f[name] = value
		}
		w := slacktest.New(t)
		resp, err := http.PostForm(w.API()+"chat.postMessage", f)
		if err != nil {
			t.Fatal(err)
		}
		var got struct{ Error string }
		err = json.NewDecoder(resp.Body).Decode(&got)
		if resp.Body.Close(); err != nil || got.Error != test.want {
			t.Errorf("%s: %q (%v), want %q", name, got.Error, err, test.want)
		}
	}
}

func TestLimit(t *testing.T) {
	now := time.Date(2026, 5, 12, 6, 0, 0, 0, time.UTC)
	w := slacktest.New(t)
	w.Limit("chat.update", 2, time.Minute, func() time.Time { return now })
	call := func() (int, string) {
		resp, err := http.PostForm(w.API()+"chat.update", url.Values{"token": {slacktest.Token}})
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode, resp.Header.Get("Retry-After")
	}
	for i, want := range []struct {
		later time.Duration
		code  int
		wait  string
	}{{0, 200, ""}, {10 * time.Second, 200, ""}, {0, 429, "50"}, {49500 * time.Millisecond, 429, "1"}, {time.Second, 200, ""}, {0, 429, "10"}} {
		now = now.Add(want.later)
		if code, wait := call(); code != want.code || wait != want.wait {
			t.Errorf("call %d: %d, wait %q; want %d, %q", i, code, wait, want.code, want.wait)
		}
	}
}
