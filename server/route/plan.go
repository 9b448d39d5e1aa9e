package route

import (
	"slices"

	"github.com/throughline-cx/throughline/server/alert"
)

// defaultStates are what a route without states listens to: an alert begins or begins again, and it
// ends or can no longer be heard.
var defaultStates = []alert.State{alert.Firing, alert.Regressed, alert.Fading, alert.CoverageLost, alert.Resolved}

// Plan returns who is to be told of a change, and where: one delivery for each team and
// destination, whatever the number of routes that lead there. Owners come first, then those who
// asked to hear. What falls into a team's quiet hours, or beyond its budget, is held. Owners whom
// no enabled route reaches come back as unrouted, when the change is one that routes listen to by
// default. Routes for renewals tell of accounts, not of changes: see Renewals. What is told at once
// is noted in the table's Told. Nobody is told of a change that leaves the state as it is.
//
// Where one message of an alert is kept true, it is brought up to date by what people do about the
// alert too, whatever states the route listens to: it must not ask for what has been done. Such an
// edit disturbs nobody, so nothing holds it and no budget counts it.
func Plan(e Event, owners []Owner, t Table) (deliveries []Delivery, unrouted []Owner) {
	if e.Change.From == e.Change.To {
		return nil, nil
	}
	p, edits := planning{event: e, table: t}, planning{event: e, table: t}
	for _, o := range owners {
		reached := false
		for _, r := range t.Routes {
			switch why := t.leads(r, o.Team, e); {
			case r.Team != o.Team || r.RenewalDays > 0:
			case why == Matches:
				p.add(r, o)
				reached = true
			case why == MismatchState:
				edits.add(r, o)
				reached = true
			}
		}
		if !reached && slices.Contains(defaultStates, e.Change.To) {
			unrouted = append(unrouted, o)
		}
	}
	for _, r := range t.Routes {
		owns := slices.ContainsFunc(owners, func(o Owner) bool { return o.Team == r.Team })
		if r.Audience == RouteAnybody && r.RenewalDays == 0 && !owns && t.leads(r, "", e) == Matches {
			p.add(r, Owner{Team: r.Team, Role: Audience})
		}
	}
	p.hold()
	return append(p.deliveries, edits.edits(p.deliveries)...), unrouted
}

// edits returns those of the deliveries that bring a message up to date about what somebody did: where
// one is kept true, and where none of others does. An alert that never fired has no message.
func (p planning) edits(others []Delivery) []Delivery {
	c := p.event.Change
	if c.Action == "" || slices.Contains([]alert.State{alert.Forming, alert.NearThreshold, alert.HeldForReview}, c.From) {
		return nil
	}
	return slices.DeleteFunc(p.table.keptTrue(p.deliveries), func(d Delivery) bool {
		return slices.ContainsFunc(others, func(o Delivery) bool { return o.ID == d.ID })
	})
}

// leads returns why a route does not lead anywhere for an event. owner is the route's team when
// that is an owner.
func (t Table) leads(r Route, owner string, e Event) Mismatch {
	switch {
	case r.covers(e) != Matches:
		return r.covers(e)
	case r.Audience != RouteAnybody && r.Team != owner:
		return MismatchNotOwner
	case !slices.ContainsFunc(r.Destinations, t.enabled):
		return MismatchNoneOpen
	case !r.listens(e.Change):
		return MismatchState
	}
	return Matches
}

// planning is one call of Plan under way.
type planning struct {
	event      Event
	table      Table
	deliveries []Delivery
}

// add plans what a route leads to, unless another route did.
func (p *planning) add(r Route, o Owner) {
	c := p.event.Change
	for _, to := range r.Destinations {
		d := Delivery{
			ID: DeliveryID(c.AlertID, o.Team, to, c.Number, ""), AlertID: c.AlertID, ChangeNumber: c.Number,
			Owner: o, DestinationID: to, RouteID: r.ID,
		}
		planned := slices.ContainsFunc(p.deliveries, func(x Delivery) bool { return x.ID == d.ID })
		if p.table.enabled(to) && !planned {
			p.deliveries = append(p.deliveries, d)
		}
	}
}

// hold decides, team by team, what waits. A team hears of an alert at once everywhere, or nowhere.
func (p *planning) hold() {
	c := p.event.Change
	for i := range p.deliveries {
		d := &p.deliveries[i]
		s := p.table.Settings.Team(d.Owner.Team)
		d.HeldUntil, d.Held = s.hold(c.At, c.Outcome.Severity, p.table.Told.spent(s, c.AlertID, c.At))
	}
	for _, d := range p.deliveries {
		if d.Held == "" {
			p.table.Told.Note(d.Owner.Team, c.AlertID, c.At)
		}
	}
}

// Tell returns the deliveries that tell one team of a change for an occasion, whatever states its
// routes listen to: somebody is asked to act. No quiet hours and no budget hold it; a clock runs.
// Where no route of the team's covers the alert, every route of the team's is taken.
func Tell(e Event, o Owner, a Addition, t Table) []Delivery {
	p := planning{event: e, table: t}
	var others []Route
	for _, r := range t.Routes {
		switch {
		case r.Team != o.Team || r.RenewalDays > 0:
		case r.covers(e) == Matches:
			p.add(r, o)
		default:
			others = append(others, r)
		}
	}
	if len(p.deliveries) == 0 {
		for _, r := range others {
			p.add(r, o)
		}
	}
	for i := range p.deliveries {
		d := &p.deliveries[i]
		d.Occasion, d.Addition = a.key(), &a
		d.ID = DeliveryID(d.AlertID, o.Team, d.DestinationID, d.ChangeNumber, d.Occasion)
	}
	return p.deliveries
}
