package alert

import (
	"fmt"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// Policy is the thresholds that a tenant sets. A threshold of zero is not asked for. Days are
// UTC days; the window is the WindowDays days that end with the evaluated day.
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
func (p Policy) Set() bool { return p.WindowDays > 0 }

// Window returns the policy's window that ends with a day; one of DefaultWindowDays while there
// is no policy.
func (p Policy) Window(last measure.Day) measure.Window {
	if !p.Set() {
		return measure.Window{Last: last, Days: DefaultWindowDays}
	}
	return measure.Window{Last: last, Days: p.WindowDays}
}

// Options returns what a reading is to look at around the complaints.
func (p Policy) Options() measure.Options {
	p = p.WithDefaults()
	return measure.Options{RecordDays: p.RecordDays, RenewalDays: p.RenewalDays}
}

// Validate returns everything that is wrong with the policy; none means that it can be used.
// A threshold that no reading could ever reach is wrong too.
func (p Policy) Validate() []journey.Violation {
	var out []journey.Violation
	bad := func(field, reason, format string, args ...any) {
		out = append(out, journey.Violation{Field: field, Reason: reason, Description: fmt.Sprintf(format, args...)})
	}
	if p.WindowDays < 1 || p.WindowDays > MaxWindowDays {
		bad("window_days", journey.ReasonOutOfRange, "%d must be 1 to %d", p.WindowDays, MaxWindowDays)
	}
	if p.MinCustomers < 1 {
		bad("min_customers", journey.ReasonOutOfRange, "%d must be at least 1", p.MinCustomers)
	}
	for _, n := range []struct {
		field string
		value int64
	}{
		{"min_locations", int64(p.MinLocations)}, {"min_distinct_days", int64(p.MinDistinctDays)},
		{"min_distinct_weeks", int64(p.MinDistinctWeeks)}, {"min_exposure", p.MinExposure},
		{"record_days", int64(p.RecordDays)}, {"renewal_days", int64(p.RenewalDays)},
	} {
		if n.value < 0 {
			bad(n.field, journey.ReasonOutOfRange, "%d must not be negative", n.value)
		}
	}
	for _, r := range []struct {
		field string
		value float64
	}{
		{"min_consistency", p.MinConsistency}, {"near_threshold_ratio", p.NearThresholdRatio}, {"clear_ratio", p.ClearRatio},
	} {
		if !(r.value >= 0 && r.value <= 1) {
			bad(r.field, journey.ReasonOutOfRange, "%v must be 0 to 1", r.value)
		}
	}
	if p.WindowDays >= 1 && p.MinDistinctDays > p.WindowDays {
		bad("min_distinct_days", journey.ReasonOutOfRange, "%d can never be reached in a window of %d days", p.MinDistinctDays, p.WindowDays)
	}
	if p.WindowDays >= 1 && p.MinDistinctWeeks > mostWeeks(p.WindowDays) {
		bad("min_distinct_weeks", journey.ReasonOutOfRange, "%d can never be reached: %d days touch at most %d ISO weeks", p.MinDistinctWeeks, p.WindowDays, mostWeeks(p.WindowDays))
	}
	return out
}

// mostWeeks returns how many ISO weeks a run of days can touch.
func mostWeeks(days int) int { return (days+5)/7 + 1 }
