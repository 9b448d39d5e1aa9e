package hooks

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/grpc/peer"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/action"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/store"
)

// linked are the kinds of destinations whose readers act by links.
var linked = []route.DestinationKind{route.Email, route.Teams}

// headings say what a page is about.
var headings = map[channel.ActionKind]string{
	action.View: "Alert", channel.Accept: "Accept this alert?", channel.Decline: "Decline this alert?",
	channel.Acknowledge: "Look after this alert?", channel.Snooze: "Keep this alert quiet for a week?",
}

// showPage shows what a link offers and does none of it: programs that look for malware follow every
// link in a mail.
func (h *Hooks) showPage(w http.ResponseWriter, r *http.Request) {
	o, p, ok := h.linkOf(w, r)
	if !ok {
		return
	}
	now, err := h.look(r.Context(), p, o)
	if err != nil {
		h.pageFailed(w, r, err)
		return
	}
	out := page{Heading: headings[o.Kind], Alert: &now}
	switch {
	case o.Kind == action.View:
	case now.good:
		out.Ask = &ask{Button: labels[o.Kind]}
		if o.Kind == channel.Decline {
			out.Ask.Reason = "Why is it not for team " + o.Team + "? The other teams read it."
		}
	default:
		out.Heading, out.Said, out.More = "Nothing to do", "This has changed since it was offered to you.", h.more(p, now, o)
	}
	out.write(w, http.StatusOK)
}

// more returns what can be done now instead of what a link offered: by the same person, and no longer
// than the link would have worked.
func (h *Hooks) more(p place, now present, link action.Offer) []ask {
	var out []ask
	for _, o := range h.offers(p, now.situation) {
		o.Recipient, o.Expires = link.Recipient, link.Expires
		out = append(out, ask{To: action.Seal(h.Key, o), Button: labels[o.Kind]})
	}
	return out
}

// actOnPage does what a link offers, once somebody has said so on its page.
func (h *Hooks) actOnPage(w http.ResponseWriter, r *http.Request) {
	o, p, ok := h.linkOf(w, r)
	if !ok {
		return
	}
	if err := r.ParseForm(); err != nil {
		page{Heading: "Nothing was done", Said: "The form could not be read."}.write(w, http.StatusBadRequest)
		return
	}
	reason := strings.TrimSpace(r.PostForm.Get("reason"))
	switch {
	case o.Kind == action.View:
		page{Heading: "Nothing was done", Said: "This link only shows the alert."}.write(w, http.StatusBadRequest)
		return
	case o.Kind == channel.Decline && reason == "", utf8.RuneCountInString(reason) > maxReasonLength:
		page{Heading: "Nothing was done", Said: "Go back and write why, in at most 2,000 characters."}.write(w, http.StatusBadRequest)
		return
	}
	ctx, cancel := context.WithTimeout(from(r), actWithin)
	defer cancel()
	done, err := h.act(ctx, p, p.byLink(o.Recipient), o, reason)
	if err != nil {
		h.pageFailed(w, r, err)
		return
	}
	out := page{Heading: "Done", Said: done.Said, Alert: &done.Present}
	if !done.Done {
		out.Heading = "Nothing was done"
	}
	out.write(w, http.StatusOK)
}

// linkOf returns what a link offers, and where it was read. It answers links that are worth nothing,
// all alike.
func (h *Hooks) linkOf(w http.ResponseWriter, r *http.Request) (action.Offer, place, bool) {
	o, err := action.Open(h.Key, r.PathValue("token"), h.Clock())
	if errors.Is(err, action.ErrExpired) && o.Via == action.ByLink {
		page{Heading: "This link has expired", Said: "Nothing was done. Newer messages about the alert have newer links."}.write(w, http.StatusGone)
		return o, place{}, false
	}
	var p place
	if err == nil && o.Via == action.ByLink {
		p, err = h.placeOfLink(r.Context(), o)
	} else if err == nil {
		err = action.ErrForged
	}
	switch {
	case err == nil:
		return o, p, true
	case errors.Is(err, action.ErrForged), errors.Is(err, action.ErrVersion), errors.Is(err, errNoPlace):
		page{Heading: "This link is not valid", Said: "Nothing was done. It may have been cut or changed on its way; follow it from the message again."}.write(w, http.StatusNotFound)
	default:
		h.pageFailed(w, r, err)
	}
	return o, place{}, false
}

// placeOfLink returns the destination where a link was read. Links that only show are read anywhere.
func (h *Hooks) placeOfLink(ctx context.Context, o action.Offer) (place, error) {
	kinds := linked
	if o.Kind == action.View {
		kinds = route.DestinationKinds
	}
	return h.place(ctx, o.Tenant, o.Destination, kinds...)
}

// pageFailed answers when the server cannot do what it should.
func (h *Hooks) pageFailed(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, store.ErrNotFound) {
		page{Heading: "This link is not valid", Said: "The alert is no more."}.write(w, http.StatusNotFound)
		return
	}
	if !errors.Is(err, errLater) {
		h.Log.LogAttrs(r.Context(), slog.LevelError, "a link could not be followed", slog.Any("error", err))
	}
	w.Header().Set("Retry-After", "5")
	page{Heading: "Please try again", Said: "The server cannot answer now. Nothing was done, or it was done and the page does not know it: follow the link again to see."}.write(w, http.StatusServiceUnavailable)
}

// from returns a request's context with the address that it came from, which the audit log keeps.
func from(r *http.Request) context.Context {
	return peer.NewContext(r.Context(), &peer.Peer{Addr: remote(r.RemoteAddr)})
}

// remote is an address as net/http gives it.
type remote string

// Network implements net.Addr.
func (remote) Network() string { return "tcp" }

// String implements net.Addr.
func (a remote) String() string { return string(a) }

// patience is how long something may take before whoever waits for it is answered without it.
func patience(done <-chan struct{}, limit time.Duration) bool {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-done:
		return true
	case <-timer.C:
		return false
	}
}
