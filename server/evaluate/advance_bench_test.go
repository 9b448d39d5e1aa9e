package evaluate_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/understand"
)

// A tenant of the size that live evaluation is measured at: so many breaks, some of them told of
// a hundred times as often as others, over so many days.
const (
	benchBreaks   = 1000
	benchPoints   = 40
	benchMentions = 30_000
	benchDays     = 90
)

// BenchmarkAdvance evaluates one new mention at a time for a tenant with 1,000 clusters and a
// policy of 20 rules, each of which looks at the clusters in another way. What counts is how long
// the slowest one in a hundred takes. Days end on the way: each judges all that is in a window.
func BenchmarkAdvance(b *testing.B) {
	source := newBench()
	s := source.state(b)
	c := source.config()
	s.Advance(source.at, nil, c) // the first one judges every cluster
	var took, ends []time.Duration
	notices := 0
	for b.Loop() {
		a := source.next()
		ended := measure.DayOf(a.ReceivedAt) != measure.DayOf(s.At())
		began := time.Now()
		notices += len(s.Advance(a.ReceivedAt, []evaluate.Arrival{a}, c).Notices)
		if spent := time.Since(began); ended {
			ends = append(ends, spent)
		} else {
			took = append(took, spent)
		}
	}
	b.ReportMetric(float64(len(s.Groups().Clusters())), "clusters")
	b.ReportMetric(float64(notices)/float64(b.N), "notices/op")
	b.ReportMetric(milliseconds(took, 0.5), "p50-ms")
	b.ReportMetric(milliseconds(took, 0.99), "p99-ms")
	b.ReportMetric(milliseconds(ends, 1), "day-end-ms")
}

// milliseconds returns the quantile q of durations; 0 of none.
func milliseconds(list []time.Duration, q float64) float64 {
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	return list[int(q*float64(len(list)-1))].Seconds() * 1000
}

// bench draws what a tenant's customers say, the same every time.
type bench struct {
	random *rand.Rand
	sounds [][]float32 // per break
	words  []string
	drawn  int
	at     time.Time
}

func newBench() *bench {
	b := &bench{random: rand.New(rand.NewPCG(1, 2)), at: monday}
	for range benchBreaks {
		v := make([]float32, understand.VectorSize)
		for i := range v {
			v[i] = float32(b.random.NormFloat64())
		}
		b.sounds = append(b.sounds, v)
	}
	for i := range 2000 {
		b.words = append(b.words, fmt.Sprintf("%c%c%c%c", 'a'+i%26, 'a'+i/26%26, 'a'+i/7%26, 'a'+i/3%26))
	}
	return b
}

// next returns an interaction that tells of one of the breaks, some minutes after the last one.
func (b *bench) next() evaluate.Arrival {
	r := b.random
	u := r.Float64()
	n := int(benchBreaks * u * u)
	b.at = b.at.Add(benchDays * 24 * time.Hour / benchMentions)
	id, customer := fmt.Sprint("ext-", b.drawn), r.IntN(8000)
	b.drawn++
	return evaluate.Arrival{
		ReceivedAt: b.at,
		Interaction: measure.Interaction{
			ID: group.Derive("interaction", id), SourceSystem: "test", ExternalID: id, Source: []string{"call", "chat", "survey"}[r.IntN(3)], Channel: "phone",
			OccurredAt: b.at, CustomerID: fmt.Sprint("c", customer), AccountID: fmt.Sprint("a", customer/2), LocationID: fmt.Sprint("s", r.IntN(100)), ProductLine: fmt.Sprint("line", r.IntN(4)),
		},
		Mentions: []understand.Mention{{
			Confidence: 0.9, Located: journey.LocatedBoth,
			From: b.side(n % benchPoints), To: b.side((n/benchPoints + n%benchPoints + 1) % benchPoints),
			Mode: journey.Certain(string(journey.FailureModes[n%7]), 0.9), Vector: b.sound(n), Quote: b.quote(n),
		}},
	}
}

// side is what a mention says of one side: most of it for a touchpoint, the rest for some others.
func (b *bench) side(point int) journey.Distribution {
	weights := map[string]float64{journey.Unknown: 0.05}
	for range 5 {
		weights[fmt.Sprint("p", b.random.IntN(benchPoints))] = 0.1 * b.random.Float64()
	}
	weights[fmt.Sprint("p", point)] = 0.5 + 0.5*b.random.Float64()
	return journey.NewDistribution(weights)
}

func (b *bench) sound(n int) []float32 {
	v := slices.Clone(b.sounds[n])
	for i := range v {
		v[i] += float32(b.random.NormFloat64())
	}
	return v
}

// quote is a sentence in which the words of the break stand among any.
func (b *bench) quote(n int) understand.Quote {
	said := make([]string, 18)
	for i := range said {
		said[i] = b.words[b.random.IntN(len(b.words))]
		if i%3 == 0 {
			said[i] = "the " + b.words[(n*5+b.random.IntN(5))%len(b.words)]
		}
	}
	text := strings.Join(said, " ")
	return understand.Quote{End: len(text), Text: text}
}

// state groups the tenant's history, day by day.
func (b *bench) state(tb testing.TB) *evaluate.State {
	facts, groups := measure.NewFacts(), group.NewState()
	for i := range 4000 {
		value := ingest.Money{Minor: int64(i) * 1000, Currency: "USD"}
		facts.SetAccount(ingest.Account{AccountID: fmt.Sprint("a", i), AnnualValue: &value})
	}
	for i := range 100 {
		facts.SetLocation(ingest.Location{LocationID: fmt.Sprint("s", i), Name: fmt.Sprint("Store ", i), Region: fmt.Sprint("r", i%4)})
	}
	var day []group.Member
	for range benchMentions {
		before := measure.DayOf(b.at)
		a := b.next()
		facts.Hear(a.Interaction)
		facts.AddInteraction(a.Interaction)
		if measure.DayOf(b.at) != before {
			groups.Step(day)
			groups.Consolidate()
			day = nil
		}
		in, m := a.Interaction, a.Mentions[0]
		day = append(day, group.Member{
			ID: group.MentionID(in.SourceSystem, in.ExternalID, 0), InteractionID: in.ID, SourceSystem: in.SourceSystem, ExternalID: in.ExternalID,
			Channel: in.Channel, OccurredAt: in.OccurredAt, Mention: m,
		})
	}
	groups.Step(day)
	groups.Consolidate()
	s, err := evaluate.Restore(evaluate.Parts{Groups: groups.Parts(), Facts: facts, At: b.at})
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// config has a policy of 20 rules: five windows, each over everything, a region, a product line
// and some locations.
func (b *bench) config() evaluate.Config {
	m := &journey.Map{Teams: []string{"one", "two"}}
	for i := range benchPoints {
		m.Touchpoints = append(m.Touchpoints, journey.Touchpoint{
			ID: fmt.Sprint("p", i), Name: fmt.Sprint("Point ", i), Kinds: []journey.Kind{journey.Kinds[i%len(journey.Kinds)]}, Team: m.Teams[i%2],
		})
	}
	p := alert.Policy{WindowDays: 28}
	for _, days := range []int{7, 14, 28, 56, 90} {
		for i, scope := range []alert.Scope{{}, {Regions: []string{"r1", "r2"}}, {ProductLines: []string{"line1"}}, {Locations: []string{"s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"}}} {
			p.Rules = append(p.Rules, alert.Rule{
				Name: fmt.Sprint("rule-", days, "-", i), WindowDays: days, Scope: scope,
				AllOf: []alert.Threshold{{Metric: alert.Customers, AtLeast: float64(10 + days)}, {Metric: alert.DistinctDays, AtLeast: 5}, {Metric: alert.Consistency, AtLeast: 0.6}},
				AnyOf: []alert.Threshold{{Metric: alert.Exposure, AtLeast: 20_000, Currency: "USD"}, {Metric: alert.Locations, AtLeast: 3}},
			})
		}
	}
	return evaluate.Config{Map: m, Policy: p.WithDefaults(), PolicyVersion: 1, Routes: config.Routes}
}
