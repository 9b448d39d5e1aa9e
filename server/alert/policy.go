package alert

import (
	"cmp"
	"reflect"

	"github.com/throughline-cx/throughline/server/measure"
)

// Policy is the thresholds that a tenant sets: either directly, in the Min fields, or as Rules,
// each with a scope of its own. A threshold of zero is not asked for. Days are UTC days; the
// window is the WindowDays days that end with the evaluated day.
//
// A policy that states them directly is one rule about every cluster: all of them must be met,
// customers alone have a near and a clear level, and what misses only MinConsistency is held for
// review. With Rules, WindowDays and the two ratios are what a rule takes that says nothing else.
type Policy struct {
	WindowDays         int     `yaml:"window_days" json:"window_days"`                   // 1 to 730
	MinCustomers       int     `yaml:"min_customers" json:"min_customers"`               // distinct customers, at least 1
	MinLocations       int     `yaml:"min_locations" json:"min_locations"`               // distinct locations
	MinDistinctDays    int     `yaml:"min_distinct_days" json:"min_distinct_days"`       // distinct UTC days
	MinDistinctWeeks   int     `yaml:"min_distinct_weeks" json:"min_distinct_weeks"`     // distinct ISO weeks
	MinConsistency     float64 `yaml:"min_consistency" json:"min_consistency"`           // agreement on the seam, 0 to 1
	MinExposure        int64   `yaml:"min_exposure" json:"min_exposure"`                 // annual value of the affected accounts in one currency, in whole units of it
	NearThresholdRatio float64 `yaml:"near_threshold_ratio" json:"near_threshold_ratio"` // of MinCustomers, 0 to 1; near from there on; 0.5 when left out
	ClearRatio         float64 `yaml:"clear_ratio" json:"clear_ratio"`                   // of MinCustomers, 0 to 1; what fired fades below it; NearThresholdRatio when left out
	RecordDays         int     `yaml:"record_days" json:"record_days"`                   // commercial records within so many days of a complaint count; 14 when left out
	RenewalDays        int     `yaml:"renewal_days" json:"renewal_days"`                 // renewals due within so many days after the window are listed; 60 when left out
	Rules              []Rule  `yaml:"-" json:"rules,omitempty"`                         // none when the thresholds are stated directly
}

// What a policy means where it leaves something out.
const (
	DefaultNearThresholdRatio = 0.5
	DefaultRecordDays         = 14
	DefaultRenewalDays        = 60
	DefaultWindowDays         = 30 // of readings while there is no policy
)

// MaxWindowDays is the longest window a policy may ask for.
const MaxWindowDays = 730

// WithDefaults returns the policy with what it leaves out filled in.
func (p Policy) WithDefaults() Policy {
	if p.NearThresholdRatio == 0 {
		p.NearThresholdRatio = DefaultNearThresholdRatio
	}
	if p.ClearRatio == 0 {
		p.ClearRatio = p.NearThresholdRatio
	}
	if p.RecordDays == 0 {
		p.RecordDays = DefaultRecordDays
	}
	if p.RenewalDays == 0 {
		p.RenewalDays = DefaultRenewalDays
	}
	return p
}

// Set reports whether there is a policy at all: a tenant that never set one has the zero value,
// by which nothing is ever judged.
func (p Policy) Set() bool { return p.WindowDays > 0 || len(p.Rules) > 0 }

// Equal reports whether two policies say the same.
func (p Policy) Equal(o Policy) bool {
	if len(p.Rules) == 0 && len(o.Rules) == 0 {
		p.Rules, o.Rules = nil, nil
	}
	return reflect.DeepEqual(p, o)
}

// Window returns the policy's window that ends with a day: the longest of its rules; one of
// DefaultWindowDays while there is no policy.
func (p Policy) Window(last measure.Day) measure.Window {
	if !p.Set() {
		return measure.Window{Last: last, Days: DefaultWindowDays}
	}
	days := 0
	for _, r := range p.rules() {
		days = max(days, r.WindowDays)
	}
	return measure.Window{Last: last, Days: days}
}

// Options returns what a reading is to look at around the complaints.
func (p Policy) Options() measure.Options {
	p = p.WithDefaults()
	return measure.Options{RecordDays: p.RecordDays, RenewalDays: p.RenewalDays}
}

// rules returns the policy's rules with everything filled in that they leave out.
func (p Policy) rules() []Rule {
	p = p.WithDefaults()
	if len(p.Rules) == 0 {
		return []Rule{p.direct()}
	}
	out := make([]Rule, len(p.Rules))
	for i, r := range p.Rules {
		r.WindowDays = cmp.Or(r.WindowDays, p.WindowDays)
		r.Severity = cmp.Or(r.Severity, SeverityMedium)
		r.Review = cmp.Or(r.Review, r.defaultReview())
		r.NearRatio = cmp.Or(r.NearRatio, p.NearThresholdRatio)
		r.ClearRatio = cmp.Or(r.ClearRatio, p.ClearRatio)
		r.AllOf, r.AnyOf = r.levelled(r.AllOf, p), r.levelled(r.AnyOf, p)
		out[i] = r
	}
	return out
}

// defaultReview holds what is weak where the rule asks for agreement.
func (r Rule) defaultReview() ReviewGate {
	for _, t := range r.AllOf {
		if t.Metric.agrees() {
			return ReviewWhenWeak
		}
	}
	return ReviewNever
}

// levelled returns thresholds with their near and clear levels, and how far they look ahead.
func (r Rule) levelled(list []Threshold, p Policy) []Threshold {
	out := make([]Threshold, len(list))
	for i, t := range list {
		if t.Metric.volume() || !r.hasVolume() {
			t.NearFrom = cmp.Or(t.NearFrom, r.NearRatio*t.AtLeast)
			t.ClearBelow = cmp.Or(t.ClearBelow, r.ClearRatio*t.AtLeast)
		}
		if t.Metric == RenewalsDue {
			t.WithinDays = cmp.Or(t.WithinDays, p.RenewalDays)
		}
		if t.Metric == Exposure {
			t.Kind = cmp.Or(t.Kind, measure.ExposureAccountValue)
		}
		out[i] = t
	}
	return out
}

// hasVolume reports whether the rule asks for a metric that has near and clear levels by itself.
func (r Rule) hasVolume() bool {
	for _, list := range [][]Threshold{r.AllOf, r.AnyOf} {
		for _, t := range list {
			if t.Metric.volume() {
				return true
			}
		}
	}
	return false
}

// direct returns the rule that the Min fields are.
func (p Policy) direct() Rule {
	customers := float64(p.MinCustomers)
	all := []Threshold{
		{Metric: Customers, AtLeast: customers, NearFrom: p.NearThresholdRatio * customers, ClearBelow: p.ClearRatio * customers},
		{Metric: Locations, AtLeast: float64(p.MinLocations)},
		{Metric: DistinctDays, AtLeast: float64(p.MinDistinctDays)},
		{Metric: DistinctWeeks, AtLeast: float64(p.MinDistinctWeeks)},
		{Metric: Consistency, AtLeast: p.MinConsistency},
		{Metric: Exposure, AtLeast: float64(p.MinExposure)},
	}
	r := Rule{Review: ReviewWhenWeak, WindowDays: p.WindowDays, NearRatio: p.NearThresholdRatio, ClearRatio: p.ClearRatio}
	for _, t := range all {
		if t.AtLeast > 0 {
			r.AllOf = append(r.AllOf, t)
		}
	}
	return r
}
