package alert_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

var shop = &journey.Map{
	Touchpoints: []journey.Touchpoint{
		{ID: "web", Kinds: []journey.Kind{journey.KindWeb}}, {ID: "desk", Kinds: []journey.Kind{journey.KindStore}},
		{ID: "phone", Kinds: []journey.Kind{journey.KindPhone}},
	},
	Journeys: []journey.Journey{{ID: "pickup", Touchpoints: []string{"web", "desk"}}},
}

const rulesYAML = `
window_days: 21
near_threshold_ratio: 0.5
clear_ratio: 0.4
rules:
  - name: lasting
    all_of:
      - customers: 10
      - distinct_weeks: 2
      - {consistency: 0.6}
  - name: costly
    severity: critical
    review: always
    window_days: 7
    scope:
      journeys: [pickup]
      kinds: [store]
      regions: [north]
    any_of:
      - {exposure: 50000, currency: USD, kind: refunded, near_from: 20000, clear_below: 10000}
      - {renewals_due: 2, within_days: 30}
`

func parsed(t *testing.T, text string) alert.Policy {
	t.Helper()
	p, err := alert.ParseYAML([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestParseRules(t *testing.T) {
	p := parsed(t, rulesYAML)
	want := []alert.Rule{
		{Name: "lasting", AllOf: []alert.Threshold{{Metric: alert.Customers, AtLeast: 10}, {Metric: alert.DistinctWeeks, AtLeast: 2}, {Metric: alert.Consistency, AtLeast: 0.6}}},
		{
			Name: "costly", Severity: alert.SeverityCritical, Review: alert.ReviewAlways, WindowDays: 7,
			Scope: alert.Scope{Journeys: []string{"pickup"}, Kinds: []journey.Kind{journey.KindStore}, Regions: []string{"north"}},
			AnyOf: []alert.Threshold{
				{Metric: alert.Exposure, AtLeast: 50000, Currency: "USD", Kind: measure.ExposureRefunded, NearFrom: 20000, ClearBelow: 10000},
				{Metric: alert.RenewalsDue, AtLeast: 2, WithinDays: 30},
			},
		},
	}
	if !p.Equal(alert.Policy{WindowDays: 21, NearThresholdRatio: 0.5, ClearRatio: 0.4, RecordDays: 14, RenewalDays: 60, Rules: want}) {
		t.Errorf("got %+v", p)
	}
	looks := p.Looks()
	if len(looks) != 2 || looks[0].Days != 21 || looks[1].Days != 7 || !slices.Equal(looks[1].Options.Only.Regions, []string{"north"}) {
		t.Errorf("looks %+v", looks)
	}
	if w := p.Window(0); w.Days != 21 {
		t.Errorf("the longest window is %d days, want 21", w.Days)
	}
}

func TestRulesAreRefused(t *testing.T) {
	for _, tc := range []struct{ name, rules, want string }{
		{"no name", "{all_of: [{customers: 1}]}", `rules[0].name: "" must be 1 to 63`},
		{"a name twice", "{name: a, all_of: [{customers: 1}]}, {name: a, all_of: [{customers: 2}]}", `rules[1].name: another rule is called "a"`},
		{"nothing asked", "{name: a}", "rules[0].all_of: a rule needs at least one threshold"},
		{"more weeks than the window touches", "{name: a, window_days: 7, all_of: [{distinct_weeks: 3}]}", "rules[0].all_of[0].at_least: 3 can never be reached: 7 days touch at most 2 ISO weeks"},
		{"more days than the window", "{name: a, any_of: [{distinct_days: 22}]}", "rules[0].any_of[0].at_least: 22 can never be reached in a window of 21 days"},
		{"a share above 1", "{name: a, all_of: [{concentration: 1.2}]}", "rules[0].all_of[0].at_least: 1.2 can never be reached: concentration is a share"},
		{"half a customer", "{name: a, all_of: [{customers: 1.5}]}", "rules[0].all_of[0].at_least: 1.5 must be a whole number"},
		{"nobody", "{name: a, all_of: [{customers: 0}]}", "rules[0].all_of[0].at_least: 0 must be above 0"},
		{"no currency", "{name: a, all_of: [{exposure: 5}]}", `rules[0].all_of[0].currency: "" must be an active ISO 4217 code`},
		{"an unknown currency", "{name: a, all_of: [{exposure: 5, currency: XQQ}]}", `rules[0].all_of[0].currency: "XQQ" must be`},
		{"a currency of customers", "{name: a, all_of: [{customers: 5, currency: USD}]}", "rules[0].all_of[0]: currency and kind are for exposure only, not for customers"},
		{"an unknown kind of exposure", "{name: a, all_of: [{exposure: 5, currency: USD, kind: stolen}]}", `rules[0].all_of[0].kind: "stolen" must be one of`},
		{"further than anybody looks", "{name: a, all_of: [{renewals_due: 5, within_days: 61}]}", "rules[0].all_of[0].within_days: 61 must be 0 to the policy's renewal_days, which are 60"},
		{"clear above fire", "{name: a, all_of: [{customers: 5, clear_below: 6}]}", "rules[0].all_of[0].clear_below: 6 must be 0 to at_least, which is 5"},
		{"more places than the scope has", "{name: a, scope: {locations: [x]}, all_of: [{locations: 2}]}", "rules[0].all_of[0].at_least: 2 can never be reached: the scope has 1 locations"},
		{"concentrated everywhere", "{name: a, all_of: [{locations: 4}, {concentration: 1}]}", "rules[0].all_of: concentration 1 means that three locations have all complaints"},
		{"asked for twice", "{name: a, all_of: [{customers: 4}, {customers: 5}]}", "rules[0].all_of[1]: customers is asked for twice"},
		{"two metrics at once", "{name: a, all_of: [{customers: 4, locations: 5}]}", "rules[0].all_of[0].locations: a threshold has one metric"},
		{"no metric", "{name: a, all_of: [{near_from: 4}]}", "rules[0].all_of[0]: names no metric"},
		{"never weak", "{name: a, review: when_weak, all_of: [{customers: 4}]}", "rules[0].review: when_weak needs a threshold for consistency or confidence"},
		{"an unknown gate", "{name: a, review: maybe, all_of: [{customers: 4}]}", `rules[0].review: "maybe" must be one of`},
		{"an unknown severity", "{name: a, severity: loud, all_of: [{customers: 4}]}", `rules[0].severity: "loud" must be one of`},
		{"an unknown kind", "{name: a, scope: {kinds: [shop]}, all_of: [{customers: 4}]}", `rules[0].scope.kinds: "shop" must be one of`},
		{"an unknown key", "{name: a, scope: {city: [x]}, all_of: [{customers: 4}]}", "rules[0].scope.city: line 3: no such threshold; there are journeys, seams"},
		{"an unknown metric", "{name: a, all_of: [{people: 4}]}", "rules[0].all_of[0].people: line 3: no such threshold"},
		{"a word for a list", "{name: a, all_of: customers}", `rules[0].all_of: line 3: "customers" must be a list`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := alert.ParseYAML([]byte("window_days: 21\nrules:\n  [" + tc.rules + "]")); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want %q", err, tc.want)
			}
		})
	}
	if _, err := alert.ParseYAML([]byte("window_days: 21\nmin_customers: 3\nrules: [{name: a, all_of: [{customers: 4}]}]")); err == nil || !strings.Contains(err.Error(), "min_customers: must be left out where there are rules") {
		t.Errorf("thresholds beside rules: %v", err)
	}
	if _, err := alert.ParseYAML([]byte("rules: [{name: a, all_of: [{customers: 4}]}]")); err == nil || !strings.Contains(err.Error(), "rules[0].window_days: must be given here or for the whole policy") {
		t.Errorf("no window: %v", err)
	}
}

func TestValidateForTheMap(t *testing.T) {
	for _, tc := range []struct {
		scope alert.Scope
		want  string
	}{
		{alert.Scope{Journeys: []string{"pickup"}, Kinds: []journey.Kind{journey.KindStore}}, ""},
		{alert.Scope{Journeys: []string{"returns"}}, `rules[0].scope.journeys: "returns" is no journey of the map`},
		{alert.Scope{Seams: []journey.Seam{{From: "web", To: "till"}}}, `rules[0].scope.seams: "till" is no touchpoint of the map`},
		{alert.Scope{Kinds: []journey.Kind{journey.KindPartner}}, "rules[0].scope: no seam of the map is in scope"},
		{alert.Scope{Journeys: []string{"pickup"}, Seams: []journey.Seam{{From: "web", To: "phone"}}}, "rules[0].scope: no seam of the map is in scope"},
	} {
		p := alert.Policy{WindowDays: 7, Rules: []alert.Rule{{Name: "a", Scope: tc.scope, AllOf: []alert.Threshold{{Metric: alert.Customers, AtLeast: 1}}}}}
		var got []string
		for _, v := range p.ValidateFor(shop) {
			got = append(got, v.Error())
		}
		if all := strings.Join(got, "; "); !strings.HasPrefix(all, tc.want) || (tc.want == "") != (all == "") {
			t.Errorf("%+v: %q, want %q", tc.scope, got, tc.want)
		}
	}
}

// at judges figures that are the same in every look.
func at(t *testing.T, p alert.Policy, a alert.Alert, s alert.Subject, f alert.Figures) alert.Outcome {
	t.Helper()
	s.Map = shop
	o, _ := p.Judge(a, s, func(l alert.Look) alert.Figures {
		f.Window = l.Window(100)
		return f
	})
	return o
}

func TestSeveralRules(t *testing.T) {
	p := parsed(t, rulesYAML)
	in, out := alert.Subject{Seam: journey.Seam{From: "desk", To: "web"}}, alert.Subject{Seam: journey.Seam{From: "web", To: "phone"}}
	refunds := []alert.Amount{{Kind: measure.ExposureRefunded, Currency: "USD", Minor: 50_000_00}}
	many := alert.Figures{Customers: 12, Weeks: 2, Consistency: 0.7, Exposure: refunds}
	for _, tc := range []struct {
		name    string
		subject alert.Subject
		figures alert.Figures
		rule    string
		check   func(alert.Outcome) bool
	}{
		{"the severe rule waits for a person, the other one fires", in, many, "lasting", func(o alert.Outcome) bool { return o.Crossed && !o.Held }},
		{"confirmed, the severe one decides", alert.Subject{Seam: in.Seam, Confirmed: true}, many, "costly", func(o alert.Outcome) bool { return o.Crossed && !o.Held && o.Severity == alert.SeverityCritical }},
		{"out of its scope", alert.Subject{Seam: out.Seam, Confirmed: true}, many, "lasting", func(o alert.Outcome) bool { return o.Crossed }},
		{"held is told first", in, alert.Figures{Customers: 6, Exposure: refunds}, "costly", func(o alert.Outcome) bool { return o.Held && o.Crossed && !o.Disagrees }},
		{"they do not agree", out, alert.Figures{Customers: 10, Weeks: 2, Consistency: 0.5}, "lasting", func(o alert.Outcome) bool { return o.Held && o.Disagrees }},
		{"what is nearest", in, alert.Figures{Customers: 3, Exposure: []alert.Amount{{measure.ExposureRefunded, "USD", 25_000_00}}}, "costly", func(o alert.Outcome) bool { return o.Near && !o.Crossed && o.Progress == 0.5 }},
		{"another currency", in, alert.Figures{Customers: 4, Exposure: []alert.Amount{{measure.ExposureRefunded, "EUR", 90_000_00}}}, "lasting", func(o alert.Outcome) bool { return !o.Near }},
		{"an alternative", alert.Subject{Seam: in.Seam, Confirmed: true}, alert.Figures{Renewals: []measure.Day{101, 130}}, "costly", func(o alert.Outcome) bool { return o.Crossed }},
		{"due too late", alert.Subject{Seam: in.Seam, Confirmed: true}, alert.Figures{Renewals: []measure.Day{101, 131}}, "costly", func(o alert.Outcome) bool { return !o.Crossed && o.Near && o.Progress == 0.5 }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if o := at(t, p, alert.New(cluster), tc.subject, tc.figures); o.Rule != tc.rule || !tc.check(o) {
				t.Errorf("%+v", o)
			}
		})
	}
}

func TestARuleKeepsWhatItFired(t *testing.T) {
	p := parsed(t, rulesYAML)
	s := alert.Subject{Seam: journey.Seam{From: "web", To: "desk"}, Confirmed: true}
	step := func(a alert.Alert, p alert.Policy, f alert.Figures) (alert.Alert, alert.Change) {
		a, c, _ := alert.Step(a, alert.Judgement{Outcome: at(t, p, a, s, f), Policy: p, At: noon, Members: []uuid.UUID{cluster}})
		return a, c
	}
	dollars := func(n int64) []alert.Amount {
		return []alert.Amount{{measure.ExposureRefunded, "USD", n * 100}}
	}
	a, c := step(alert.New(cluster), p, alert.Figures{Customers: 6, Exposure: dollars(60_000)})
	if a.State != alert.Firing || c.Reason != "rule costly: every threshold is met: refunded records worth 60000 USD (needs 50000)" {
		t.Fatalf("%s: %q", a.State, c.Reason)
	}
	if a, _ := step(a, p, alert.Figures{Exposure: dollars(10_000)}); a.State != alert.Firing {
		t.Error("it must fire on at its clear level")
	}
	// Customers at the near level of another rule do not keep it firing.
	if a, c := step(a, p, alert.Figures{Customers: 9, Exposure: dollars(9_999)}); a.State != alert.Fading || !strings.Contains(c.Reason, "below the clear level of refunded records worth 10000 USD and") {
		t.Errorf("%s: %q", a.State, c.Reason)
	}
	narrow := p
	narrow.Rules = slices.Clone(p.Rules[1:])
	narrow.Rules[0].Scope.Journeys, narrow.Rules[0].Scope.Kinds = nil, []journey.Kind{journey.KindPhone}
	if a, c := step(a, narrow, alert.Figures{Exposure: dollars(90_000)}); a.State != alert.Fading || c.Reason != "no rule of the policy is about it" {
		t.Errorf("%s: %q", a.State, c.Reason)
	}
}

// A policy of one rule with the same thresholds says the same as one that states them directly.
func TestSimpleAndRuleAgree(t *testing.T) {
	simple := parsed(t, retailPolicy)
	rule := parsed(t, `
window_days: 21
rules:
  - name: all
    all_of: [{customers: 25}, {locations: 3}, {distinct_days: 6}, {distinct_weeks: 2}, {consistency: 0.6}]`)
	for n := range 40 {
		for _, f := range []alert.Figures{
			{Customers: n, Locations: 3, Days: 6, Weeks: 2, Consistency: 0.6},
			{Customers: n, Locations: 3, Days: 6, Weeks: 2, Consistency: 0.5},
			{Customers: n, Locations: 2, Days: 6, Weeks: 1, Consistency: 0.5},
		} {
			a, b := at(t, simple, alert.New(cluster), alert.Subject{}, f), at(t, rule, alert.New(cluster), alert.Subject{}, f)
			if a.Crossed != b.Crossed || a.Held != b.Held || a.Disagrees != b.Disagrees || a.Near != b.Near || a.Clear != b.Clear || a.String() != b.String() {
				t.Fatalf("%+v: %+v and %+v", f, a, b)
			}
		}
	}
}
