package hooks

import (
	"context"
	"log/slog"
	"slices"
	"strings"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/action"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/store"
)

// labels are what stands on the buttons.
var labels = map[channel.ActionKind]string{
	channel.Accept: "Accept", channel.Decline: "Decline", channel.Acknowledge: "Acknowledge", channel.Snooze: "Snooze for a week",
}

// Offer returns where a delivery's alert can be read and what its reader may do about it right there:
// by buttons in Slack, by links where there is a public address. Nothing is offered where nobody may
// act, by messages about several alerts, and about an alert that cannot be read now.
func (h *Hooks) Offer(ctx context.Context, c store.ClaimedDelivery) (link string, actions []channel.Action) {
	p := place{Destination: c.Destination, Tenant: c.Tenant, Secrets: c.Secrets}
	about := action.Situation{Tenant: c.Tenant, Destination: p.ID, Alert: c.AlertID, Change: c.ChangeNumber, Owner: c.Owner}
	if h.PublicURL != "" {
		link = h.address(action.ViewOf(about, h.Clock()))
	}
	occasion, _, _ := strings.Cut(string(c.Occasion), "/")
	if !h.takes(p) || occasion == route.OccasionDigest || occasion == route.OccasionRenewals {
		return link, nil
	}
	now, err := h.situation(ctx, p, c)
	if err != nil {
		h.Log.LogAttrs(ctx, slog.LevelWarn, "a message is sent without what can be done about it", slog.String("tenant", c.Tenant),
			slog.String("delivery", c.ID.String()), slog.Any("error", err))
		return link, nil
	}
	for _, o := range h.offers(p, now) {
		a := channel.Action{Kind: o.Kind, Label: labels[o.Kind], Token: action.Seal(h.Key, o)}
		if o.Via == action.ByLink {
			a.URL = h.PublicURL + pageActPath + a.Token
		}
		actions = append(actions, a)
	}
	return link, actions
}

func (h *Hooks) address(o action.Offer) string {
	return h.PublicURL + pageActPath + action.Seal(h.Key, o)
}

// takes reports whether people can act from a place: the right ones are known, and what they do
// finds its way back.
func (h *Hooks) takes(p place) bool {
	switch {
	case !p.Config.Acting.Offers():
		return false
	case p.Kind == route.Slack:
		return len(p.Secrets.Signing) > 0
	default:
		return slices.Contains(linked, p.Kind) && h.PublicURL != ""
	}
}

// offers returns what can be done from a place.
func (h *Hooks) offers(p place, s action.Situation) []action.Offer {
	if !h.takes(p) {
		return nil
	}
	s.Via = action.ByLink
	if p.Kind == route.Slack {
		s.Via = action.ByButton
	}
	if p.Config.Email != nil && len(p.Config.Email.To) == 1 {
		s.Recipient = p.Config.Email.To[0]
	}
	return action.Offers(s, h.Clock())
}

// situation reads how it stands with a delivery's alert. One whose cluster was merged since is
// nobody's to act on.
func (h *Hooks) situation(ctx context.Context, p place, c store.ClaimedDelivery) (action.Situation, error) {
	a, err := h.Store.GetAlert(ctx, c.Tenant, c.AlertID)
	if err != nil || a.ID != c.AlertID {
		return action.Situation{}, err
	}
	held, err := h.Store.ListOwnerships(ctx, c.Tenant, a.ID)
	if err != nil {
		return action.Situation{}, err
	}
	return situationOf(p, c.Owner.Team, a, held[a.ID]), nil
}
