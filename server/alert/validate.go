package alert

import (
	"fmt"
	"math"
	"regexp"
	"slices"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// MaxRules is how many rules a policy may have, and how many entries each list of a rule.
const MaxRules = 50

// Validate returns everything that is wrong with the policy by itself; none means that it can
// be used. A threshold that no reading could ever reach is wrong too. Fields are paths, such as
// "rules[1].all_of[0].at_least".
func (p Policy) Validate() []journey.Violation {
	v := &validation{}
	v.shared(p)
	if len(p.Rules) == 0 {
		v.direct(p)
		return v.out
	}
	v.notDirect(p)
	if len(p.Rules) > MaxRules {
		v.bad("rules", journey.ReasonTooLong, "%d rules; a policy has at most %d", len(p.Rules), MaxRules)
		return v.out
	}
	names := map[string]bool{}
	for i, r := range p.Rules {
		v.path = fmt.Sprintf("rules[%d].", i)
		if names[r.Name] {
			v.bad("name", journey.ReasonRepeated, "another rule is called %q already", r.Name)
		}
		names[r.Name] = true
		v.rule(r, p.WithDefaults())
	}
	return v.out
}

// validation gathers what is wrong.
type validation struct {
	path string // put before each field
	out  []journey.Violation
}

func (v *validation) bad(field, reason, format string, args ...any) {
	v.out = append(v.out, journey.Violation{Field: v.path + field, Reason: reason, Description: fmt.Sprintf(format, args...)})
}

func (v *validation) ratio(field string, value float64) {
	if !(value >= 0 && value <= 1) {
		v.bad(field, journey.ReasonOutOfRange, "%v must be 0 to 1", value)
	}
}

func (v *validation) notNegative(field string, value int64) {
	if value < 0 {
		v.bad(field, journey.ReasonOutOfRange, "%d must not be negative", value)
	}
}

// shared checks what every policy has.
func (v *validation) shared(p Policy) {
	if len(p.Rules) == 0 || p.WindowDays != 0 {
		v.window(p.WindowDays)
	}
	v.notNegative("record_days", int64(p.RecordDays))
	v.notNegative("renewal_days", int64(p.RenewalDays))
	v.ratio("near_threshold_ratio", p.NearThresholdRatio)
	v.ratio("clear_ratio", p.ClearRatio)
}

func (v *validation) window(days int) {
	if days < 1 || days > MaxWindowDays {
		v.bad("window_days", journey.ReasonOutOfRange, "%d must be 1 to %d", days, MaxWindowDays)
	}
}

// direct checks the thresholds that a policy states directly.
func (v *validation) direct(p Policy) {
	if p.MinCustomers < 1 {
		v.bad(CriterionCustomers, journey.ReasonOutOfRange, "%d must be at least 1", p.MinCustomers)
	}
	v.notNegative(CriterionLocations, int64(p.MinLocations))
	v.notNegative(CriterionDays, int64(p.MinDistinctDays))
	v.notNegative(CriterionWeeks, int64(p.MinDistinctWeeks))
	v.notNegative(CriterionExposure, p.MinExposure)
	v.ratio(CriterionConsistency, p.MinConsistency)
	v.reachable(CriterionDays, DistinctDays, float64(p.MinDistinctDays), p.WindowDays)
	v.reachable(CriterionWeeks, DistinctWeeks, float64(p.MinDistinctWeeks), p.WindowDays)
}

// notDirect refuses thresholds beside rules: it would not be plain which of them hold.
func (v *validation) notDirect(p Policy) {
	for _, t := range []struct {
		field string
		set   bool
	}{
		{CriterionCustomers, p.MinCustomers != 0}, {CriterionLocations, p.MinLocations != 0}, {CriterionDays, p.MinDistinctDays != 0},
		{CriterionWeeks, p.MinDistinctWeeks != 0}, {CriterionConsistency, p.MinConsistency != 0}, {CriterionExposure, p.MinExposure != 0},
	} {
		if t.set {
			v.bad(t.field, journey.ReasonOutOfRange, "must be left out where there are rules: state it as a threshold of a rule")
		}
	}
}

// reachable refuses more distinct days or weeks than a window has.
func (v *validation) reachable(field string, m Metric, atLeast float64, windowDays int) {
	if windowDays < 1 || windowDays > MaxWindowDays {
		return // said already
	}
	switch {
	case m == DistinctDays && atLeast > float64(windowDays):
		v.bad(field, journey.ReasonOutOfRange, "%v can never be reached in a window of %d days", atLeast, windowDays)
	case m == DistinctWeeks && atLeast > float64(mostWeeks(windowDays)):
		v.bad(field, journey.ReasonOutOfRange, "%v can never be reached: %d days touch at most %d ISO weeks", atLeast, windowDays, mostWeeks(windowDays))
	}
}

// mostWeeks returns how many ISO weeks a run of days can touch.
func mostWeeks(days int) int { return (days+5)/7 + 1 }

var ruleName = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,62}$`)

// rule checks one rule; p has its defaults.
func (v *validation) rule(r Rule, p Policy) {
	if !ruleName.MatchString(r.Name) {
		v.bad("name", journey.ReasonMalformed, "%q must be 1 to 63 lower-case letters, digits, - and _, a letter first", r.Name)
	}
	if r.Severity != "" && !slices.Contains(Severities, r.Severity) {
		v.bad("severity", journey.ReasonUnknownValue, "%q must be one of %v", r.Severity, Severities)
	}
	if r.Review != "" && !slices.Contains(ReviewGates, r.Review) {
		v.bad("review", journey.ReasonUnknownValue, "%q must be one of %v", r.Review, ReviewGates)
	}
	if r.Review == ReviewWhenWeak && r.defaultReview() != ReviewWhenWeak {
		v.bad("review", journey.ReasonOutOfRange, "when_weak needs a threshold for consistency or confidence in all_of: without one nothing is ever weak")
	}
	if r.WindowDays == 0 && p.WindowDays == 0 {
		v.bad("window_days", journey.ReasonMissing, "must be given here or for the whole policy")
	} else if r.WindowDays != 0 {
		v.window(r.WindowDays)
	}
	v.ratio("near_threshold_ratio", r.NearRatio)
	v.ratio("clear_ratio", r.ClearRatio)
	v.scope(r.Scope)
	if len(r.AllOf)+len(r.AnyOf) == 0 {
		v.bad("all_of", journey.ReasonMissing, "a rule needs at least one threshold, in all_of or in any_of")
	}
	v.thresholds("all_of", r.AllOf, r, p)
	v.thresholds("any_of", r.AnyOf, r, p)
	v.contradictions(r)
}

func (v *validation) scope(s Scope) {
	for _, k := range s.Kinds {
		if !journey.ValidKind(k) {
			v.bad("scope.kinds", journey.ReasonUnknownValue, "%q must be one of %v", k, journey.Kinds)
		}
	}
	for _, n := range []struct {
		field string
		n     int
	}{
		{"journeys", len(s.Journeys)}, {"seams", len(s.Seams)}, {"kinds", len(s.Kinds)}, {"product_lines", len(s.ProductLines)},
		{"locations", len(s.Locations)}, {"regions", len(s.Regions)}, {"location_groups", len(s.LocationGroups)},
	} {
		if n.n > MaxListed {
			v.bad("scope."+n.field, journey.ReasonTooLong, "%d entries; at most %d", n.n, MaxListed)
		}
	}
}

// MaxListed is how many entries a list of a scope may have.
const MaxListed = 1000

func (v *validation) thresholds(list string, thresholds []Threshold, r Rule, p Policy) {
	if len(thresholds) > MaxRules {
		v.bad(list, journey.ReasonTooLong, "%d thresholds; at most %d", len(thresholds), MaxRules)
		return
	}
	for i, t := range thresholds {
		field := fmt.Sprintf("%s[%d]", list, i)
		for _, earlier := range thresholds[:i] {
			if earlier.Metric == t.Metric && earlier.Currency == t.Currency && earlier.Kind == t.Kind {
				v.bad(field, journey.ReasonRepeated, "%s is asked for twice: the higher of the two is enough", t.Metric)
				break
			}
		}
		v.threshold(field, t, r, p)
	}
}

func (v *validation) threshold(field string, t Threshold, r Rule, p Policy) {
	if !slices.Contains(Metrics, t.Metric) {
		v.bad(field+".metric", journey.ReasonUnknownValue, "%q must be one of %v", t.Metric, Metrics)
		return
	}
	v.amount(field+".at_least", t)
	v.levels(field, t)
	v.units(field, t, p)
	days := r.WindowDays
	if days == 0 {
		days = p.WindowDays
	}
	v.reachable(field+".at_least", t.Metric, t.AtLeast, days)
	if n := len(r.Scope.Locations); t.Metric == Locations && n > 0 && t.AtLeast > float64(n) {
		v.bad(field+".at_least", journey.ReasonOutOfRange, "%v can never be reached: the scope has %d locations", t.AtLeast, n)
	}
}

// amount checks how much is asked for.
func (v *validation) amount(field string, t Threshold) {
	switch {
	case !(t.AtLeast > 0) || math.IsInf(t.AtLeast, 0):
		v.bad(field, journey.ReasonOutOfRange, "%v must be above 0", t.AtLeast)
	case t.Metric.share() && t.AtLeast > 1:
		v.bad(field, journey.ReasonOutOfRange, "%v can never be reached: %s is a share, 0 to 1", t.AtLeast, t.Metric)
	case !t.Metric.share() && t.Metric != Exposure && t.AtLeast != math.Trunc(t.AtLeast):
		v.bad(field, journey.ReasonMalformed, "%v must be a whole number: %s are counted", t.AtLeast, t.Metric)
	}
}

// levels checks the near and the clear level, which are below the one at which it fires.
func (v *validation) levels(field string, t Threshold) {
	for _, l := range []struct {
		field string
		value float64
	}{{".near_from", t.NearFrom}, {".clear_below", t.ClearBelow}} {
		if !(l.value >= 0 && l.value <= t.AtLeast) {
			v.bad(field+l.field, journey.ReasonOutOfRange, "%v must be 0 to at_least, which is %v", l.value, t.AtLeast)
		}
	}
}

// exposureKinds are what exposure may be of.
var exposureKinds = []measure.ExposureKind{measure.ExposureAccountValue, measure.ExposureAbandoned, measure.ExposureRefunded, measure.ExposureCancelled}

// units checks what only some metrics have.
func (v *validation) units(field string, t Threshold, p Policy) {
	if t.Metric != Exposure && (t.Currency != "" || t.Kind != "") {
		v.bad(field, journey.ReasonOutOfRange, "currency and kind are for exposure only, not for %s", t.Metric)
	}
	if t.Metric == Exposure {
		if _, known := ingest.Exponent(t.Currency); !known {
			v.bad(field+".currency", journey.ReasonUnknownValue, "%q must be an active ISO 4217 code in capitals, such as USD", t.Currency)
		}
		if t.Kind != "" && !slices.Contains(exposureKinds, t.Kind) {
			v.bad(field+".kind", journey.ReasonUnknownValue, "%q must be one of %v", t.Kind, exposureKinds)
		}
	}
	switch {
	case t.Metric != RenewalsDue && t.WithinDays != 0:
		v.bad(field+".within_days", journey.ReasonOutOfRange, "is for renewals_due only, not for %s", t.Metric)
	case t.WithinDays < 0 || t.WithinDays > p.RenewalDays:
		v.bad(field+".within_days", journey.ReasonOutOfRange, "%d must be 0 to the policy's renewal_days, which are %d: nobody looks further ahead", t.WithinDays, p.RenewalDays)
	}
}

// contradictions refuses thresholds that cannot all be met at once.
func (v *validation) contradictions(r Rule) {
	asked := func(m Metric) float64 {
		most := 0.0
		for _, t := range r.AllOf {
			if t.Metric == m {
				most = max(most, t.AtLeast)
			}
		}
		return most
	}
	renewals := slices.ContainsFunc(r.AllOf, func(t Threshold) bool { return t.Metric == RenewalsDue })
	if renewals && slices.ContainsFunc(r.AnyOf, func(t Threshold) bool { return t.Metric == RenewalsDue }) {
		v.bad("any_of", journey.ReasonRepeated, "renewals_due is asked for in all_of already: a rule asks for it once")
	}
	if c, l := asked(Concentration), asked(Locations); c >= 1 && l > 3 {
		v.bad("all_of", journey.ReasonOutOfRange, "concentration 1 means that three locations have all complaints, and locations asks for %v: both can never be met", l)
	}
}

// ValidateFor returns everything that is wrong with the policy beside a journey map: scopes
// that name what the map does not have, or in which no seam of the map can ever be.
func (p Policy) ValidateFor(m *journey.Map) []journey.Violation {
	v := &validation{}
	for i, r := range p.Rules {
		v.path = fmt.Sprintf("rules[%d].scope", i)
		before := len(v.out)
		v.named(r.Scope, m)
		if len(v.out) == before && !r.Scope.possible(m) {
			v.bad("", journey.ReasonOutOfRange, "no seam of the map is in scope: the journeys, seams and kinds have none in common")
		}
	}
	return v.out
}

// named refuses what the map does not have.
func (v *validation) named(s Scope, m *journey.Map) {
	for _, id := range s.Journeys {
		if !slices.ContainsFunc(m.Journeys, func(j journey.Journey) bool { return j.ID == id }) {
			v.bad(".journeys", journey.ReasonUnknownValue, "%q is no journey of the map", id)
		}
	}
	for _, seam := range s.Seams {
		for _, id := range []string{seam.From, seam.To} {
			if _, known := m.Touchpoint(id); !known {
				v.bad(".seams", journey.ReasonUnknownValue, "%q is no touchpoint of the map", id)
			}
		}
	}
}

// possible reports whether some seam of the map is in scope.
func (s Scope) possible(m *journey.Map) bool {
	if len(s.Journeys)+len(s.Seams)+len(s.Kinds) == 0 {
		return true
	}
	for _, from := range m.Touchpoints {
		for _, to := range m.Touchpoints {
			if s.covers(journey.Seam{From: from.ID, To: to.ID}, m) {
				return true
			}
		}
	}
	return false
}
