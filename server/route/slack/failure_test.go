package slack_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/channel/channeltest"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
	"github.com/throughline-cx/throughline/server/route/slack/slacktest"
)

func TestSlackRefuses(t *testing.T) {
	for code, want := range map[string]schedule.Outcome{
		"ratelimited": schedule.Throttled, "channel_not_found": schedule.Failed, "not_in_channel": schedule.Failed, "missing_scope": schedule.Failed,
		"is_archived": schedule.Gone, "invalid_auth": schedule.Gone, "not_authed": schedule.Gone, "account_inactive": schedule.Gone, "token_revoked": schedule.Gone,
		"msg_too_long": schedule.Invalid, "msg_blocks_too_long": schedule.Invalid, "invalid_blocks": schedule.Invalid, "internal_error": schedule.Failed,
		"some_new_code": schedule.Failed, "<b>hush</b>": schedule.Failed, "": schedule.Failed,
	} {
		w := slacktest.New(t)
		w.Fail(slacktest.Refuse(code))
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
	w := slacktest.New(t)
	w.Fail(func(rw http.ResponseWriter, _ *http.Request) {
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
			w := slacktest.New(t)
			if test.fault != nil {
				w.Fail(test.fault)
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
	w := slacktest.New(t)
	c := newChannel(t, w, development, 0)
	sent := toHome(t, c, channeltest.Told())
	w.Fail(slacktest.Refuse("ratelimited")) // the edit
	told := after(example(t, "asked"), sent, 3)
	if got := toHome(t, c, told); got.Outcome != schedule.Throttled || got.Posting.ChangeNumber != 2 || len(w.Messages()) != 1 {
		t.Fatalf("%+v with posting %+v", got.Result, got.Posting)
	}
	w.Fail(func(rw http.ResponseWriter, r *http.Request) {
		w.Fail(func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusInternalServerError) }) // the reply
		fmt.Fprintf(rw, `{"ok":true,"channel":%q,"ts":%q}`, slacktest.Channel, w.Messages()[0].Timestamp)
	})
	if got := toHome(t, c, told); got.Outcome != schedule.Failed || got.Posting.ChangeNumber != 3 {
		t.Fatalf("%+v with posting %+v", got.Result, got.Posting)
	}
	if got := toHome(t, c, told); got.Outcome != schedule.Delivered || len(w.Messages()) != 2 {
		t.Fatalf("%+v, %d messages", got.Result, len(w.Messages()))
	}
}

func TestContextEnds(t *testing.T) {
	w := slacktest.New(t)
	ctx, cancel := context.WithCancel(t.Context())
	w.Fail(func(_ http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() })
	told := channeltest.Told()
	told.Destination = channel.Destination{Slack: &channel.Slack{Channel: slacktest.Channel}, Secrets: channel.Secrets{Token: slacktest.Token}}
	if _, err := newChannel(t, w, development, 0).Send(ctx, told); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}

// The client library goes out through the guard: an address that is not public is refused, and
// nothing arrives there. Without the guard it does.
func TestGuardStands(t *testing.T) {
	w := slacktest.New(t)
	sent := toHome(t, newChannel(t, w, outbound.Policy{AllowHTTP: true}, 0), channeltest.Told())
	if sent.Outcome != schedule.Refused || len(w.Calls()) != 0 {
		t.Errorf("%+v after %v", sent.Result, w.Calls())
	}
	if toHome(t, newChannel(t, w, development, 0), channeltest.Told()); len(w.Calls()) != 1 {
		t.Error("the control run did not arrive")
	}
}

func TestDestinationWithoutWhatItNeeds(t *testing.T) {
	w := slacktest.New(t)
	c := newChannel(t, w, development, 0)
	for _, d := range []channel.Destination{{}, {Slack: &channel.Slack{Channel: slacktest.Channel}}, {Slack: &channel.Slack{}, Secrets: channel.Secrets{Token: slacktest.Token}}} {
		told := channeltest.Told()
		told.Destination = d
		if sent, err := c.Send(t.Context(), told); err != nil || sent.Outcome != schedule.Refused || len(w.Calls()) > 0 {
			t.Errorf("%+v: %+v, %v", d, sent, err)
		}
	}
}
