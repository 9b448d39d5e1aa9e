package action

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
)

// View is no act: it shows an alert as it is now.
const View channel.ActionKind = "view"

// Via is where a token may be used. One that was made for a button is none for a link: there
// nobody would know who presses it.
type Via string

// The closed set of ways in.
const (
	ByButton Via = "button" // of a service that says who pressed it
	ByLink   Via = "link"   // a page that whoever has the link can open
)

// Lifetimes of what is offered.
const (
	ActsFor  = 7 * 24 * time.Hour
	ShowsFor = 30 * 24 * time.Hour
)

// SnoozeFor is how long an alert is quiet that somebody snoozes by a button.
const SnoozeFor = 7 * 24 * time.Hour

// Offer is something that a reader of a message may do: what its token holds.
type Offer struct {
	Kind        channel.ActionKind
	Via         Via
	Tenant      string
	Destination uuid.UUID // where the message is read
	Alert       uuid.UUID
	Team        string     // for which the reader speaks
	Slot        route.Role // Accountable or Contributing, of acts about a slot; else empty
	Recipient   string     // the only person who got the link; empty when that is not known
	Change      int        // number of the alert's last change when it was offered
	Event       int        // number of the slot's last event when it was offered; 0 without a slot
	Expires     time.Time  // in whole seconds
}

// Situation is what decides about what is offered to a team at a destination.
type Situation struct {
	Tenant      string
	Destination uuid.UUID
	Via         Via
	Recipient   string
	Alert       uuid.UUID
	State       alert.State
	Change      int
	Owner       route.Owner // the team that is told, and why
	Slots       []route.Assignment
}

// offered lists the acts in the order in which they are shown.
var offered = []channel.ActionKind{channel.Accept, channel.Decline, channel.Acknowledge, channel.Snooze}

// Offers returns what a team may do now. A team that owns nothing of the alert is offered nothing:
// it was only told.
func Offers(s Situation, now time.Time) []Offer {
	var out []Offer
	for _, kind := range offered {
		o := Offer{
			Kind: kind, Via: s.Via, Tenant: s.Tenant, Destination: s.Destination, Alert: s.Alert, Team: s.Owner.Team,
			Recipient: s.Recipient, Change: s.Change, Expires: expiry(now, ActsFor),
		}
		if s.fits(&o) {
			out = append(out, o)
		}
	}
	return out
}

// Still reports whether what was offered would be offered now, about the same slot.
func (s Situation) Still(o Offer) bool {
	now := o
	return s.fits(&now) && now.Slot == o.Slot
}

// ViewOf returns the offer to look at an alert.
func ViewOf(s Situation, now time.Time) Offer {
	return Offer{
		Kind: View, Via: ByLink, Tenant: s.Tenant, Destination: s.Destination, Alert: s.Alert, Team: s.Owner.Team,
		Change: s.Change, Expires: expiry(now, ShowsFor),
	}
}

// expiry is when something ends that is offered now: on a whole hour, so that attempts that follow
// each other closely say the same.
func expiry(now time.Time, lifetime time.Duration) time.Time {
	return now.UTC().Truncate(time.Hour).Add(time.Hour + lifetime)
}

// fits reports whether an act makes sense now, and sets the slot that it is about.
func (s Situation) fits(o *Offer) bool {
	switch o.Kind {
	case channel.Accept, channel.Decline:
		for _, a := range s.Slots {
			if a.Waits() == s.Owner.Team && route.Runs(s.State) {
				o.Slot, o.Event = a.Slot, a.Number
				return true
			}
		}
		return false
	case channel.Acknowledge:
		return s.owns() && (s.State == alert.Firing || s.State == alert.Regressed)
	case channel.Snooze:
		return s.owns() && route.Runs(s.State)
	}
	return false
}

// owns reports whether the team holds a slot, or is asked to.
func (s Situation) owns() bool {
	return slices.ContainsFunc(s.Slots, func(a route.Assignment) bool { return a.Team == s.Owner.Team || a.Waits() == s.Owner.Team })
}

// AboutSlot reports whether the act is about who holds a slot, not about the alert.
func (o Offer) AboutSlot() bool { return o.Kind == channel.Accept || o.Kind == channel.Decline }

// Moves reports whether an event changed who holds a slot or what is asked of whom. A reminder and
// the naming of a person leave an offer as good as it was.
func Moves(kind route.ActKind) bool { return kind != route.ActRemind && kind != route.ActAssignPerson }
