package journey

import (
	"fmt"
	"regexp"
)

var identifier = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`)

// Validate returns everything that is wrong with the map; none means that it can be used.
func (m *Map) Validate() []Violation {
	v := validation{teams: map[string]bool{}, points: map[string]bool{}}
	v.checkTeams(m.Teams)
	v.checkTouchpoints(m.Touchpoints)
	v.checkJourneys(m.Journeys)
	v.checkSeams(m.Seams)
	return v.found
}

// validation gathers what is wrong, and what the map has defined so far.
type validation struct {
	found         []Violation
	teams, points map[string]bool
}

func (v *validation) bad(field, reason, format string, args ...any) {
	v.found = append(v.found, Violation{Field: field, Reason: reason, Description: fmt.Sprintf(format, args...)})
}

// define checks an id that the map gives to something, and remembers it.
func (v *validation) define(defined map[string]bool, field, id string) {
	switch {
	case id == "":
		v.bad(field, ReasonMissing, "is missing; it must be a lower-case identifier of at most 63 characters")
	case !identifier.MatchString(id):
		v.bad(field, ReasonMalformed, "%q must be a lower-case identifier of at most 63 characters", id)
	case defined[id]:
		v.bad(field, ReasonRepeated, "%q is defined twice", id)
	}
	defined[id] = true
}

// ownedBy checks a reference to a team; empty means nobody.
func (v *validation) ownedBy(field, team string) {
	if team != "" && !v.teams[team] {
		v.bad(field, ReasonUnknownValue, "team %q is not in teams", team)
	}
}

// passes checks a reference to a touchpoint.
func (v *validation) passes(field, id string) {
	if !v.points[id] {
		v.bad(field, ReasonUnknownValue, "touchpoint %q is not defined", id)
	}
}

func (v *validation) checkTeams(teams []string) {
	for i, t := range teams {
		v.define(v.teams, fmt.Sprintf("teams[%d]", i), t)
	}
}

func (v *validation) checkTouchpoints(points []Touchpoint) {
	for i, t := range points {
		at := fmt.Sprintf("touchpoints[%d]", i)
		v.define(v.points, at+".id", t.ID)
		if len(t.Kinds) == 0 {
			v.bad(at+".kinds", ReasonMissing, "at least one kind is needed; the kinds are %v", Kinds)
		}
		for j, k := range t.Kinds {
			if !ValidKind(k) {
				v.bad(fmt.Sprintf("%s.kinds[%d]", at, j), ReasonUnknownValue, "%q is no kind; the kinds are %v", k, Kinds)
			}
		}
		v.ownedBy(at+".team", t.Team)
		v.checkTenures(at, t.Tenures)
	}
}

func (v *validation) checkJourneys(journeys []Journey) {
	ids := map[string]bool{}
	for i, j := range journeys {
		at := fmt.Sprintf("journeys[%d]", i)
		v.define(ids, at+".id", j.ID)
		for k, id := range j.Touchpoints {
			v.passes(fmt.Sprintf("%s.touchpoints[%d]", at, k), id)
		}
	}
}

func (v *validation) checkTenures(at string, tenures []Tenure) {
	for i, t := range tenures {
		place := fmt.Sprintf("%s.tenures[%d]", at, i)
		if t.Team == "" {
			v.bad(place+".team", ReasonMissing, "is missing; a tenure is a team's")
		}
		v.ownedBy(place+".team", t.Team)
		v.checkSpan(place, t.Span)
		for j, o := range tenures[:i] {
			if t.overlaps(o.Span) {
				v.bad(place, ReasonRepeated, "its days overlap with those of tenures[%d] (team %q); let one end before the other begins", j, o.Team)
			}
		}
	}
}

func (v *validation) checkSpan(at string, s Span) {
	for _, end := range []struct{ field, day string }{{"effective_from", s.EffectiveFrom}, {"effective_until", s.EffectiveUntil}} {
		if end.day != "" && !ValidDay(end.day) {
			v.bad(at+"."+end.field, ReasonMalformed, "%q is no day; write it as 2026-05-31", end.day)
		}
	}
	if s.EffectiveFrom != "" && s.EffectiveUntil != "" && s.EffectiveUntil < s.EffectiveFrom {
		v.bad(at+".effective_until", ReasonOutOfRange, "%s is before effective_from, %s", s.EffectiveUntil, s.EffectiveFrom)
	}
}

func (v *validation) checkSeams(seams []OwnedSeam) {
	for i, s := range seams {
		at := fmt.Sprintf("seams[%d]", i)
		v.passes(at+".from", s.From)
		v.passes(at+".to", s.To)
		v.checkSpan(at, s.Span)
		for j, o := range seams[:i] {
			if o.Seam == s.Seam && o.overlaps(s.Span) {
				v.bad(at, ReasonRepeated, "seam %s -> %s is listed twice for the same days: see seams[%d]", s.From, s.To, j)
			}
		}
		v.ownedBy(at+".accountable", s.Accountable)
		v.ownedBy(at+".contributing", s.Contributing)
	}
}
