package alert

import (
	"strings"

	"github.com/throughline-cx/throughline/server/measure"
)

// The names of the criteria of a policy that states its thresholds directly: its fields.
const (
	CriterionCustomers   = "min_customers"
	CriterionLocations   = "min_locations"
	CriterionDays        = "min_distinct_days"
	CriterionWeeks       = "min_distinct_weeks"
	CriterionConsistency = "min_consistency"
	CriterionExposure    = "min_exposure"
)

// Criterion is one threshold and how a reading stands to it. Its AtLeast, NearFrom and
// ClearBelow are the levels that hold, with what the rule leaves out filled in.
type Criterion struct {
	Name        string  `json:"name"` // the policy's field, or the metric
	Have        float64 `json:"have"`
	Need        float64 `json:"need"`
	Met         bool    `json:"met"`
	Alternative bool    `json:"alternative,omitempty"` // one of those of which one is enough
	Threshold
}

// Outcome is what a rule of a policy says of one reading.
type Outcome struct {
	Rule       string      `json:"rule,omitempty"` // its name; empty for a policy that states its thresholds directly
	Severity   Severity    `json:"severity,omitempty"`
	WindowDays int         `json:"window_days"`
	Criteria   []Criterion `json:"criteria"`            // those the rule asks for
	Crossed    bool        `json:"crossed"`             // every criterion is met, and one of the alternatives
	Disagrees  bool        `json:"disagrees"`           // nothing is missing but agreement, and the rule's gate holds that
	Held       bool        `json:"held,omitempty"`      // crossed, but its gate waits for a person
	Uncovered  bool        `json:"uncovered,omitempty"` // no rule of the policy is about this cluster
	Near       bool        `json:"near"`                // at or above every near level
	Clear      bool        `json:"clear"`               // below a clear level
	NearFrom   float64     `json:"near_from"`           // customers; 0 where they are not asked for
	ClearBelow float64     `json:"clear_below"`         // customers; 0 where they are not asked for
	Progress   float64     `json:"progress"`            // how far it is on the way to crossing, 0 to 1: that of what is missing most
}

// Evaluate compares a reading with a policy, as for a cluster that never fired. Where several
// rules look at other windows or complaints than the reading's, use Policy.Judge.
func Evaluate(r measure.Reading, p Policy) Outcome {
	p = p.WithDefaults()
	rules := p.rules()
	out := make([]Outcome, len(rules))
	for i, rule := range rules {
		out[i] = rule.evaluate(FiguresOf(r), false, rule.criteria())
	}
	return lead(out, New(r.ClusterID))
}

// criteria returns the rule's criteria without how a reading stands to them.
func (r Rule) criteria() []Criterion {
	out := make([]Criterion, 0, len(r.AllOf)+len(r.AnyOf))
	add := func(t Threshold, alternative bool) {
		out = append(out, Criterion{Name: t.name(r.Name), Need: t.AtLeast, Alternative: alternative, Threshold: t})
	}
	for _, t := range r.AllOf {
		add(t, false)
	}
	for _, t := range r.AnyOf {
		add(t, true)
	}
	return out
}

// evaluate compares figures with a rule whose levels are all filled in. It fills in the criteria,
// which are the rule's.
func (r *Rule) evaluate(f Figures, confirmed bool, criteria []Criterion) Outcome {
	for i := range criteria {
		c := &criteria[i]
		c.Have = f.of(&c.Threshold)
		c.Met = c.Have >= c.Need
	}
	o := Outcome{Rule: r.Name, Severity: r.Severity, WindowDays: r.WindowDays, Criteria: criteria}
	missed := o.missed()
	o.Crossed = missed.all == 0 && missed.any == 0
	o.Disagrees = r.Review != ReviewNever && !o.Crossed && missed.all == missed.agreement && missed.any == 0
	o.Held = o.Disagrees || o.Crossed && r.Review == ReviewAlways && !confirmed
	o.level()
	return o
}

// simpleNames are the fields of a policy that states its thresholds directly.
var simpleNames = map[Metric]string{
	Customers: CriterionCustomers, Locations: CriterionLocations, DistinctDays: CriterionDays,
	DistinctWeeks: CriterionWeeks, Consistency: CriterionConsistency, Exposure: CriterionExposure,
}

func (t Threshold) name(rule string) string {
	if rule == "" {
		return simpleNames[t.Metric]
	}
	return string(t.Metric)
}

// missed counts what is not met: of the criteria that must all be met, those of them that are
// about agreement, and 1 when there are alternatives and none is met.
type missed struct{ all, agreement, any int }

func (o *Outcome) missed() (m missed) {
	alternatives, met := 0, 0
	for i := range o.Criteria {
		c := &o.Criteria[i]
		switch {
		case c.Alternative:
			alternatives++
			if c.Met {
				met++
			}
		case !c.Met:
			m.all++
			if c.Metric.agrees() {
				m.agreement++
			}
		}
	}
	if alternatives > 0 && met == 0 {
		m.any = 1
	}
	return m
}

// level says how the figures stand to the near and clear levels, and how far they have come.
func (o *Outcome) level() {
	o.Progress = 1
	near, clear := true, false
	any := alternatives{}
	for i := range o.Criteria {
		c := &o.Criteria[i]
		if c.Metric == Customers {
			o.NearFrom, o.ClearBelow = c.NearFrom, c.ClearBelow
		}
		if c.Alternative {
			any.add(c)
			continue
		}
		near = near && c.Have >= c.NearFrom
		clear = clear || c.Have < c.ClearBelow
		o.Progress = min(o.Progress, c.progress())
	}
	if any.n > 0 {
		near, clear = near && any.near, clear || any.clear == any.n
		o.Progress = min(o.Progress, any.progress)
	}
	o.Near, o.Clear = near, clear
}

// alternatives sums up the criteria of which one is enough.
type alternatives struct {
	n, clear int
	near     bool
	progress float64
}

func (a *alternatives) add(c *Criterion) {
	a.n++
	a.near = a.near || c.Have >= c.NearFrom
	if c.Have < c.ClearBelow {
		a.clear++
	}
	a.progress = max(a.progress, c.progress())
}

func (c *Criterion) progress() float64 {
	if c.Met {
		return 1
	}
	return max(c.Have/c.Need, 0)
}

// String says in words how the reading stands: "27 customers in 21 days (needs 25), 11 locations
// (needs 3), on 6 days (needs 6)".
func (o Outcome) String() string {
	if o.Uncovered {
		return "no rule of the policy is about it"
	}
	return o.tell(func(Criterion) bool { return true })
}

// missing names the criteria that are not met.
func (o Outcome) missing() string { return o.tell(func(c Criterion) bool { return !c.Met }) }

// tell lists the criteria that are wanted, alternatives last and with "or" between them. Those
// are told only while none or one of them is met: more than that says nothing new.
func (o Outcome) tell(want func(Criterion) bool) string {
	var all, any []string
	met := false
	for _, c := range o.Criteria {
		met = met || c.Alternative && c.Met
	}
	for _, c := range o.Criteria {
		switch {
		case !want(c):
		case !c.Alternative:
			all = append(all, c.words(o.WindowDays))
		case c.Met || !met:
			any = append(any, c.words(o.WindowDays))
		}
	}
	if len(any) > 0 {
		all = append(all, strings.Join(any, " or "))
	}
	return strings.Join(all, ", ")
}

// levels says in words what the near or clear levels are: "4 customers".
func (o Outcome) levels(level func(Threshold) float64) string {
	var parts []string
	for _, c := range o.Criteria {
		if n := level(c.Threshold); n > 0 {
			parts = append(parts, c.amountAt(n))
		}
	}
	return strings.Join(parts, " and ")
}

// amountAt writes a level, which need not be a whole number: "4.5 customers".
func (t Threshold) amountAt(n float64) string {
	if name, counted := singular[t.Metric]; counted {
		return number(n) + " " + name + "s"
	}
	return t.amount(n)
}
