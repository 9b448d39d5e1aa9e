package journey

// Touchpoint is a place where a customer meets the business.
type Touchpoint struct {
	ID      string   `yaml:"id"`      // unique in the map; lower-case letters, digits and underscores
	Name    string   `yaml:"name"`    // what people call it
	Kinds   []Kind   `yaml:"kinds"`   // at least one
	Aliases []string `yaml:"aliases"` // words customers use for it
	Team    string   `yaml:"team"`    // the owning team, or empty; on the days of a tenure that one owns it
	Tenures []Tenure `yaml:"tenures,omitempty"`
}

// Seam is an ordered pair of touchpoints: a handoff from one to the other.
type Seam struct {
	From string `yaml:"from" json:"from"`
	To   string `yaml:"to" json:"to"`
}

// OwnedSeam names the teams that answer for a seam. An empty team means that nobody does. A seam
// may be listed several times, for spans of days that do not overlap.
type OwnedSeam struct {
	Seam         `yaml:",inline"`
	Accountable  string `yaml:"accountable"`
	Contributing string `yaml:"contributing"`
	Span         `yaml:",inline"`
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
