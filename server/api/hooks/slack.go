package hooks

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/action"
	"github.com/throughline-cx/throughline/server/route/channel"
)

// takeSlack takes what somebody did in Slack: the request URL of an app's interactivity settings.
// What it did is told to whoever pressed, and only to them.
func (h *Hooks) takeSlack(w http.ResponseWriter, r *http.Request) {
	at := h.Clock()
	check := func(p place, header http.Header, body []byte) error {
		return action.VerifySlack(p.Secrets.Signing, header.Get("X-Slack-Request-Timestamp"), header.Get("X-Slack-Signature"), body, at)
	}
	p, body, ok := h.verified(w, r, route.Slack, check)
	if !ok {
		return
	}
	press, err := action.ParseSlack(body)
	if err != nil {
		refuse(w, http.StatusBadRequest, 0, err.Error())
		return
	}
	if press.Token == "" { // another app's button, or one that only opens a page
		w.WriteHeader(http.StatusOK)
		return
	}
	select {
	case h.pressed <- struct{}{}:
	default:
		refuse(w, http.StatusServiceUnavailable, slackIsPatient, "the server is busy; nothing was done")
		return
	}
	answer := make(chan string, 1) // has room: nobody may be there to take it
	done := make(chan struct{})
	ctx, cancel := context.WithTimeout(context.WithoutCancel(from(r)), actWithin)
	h.acting.Go(func() {
		defer func() { <-h.pressed }()
		defer cancel()
		defer close(done)
		answer <- h.press(ctx, p, press, func(other place) bool { return check(other, r.Header, body) == nil })
	})
	if press.Window {
		h.answerWindow(w, done, answer)
		return
	}
	patience(done, slackIsPatient)
	w.WriteHeader(http.StatusOK)
}

// answerWindow puts what became of an act into the window that it came from.
func (h *Hooks) answerWindow(w http.ResponseWriter, done <-chan struct{}, answer <-chan string) {
	text := "It takes longer than usual. See in the channel what becomes of it."
	if patience(done, slackIsPatient) {
		text = <-answer
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(map[string]any{ // fails only when Slack has left
		"response_action": "update",
		"view": map[string]any{
			"type":   "modal",
			"title":  map[string]any{"type": "plain_text", "text": "Throughline"},
			"close":  map[string]any{"type": "plain_text", "text": "Close"},
			"blocks": []any{map[string]any{"type": "section", "text": map[string]any{"type": "plain_text", "text": fit(text, maxSlackText)}}},
		},
	})
}

// maxSlackText is how many characters a text of Slack's blocks may have.
const maxSlackText = 3000

// fit cuts a text to so many characters at most.
func fit(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}

// press does what somebody pressed, and returns what they are to be told, which it tells them unless
// they wait for it in a window. signed reports whether the request is signed with a destination's
// secret.
func (h *Hooks) press(ctx context.Context, p place, press action.Press, signed func(place) bool) string {
	o, err := action.Open(h.Key, press.Token, h.Clock())
	if err == nil {
		p, err = h.pressedAt(ctx, p, o, signed)
	}
	switch {
	case errors.Is(err, action.ErrExpired):
		return h.tell(ctx, p, press, "Nothing was done: this button has expired. Newer messages about the alert have newer ones.")
	case errors.Is(err, action.ErrForged), errors.Is(err, action.ErrVersion), errors.Is(err, errNoPlace):
		return h.tell(ctx, p, press, "Nothing was done: this button is not valid here.")
	case err != nil:
		return h.tell(ctx, p, press, h.failed(ctx, p, err))
	}
	who := p.byID("slack", press.UserID, press.UserName)
	if o.Kind == channel.Decline && !press.Window {
		return h.askWhy(ctx, p, who, press, o)
	}
	done, err := h.act(ctx, p, who, o, press.Reason)
	if err != nil {
		return h.tell(ctx, p, press, h.failed(ctx, p, err))
	}
	return h.tell(ctx, p, press, done.text())
}

// pressedAt returns the destination whose message has a button. All that an app of Slack does comes to
// one address, that of one destination; the message may be another's to which the same app posts, which
// is proved by its secret. Errors are ErrForged, errNoPlace and those of the store; the destination is
// the one that was asked then.
func (h *Hooks) pressedAt(ctx context.Context, asked place, o action.Offer, signed func(place) bool) (place, error) {
	switch {
	case o.Via != action.ByButton || o.Tenant != asked.Tenant:
		return asked, action.ErrForged
	case o.Destination == asked.ID:
		return asked, nil
	}
	other, err := h.place(ctx, o.Tenant, o.Destination, route.Slack)
	if err == nil && !signed(other) {
		err = action.ErrForged
	}
	if err != nil {
		return asked, err
	}
	return other, nil
}

// askWhy opens the window that asks why a team declines, for somebody who may decline now.
func (h *Hooks) askWhy(ctx context.Context, p place, who person, press action.Press, o action.Offer) string {
	now, err := h.look(ctx, p, o)
	if err != nil {
		return h.tell(ctx, p, press, h.failed(ctx, p, err))
	}
	if refused := h.mayNot(who, now); refused != "" {
		return h.tell(ctx, p, press, outcome{Said: refused, Present: now}.text())
	}
	question := "Why is it not for team " + o.Team + "? The other teams read it."
	if err := h.Slack.Ask(ctx, p.Secrets.Token, press.TriggerID, press.Token, question); err != nil {
		h.Log.LogAttrs(ctx, slog.LevelWarn, "Slack opened no window that asks for a reason", slog.String("tenant", p.Tenant), slog.String("destination", p.ID.String()), slog.Any("error", err))
		return h.tell(ctx, p, press, "Nothing was done: the window that asks for your reason could not be opened. Press the button again.")
	}
	return ""
}

// tell shows a text to whoever pressed a button, and returns it. Whoever waits in a window is
// answered there.
func (h *Hooks) tell(ctx context.Context, p place, press action.Press, text string) string {
	if press.ResponseURL == "" || press.Window {
		return text
	}
	if err := h.Slack.Tell(ctx, press.ResponseURL, fit(text, maxSlackText)); err != nil {
		h.Log.LogAttrs(ctx, slog.LevelWarn, "somebody in Slack was not told what became of an act", slog.String("tenant", p.Tenant), slog.String("destination", p.ID.String()), slog.Any("error", err))
	}
	return text
}

// failed logs an error and returns what people are told of it.
func (h *Hooks) failed(ctx context.Context, p place, err error) string {
	if !errors.Is(err, errLater) {
		h.Log.LogAttrs(ctx, slog.LevelError, "an act failed", slog.String("tenant", p.Tenant), slog.String("destination", p.ID.String()), slog.Any("error", err))
	}
	return "The server cannot do it now. Try again in a moment."
}

// text is an outcome as one text.
func (o outcome) text() string {
	lines := []string{o.Said}
	if o.Present.Title != "" {
		lines = append(lines, "", o.Present.Title, o.Present.State)
	}
	return strings.Join(append(lines, o.Present.Slots...), "\n")
}

// verified returns the destination of one kind that a request is for and its body, when the check
// agrees. It answers all others alike: that a destination exists is nobody's business who does not
// know its secret.
func (h *Hooks) verified(w http.ResponseWriter, r *http.Request, kind route.DestinationKind, check func(place, http.Header, []byte) error) (place, []byte, bool) {
	body, err := io.ReadAll(r.Body)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		refuse(w, http.StatusRequestEntityTooLarge, 0, "the request is too large")
		return place{}, nil, false
	case err != nil:
		refuse(w, http.StatusBadRequest, 0, "the request could not be read")
		return place{}, nil, false
	}
	p, err := h.named(r, kind)
	if err != nil && !errors.Is(err, errNoPlace) {
		h.Log.LogAttrs(r.Context(), slog.LevelError, "a hook's destination could not be read", slog.Any("error", err))
		refuse(w, http.StatusServiceUnavailable, slackIsPatient, "the server cannot answer now; nothing was done")
		return place{}, nil, false
	}
	known := err == nil
	if !known {
		p = place{Secrets: channel.Secrets{Signing: []string{"nobody has this one"}}} // it takes as long as for one that exists
	}
	if err := check(p, r.Header, body); err != nil || !known {
		h.callers.failed(address(r))
		if errors.Is(err, action.ErrOld) && known { // only who has the secret gets here
			refuse(w, http.StatusUnauthorized, 0, err.Error())
			return place{}, nil, false
		}
		refuse(w, http.StatusUnauthorized, 0, action.ErrSignature.Error())
		return place{}, nil, false
	}
	h.callers.verified(r.URL.Path)
	return p, body, true
}

// named returns the destination that a request's path names.
func (h *Hooks) named(r *http.Request, kind route.DestinationKind) (place, error) {
	id, err := uuid.Parse(r.PathValue("destination"))
	if err != nil || id.String() != r.PathValue("destination") || !tenantSlug.MatchString(r.PathValue("tenant")) {
		return place{}, errNoPlace
	}
	return h.place(r.Context(), r.PathValue("tenant"), id, kind)
}
