package journey

import (
	"fmt"
	"regexp"
)

// Touchpoint is a place where a customer meets the business.
type Touchpoint struct {
	ID      string   `yaml:"id"`      // unique in the map; lower-case letters, digits and underscores
	Name    string   `yaml:"name"`    // what people call it
	Kinds   []Kind   `yaml:"kinds"`   // at least one
	Aliases []string `yaml:"aliases"` // words customers use for it
	Team    string   `yaml:"team"`    // the owning team, or empty
}

// Seam is an ordered pair of touchpoints: a handoff from one to the other.
type Seam struct {
	From string `yaml:"from" json:"from"`
	To   string `yaml:"to" json:"to"`
}

// OwnedSeam names the teams that answer for a seam. An empty team means that nobody does.
type OwnedSeam struct {
	Seam         `yaml:",inline"`
	Accountable  string `yaml:"accountable"`
	Contributing string `yaml:"contributing"`
}

// Journey is an ordered list of touchpoint ids that a customer passes through.
type Journey struct {
	ID          string   `yaml:"id"`
	Name        string   `yaml:"name"`
	Touchpoints []string `yaml:"touchpoints"`
}

// Map is a tenant's journey map.
type Map struct {
	Teams       []string     `yaml:"teams"`
	Touchpoints []Touchpoint `yaml:"touchpoints"`
	Journeys    []Journey    `yaml:"journeys,omitempty"`
	Seams       []OwnedSeam  `yaml:"seams"`
}

// Touchpoint returns the touchpoint with this id.
func (m *Map) Touchpoint(id string) (Touchpoint, bool) {
	for _, t := range m.Touchpoints {
		if t.ID == id {
			return t, true
		}
	}
	return Touchpoint{}, false
}

// TouchpointName returns the name of a touchpoint, or its id when the map has none.
func (m *Map) TouchpointName(id string) string {
	if t, ok := m.Touchpoint(id); ok && t.Name != "" {
		return t.Name
	}
	return id
}

// OwnedSeam returns the owners recorded for a seam.
func (m *Map) OwnedSeam(s Seam) (OwnedSeam, bool) {
	for _, o := range m.Seams {
		if o.Seam == s {
			return o, true
		}
	}
	return OwnedSeam{}, false
}

var identifier = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`)

// Violation names one field that is wrong and what would be right.
type Violation struct {
	Field       string
	Description string
}

// Error makes a Violation usable as an error.
func (v Violation) Error() string { return v.Field + ": " + v.Description }

// Validate returns everything that is wrong with the map; none means that it can be used.
func (m *Map) Validate() []Violation {
	var out []Violation
	bad := func(field, format string, args ...any) {
		out = append(out, Violation{Field: field, Description: fmt.Sprintf(format, args...)})
	}
	teams := map[string]bool{}
	for i, t := range m.Teams {
		if !identifier.MatchString(t) {
			bad(fmt.Sprintf("teams[%d]", i), "%q must be a lower-case identifier of at most 63 characters", t)
		}
		if teams[t] {
			bad(fmt.Sprintf("teams[%d]", i), "%q is listed twice", t)
		}
		teams[t] = true
	}
	points := map[string]bool{}
	for i, t := range m.Touchpoints {
		at := fmt.Sprintf("touchpoints[%d]", i)
		if !identifier.MatchString(t.ID) {
			bad(at+".id", "%q must be a lower-case identifier of at most 63 characters", t.ID)
		}
		if points[t.ID] {
			bad(at+".id", "%q is defined twice", t.ID)
		}
		points[t.ID] = true
		if len(t.Kinds) == 0 {
			bad(at+".kinds", "at least one kind is needed")
		}
		for j, k := range t.Kinds {
			if !ValidKind(k) {
				bad(fmt.Sprintf("%s.kinds[%d]", at, j), "%q is no kind; the kinds are %v", k, Kinds)
			}
		}
		if t.Team != "" && !teams[t.Team] {
			bad(at+".team", "team %q is not in teams", t.Team)
		}
	}
	for i, j := range m.Journeys {
		for k, id := range j.Touchpoints {
			if !points[id] {
				bad(fmt.Sprintf("journeys[%d].touchpoints[%d]", i, k), "touchpoint %q is not defined", id)
			}
		}
	}
	seams := map[Seam]bool{}
	for i, s := range m.Seams {
		at := fmt.Sprintf("seams[%d]", i)
		if !points[s.From] {
			bad(at+".from", "touchpoint %q is not defined", s.From)
		}
		if !points[s.To] {
			bad(at+".to", "touchpoint %q is not defined", s.To)
		}
		if seams[s.Seam] {
			bad(at, "seam %s -> %s is listed twice", s.From, s.To)
		}
		seams[s.Seam] = true
		if s.Accountable != "" && !teams[s.Accountable] {
			bad(at+".accountable", "team %q is not in teams", s.Accountable)
		}
		if s.Contributing != "" && !teams[s.Contributing] {
			bad(at+".contributing", "team %q is not in teams", s.Contributing)
		}
	}
	return out
}
