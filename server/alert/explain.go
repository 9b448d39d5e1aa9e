package alert

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/throughline-cx/throughline/server/measure"
)

// Explanation says how a cluster stands to each rule that is about it, and what is the least
// that would make it fire or would have kept it from firing.
type Explanation struct {
	State    State
	Deciding Outcome   // what decided the state, see Policy.Judge
	Rules    []Outcome // of every rule that is about the cluster, in order of the policy
	// WouldFire are the least changes each of which alone makes it fire; none when it does, and
	// when no rule is about it.
	WouldFire []Remedy
	// WouldStop are the least changes each of which alone leaves nothing that makes it fire; none
	// when nothing does.
	WouldStop []Remedy
}

// Remedy is a least change: all its steps together do it, and no smaller ones would.
type Remedy struct {
	Steps   []Shift
	Confirm bool // and a person confirms one of the mentions
	Days    int  // it must come within so many days, today not counted: then complaints that count now leave the window
}

// Shift is one step of a Remedy: so much more or less of one metric, as one rule looks at it.
type Shift struct {
	Rule       string // empty for a policy that states its thresholds directly
	WindowDays int
	Threshold  Threshold
	Have       float64
	By         float64 // below 0 for less
}

// unit returns the smallest step of a metric: one of what is counted, the minor unit of money in
// a currency that is known. Shares have steps of a millionth: finer ones mean nothing.
func (t Threshold) unit() float64 {
	switch {
	case t.Metric.share():
		return 1e-6
	case t.Metric == Exposure && t.Currency != "":
		return 1 / math.Pow10(minorUnits(t.Currency))
	}
	return 1
}

// Explain compares a cluster with every rule that is about it, as Judge does, and finds what is
// the least that would change the outcome.
func (p Policy) Explain(a Alert, s Subject, figures func(Look) Figures) Explanation {
	e := Explanation{State: a.State}
	outcomes, looks := p.Outcomes(s, figures)
	e.Rules = outcomes
	if len(outcomes) == 0 {
		e.Deciding = Outcome{Uncovered: true, Clear: true, WindowDays: p.Looks()[0].Days}
		return e
	}
	e.Deciding = lead(outcomes, a)
	fired := a.Fired()
	var stop [][]Remedy
	for i, o := range outcomes {
		if o.Crossed && (fired || !o.Held) {
			stop = append(stop, o.wouldStop())
			continue
		}
		days := deadline(figures(looks[i]))
		for _, r := range o.wouldFire() {
			r.Days = days
			r.Confirm = o.Held && o.Crossed || p.gate(o.Rule) == ReviewAlways && !s.Confirmed && !fired
			e.WouldFire = append(e.WouldFire, r)
		}
	}
	if len(stop) > 0 {
		e.WouldFire = nil
	}
	e.WouldStop = combined(stop)
	return e
}

// ExplainOutcome does what Explain does of one outcome that was kept: the policy is that by which
// it was judged, and the figures those of the reading. Of other rules nothing is known then.
func (p Policy) ExplainOutcome(a Alert, o Outcome, f Figures) Explanation {
	for i := range o.Criteria { // of changes that were kept before metrics had names
		if c := &o.Criteria[i]; c.Metric == "" {
			c.Metric, c.AtLeast = simpleMetric(c.Name), c.Need
		}
	}
	e := Explanation{State: a.State, Deciding: o, Rules: []Outcome{o}}
	fired := a.Fired()
	if o.Crossed && (fired || !o.Held) {
		e.WouldStop = o.wouldStop()
		return e
	}
	for _, r := range o.wouldFire() {
		r.Days, r.Confirm = deadline(f), o.Held && o.Crossed
		e.WouldFire = append(e.WouldFire, r)
	}
	return e
}

func simpleMetric(name string) Metric {
	for m, n := range simpleNames {
		if n == name {
			return m
		}
	}
	return ""
}

// gate returns the review gate of a rule.
func (p Policy) gate(rule string) ReviewGate {
	for _, r := range p.rules() {
		if r.Name == rule {
			return r.Review
		}
	}
	return ReviewNever
}

// deadline returns for how many days after today everything that counts now stays in the window.
func deadline(f Figures) int {
	if f.Interactions == 0 {
		return f.Window.Days - 1
	}
	return int(f.FirstHeard - f.Window.First())
}

// wouldFire returns the least changes by which the rule is crossed: what is missing of all that
// must be met, and, where no alternative is met, any one of those.
func (o Outcome) wouldFire() []Remedy {
	var base []Shift
	var alternatives []Shift
	met := false
	for _, c := range o.Criteria {
		switch {
		case c.Alternative && c.Met:
			met = true
		case c.Alternative:
			alternatives = append(alternatives, o.shift(c, true))
		case !c.Met:
			base = append(base, o.shift(c, true))
		}
	}
	if met || len(alternatives) == 0 {
		return []Remedy{{Steps: base}}
	}
	out := make([]Remedy, len(alternatives))
	for i, s := range alternatives {
		out[i] = Remedy{Steps: joined(base, s)}
	}
	return leastOf(out)
}

// joined adds a step to others, or makes the one larger that is of the same figure.
func joined(steps []Shift, s Shift) []Shift {
	out := slices.Clone(steps)
	at := slices.IndexFunc(out, s.sameFigure)
	if at < 0 {
		return append(out, s)
	}
	if math.Abs(s.By) > math.Abs(out[at].By) {
		out[at] = s
	}
	return out
}

func (s Shift) sameFigure(o Shift) bool {
	a, b := s.Threshold, o.Threshold
	return s.Rule == o.Rule && a.Metric == b.Metric && a.Currency == b.Currency && a.Kind == b.Kind
}

// leastOf leaves out what asks for all that another change asks for, and more.
func leastOf(remedies []Remedy) []Remedy {
	var out []Remedy
	for i, r := range remedies {
		needless := false
		for j, o := range remedies {
			needless = needless || i != j && r.asksAll(o) && (!o.asksAll(r) || j < i)
		}
		if !needless {
			out = append(out, r)
		}
	}
	return out
}

// asksAll reports whether the change asks for every step of another one, or for more of it.
func (r Remedy) asksAll(o Remedy) bool {
	return !slices.ContainsFunc(o.Steps, func(s Shift) bool {
		return !slices.ContainsFunc(r.Steps, func(mine Shift) bool { return mine.sameFigure(s) && math.Abs(mine.By) >= math.Abs(s.By) })
	})
}

// wouldStop returns the least changes by which the rule is no longer crossed: any one of what
// must be met, or all alternatives that are.
func (o Outcome) wouldStop() []Remedy {
	var out []Remedy
	var alternatives []Shift
	for _, c := range o.Criteria {
		less := o.shift(c, false)
		switch {
		case c.Alternative && c.Met:
			alternatives = joined(alternatives, less)
		case !c.Alternative:
			out = append(out, Remedy{Steps: []Shift{less}})
		}
	}
	if len(alternatives) > 0 {
		out = append(out, Remedy{Steps: alternatives})
	}
	return leastOf(out)
}

// shift is a step over a criterion's level: the least that meets it, or that no longer does.
func (o Outcome) shift(c Criterion, meet bool) Shift {
	n := c.steps()
	if !meet {
		n--
	}
	return Shift{Rule: o.Rule, WindowDays: o.WindowDays, Threshold: c.Threshold, Have: c.Have, By: c.after(n) - c.Have}
}

// steps returns the least number of units by which the criterion is met: negative when it is met
// with some to spare.
func (c Criterion) steps() float64 {
	n := math.Ceil((c.Need - c.Have) / c.unit())
	for c.after(n) < c.Need { // what floating point takes away or adds
		n++
	}
	for c.after(n-1) >= c.Need {
		n--
	}
	return n
}

// after returns how much there is after so many more units.
func (c Criterion) after(units float64) float64 {
	if c.Metric == Exposure && c.Currency != "" {
		minor := math.Pow10(minorUnits(c.Currency))
		return (math.Round(c.Have*minor) + units) / minor
	}
	return c.Have + units*c.unit()
}

// maxRemedies is how many least changes an explanation lists, those of the fewest steps first.
const maxRemedies = 20

// combined returns the changes by which each of several rules stops: one of each rule together.
func combined(each [][]Remedy) []Remedy {
	var out []Remedy
	for i, options := range each {
		if i == 0 {
			out = options
			continue
		}
		var next []Remedy
		for _, a := range out {
			for _, b := range options {
				next = append(next, Remedy{Steps: append(slices.Clone(a.Steps), b.Steps...)})
			}
		}
		slices.SortStableFunc(next, func(a, b Remedy) int { return cmp.Compare(len(a.Steps), len(b.Steps)) })
		out = next[:min(len(next), maxRemedies)]
	}
	return out
}

// String says the change in words: "2 more customers and 1 more location within 6 days".
func (r Remedy) String() string {
	parts := make([]string, len(r.Steps))
	more := false
	for i, s := range r.Steps {
		parts[i] = s.String()
		more = more || s.By > 0
	}
	if r.Confirm {
		parts = append(parts, "a person's confirmation of one of the mentions")
	}
	text := strings.Join(parts, " and ")
	switch {
	case !more:
	case r.outlasts():
		text += ", which takes longer than what counts now stays in the window"
	case r.Days == 0:
		text += " today"
	default:
		text += " within " + days(r.Days)
	}
	return text
}

// outlasts reports whether the steps ask for more distinct days or weeks than are left.
func (r Remedy) outlasts() bool {
	return slices.ContainsFunc(r.Steps, func(s Shift) bool {
		left := float64(r.Days + 1)
		return s.Threshold.Metric == DistinctDays && s.By > left || s.Threshold.Metric == DistinctWeeks && s.By > math.Ceil(left/7)
	})
}

// String says the step in words: "2 more customers".
func (s Shift) String() string {
	direction := "more"
	if s.By < 0 {
		direction = "less"
		if _, counted := singular[s.Threshold.Metric]; counted {
			direction = "fewer"
		}
	}
	n := math.Abs(s.By)
	if name, counted := singular[s.Threshold.Metric]; counted {
		if n != 1 {
			name += "s"
		}
		return fmt.Sprintf("%.0f %s %s", n, direction, name)
	}
	switch s.Threshold.Metric {
	case RenewalsDue:
		return fmt.Sprintf("%.0f %s renewals due within %d days", n, direction, s.Threshold.WithinDays)
	case Exposure:
		return fmt.Sprintf("%.*f %s %s %s", minorUnits(s.Threshold.Currency), n, s.Threshold.Currency, direction, s.Threshold.moneyName())
	default:
		return fmt.Sprintf("%.6g %s %s", n, direction, s.Threshold.Metric)
	}
}

// After returns the figures after a step.
func (f Figures) After(s Shift) Figures {
	n := int(math.Round(s.By))
	switch s.Threshold.Metric {
	case Customers:
		f.Customers += n
	case Interactions:
		f.Interactions += n
	case Accounts:
		f.Accounts += n
	case HighValueAccounts:
		f.HighValueAccounts += n
	case DistinctDays:
		f.Days += n
	case DistinctWeeks:
		f.Weeks += n
	case Locations:
		f.Locations += n
	case Sources:
		f.Sources += n
	case Concentration:
		f.Concentration += s.By
	case Consistency:
		f.Consistency += s.By
	case Confidence:
		f.Confidence += s.By
	case Exposure:
		f.Exposure = f.exposed(s)
	case RenewalsDue:
		f.Renewals = f.renewed(n, s.Threshold.WithinDays)
	}
	return f
}

// exposed returns the exposure after a step; where the threshold names no currency, of the one
// in which it is most.
func (f Figures) exposed(s Shift) []Amount {
	out := slices.Clone(f.Exposure)
	kind := cmp.Or(s.Threshold.Kind, measure.ExposureAccountValue)
	at := -1
	for i, e := range out {
		fits := e.Kind == kind && (s.Threshold.Currency == "" || e.Currency == s.Threshold.Currency)
		if fits && (at < 0 || whole(e) > whole(out[at])) {
			at = i
		}
	}
	if at < 0 {
		at = len(out)
		out = append(out, Amount{Kind: kind, Currency: s.Threshold.Currency})
	}
	out[at].Minor += int64(math.Round(s.By * math.Pow10(minorUnits(out[at].Currency))))
	return out
}

// renewed returns the due dates after n more, or fewer, within so many days.
func (f Figures) renewed(n, withinDays int) []measure.Day {
	out := slices.Clone(f.Renewals)
	slices.Sort(out)
	for ; n < 0 && len(out) > 0; n++ {
		out = out[1:]
	}
	for ; n > 0; n-- {
		out = append(out, f.Window.Last+measure.Day(withinDays))
	}
	return out
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// Unit returns the smallest amount by which a step can differ: one of what is counted, the
// minor unit of money, a millionth of a share.
func (s Shift) Unit() float64 { return s.Threshold.unit() }
