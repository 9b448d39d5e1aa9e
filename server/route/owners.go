package route

import (
	"fmt"
	"slices"
	"time"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// Question is who owns a break, and what there is to answer by.
type Question struct {
	Map      *journey.Map
	Day      string // YYYY-MM-DD; owners have effective dates
	Seam     journey.Seam
	Mode     journey.FailureMode
	Reading  *measure.Reading // the evidence; nil for none
	Past     []PastDecision   // what teams said of alerts at seams, the oldest first
	Held     []Assignment     // of the alert itself; who holds a slot owns it
	Fallback string           // the tenant's fallback team
}

// PastDecision is what a team said of an alert: that it takes it, or that it is not its own.
type PastDecision struct {
	Seam    journey.Seam
	Slot    Role
	Team    string
	Refused bool // declined, or let its clock run out
	At      time.Time
	Reason  string
}

// RuleName names a rule by which owners are found, in the order in which they are tried.
type RuleName string

// The rules.
const (
	RuleHeld     RuleName = "held"     // a team holds the slot of this alert already
	RuleRecorded RuleName = "recorded" // the journey map names the owner of the seam
	RulePast     RuleName = "past"     // a team accepted earlier alerts here
	RuleEvidence RuleName = "evidence" // the side that fails, and who owns that touchpoint
	RuleFallback RuleName = "fallback" // nobody else is known
)

// RuleNames lists every rule in the order in which they are tried.
var RuleNames = []RuleName{RuleHeld, RuleRecorded, RulePast, RuleEvidence, RuleFallback}

// Tried is one rule as it was applied to a slot.
type Tried struct {
	Rule   RuleName
	Slot   Role
	Team   string // that it names; empty when it matches nothing
	Used   bool   // the slot's owner comes from it: the first rule that names a team
	Reason string // why it names the team, or why it matches nothing
}

// Answer is who owns a break.
type Answer struct {
	Owners    []Owner  // accountable first; no team twice; empty only without a fallback team
	Tried     []Tried  // every rule for every slot, in order
	Uncertain []string // what could not be seen: sources that are missing on a side
	Unowned   bool     // no team is recorded to answer for the seam, nor has one accepted
}

// Resolve returns who owns a break, and how that was found.
func Resolve(q Question) Answer {
	a := Answer{Uncertain: q.unseen(), Unowned: true}
	for _, slot := range []Role{Accountable, Contributing} {
		a.fill(q, slot)
	}
	return a
}

// Owners returns who owns a break, see Resolve.
func Owners(q Question) []Owner { return Resolve(q).Owners }

// fill finds the owner of one slot.
func (a *Answer) fill(q Question, slot Role) {
	found := false
	for _, name := range RuleNames {
		t := Tried{Rule: name, Slot: slot}
		t.Team, t.Reason = rules[name](q, slot)
		if t.Team != "" && !found {
			found, t.Used = true, true
			a.add(q, t)
		}
		a.Tried = append(a.Tried, t)
	}
}

// add puts the team that a rule names among the owners, unless it is there already.
func (a *Answer) add(q Question, t Tried) {
	o := Owner{Team: t.Team, Role: t.Slot, Likely: t.Rule == RulePast || t.Rule == RuleEvidence, Reasons: []string{t.Reason}}
	if t.Rule == RuleHeld {
		i := slices.IndexFunc(q.Held, func(h Assignment) bool { return h.Slot == t.Slot })
		o = q.Held[i].Owner()
	}
	if t.Rule == RuleFallback {
		o.Role = Fallback
	}
	if o.Likely && len(o.Uncertain) == 0 {
		o.Uncertain = a.Uncertain
	}
	if t.Slot == Accountable && !o.Likely && o.Role != Fallback {
		a.Unowned = false
	}
	if !slices.ContainsFunc(a.Owners, func(x Owner) bool { return x.Team == o.Team }) {
		a.Owners = append(a.Owners, o)
	}
}

var rules = map[RuleName]func(Question, Role) (team, reason string){
	RuleHeld: held, RuleRecorded: recorded, RulePast: past, RuleEvidence: evidence, RuleFallback: fallback,
}

func held(q Question, slot Role) (team, reason string) {
	for _, h := range q.Held {
		if h.Slot == slot {
			return h.Team, "it holds the slot of this alert"
		}
	}
	return "", "nobody holds the slot of this alert"
}

func recorded(q Question, slot Role) (team, reason string) {
	owned, listed := q.Map.OwnersOn(q.Seam, q.Day)
	team = owned.Accountable
	if slot == Contributing {
		team = owned.Contributing
	}
	switch {
	case team != "":
		return team, "the journey map records it for this seam"
	case listed:
		return "", fmt.Sprintf("the journey map lists the seam on %s without %s team", q.Day, article(slot))
	}
	return "", fmt.Sprintf("the journey map does not list the seam on %s", q.Day)
}

func article(slot Role) string {
	if slot == Accountable {
		return "an accountable"
	}
	return "a contributing"
}

// past: the team that was the last to take an alert at this seam, unless it has refused one since.
func past(q Question, slot Role) (team, reason string) {
	taken, last := 0, PastDecision{}
	for _, d := range q.Past {
		switch {
		case d.Seam != q.Seam || d.Slot != slot:
		case d.Refused && d.Team == last.Team:
			taken, last = 0, PastDecision{}
		case d.Refused:
		case d.Team == last.Team:
			taken, last = taken+1, d
		default:
			taken, last = 1, d
		}
	}
	if last.Team == "" {
		return "", "no team has taken an alert at this seam and kept to it"
	}
	times := "the last alert"
	if taken > 1 {
		times = fmt.Sprintf("the last %d alerts", taken)
	}
	return last.Team, fmt.Sprintf("it accepted %s at this seam, on %s at last", times, last.At.Format(time.DateOnly))
}

// evidence: the owner of the touchpoint where it fails answers, the other one's contributes. A
// team that refused alerts at this seam is not proposed again.
func evidence(q Question, slot Role) (team, reason string) {
	side, other, why := q.failing()
	if slot == Contributing {
		side = other
		why = "it owns the other side"
	}
	team = q.Map.TeamOn(side, q.Day)
	if side == "" {
		return "", "the side is not on the journey map"
	}
	if team == "" {
		return "", fmt.Sprintf("no team owns %s on %s", q.Map.TouchpointName(side), q.Day)
	}
	for _, d := range slices.Backward(q.Past) {
		if d.Seam == q.Seam && d.Slot == slot && d.Team == team {
			if d.Refused {
				return "", fmt.Sprintf("team %s owns %s, and refused an alert here on %s: %s", team, q.Map.TouchpointName(side), d.At.Format(time.DateOnly), d.Reason)
			}
			break
		}
	}
	return team, fmt.Sprintf("it owns %s: %s", q.Map.TouchpointName(side), why)
}

func fallback(q Question, slot Role) (team, reason string) {
	switch {
	case q.Fallback == "":
		return "", "the tenant has no fallback team"
	case slot == Contributing:
		return "", "the fallback team answers; it does not contribute"
	}
	return q.Fallback, "nobody else is known to answer for this seam"
}
