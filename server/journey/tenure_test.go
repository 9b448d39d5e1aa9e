package journey

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestTeamsOnADay(t *testing.T) {
	m := valid()
	m.Touchpoints[0].Team = "digital"
	m.Touchpoints[0].Tenures = []Tenure{{"store_ops", Span{"2026-05-01", "2026-05-31"}}}
	m.Seams[0].EffectiveUntil = "2026-05-31"
	later := m.Seams[0]
	later.Accountable, later.Span = "store_ops", Span{EffectiveFrom: "2026-06-01"}
	m.Seams = append(m.Seams, later)
	if wrong := m.Validate(); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	for day, want := range map[string][2]string{
		"2026-04-30": {"digital", "digital"}, "2026-05-01": {"store_ops", "digital"}, "2026-05-31": {"store_ops", "digital"}, "2026-06-01": {"digital", "store_ops"},
	} {
		owned, _ := m.OwnersOn(m.Seams[0].Seam, day)
		if got := [2]string{m.TeamOn(m.Touchpoints[0].ID, day), owned.Accountable}; got != want {
			t.Errorf("on %s: %v, want %v", day, got, want)
		}
	}
	if got := m.TeamOn("gone", "2026-05-01"); got != "" {
		t.Errorf("a touchpoint that is not there is owned by %q", got)
	}
}

// A day is in both of two spans exactly when they overlap: what Validate refuses is what would
// give a seam two owners on one day.
func TestSpansOverlapWhenADayIsInBoth(t *testing.T) {
	days := []string{"2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05"}
	end := rapid.SampledFrom(append([]string{""}, days...))
	rapid.Check(t, func(t *rapid.T) {
		a, b := Span{end.Draw(t, "from"), end.Draw(t, "until")}, Span{end.Draw(t, "other from"), end.Draw(t, "other until")}
		if a.EffectiveUntil != "" && a.EffectiveUntil < a.EffectiveFrom || b.EffectiveUntil != "" && b.EffectiveUntil < b.EffectiveFrom {
			return // no span
		}
		both := slices.ContainsFunc(append([]string{"2025-12-31", "2026-01-06"}, days...), func(d string) bool { return a.Holds(d) && b.Holds(d) })
		if a.overlaps(b) != both || b.overlaps(a) != both {
			t.Errorf("%v and %v: overlap is %v, a day in both %v", a, b, a.overlaps(b), both)
		}
	})
}

func TestATeamsHoldingsGoToAnother(t *testing.T) {
	m := valid()
	m.Touchpoints[0].Tenures = []Tenure{{"digital", Span{}}}
	before := m.Holdings("digital")
	if len(before) == 0 || !slices.Contains(before, "seam app -> desk") || len(m.Holdings("gone")) > 0 {
		t.Fatalf("holdings %v", before)
	}
	kept := *valid()
	after := m.Rehomed("digital", "store_ops")
	if left := after.Holdings("digital"); len(left) > 0 || slices.Contains(after.Teams, "digital") {
		t.Errorf("left over: %v, teams %v", left, after.Teams)
	}
	if wrong := after.Validate(); len(wrong) > 0 {
		t.Error(wrong)
	}
	if s := after.Seams[0]; s.Accountable != "store_ops" || s.Contributing != "" {
		t.Errorf("one team on both sides is named twice: %+v", s)
	}
	m.Touchpoints[0].Tenures = nil
	if !reflect.DeepEqual(*m, kept) {
		t.Error("the map itself has changed")
	}
}
