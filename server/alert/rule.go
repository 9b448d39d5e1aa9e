package alert

import (
	"slices"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// Rule is one set of thresholds of a policy, with its scope. It is crossed when every threshold
// of AllOf is met and, where AnyOf lists some, at least one of those.
type Rule struct {
	Name       string      `json:"name"` // unique in the policy; lower-case letters, digits, "-" and "_"
	Severity   Severity    `json:"severity,omitempty"`
	Review     ReviewGate  `json:"review,omitempty"`
	WindowDays int         `json:"window_days,omitempty"` // 1 to 730; the policy's when 0
	Scope      Scope       `json:"scope"`
	AllOf      []Threshold `json:"all_of,omitempty"`
	AnyOf      []Threshold `json:"any_of,omitempty"`
	NearRatio  float64     `json:"near_threshold_ratio,omitempty"` // 0 to 1; the policy's when 0
	ClearRatio float64     `json:"clear_ratio,omitempty"`          // 0 to 1; the policy's when 0
}

// Threshold asks for at least so much of a metric.
type Threshold struct {
	Metric     Metric               `json:"metric"`
	AtLeast    float64              `json:"at_least"`              // above 0; whole for what is counted
	NearFrom   float64              `json:"near_from,omitempty"`   // near from this level on; 0 takes what the rule's ratio gives
	ClearBelow float64              `json:"clear_below,omitempty"` // what fired is clear below this level; 0 takes what the rule's ratio gives
	Currency   string               `json:"currency,omitempty"`    // ISO 4217, of exposure
	Kind       measure.ExposureKind `json:"kind,omitempty"`        // of exposure; account_value when empty
	WithinDays int                  `json:"within_days,omitempty"` // of renewals_due: within so many days after the window; the policy's when 0
}

// Severity says how much an alert matters beside others.
type Severity string

// The closed set of severities, the lowest first.
const (
	SeverityLow      Severity = "low"
	SeverityMedium   Severity = "medium" // where nothing is said
	SeverityHigh     Severity = "high"
	SeverityCritical Severity = "critical"
)

// Severities lists every severity, the lowest first.
var Severities = []Severity{SeverityLow, SeverityMedium, SeverityHigh, SeverityCritical}

// rank orders severities; what is not said is medium.
func (s Severity) rank() int {
	if s == "" {
		s = SeverityMedium
	}
	return slices.Index(Severities, s)
}

// ReviewGate says when a person must look before an alert fires.
type ReviewGate string

// The closed set of gates.
const (
	ReviewAlways   ReviewGate = "always"    // until a person has confirmed one of the cluster's mentions
	ReviewWhenWeak ReviewGate = "when_weak" // when only agreement is missing: consistency or confidence
	ReviewNever    ReviewGate = "never"
)

// ReviewGates lists every gate.
var ReviewGates = []ReviewGate{ReviewAlways, ReviewWhenWeak, ReviewNever}

// Scope says what a rule is about. A list that is empty leaves it open; of a list that is not,
// one must fit. Journeys, Seams and Kinds choose clusters by their seam. The others choose
// complaints: only those count.
type Scope struct {
	Journeys       []string       `json:"journeys,omitempty"`        // ids; both sides are touchpoints of the journey
	Seams          []journey.Seam `json:"seams,omitempty"`           // either direction
	Kinds          []journey.Kind `json:"kinds,omitempty"`           // of one of the sides
	ProductLines   []string       `json:"product_lines,omitempty"`   // of the complaint
	Locations      []string       `json:"locations,omitempty"`       // ids, of the complaint
	Regions        []string       `json:"regions,omitempty"`         // Location.Region, of the complaint's location
	LocationGroups []string       `json:"location_groups,omitempty"` // the location's attribute "group"
}

// covers reports whether a cluster of this seam is in scope.
func (s Scope) covers(seam journey.Seam, m *journey.Map) bool {
	return s.inJourney(seam, m) && s.ofSeam(seam) && s.ofKind(seam, m)
}

func (s Scope) inJourney(seam journey.Seam, m *journey.Map) bool {
	return len(s.Journeys) == 0 || slices.ContainsFunc(m.Journeys, func(j journey.Journey) bool {
		return slices.Contains(s.Journeys, j.ID) && slices.Contains(j.Touchpoints, seam.From) && slices.Contains(j.Touchpoints, seam.To)
	})
}

func (s Scope) ofSeam(seam journey.Seam) bool {
	return len(s.Seams) == 0 || slices.Contains(s.Seams, seam) || slices.Contains(s.Seams, journey.Seam{From: seam.To, To: seam.From})
}

func (s Scope) ofKind(seam journey.Seam, m *journey.Map) bool {
	if len(s.Kinds) == 0 {
		return true
	}
	for _, id := range []string{seam.From, seam.To} {
		t, _ := m.Touchpoint(id)
		if slices.ContainsFunc(t.Kinds, func(k journey.Kind) bool { return slices.Contains(s.Kinds, k) }) {
			return true
		}
	}
	return false
}

// filter returns which complaints count.
func (s Scope) filter() measure.Filter {
	return measure.Filter{ProductLines: s.ProductLines, Locations: s.Locations, Regions: s.Regions, LocationGroups: s.LocationGroups}
}
