package alert_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// drawThresholds draws up to three thresholds of different metrics.
func drawThresholds(t *rapid.T, label string, least int) []alert.Threshold {
	metrics := rapid.SliceOfNDistinct(rapid.SampledFrom(alert.Metrics), least, 3, rapid.ID).Draw(t, label)
	out := make([]alert.Threshold, len(metrics))
	for i, m := range metrics {
		out[i] = alert.Threshold{Metric: m, AtLeast: float64(rapid.IntRange(1, 6).Draw(t, "at least"))}
		switch m {
		case alert.Concentration, alert.Consistency, alert.Confidence:
			out[i].AtLeast = rapid.Float64Range(0.01, 1).Draw(t, "share")
		case alert.Exposure:
			out[i].Currency = rapid.SampledFrom([]string{"USD", "JPY", "KWD"}).Draw(t, "currency")
			out[i].AtLeast = rapid.Float64Range(0.5, 2000).Draw(t, "money")
		case alert.RenewalsDue:
			out[i].WithinDays = 30
		default:
		}
	}
	return out
}

func drawFigures(t *rapid.T) alert.Figures {
	n := func(label string) int { return rapid.IntRange(0, 8).Draw(t, label) }
	f := alert.Figures{
		Customers: n("customers"), Interactions: n("interactions"), Accounts: n("accounts"), HighValueAccounts: n("high value"),
		Days: n("days"), Weeks: n("weeks"), Locations: n("locations"), Sources: n("sources"), FirstHeard: 95,
		Concentration: rapid.Float64Range(0, 1).Draw(t, "concentration"),
		Consistency:   rapid.Float64Range(0, 1).Draw(t, "consistency"),
		Confidence:    rapid.Float64Range(0, 1).Draw(t, "confidence"),
	}
	for _, c := range []string{"JPY", "KWD", "USD"} {
		f.Exposure = append(f.Exposure, alert.Amount{Kind: measure.ExposureAccountValue, Currency: c, Minor: rapid.Int64Range(0, 300_000).Draw(t, c)})
	}
	for range n("renewals") {
		f.Renewals = append(f.Renewals, measure.Day(100+rapid.IntRange(1, 60).Draw(t, "due")))
	}
	return f
}

// Every least change that is stated as what would make it fire does so, and with any one step
// smaller by one it does not; likewise what would stop it.
func TestTheLeastChangeIsEnoughAndNoMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := alert.Policy{WindowDays: 21, RenewalDays: 60, Rules: []alert.Rule{
			{Name: "first", Review: alert.ReviewNever, AllOf: drawThresholds(t, "all", 1), AnyOf: drawThresholds(t, "any", 0)},
			{Name: "second", Review: alert.ReviewNever, AllOf: drawThresholds(t, "all too", 1)},
		}}
		f := drawFigures(t)
		fires := func(f alert.Figures, rule string) bool {
			outcomes, _ := p.Outcomes(alert.Subject{Map: shop}, look(f))
			for _, o := range outcomes {
				if o.Crossed && (rule == "" || o.Rule == rule) {
					return true
				}
			}
			return false
		}
		e := p.Explain(alert.New(cluster), alert.Subject{Map: shop}, look(f))
		if fires(f, "") != (len(e.WouldFire) == 0) || fires(f, "") != (len(e.WouldStop) > 0) {
			t.Fatalf("fires %v, %d changes would make it fire, %d stop it", fires(f, ""), len(e.WouldFire), len(e.WouldStop))
		}
		for _, r := range e.WouldFire {
			if !fires(applied(f, r, -1), "") {
				t.Fatalf("%s is not enough: %+v", r, e)
			}
			for i := range r.Steps {
				if fires(applied(f, r, i), r.Steps[0].Rule) {
					t.Fatalf("%s is more than enough at step %d", r, i)
				}
			}
		}
		// Steps of two rules may take from the same figure, so that each is only checked on its own rule.
		for _, r := range e.WouldStop {
			for i, s := range r.Steps {
				o := alert.Remedy{Steps: stepsOf(r, s.Rule)}
				if fires(applied(f, o, -1), s.Rule) {
					t.Fatalf("%s does not stop rule %s", o, s.Rule)
				}
				if at := index(o, s); !fires(applied(f, o, at), s.Rule) {
					t.Fatalf("%s stops rule %s by more than it must at step %d", o, s.Rule, i)
				}
			}
		}
	})
}

func stepsOf(r alert.Remedy, rule string) (out []alert.Shift) {
	for _, s := range r.Steps {
		if s.Rule == rule {
			out = append(out, s)
		}
	}
	return out
}

func index(r alert.Remedy, s alert.Shift) int {
	for i, x := range r.Steps {
		if x == s {
			return i
		}
	}
	return -1
}

func look(f alert.Figures) func(alert.Look) alert.Figures {
	return func(l alert.Look) alert.Figures {
		f.Window = l.Window(100)
		return f
	}
}

// applied applies a change, with the step at less smaller by one unit.
func applied(f alert.Figures, r alert.Remedy, less int) alert.Figures {
	f.Window.Last = 100
	for i, s := range r.Steps {
		if i == less {
			unit := s.Unit()
			if s.By > 0 {
				unit = -unit
			}
			s.By += unit
		}
		f = f.After(s)
	}
	return f
}

func TestExplanationsInWords(t *testing.T) {
	p := parsed(t, rulesYAML)
	s := alert.Subject{Seam: journey.Seam{From: "web", To: "desk"}, Map: shop}
	f := alert.Figures{Customers: 8, Weeks: 1, Consistency: 0.7, Interactions: 9, FirstHeard: 98, Exposure: []alert.Amount{{measure.ExposureRefunded, "USD", 49_000_50}}}
	e := p.Explain(alert.New(cluster), s, look(f))
	var got []string
	for _, r := range e.WouldFire {
		got = append(got, r.String())
	}
	want := []string{
		"2 more customers and 1 more week within 18 days",
		"999.50 USD more refunded records worth and a person's confirmation of one of the mentions within 4 days",
		"2 more renewals due within 30 days and a person's confirmation of one of the mentions within 4 days",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("would fire by\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	f.FirstHeard = 80
	if got := p.Explain(alert.New(cluster), s, look(f)).WouldFire[0].String(); got != "2 more customers and 1 more week today" {
		t.Errorf("on the last day: %q", got)
	}
	f.Weeks = 0
	if got := p.Explain(alert.New(cluster), s, look(f)).WouldFire[0].String(); got != "2 more customers and 2 more weeks, which takes longer than what counts now stays in the window" {
		t.Errorf("too late: %q", got)
	}
	f.Weeks, f.Customers = 2, 12
	e = p.Explain(alert.New(cluster), s, look(f))
	got = nil
	for _, r := range e.WouldStop {
		got = append(got, r.String())
	}
	if want := "3 fewer customers; 1 fewer week; 0.100001 less consistency"; strings.Join(got, "; ") != want || len(e.WouldFire) != 0 || e.Deciding.Rule != "lasting" {
		t.Errorf("would stop by %q, want %q; deciding %+v", got, want, e.Deciding)
	}
}
