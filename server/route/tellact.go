package route

import (
	"slices"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
)

// Running returns the states in which an alert's clocks run: it is above its clear level, and nobody
// has said that it is over or wants it quiet.
func Running() []alert.State {
	return []alert.State{alert.Firing, alert.Acknowledged, alert.FixShipped, alert.Growing, alert.Steady, alert.Regressed}
}

// Runs reports whether an alert's clocks run in a state.
func Runs(s alert.State) bool { return slices.Contains(Running(), s) }

// TellAct returns the deliveries that tell teams of an act: the team that is asked because of it,
// or reminded, and of an answer the other owner too. The team that has acted, or whose clock has run
// out, knows; but where it has one message that is kept true, that has to say so too, and must not ask
// any more. Naming a person is told to nobody.
func TellAct(e Event, firedAt time.Time, a Assignment, d Done, t Table) []Delivery {
	note := OwnershipNote{
		Slot: a.Slot, Event: d.Number, Act: d.Kind, Team: d.Team, Reason: d.Reason, Holder: a.Team, Asked: a.Waits(),
	}
	if !a.DueAt.IsZero() {
		due := a.DueAt
		note.AnswerBy = &due
	}
	if a.Fallback && !firedAt.IsZero() {
		cost := CostOf(e.Change.Reading, firedAt, d.At)
		note.Cost = &cost
	}
	var out []Delivery
	if d.Tell != "" {
		occasion := OccasionAsked
		switch {
		case d.Kind == ActRemind:
			occasion = OccasionReminder
		case a.Waits() != d.Tell:
			occasion = OccasionAnswered // the holder, to whom it came back
		}
		owner := a.Owner()
		if d.Tell != a.Team {
			owner = Owner{Team: d.Tell, Role: a.Slot, Reasons: []string{d.Reason}}
		}
		out = append(out, Tell(e, owner, Addition{Occasion: occasion, Ownership: &note}, t)...)
	}
	if d.Kind != ActRemind && d.Kind != ActAssignPerson && d.Kind != ActRehome && d.Team != d.Tell {
		owner := Owner{Team: d.Team, Role: Audience} // it owns the slot no more, or not yet
		if d.Team == a.Team {
			owner = a.Owner()
		}
		out = append(out, t.keptTrue(Tell(e, owner, Addition{Occasion: OccasionAnswered, Ownership: &note}, t))...)
	}
	if d.Kind != ActAccept && d.Kind != ActDecline {
		return out
	}
	for _, other := range t.Held[a.AlertID] {
		if other.Slot != a.Slot && other.Team != d.Tell && other.Team != d.Team {
			out = append(out, Tell(e, other.Owner(), Addition{Occasion: OccasionAnswered, Ownership: &note}, t)...)
		}
	}
	return out
}

// keptTrue returns the deliveries to places where one message is kept true.
func (t Table) keptTrue(all []Delivery) []Delivery {
	return slices.DeleteFunc(all, func(d Delivery) bool {
		return !slices.ContainsFunc(t.Destinations, func(to Destination) bool { return to.ID == d.DestinationID && to.Kind.EditsInPlace() })
	})
}
