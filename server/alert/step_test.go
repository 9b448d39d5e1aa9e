package alert_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/measure"
)

// disagreeing has enough customers who do not agree on the seam.
func disagreeing(customers int) measure.Reading {
	r := reading(customers)
	r.Consistency = 0.4
	return r
}

func TestLifeOfAnAlert(t *testing.T) {
	a := alert.New(cluster)
	for i, step := range []struct {
		reading measure.Reading
		state   alert.State
		changed bool
		reason  string
	}{
		{reading(4), alert.Forming, false, ""},
		{reading(5), alert.NearThreshold, true, "near from 5 customers on; still missing: 5 customers in 21 days (needs 10)"},
		{reading(4), alert.Forming, true, "below the near level of 5 customers"},
		{disagreeing(10), alert.HeldForReview, true, "they do not agree on the seam; a person decides: 10 customers in 21 days (needs 10), 3 locations (needs 2), on 10 days (needs 3), consistency 0.40 (needs 0.60)"},
		{reading(10), alert.Firing, true, "every threshold is met: 10 customers in 21 days (needs 10), 3 locations (needs 2), on 10 days (needs 3), consistency 0.90 (needs 0.60)"},
		{reading(5), alert.Firing, false, ""},      // below what it fired at, above the clear level
		{disagreeing(12), alert.Firing, false, ""}, // what fired is not held again
		{reading(3), alert.Fading, true, "below the clear level of 4 customers: 3 customers in 21 days (needs 10)"},
		{reading(9), alert.Fading, false, ""}, // not yet the whole policy again
		{reading(11), alert.Firing, true, "fires again, every threshold is met: 11 customers in 21 days (needs 10)"},
	} {
		next, change, changed := alert.Step(a, judge(step.reading))
		if next.State != step.state || changed != step.changed {
			t.Fatalf("step %d: %s, changed %v; want %s, %v", i, next.State, changed, step.state, step.changed)
		}
		if changed && (!strings.HasPrefix(change.Reason, step.reason) && !strings.Contains(change.Reason, step.reason)) {
			t.Errorf("step %d: reason %q, want %q", i, change.Reason, step.reason)
		}
		a = next
	}
	if a.Changes != 6 {
		t.Errorf("%d changes, want 6", a.Changes)
	}
}

func TestFiringFreezesItsEvidence(t *testing.T) {
	a, _, _ := alert.Step(alert.New(cluster), judge(reading(5)))
	fired, change, _ := alert.Step(a, judge(reading(10)))
	if change.Previous == nil || len(change.Previous.Customers) != 5 || change.Number != 2 {
		t.Errorf("the change does not know the one before: %+v", change)
	}
	e := fired.Evidence
	if e == nil || len(e.Reading.Customers) != 10 || e.PolicyVersion != 3 || !e.Policy.Equal(policy) || len(e.Members) != 1 || !e.FiredAt.Equal(noon) {
		t.Fatalf("evidence %+v", e)
	}
	later, _, _ := alert.Step(fired, judge(reading(2)))
	if later.State != alert.Fading || later.Evidence != e || !later.FiredAt.Equal(noon) {
		t.Error("fading must keep what the alert fired on")
	}
}

func TestAClusterHasOneAlertForLife(t *testing.T) {
	if alert.New(cluster).ID != alert.New(cluster).ID || alert.ID(cluster) == cluster {
		t.Error("the id is not the cluster's own")
	}
}

// Whatever is read, a change goes to another state, is numbered without gaps, and what fires
// has met every criterion.
func TestStepProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := alert.New(cluster)
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			r := reading(rapid.IntRange(0, 14).Draw(t, "customers"))
			r.Consistency = rapid.Float64Range(0, 1).Draw(t, "consistency")
			j := judge(r)
			next, change, changed := alert.Step(a, j)
			switch {
			case !changed && next.State != a.State:
				t.Fatal("the state changed without a change")
			case changed && (change.From == change.To && change.Level == a.Level || change.Number != a.Changes+1 || change.Reason == ""):
				t.Fatalf("change %+v after %d", change, a.Changes)
			case changed && change.To == alert.Firing && !j.Outcome.Crossed:
				t.Fatal("fired without crossing")
			case j.Outcome.Crossed && next.Level != alert.Firing:
				t.Fatal("crossed without firing")
			}
			a = next
		}
	})
}
