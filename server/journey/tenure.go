package journey

import "time"

// Span is the days on which something holds, as YYYY-MM-DD. Both ends are included; an empty one
// is open.
type Span struct {
	EffectiveFrom  string `yaml:"effective_from,omitempty" json:"effective_from,omitempty"`
	EffectiveUntil string `yaml:"effective_until,omitempty" json:"effective_until,omitempty"`
}

// Tenure is a team's time as the owner of a touchpoint.
type Tenure struct {
	Team string `yaml:"team" json:"team"`
	Span `yaml:",inline"`
}

// Holds reports whether a day, YYYY-MM-DD, is in the span. Days in this form sort as they follow
// each other.
func (s Span) Holds(day string) bool {
	return (s.EffectiveFrom == "" || s.EffectiveFrom <= day) && (s.EffectiveUntil == "" || day <= s.EffectiveUntil)
}

// overlaps reports whether two spans have a day in common.
func (s Span) overlaps(o Span) bool {
	return (s.EffectiveUntil == "" || o.EffectiveFrom == "" || o.EffectiveFrom <= s.EffectiveUntil) && (o.EffectiveUntil == "" || s.EffectiveFrom == "" || s.EffectiveFrom <= o.EffectiveUntil)
}

// TeamOn returns the team that owns a touchpoint on a day, or "".
func (m *Map) TeamOn(touchpoint, day string) string {
	t, _ := m.Touchpoint(touchpoint)
	for _, tenure := range t.Tenures {
		if tenure.Holds(day) {
			return tenure.Team
		}
	}
	return t.Team
}

// OwnersOn returns the owners recorded for a seam on a day, false when none are.
func (m *Map) OwnersOn(s Seam, day string) (OwnedSeam, bool) {
	for _, o := range m.Seams {
		if o.Seam == s && o.Holds(day) {
			return o, true
		}
	}
	return OwnedSeam{}, false
}

// Holdings returns the places of the map at which a team stands, by path: what must go to
// another team before the team can go.
func (m *Map) Holdings(team string) []string {
	var out []string
	m.eachTeam(func(path string, at *string) {
		if *at == team {
			out = append(out, path)
		}
	})
	return out
}

// Rehomed returns the map without a team: what it held is the other's.
func (m *Map) Rehomed(team, to string) *Map {
	out := &Map{Journeys: m.Journeys, Seams: append([]OwnedSeam(nil), m.Seams...)}
	for _, t := range m.Teams {
		if t != team {
			out.Teams = append(out.Teams, t)
		}
	}
	for _, t := range m.Touchpoints {
		t.Tenures = append([]Tenure(nil), t.Tenures...)
		out.Touchpoints = append(out.Touchpoints, t)
	}
	out.eachTeam(func(_ string, at *string) {
		if *at == team {
			*at = to
		}
	})
	for i, s := range out.Seams {
		if s.Accountable == s.Contributing {
			out.Seams[i].Contributing = "" // one team on both sides is named once
		}
	}
	return out
}

// eachTeam visits every place of the map that names a team.
func (m *Map) eachTeam(visit func(path string, at *string)) {
	for i := range m.Touchpoints {
		t := &m.Touchpoints[i]
		visit("touchpoint "+t.ID, &t.Team)
		for j := range t.Tenures {
			visit("touchpoint "+t.ID, &t.Tenures[j].Team)
		}
	}
	for i := range m.Seams {
		s := &m.Seams[i]
		visit("seam "+s.From+" -> "+s.To, &s.Accountable)
		visit("seam "+s.From+" -> "+s.To, &s.Contributing)
	}
}

// ValidDay reports whether a text is a day, YYYY-MM-DD.
func ValidDay(day string) bool {
	_, err := time.Parse(time.DateOnly, day)
	return err == nil
}
