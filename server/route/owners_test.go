package route_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
)

// briefly tells owners as "role team", likely ones with a question mark.
func briefly(owners []route.Owner) string {
	var out []string
	for _, o := range owners {
		text := string(o.Role) + " " + o.Team
		if o.Likely {
			text += "?"
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

func TestResolve(t *testing.T) {
	half := shop()
	toDesk := journey.Seam{From: "courier", To: "desk"}
	half.Seams = append(half.Seams, journey.OwnedSeam{Seam: toDesk, Accountable: "logistics"})
	half.Seams = append(half.Seams, journey.OwnedSeam{Seam: journey.Seam{From: "desk", To: "fax"}, Accountable: "stores", Span: journey.Span{EffectiveFrom: "2026-06-01"}})
	loose := journey.Seam{From: "notice", To: "courier"}
	took := func(team string, days int, refused bool) route.PastDecision {
		return route.PastDecision{Seam: loose, Slot: route.Accountable, Team: team, Refused: refused, At: at.AddDate(0, 0, days-30), Reason: "not ours"}
	}
	for _, tc := range []struct {
		name    string
		seam    journey.Seam
		change  func(*route.Question)
		want    string
		unowned bool
	}{
		{"both recorded", seam, nil, "accountable ecommerce, contributing stores", false},
		{"nobody recorded: the touchpoints' teams are likely", loose, nil, "accountable logistics?, contributing ecommerce?", true},
		{"half recorded, and one team on both sides", toDesk, nil, "accountable logistics", false},
		{"one side has no team", journey.Seam{From: "fax", To: "desk"}, nil, "accountable stores?", true},
		{"the side that fails has none", journey.Seam{From: "desk", To: "fax"}, nil, "fallback cx, contributing stores?", true},
		{"recorded for later only", journey.Seam{From: "desk", To: "fax"}, func(q *route.Question) { q.Day = "2026-06-01" }, "accountable stores", false},
		{"nobody at all: the fallback", journey.Seam{From: "fax", To: "fax"}, nil, "fallback cx", true},
		{"nobody and no fallback", journey.Seam{From: "fax", To: "fax"}, func(q *route.Question) { q.Fallback = "" }, "", true},
		{"it sends where nothing can be done", loose, func(q *route.Question) { q.Mode = journey.ModeDeadEnd }, "accountable ecommerce?, contributing logistics?", true},
		{"the team that took it last time", loose, func(q *route.Question) {
			q.Past = []route.PastDecision{took("stores", 1, false), took("stores", 2, false)}
		}, "accountable stores?, contributing ecommerce?", true},
		{"it refused since", loose, func(q *route.Question) {
			q.Past = []route.PastDecision{took("stores", 1, false), took("stores", 2, true)}
		}, "accountable logistics?, contributing ecommerce?", true},
		{"the likely one has refused", loose, func(q *route.Question) { q.Past = []route.PastDecision{took("logistics", 1, true)} }, "fallback cx, contributing ecommerce?", true},
		{"another seam's past", toDesk, func(q *route.Question) { q.Past = []route.PastDecision{took("stores", 1, false)} }, "accountable logistics", false},
		{"who holds the slot", seam, func(q *route.Question) {
			q.Held = []route.Assignment{{Slot: route.Accountable, Team: "cx", Fallback: true}, {Slot: route.Contributing, Team: "logistics", Likely: true}}
		}, "fallback cx, contributing logistics?", true},
		{"who has accepted owns it", loose, func(q *route.Question) {
			q.Held = []route.Assignment{{Slot: route.Accountable, Team: "stores", State: route.Accepted}}
		}, "accountable stores, contributing ecommerce?", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			q := asked(half, tc.seam)
			if tc.change != nil {
				tc.change(&q)
			}
			got := route.Resolve(q)
			if told := briefly(got.Owners); told != tc.want || got.Unowned != tc.unowned {
				t.Errorf("got %q, unowned %v; want %q, %v", told, got.Unowned, tc.want, tc.unowned)
			}
			if n := len(route.RuleNames); len(got.Tried) != 2*n {
				t.Errorf("%d rules tried, want each of %d for both slots", len(got.Tried), n)
			}
			for _, tried := range got.Tried {
				if tried.Reason == "" || tried.Used && tried.Team == "" {
					t.Errorf("%+v", tried)
				}
			}
		})
	}
}

// Where complaints concentrate says which side fails, when only one side stands somewhere.
func TestTheSideThatFails(t *testing.T) {
	m := shop()
	m.Seams = nil
	reading := func(share float64, locations int) *measure.Reading {
		r := readingOf(locations)
		r.TopLocationShare = share
		return &r
	}
	for name, tc := range map[string]struct {
		reading *measure.Reading
		seam    journey.Seam
		want    string
		why     string
	}{
		"few locations say nothing":       {reading(1, 3), seam, "stores", "customers get stuck there"},
		"concentrated: the stores":        {reading(0.8, 12), seam, "stores", "80 % of the complaints come from 3 of 12 locations"},
		"everywhere: what they share":     {reading(0.27, 12), seam, "ecommerce", "all 12 locations complain alike"},
		"between the two":                 {reading(0.4, 12), seam, "stores", "customers get stuck there"},
		"both sides stand somewhere":      {reading(0.27, 12), journey.Seam{From: "courier", To: "desk"}, "stores", "customers get stuck there"},
		"the side before stands there":    {reading(0.8, 12), journey.Seam{From: "desk", To: "notice"}, "stores", "80 %"},
		"nothing was measured: the place": {nil, seam, "stores", "customers get stuck there"},
	} {
		q := asked(m, tc.seam, func(q *route.Question) { q.Reading = tc.reading })
		got := route.Owners(q)[0]
		if got.Team != tc.want || !got.Likely || !strings.Contains(got.Reasons[0], tc.why) {
			t.Errorf("%s: %+v, want %s because %s", name, got, tc.want, tc.why)
		}
	}
}

// A likely owner names the sources that are missing; a recorded one does not depend on them.
func TestLikelyOwnersSayWhatIsNotSeen(t *testing.T) {
	m := shop()
	r := readingOf(8)
	r.Coverage = append(r.Coverage, measure.Gap{Code: measure.GapSourceUnheard, Note: "nothing of it in store_survey, though 900 interactions came in from there"})
	with := func(q *route.Question) { q.Reading = &r }
	if got := route.Owners(asked(m, seam, with)); len(got[0].Uncertain)+len(got[1].Uncertain) > 0 {
		t.Errorf("recorded owners are uncertain: %+v", got)
	}
	m.Seams = nil
	want := []string{"nothing of it in store_survey, though 900 interactions came in from there"}
	for _, o := range route.Owners(asked(m, seam, with)) {
		if !slices.Equal(o.Uncertain, want) {
			t.Errorf("%s is uncertain for %q, want %q", o.Team, o.Uncertain, want)
		}
	}
	if got := route.Resolve(asked(m, seam)).Uncertain; len(got) != 1 {
		t.Errorf("without a reading: %q", got)
	}
}
