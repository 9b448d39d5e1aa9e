package action

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// Names that we give to parts of what Slack shows, and by which we know them again.
const (
	ReasonBlock   = "throughline_reason" // of the window that asks why
	ReasonInput   = "reason"
	DeclineWindow = "throughline_decline"
)

// ErrPayload means that a request is signed but makes no sense.
var ErrPayload = errors.New("the request's payload cannot be read")

// Press is what somebody did in Slack: pressed a button, or sent the window that asks for a reason.
type Press struct {
	UserID      string // "U0123ABCD"
	UserName    string // what Slack calls them; may be empty
	Token       string // of the offer; empty when it was no button of ours
	Window      bool   // it is the window's answer
	Reason      string // what was written there
	TriggerID   string // opens a window within 3 s
	ResponseURL string // takes what is shown to whoever pressed, for 30 min
}

// payload is as much of Slack's interaction payloads as is read.
type payload struct {
	Type string `json:"type"`
	User struct {
		ID       string `json:"id"`
		Username string `json:"username"`
		Name     string `json:"name"`
	} `json:"user"`
	TriggerID   string `json:"trigger_id"`
	ResponseURL string `json:"response_url"`
	Actions     []struct {
		Type  string `json:"type"`
		Value string `json:"value"`
	} `json:"actions"`
	View struct {
		CallbackID string `json:"callback_id"`
		Metadata   string `json:"private_metadata"`
		State      struct {
			Values map[string]map[string]struct {
				Value string `json:"value"`
			} `json:"values"`
		} `json:"state"`
	} `json:"view"`
}

// ParseSlack reads the body of an interaction, a form with the field payload. What is none of ours
// gives a Press without a token. Errors: ErrPayload.
func ParseSlack(body []byte) (Press, error) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return Press{}, fmt.Errorf("it is no form: %w", ErrPayload)
	}
	var p payload
	if err := json.Unmarshal([]byte(form.Get("payload")), &p); err != nil {
		return Press{}, fmt.Errorf("the field payload is no JSON: %w", ErrPayload)
	}
	out := Press{UserID: p.User.ID, UserName: p.User.Username, TriggerID: p.TriggerID, ResponseURL: p.ResponseURL}
	if out.UserName == "" {
		out.UserName = p.User.Name
	}
	switch p.Type {
	case "block_actions":
		for _, a := range p.Actions {
			if a.Type == "button" && a.Value != "" {
				out.Token = a.Value
			}
		}
	case "view_submission":
		if p.View.CallbackID == DeclineWindow {
			out.Token, out.Window = p.View.Metadata, true
			out.Reason = strings.TrimSpace(p.View.State.Values[ReasonBlock][ReasonInput].Value)
		}
	}
	if out.Token != "" && out.UserID == "" {
		return Press{}, fmt.Errorf("it does not say who: %w", ErrPayload)
	}
	return out, nil
}
