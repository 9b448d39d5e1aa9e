package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/throughline-cx/throughline/server/route"
)

// parts write the sections, in the order in which they are read.
var parts = []func(route.Message) []Section{
	journeys, whatBroke, whereStuck, theySay, butAlso, affected, exposure, signal, demand, owners, fix, whyNow, cannotSee, sinceLast,
}

func section(name Name, items ...Item) []Section { return []Section{{Name: name, Items: items}} }

func plain(text string) Item { return Item{Role: Plain, Text: text} }

func faint(text string) Item { return Item{Role: Faint, Text: text} }

func strong(text string) Item { return Item{Role: Strong, Text: text} }

func journeys(m route.Message) []Section {
	if len(m.Journeys) == 0 {
		return section(Journey, plain(m.Break.From.Name+" ✗ "+m.Break.To.Name))
	}
	var items []Item
	for _, j := range m.Journeys {
		items = append(items, plain(j.Name+": "+strings.Join(steps(j, m.Break), " › ")))
	}
	return section(Journey, items...)
}

// steps names a journey's steps and marks the seam.
func steps(j route.NamedSteps, b route.Break) []string {
	out := make([]string, len(j.Steps))
	for i, s := range j.Steps {
		out[i] = s.Name
		if s.ID == b.From.ID || s.ID == b.To.ID {
			out[i] = "[" + s.Name + "]"
		}
	}
	return out
}

func whatBroke(m route.Message) []Section { return section(WhatBroke, plain(modeWords(m.Break))) }

func whereStuck(m route.Message) []Section {
	s := m.Stuck
	return section(WhereStuck, plain("At "+s.At.Name+where(s)), plain("Heard in "+shares(s.Sources)+"; by "+shares(s.Channels)))
}

func where(s route.Stuck) string {
	if s.LocationCount == 0 {
		return "; no complaint names a location"
	}
	text := fmt.Sprintf(", at %s: %s", plural(s.LocationCount, "location"), shares(s.Locations))
	if more := s.LocationCount - len(s.Locations); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	text += fmt.Sprintf("; the top three have %.0f %%", 100*s.TopLocationShare)
	if c := s.Concentration; c != nil {
		text += fmt.Sprintf(", and %.0f %% of all other contacts", 100*c.Expected)
	}
	return text
}

func theySay(m route.Message) []Section {
	var items []Item
	for _, q := range m.Quotes {
		items = append(items, quote(q))
	}
	if len(items) == 0 {
		items = append(items, faint("no quote falls in the window"))
	}
	return section(TheySay, items...)
}

func butAlso(m route.Message) []Section {
	if m.Counter == nil {
		return nil
	}
	item := quote(m.Counter.Quote)
	item.Below = append(item.Below, "who tells of "+otherwise(*m.Counter))
	return section(ButAlso, item)
}

func quote(q route.Quote) Item {
	return Item{Role: Quote, Text: strings.TrimSpace(q.Text), Shortened: q.Shortened, Below: []string{reference(q)}}
}

// reference says where a quote stands.
func reference(q route.Quote) string {
	parts := []string{q.Source, q.OccurredAt.Format(dateLayout)}
	switch {
	case q.Location != "":
		parts = append(parts, q.Location)
	case q.LocationID != "":
		parts = append(parts, q.LocationID)
	}
	return strings.Join(append(parts, q.Interaction), " · ")
}

func affected(m route.Message) []Section {
	a := m.Affected
	items := []Item{
		strong(fmt.Sprintf("%s in %d days", plural(a.Customers, "customer"), days(m.Why))),
		plain(accountWords(a) + "; " + plural(a.Interactions, "interaction") + " of " + voiceWords(a)),
	}
	if again := againWords(a); again != "" {
		items = append(items, faint(again))
	}
	if due := dueWords(a); due != "" {
		items = append(items, plain(due))
	}
	return section(Affected, append(items, plain(sparkline(a.Trend.Interactions)+"  "+trendWords(m)))...)
}

func exposure(m route.Message) []Section {
	if len(m.Exposure) == 0 {
		return section(Exposure, faint("none known: no affected account has a known value or record"))
	}
	var items []Item
	for _, e := range m.Exposure {
		items = append(items, plain(exposureWords(e)))
	}
	return section(Exposure, items...)
}

func signal(m route.Message) []Section {
	var items []Item
	for _, a := range m.Signal.Here {
		items = append(items, Item{Role: Plain, Lead: string(a.Strength), Text: fmt.Sprintf(" on %s (%s)", aspectWords(a), a.Reason)})
		if a.Raise != "" {
			items = append(items, faint("surer with "+a.Raise))
		}
	}
	for _, n := range m.Signal.Neighbours {
		items = append(items, faint(fmt.Sprintf("nearby: %s on %s, %s, %s", n.Strength, neighbourWords(n, m.Break), plural(n.Customers, "customer"), Words(string(n.State)))))
	}
	if len(items) == 0 {
		return nil
	}
	return section(Signal, items...)
}

func demand(m route.Message) []Section {
	items := []Item{plain(m.Demand.Need + ".")}
	if len(m.Demand.Heard) > 0 && m.Demand.Heard[0] < len(m.Quotes) {
		items = append(items, Item{Role: Quote, Lead: "in their words: ", Text: strings.TrimSpace(m.Quotes[m.Demand.Heard[0]].Text)})
	}
	return section(Demand, items...)
}

func owners(m route.Message) []Section {
	var items []Item
	if len(m.Owners) == 0 {
		items = append(items, plain("nobody: no team owns either side, and there is no fallback team"))
	}
	for _, o := range m.Owners {
		item := Item{Role: Plain, Lead: Words(o.Team), Text: ", " + string(o.Role)}
		if o.Likely {
			item.Text += " (likely: " + likelyWords(o) + ")"
		}
		items = append(items, item)
		if len(o.Uncertain) > 0 {
			items = append(items, faint("not seen when it was proposed: "+strings.Join(o.Uncertain, "; ")))
		}
	}
	if m.Cost != nil {
		items = append(items, plain(costWords(*m.Cost)))
	}
	return section(Owners, items...)
}

func fix(m route.Message) []Section {
	items := []Item{strong(m.Fix.Title)}
	for i, s := range m.Fix.Steps {
		items = append(items, Item{Role: Step, Text: s, Number: i + 1})
	}
	if m.Fix.Reason != "" {
		items = append(items, faint(m.Fix.Reason))
	}
	return section(Fix, items...)
}

func whyNow(m route.Message) []Section {
	return section(WhyNow, plain(m.Why.Reason), faint(fmt.Sprintf("policy version %d, %s to %s", m.Why.PolicyVersion, m.Why.WindowFirst, m.Why.WindowLast)))
}

func cannotSee(m route.Message) []Section {
	if len(m.BlindSpots) == 0 {
		return section(CannotSee, faint("nothing is known to be missing"))
	}
	var items []Item
	for _, g := range m.BlindSpots {
		items = append(items, plain(g.Note))
	}
	return section(CannotSee, items...)
}

func sinceLast(m route.Message) []Section {
	s := m.SinceLast
	if s == nil {
		return section(SinceLast, faint("this is the first word of it"))
	}
	changes := signed(s.Customers, "customer") + ", " + signed(s.Voices, "voice") + ", " + signed(s.Interactions, "interaction")
	if m.Affected.Accounts > 0 || s.Accounts != 0 {
		changes += ", " + signed(s.Accounts, "account") + ", " + plural(s.NewAccounts, "account") + " new"
	}
	items := []Item{plain(fmt.Sprintf("since %s (%s): %s", s.At.Format(dateLayout), Words(string(m.Alert.PreviousState)), changes))}
	if len(s.NewLocations) > 0 {
		items = append(items, plain("new at "+strings.Join(s.NewLocations, ", ")))
	}
	return section(SinceLast, items...)
}

// shortParts are the sections that a short story keeps.
var shortParts = []Name{WhatBroke, TheySay, Affected, Exposure, Owners, WhyNow, SinceLast}

// Short returns the story for a place with little room: headline, what is asked, quotes, counts,
// owners, why, and what changed. Of a section that has more than it must, the faint is left out.
func (s Story) Short() Story {
	var kept []Section
	for _, part := range s.Sections {
		if !slices.Contains(shortParts, part.Name) {
			continue
		}
		items := slices.DeleteFunc(slices.Clone(part.Items), func(i Item) bool { return i.Role == Faint })
		if len(items) == 0 {
			items = part.Items
		}
		kept = append(kept, Section{Name: part.Name, Items: items})
	}
	s.Sections = kept
	return s
}
