package hooks

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/action"
	"github.com/throughline-cx/throughline/server/store"
)

// present is an alert as it is now, in words, and whether an offer still is what it was.
type present struct {
	Title string
	State string   // in a sentence
	Slots []string // who holds each slot, in a sentence
	good  bool     // what was offered would be offered still, and nobody has acted since

	situation           action.Situation
	slotETag, alertETag string
}

// look reads an alert as it is now. An alert whose cluster was merged into another is shown as the
// one that goes on, and what was offered about it is no more.
func (h *Hooks) look(ctx context.Context, p place, o action.Offer) (present, error) {
	a, err := h.Store.GetAlert(ctx, o.Tenant, o.Alert)
	if err != nil {
		return present{}, err
	}
	held, err := h.Store.ListOwnerships(ctx, o.Tenant, a.ID)
	if err != nil {
		return present{}, err
	}
	events, err := h.Store.ListOwnershipEvents(ctx, o.Tenant, a.ID, store.Page{Size: historyLooked})
	if err != nil {
		return present{}, err
	}
	changes, err := h.Store.ListAlertChanges(ctx, o.Tenant, a.ID, 0, historyLooked)
	if err != nil {
		return present{}, err
	}
	out := present{
		Title: a.LastChange.Message.Alert.Title, State: stateIs(a, changes), alertETag: a.ETag,
		situation: situationOf(p, o.Team, a, held[a.ID]),
	}
	for _, slot := range held[a.ID] {
		out.Slots = append(out.Slots, slotIs(slot.Assignment, events))
		if slot.Slot == o.Slot {
			out.slotETag = slot.ETag
		}
	}
	acted := !sinceOf(o, events, changes)
	out.good = acted && a.ID == o.Alert && out.situation.Still(o)
	return out, nil
}

func situationOf(p place, team string, a store.StoredAlert, held []store.Ownership) action.Situation {
	s := action.Situation{
		Tenant: p.Tenant, Destination: p.ID, Alert: a.ID, State: a.State, Change: a.LastChange.Number, Owner: route.Owner{Team: team},
	}
	for _, slot := range held {
		s.Slots = append(s.Slots, slot.Assignment)
	}
	return s
}

// sinceOf reports whether somebody has acted since an offer was made: about its slot, or about the
// alert where it is about the alert. What lies behind all that was looked at counts as an act.
func sinceOf(o action.Offer, events []store.OwnershipEvent, changes []store.AlertChange) bool {
	if o.AboutSlot() {
		for _, e := range events {
			if e.Slot == o.Slot && e.Number > o.Event && action.Moves(e.Kind) {
				return true
			}
		}
		return len(events) == historyLooked && events[len(events)-1].Number > o.Event
	}
	for _, c := range changes {
		if c.Number > o.Change && c.Action != "" {
			return true
		}
	}
	return len(changes) == historyLooked && changes[len(changes)-1].Number > o.Change
}

// stateIs says in which state an alert is, and who did the last thing about it.
func stateIs(a store.StoredAlert, changes []store.AlertChange) string {
	words := strings.ReplaceAll(string(a.State), "_", " ")
	for _, c := range changes {
		if c.Action != "" {
			return fmt.Sprintf("The alert is %s. Last act: %s by %s on %s%s.", words, doing[c.Action], whoIs(c.Actor), when(c.At), quoted(c.Comment))
		}
	}
	return fmt.Sprintf("The alert is %s. Nobody has acted on it yet.", words)
}

var doing = map[alert.Action]string{
	alert.Acknowledge: "acknowledged", alert.Quiet: "snoozed", alert.Unsnooze: "snooze ended", alert.Resolve: "resolved", alert.Reopen: "opened again",
}

// slotIs says who holds a slot, and who did the last thing about it.
func slotIs(a route.Assignment, events []store.OwnershipEvent) string {
	text := fmt.Sprintf("Team %s is %s and ", a.Team, a.Slot)
	switch a.State {
	case route.Accepted:
		text += "has accepted"
	case route.Asked:
		text += "has not answered yet"
	case route.Proposed:
		text += "proposes team " + a.Asked
	case route.HandingOver:
		text += "hands it over to team " + a.Asked
	}
	if a.Person != "" {
		text += " (" + a.Person + ")"
	}
	for _, e := range events {
		if e.Slot == a.Slot && e.Kind != route.ActAssign && action.Moves(e.Kind) {
			return fmt.Sprintf("%s. Last act: %s by %s of team %s on %s%s.", text, strings.ReplaceAll(string(e.Kind), "_", " "), whoIs(e.Actor), e.Team, when(e.At), quoted(e.Reason))
		}
	}
	return text + "."
}

// whoIs names an actor for people.
func whoIs(actor string) string {
	switch {
	case strings.Contains(actor, "/apiKeys/"):
		return "an API client"
	case strings.HasPrefix(actor, "a recipient of "):
		return "a recipient of the mail"
	}
	return actor
}

func when(t time.Time) string { return t.UTC().Format("2 Jan 2006 15:04 UTC") }

// quoted returns what a person wrote, in quotes.
func quoted(text string) string {
	if text == "" {
		return ""
	}
	return ": “" + text + "”"
}
