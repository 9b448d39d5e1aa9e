package slack_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/slack"
)

// answering is a channel whose Slack answers as it is told to, and what Slack got.
func answering(t *testing.T, code int, answer string) (*slack.Channel, *httptest.Server, *[]string) {
	t.Helper()
	var got []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		got = append(got, r.URL.Path+" "+r.Header.Get("Authorization")+" "+string(body))
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(code)
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(server.Close)
	client := outbound.NewClient(outbound.Options{Policy: outbound.Policy{AllowHTTP: true, AllowPrivate: true}})
	t.Cleanup(client.Close)
	return slack.New(client, slack.WithAPI(server.URL+"/api/")), server, &got
}

func TestAsk(t *testing.T) {
	c, _, got := answering(t, http.StatusOK, `{"ok":true,"view":{"id":"V1"}}`)
	if err := c.Ask(t.Context(), "xoxb-hush", "12.34.ab", "AQtoken", strings.Repeat("Why? ", 1000)); err != nil {
		t.Fatal(err)
	}
	path, rest, _ := strings.Cut((*got)[0], " ")
	body := rest[strings.Index(rest, "{"):]
	var asked struct {
		TriggerID string `json:"trigger_id"`
		View      struct {
			Type, PrivateMetadata string
			Callback              string `json:"callback_id"`
			Metadata              string `json:"private_metadata"`
			Blocks                []struct {
				BlockID string                `json:"block_id"`
				Label   struct{ Text string } `json:"label"`
				Element struct {
					ActionID  string `json:"action_id"`
					Multiline bool   `json:"multiline"`
					MaxLength int    `json:"max_length"`
				} `json:"element"`
			} `json:"blocks"`
		} `json:"view"`
	}
	if err := json.Unmarshal([]byte(body), &asked); err != nil {
		t.Fatal(err)
	}
	v := asked.View
	if path != "/api/views.open" || !strings.Contains(rest, "xoxb-hush") || asked.TriggerID != "12.34.ab" || v.Type != "modal" || v.Callback != "throughline_decline" || v.Metadata != "AQtoken" || len(v.Blocks) != 1 {
		t.Fatalf("%s", (*got)[0])
	}
	if b := v.Blocks[0]; b.BlockID != "throughline_reason" || b.Element.ActionID != "reason" || !b.Element.Multiline || b.Element.MaxLength != 2000 || len(b.Label.Text) > 2010 {
		t.Errorf("%+v", b)
	}
}

// TestAnswersGoToSlackAlone: whoever knows a signing secret can say where the answer should go, and it
// goes nowhere else; what goes wrong is told without the address and the token.
func TestAnswersGoToSlackAlone(t *testing.T) {
	c, server, got := answering(t, http.StatusOK, "ok")
	for _, address := range []string{
		"https://hooks.slack.com.evil.example/x", "http://hooks.slack.com/x", "https://evil.example/hooks.slack.com", "https://user@evil.example/", "https://hooks.slack.com:8443/x",
		"http://169.254.169.254/latest", "file:///etc/passwd", "://", "",
	} {
		if err := c.Tell(t.Context(), address, "hello"); !errors.Is(err, slack.ErrNotSlack) {
			t.Errorf("%q: %v", address, err)
		}
	}
	if len(*got) > 0 {
		t.Fatalf("an answer went somewhere: %v", *got)
	}
	if err := c.Tell(t.Context(), server.URL+"/answer/hush", "<!channel> & *hello*"); err != nil || len(*got) != 1 || !strings.Contains((*got)[0], `"plain_text"`) || !strings.Contains((*got)[0], "ephemeral") {
		t.Errorf("%v, %v", err, *got)
	}
	genuine := slack.New(outbound.NewClient(outbound.Options{}))
	if err := genuine.Tell(t.Context(), server.URL+"/answer", "hello"); !errors.Is(err, slack.ErrNotSlack) {
		t.Errorf("without a stand-in: %v", err)
	}
}

func TestAnswersThatFail(t *testing.T) {
	for what, c := range map[string]struct {
		code         int
		answer, want string
	}{
		"refused":    {http.StatusOK, `{"ok":false,"error":"expired_trigger_id"}`, "refused by Slack: expired_trigger_id"},
		"unreadable": {http.StatusOK, `<html>`, "cannot be read"},
		"down":       {http.StatusInternalServerError, ``, "the receiver answered 500"},
	} {
		channel, _, _ := answering(t, c.code, c.answer)
		err := channel.Ask(t.Context(), "xoxb-hush", "12.34.ab", "AQhush", "Why?")
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: %v, want %q", what, err, c.want)
		}
	}
	channel, server, _ := answering(t, http.StatusNotFound, "expired_url")
	if err := channel.Tell(t.Context(), server.URL+"/answer/hush", "hello"); err == nil || strings.Contains(err.Error(), "hush") || !strings.Contains(err.Error(), "404") {
		t.Errorf("an address that has expired: %v", err)
	}
}
