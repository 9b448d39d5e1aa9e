package alert

import (
	"cmp"
	"slices"
	"time"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// Look is how a rule looks at a cluster: over which window, and at which complaints.
type Look struct {
	Days    int
	Options measure.Options
}

// Same reports whether two looks see the same.
func (l Look) Same(o Look) bool {
	a, b := l.Options, o.Options
	return l.Days == o.Days && a.RecordDays == b.RecordDays && a.RenewalDays == b.RenewalDays &&
		slices.Equal(a.Only.ProductLines, b.Only.ProductLines) && slices.Equal(a.Only.Locations, b.Only.Locations) &&
		slices.Equal(a.Only.Regions, b.Only.Regions) && slices.Equal(a.Only.LocationGroups, b.Only.LocationGroups) &&
		a.Only.Since.Equal(b.Only.Since)
}

// From returns the look at what happened at an instant or later alone.
func (l Look) From(since time.Time) Look {
	l.Options.Only.Since = since
	return l
}

// Window returns the look's window that ends with a day.
func (l Look) Window(last measure.Day) measure.Window {
	return measure.Window{Last: last, Days: l.Days}
}

// Looks returns every way in which the policy looks at clusters, each once, in order of the
// rules. Without a policy there is one: DefaultWindowDays and everything.
func (p Policy) Looks() []Look {
	p = p.WithDefaults()
	if !p.Set() {
		return []Look{{DefaultWindowDays, p.Options()}}
	}
	var out []Look
	for _, r := range p.rules() {
		l := p.look(r)
		if !slices.ContainsFunc(out, l.Same) {
			out = append(out, l)
		}
	}
	return out
}

// Asks reports whether a rule that looks so has a threshold for a metric.
func (p Policy) Asks(l Look, m Metric) bool {
	return p.asks(l, func(t Threshold) bool { return t.Metric == m })
}

// AsksForRecords reports whether a rule that looks so has a threshold for the exposure of commercial
// records.
func (p Policy) AsksForRecords(l Look) bool {
	return p.asks(l, func(t Threshold) bool {
		return t.Metric == Exposure && t.Kind != "" && t.Kind != measure.ExposureAccountValue
	})
}

func (p Policy) asks(l Look, what func(Threshold) bool) bool {
	p = p.WithDefaults()
	return slices.ContainsFunc(p.rules(), func(r Rule) bool {
		return p.look(r).Same(l) && slices.ContainsFunc(slices.Concat(r.AllOf, r.AnyOf), what)
	})
}

// look returns how a rule with all its levels filled in looks at a cluster.
func (p Policy) look(r Rule) Look {
	o := p.Options()
	o.Only = r.Scope.filter()
	return Look{r.WindowDays, o}
}

// Subject is a cluster that is judged.
type Subject struct {
	Seam      journey.Seam
	Confirmed bool // a person confirmed one of its mentions
	Map       *journey.Map
}

// Judge compares a cluster with every rule that is about it, and returns what the one says
// that decides, and how that rule looks at it. The figures of each look are asked for once.
//
// It is the most severe of the rules that make it fire; when none does, the rule that it fired
// by, and for a cluster that never fired the most severe one that holds it for review, or the
// one that it is nearest to crossing.
func (p Policy) Judge(a Alert, s Subject, figures func(Look) Figures) (Outcome, Look) {
	return p.Bench().Judge(a, s, figures)
}

// Outcomes returns what each rule says that is about the cluster, and how it looks at it.
func (p Policy) Outcomes(s Subject, figures func(Look) Figures) ([]Outcome, []Look) {
	return p.Bench().outcomes(s, figures)
}

// Bench judges many clusters by one policy, without working it out again for each. It is not
// safe for concurrent use.
type Bench struct {
	rules    []seat
	fallback Look // where no rule is about a cluster
	outcome  []Outcome
	look     []Look
	seen     []Figures
}

// seat is a rule with all its levels filled in, how it looks, and its criteria to be filled in.
type seat struct {
	Rule
	look     Look
	criteria []Criterion
}

// Bench returns a bench that judges by the policy.
func (p Policy) Bench() *Bench {
	p = p.WithDefaults()
	b := &Bench{fallback: p.Looks()[0]}
	for _, r := range p.rules() {
		b.rules = append(b.rules, seat{r, p.look(r), r.criteria()})
	}
	return b
}

// Judge is Policy.Judge. The Criteria of the outcome are good until the next call: Keep them.
func (b *Bench) Judge(a Alert, s Subject, figures func(Look) Figures) (Outcome, Look) {
	outcomes, looks := b.outcomes(s, figures)
	if len(outcomes) == 0 {
		return Outcome{Uncovered: true, Clear: true, WindowDays: b.fallback.Days}, b.fallback
	}
	o := lead(outcomes, a)
	at := slices.IndexFunc(outcomes, func(x Outcome) bool { return x.Rule == o.Rule })
	return o, looks[at]
}

func (b *Bench) outcomes(s Subject, figures func(Look) Figures) ([]Outcome, []Look) {
	b.outcome, b.look, b.seen = b.outcome[:0], b.look[:0], b.seen[:0]
	for i := range b.rules {
		r := &b.rules[i]
		if !r.Scope.covers(s.Seam, s.Map) {
			continue
		}
		var f Figures
		if at := slices.IndexFunc(b.look, r.look.Same); at >= 0 {
			f = b.seen[at]
		} else {
			f = figures(r.look)
		}
		b.outcome, b.look, b.seen = append(b.outcome, r.evaluate(f, s.Confirmed, r.criteria)), append(b.look, r.look), append(b.seen, f)
	}
	return b.outcome, b.look
}

// Keep returns the outcome with criteria of its own.
func (o Outcome) Keep() Outcome {
	o.Criteria = slices.Clone(o.Criteria)
	return o
}

// lead returns the outcome that decides, see Policy.Judge. There is at least one.
func lead(outcomes []Outcome, a Alert) Outcome {
	fired := a.Fired()
	fires := func(o Outcome) bool { return o.Crossed && (fired || !o.Held) }
	if o, ok := mostSevere(outcomes, fires); ok {
		return o
	}
	if fired && a.Evidence != nil {
		by := a.heldBy()
		if at := slices.IndexFunc(outcomes, func(o Outcome) bool { return o.Rule == by }); at >= 0 {
			return outcomes[at]
		}
	}
	if o, ok := mostSevere(outcomes, func(o Outcome) bool { return o.Held }); ok && !fired {
		return o
	}
	return slices.MaxFunc(outcomes, nearer)
}

// heldBy returns the rule by which an alert's level fires; empty when it never did.
func (a Alert) heldBy() string {
	if a.Evidence == nil {
		return ""
	}
	return cmp.Or(a.Evidence.HeldBy, a.Evidence.Outcome.Rule)
}

// nearer orders outcomes by how near they are to crossing.
func nearer(a, b Outcome) int {
	return cmp.Or(cmp.Compare(rankBool(a.Near), rankBool(b.Near)), cmp.Compare(a.Progress, b.Progress))
}

func rankBool(b bool) int {
	if b {
		return 1
	}
	return 0
}

// mostSevere returns the first of the most severe outcomes that are wanted.
func mostSevere(outcomes []Outcome, want func(Outcome) bool) (best Outcome, found bool) {
	for _, o := range outcomes {
		if want(o) && (!found || o.Severity.rank() > best.Severity.rank()) {
			best, found = o, true
		}
	}
	return best, found
}

// Emptied is the outcome for a cluster that has no members any more: clear, whatever the policy.
func (p Policy) Emptied(r measure.Reading) Outcome {
	o := Evaluate(r, p)
	o.Crossed, o.Disagrees, o.Held, o.Near, o.Clear = false, false, false, false, true
	return o
}
