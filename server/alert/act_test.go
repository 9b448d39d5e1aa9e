package alert_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/measure"
)

// step judges an alert at noon plus some days.
func step(a alert.Alert, days int, r measure.Reading, change ...func(*alert.Judgement)) (alert.Alert, alert.Change) {
	j := judge(r)
	j.At = noon.Add(time.Duration(days) * day)
	for _, c := range change {
		c(&j)
	}
	after, c, _ := alert.Step(a, j)
	return after, c
}

// act does something about an alert at noon plus some days.
func act(t *testing.T, a alert.Alert, days int, r measure.Reading, what alert.Act) (alert.Alert, alert.Change) {
	t.Helper()
	what.At, what.Actor, what.Comment = noon.Add(time.Duration(days)*day), "tenants/acme/apiKeys/1", "so it is"
	after, c, err := alert.Do(a, what, judge(r))
	if err != nil {
		t.Fatal(err)
	}
	return after, c
}

func fired() alert.Alert {
	a, _ := step(alert.New(cluster), 0, reading(12))
	return a
}

func TestASnoozeEnds(t *testing.T) {
	for _, tc := range []struct {
		name   string
		snooze alert.Act
		days   int
		read   measure.Reading
		state  alert.State
		reason string
	}{
		{"not before its date", alert.Act{Until: noon.Add(10 * day)}, 9, reading(40), alert.Snoozed, ""},
		{"at its date", alert.Act{Until: noon.Add(10 * day)}, 10, reading(12), alert.Firing, "the snooze until 2026-05-21T12:00:00Z has ended"},
		{"not below its growth", alert.Act{GrowthPercent: 50}, 300, reading(17), alert.Snoozed, ""},
		{"at its growth", alert.Act{GrowthPercent: 50}, 1, reading(18), alert.Firing, "18 customers, 12 when it began, and it was to last until they grow by 50 %"},
		{"at the first of both", alert.Act{GrowthPercent: 50, Until: noon.Add(2 * day)}, 1, reading(18), alert.Firing, "the snooze has ended"},
	} {
		tc.snooze.Action = alert.Quiet
		a, c := act(t, fired(), 0, reading(12), tc.snooze)
		if a.State != alert.Snoozed || c.To != alert.Snoozed || c.Action != alert.Quiet || c.Actor == "" || c.Comment != "so it is" {
			t.Fatalf("%s: snoozing gives %+v", tc.name, c)
		}
		a, c = step(a, tc.days, tc.read)
		if a.State != tc.state || !strings.Contains(c.Reason, tc.reason) {
			t.Errorf("%s: %s, %q", tc.name, a.State, c.Reason)
		}
	}
	near, _ := step(alert.New(cluster), 0, reading(6))
	near, _ = act(t, near, 0, reading(6), alert.Act{Action: alert.Quiet, Until: noon.Add(99 * day)})
	if a, c := step(near, 1, reading(12)); a.State != alert.Firing || !strings.Contains(c.Reason, "it had not fired when it began") {
		t.Errorf("what fires in its sleep is %s: %q", a.State, c.Reason)
	}
}

// What came before the fix may cross as often as it likes; only what came after it is a regression.
func TestARegressionCountsWhatCameAfterTheFix(t *testing.T) {
	fix := &alert.Fix{ShippedAt: noon.Add(2 * day)}
	shipped := func(j *alert.Judgement) { j.Fix = fix }
	again := func(r measure.Reading) func(*alert.Judgement) {
		o := alert.Evaluate(r, policy)
		return func(j *alert.Judgement) { j.Fix, j.Again = fix, &o }
	}
	a, c := step(fired(), 3, reading(14), shipped)
	if a.State != alert.FixShipped || !strings.Contains(c.Reason, "a fix shipped at its seam on 2026-05-13; complaints from 2026-05-20 on speak against it") {
		t.Fatalf("%s: %s", a.State, c.Reason)
	}
	if mark, has := alert.Mark(a, fix); !has || !mark.Equal(fix.ShippedAt.Add(7*day)) {
		t.Errorf("mark %s", mark)
	}
	a, _ = step(a, 9, reading(20), again(reading(3)))
	if a.State != alert.FixShipped {
		t.Fatalf("complaints from before the fix make it %s", a.State)
	}
	a, _ = step(a, 15, reading(3), again(reading(3)))
	b, c := step(a, 30, reading(11), again(reading(11)))
	if a.State != alert.Fading || b.State != alert.Regressed || !strings.Contains(c.Reason, "complaints from after the fix of 2026-05-13 and 7 days meet every threshold by themselves") {
		t.Fatalf("%s, then %s: %s", a.State, b.State, c.Reason)
	}
	if _, has := alert.Mark(b, fix); has {
		t.Error("the fix that failed still counts")
	}
	if e := b.Evidence; e == nil || len(e.Reading.Customers) != 11 {
		t.Error("the evidence is not that of the regression")
	}
}

func TestQuietIsNotFixed(t *testing.T) {
	unheard := func(j *alert.Judgement) { j.Unheard = []string{"source call: 3 interactions in 7 days, 40 were usual"} }
	a, c := step(fired(), 30, reading(0), unheard)
	if a.State != alert.CoverageLost || !strings.Contains(c.Reason, "quiet is not fixed while less is heard: source call: 3 interactions") || !a.Restless() {
		t.Fatalf("%s: %s", a.State, c.Reason)
	}
	for days := range 400 {
		if a, _ = step(a, 31+days, reading(0), unheard); a.State != alert.CoverageLost {
			t.Fatalf("%s after %d days without its sources", a.State, days)
		}
	}
	a, c = step(a, 500, reading(0))
	if a.State != alert.Resolved || !strings.Contains(c.Reason, "nothing was heard of it in 21 days, and its sources are heard as before") {
		t.Errorf("heard again it is %s: %s", a.State, c.Reason)
	}
}

// goes gives a judgement a course.
func goes(c alert.Course) func(*alert.Judgement) {
	return func(j *alert.Judgement) { j.Course = &c }
}

func TestGrowthOfWhatSomebodyTook(t *testing.T) {
	taken, _ := act(t, fired(), 0, reading(12), alert.Act{Action: alert.Acknowledge})
	grown := goes(*course(true))
	if early, _ := step(taken, 13, reading(12), grown); early.State != alert.Acknowledged {
		t.Errorf("%s within two weeks", early.State)
	}
	for name, tc := range map[string]struct {
		course alert.Course
		state  alert.State
		reason string
	}{
		"it grows":         {*course(true), alert.Growing, "grows: from week to week 1.40 times"},
		"it does not":      {*course(false), alert.Steady, "does not grow: from week to week 1.00 times"},
		"it even fades":    {alert.Course{Word: measure.CourseFading, Reason: "0.70 times"}, alert.Steady, "does not grow: 0.70 times"},
		"too few to tell":  {alert.Course{Word: measure.CourseTooFew, Reason: "3 complaints"}, alert.Acknowledged, ""},
		"nothing is known": {alert.Course{}, alert.Acknowledged, ""},
	} {
		a, c := step(taken, 14, reading(12), goes(tc.course))
		if a.State != tc.state || c.Reason != tc.reason {
			t.Errorf("%s: %s, %q", name, a.State, c.Reason)
		}
	}
	a, _ := step(taken, 14, reading(12), grown)
	if a, c := step(a, 15, reading(12), goes(*course(false))); a.State != alert.Steady || a.Handling.Taken == nil {
		t.Errorf("%s: %s", a.State, c.Reason)
	}
	fix := &alert.Fix{ShippedAt: noon}
	for _, tc := range []struct {
		days  int
		state alert.State
	}{{20, alert.FixShipped}, {21, alert.Growing}} { // a week for what came before the fix, then two
		a, _ := step(fired(), tc.days, reading(12), grown, func(j *alert.Judgement) { j.Fix, j.Again = fix, &alert.Outcome{} })
		if a.State != tc.state {
			t.Errorf("%d days after the fix it is %s", tc.days, a.State)
		}
	}
	if alert.Watched(fired(), nil) || !alert.Watched(fired(), fix) || !alert.Watched(taken, nil) || alert.Watched(alert.New(cluster), fix) {
		t.Error("courses are looked at once an alert that fired was taken or fixed, and only then")
	}
}

// The survivor of a merger goes on from the alert of the cluster that ended in it.
func TestAnAlertIsInherited(t *testing.T) {
	old, _ := act(t, fired(), 0, reading(12), alert.Act{Action: alert.Acknowledge})
	young := alert.New(old.ID) // of another cluster
	a, c := step(young, 1, reading(6), func(j *alert.Judgement) { j.Inherited = []alert.Alert{old} })
	if a.State != alert.Acknowledged || a.Level != alert.Firing || !a.FiredAt.Equal(noon) || a.Evidence != old.Evidence || !c.Inherited ||
		!strings.Contains(c.Reason, "goes on from alert "+old.ID.String()) || a.ID != young.ID {
		t.Errorf("%s: %+v", a.State, c)
	}
	closed, c := step(old, 1, reading(0), func(j *alert.Judgement) { j.Gone = true })
	if closed.State != alert.Resolved || closed.Handling.Taken != nil {
		t.Errorf("what ended is %s: %s", closed.State, c.Reason)
	}
	if back, _ := step(closed, 2, reading(12)); back.State != alert.Firing {
		t.Errorf("back after the merger was undone it is %s", back.State)
	}
	earlier := old
	earlier.FiredAt = noon.Add(-day)
	both, _ := step(fired(), 1, reading(2), func(j *alert.Judgement) { j.Inherited = []alert.Alert{earlier} })
	if !both.FiredAt.Equal(noon.Add(-day)) {
		t.Error("of two alerts that fired the earlier firing counts")
	}
}

func TestWhatCannotBeDoneIsRefused(t *testing.T) {
	near, _ := step(alert.New(cluster), 0, reading(6))
	resolved, _ := act(t, fired(), 0, reading(12), alert.Act{Action: alert.Resolve})
	gone, _ := step(fired(), 1, reading(0), func(j *alert.Judgement) { j.Gone = true })
	for _, tc := range []struct {
		alert  alert.Alert
		action alert.Action
	}{
		{near, alert.Acknowledge}, {near, alert.Resolve}, {near, alert.Unsnooze}, {near, alert.Reopen},
		{resolved, alert.Resolve}, {resolved, alert.Acknowledge}, {resolved, alert.Quiet}, {gone, alert.Reopen}, {fired(), "dance"},
	} {
		after, _, err := alert.Do(tc.alert, alert.Act{Action: tc.action, At: noon}, judge(reading(12)))
		if !errors.Is(err, alert.ErrUnfit) || after.Changes != tc.alert.Changes {
			t.Errorf("%s on %s: %v", tc.action, tc.alert.State, err)
		}
	}
	open, c := act(t, resolved, 1, reading(12), alert.Act{Action: alert.Reopen})
	if open.State != alert.Firing || c.From != alert.Resolved || c.Number != resolved.Changes+1 {
		t.Errorf("reopened it is %s", open.State)
	}
	if !slices.Contains(alert.States, open.State) {
		t.Error("no state")
	}
}
