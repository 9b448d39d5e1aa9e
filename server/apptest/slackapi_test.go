package apptest_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/throughline-cx/throughline/server/apptest"
)

// slackAPI stands in for Slack: it takes messages, opens windows and shows answers.
type slackAPI struct {
	*httptest.Server
	t testing.TB

	mu      sync.Mutex
	posts   []slackPost
	windows []json.RawMessage // views that were opened
	told    []string          // what was shown to those who pressed
}

// slackPost is a message as it is posted.
type slackPost struct {
	token, channel string
	buttons        map[string]string // value by action_id
	whole          bool              // it is the message itself, not what is said in its thread
}

func newSlackAPI(t testing.TB) *slackAPI {
	s := &slackAPI{t: t}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

// ServeHTTP implements http.Handler.
func (s *slackAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	answer := `{"ok":true,"ts":"1700000000.000100","channel":"` + s.where(r) + `"}`
	switch r.URL.Path {
	case "/api/chat.postMessage", "/api/chat.update":
		s.posts = append(s.posts, s.post(r))
	case "/api/views.open":
		var view struct {
			TriggerID string          `json:"trigger_id"`
			View      json.RawMessage `json:"view"`
		}
		if err := json.NewDecoder(r.Body).Decode(&view); err != nil || view.TriggerID == "" {
			s.t.Errorf("a window that cannot be opened: %v", err)
		}
		s.windows = append(s.windows, view.View)
	case "/answer":
		var shown struct {
			ResponseType string `json:"response_type"`
			Blocks       []struct {
				Text struct{ Type, Text string } `json:"text"`
			} `json:"blocks"`
		}
		if err := json.NewDecoder(r.Body).Decode(&shown); err != nil || shown.ResponseType != "ephemeral" || len(shown.Blocks) != 1 || shown.Blocks[0].Text.Type != "plain_text" {
			s.t.Errorf("an answer that everybody sees, or none: %+v, %v", shown, err)
			break
		}
		s.told = append(s.told, shown.Blocks[0].Text.Text)
	default:
		s.t.Errorf("Slack has no %s", r.URL.Path)
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write([]byte(answer))
}

func (s *slackAPI) post(r *http.Request) slackPost {
	if err := r.ParseForm(); err != nil {
		s.t.Error(err)
	}
	out := slackPost{channel: r.PostForm.Get("channel"), whole: r.PostForm.Get("thread_ts") == "", buttons: map[string]string{}}
	out.token = strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if out.token == "" {
		out.token = r.PostForm.Get("token")
	}
	var blocks []struct {
		Elements []json.RawMessage `json:"elements"`
	}
	if err := json.Unmarshal([]byte(r.PostForm.Get("blocks")), &blocks); err != nil {
		s.t.Error(err)
	}
	for _, b := range blocks {
		for _, raw := range b.Elements {
			var e struct {
				Type     string `json:"type"`
				ActionID string `json:"action_id"`
				Value    string `json:"value"`
			}
			if json.Unmarshal(raw, &e) == nil && e.Type == "button" && e.Value != "" {
				out.buttons[e.ActionID] = e.Value
			}
		}
	}
	return out
}

// buttons waits for the first message in a channel and returns the tokens behind its buttons.
func (s *slackAPI) buttons(channel string) map[string]string {
	s.t.Helper()
	var out map[string]string
	apptest.Eventually(s.t, "channel "+channel+" shows the alert", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, p := range s.posts {
			if p.channel == channel {
				out = p.buttons
				return true
			}
		}
		return false
	})
	return out
}

// shows waits until the newest of a channel's messages has these buttons, in this order.
func (s *slackAPI) shows(channel string, buttons ...string) {
	s.t.Helper()
	apptest.Eventually(s.t, fmt.Sprintf("channel %s shows the buttons %v", channel, buttons), func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, p := range slices.Backward(s.posts) {
			if p.channel == channel && p.whole {
				return slices.Equal(slices.Sorted(maps.Keys(p.buttons)), buttons)
			}
		}
		return false
	})
}

// answered waits until so many answers were shown, and returns the last one.
func (s *slackAPI) answered(n int) string {
	s.t.Helper()
	var out string
	apptest.Eventually(s.t, fmt.Sprintf("answer %d is shown", n), func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		if len(s.told) < n {
			return false
		}
		out = s.told[len(s.told)-1]
		return true
	})
	return out
}

// window waits until a window is open, and returns what it holds.
func (s *slackAPI) window() string {
	s.t.Helper()
	var out string
	apptest.Eventually(s.t, "a window is open", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		if len(s.windows) == 0 {
			return false
		}
		out = string(s.windows[len(s.windows)-1])
		return true
	})
	return out
}

// pressing is the body of a request that says that somebody has pressed a button.
func (s *slackAPI) pressing(user, token string) string {
	payload, err := json.Marshal(map[string]any{
		"type": "block_actions", "user": map[string]any{"id": user, "username": "name-of-" + user}, "trigger_id": "12.34.ab",
		"response_url": s.URL + "/answer", "actions": []any{map[string]any{"type": "button", "action_id": "throughline_x", "value": token}},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return url.Values{"payload": {string(payload)}}.Encode()
}

// submitting is the body of a request that says that somebody has sent a window.
func (s *slackAPI) submitting(user, token, reason string) string {
	payload, err := json.Marshal(map[string]any{
		"type": "view_submission", "user": map[string]any{"id": user, "username": "name-of-" + user},
		"view": map[string]any{"callback_id": "throughline_decline", "private_metadata": token, "state": map[string]any{
			"values": map[string]any{"throughline_reason": map[string]any{"reason": map[string]any{"type": "plain_text_input", "value": reason}}},
		}},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return url.Values{"payload": {string(payload)}}.Encode()
}

// where is the channel that a call is about, which Slack repeats.
func (*slackAPI) where(r *http.Request) string {
	if r.Header.Get("Content-Type") != "application/x-www-form-urlencoded" {
		return ""
	}
	return r.PostFormValue("channel")
}
