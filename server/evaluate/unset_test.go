package evaluate_test

import (
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
)

// A tenant that never set a policy must hear of nothing, however many complain; its clusters are
// measured, and the first policy judges them.
func TestWithoutAPolicyNothingIsJudged(t *testing.T) {
	s, unset := evaluate.NewState(), config
	unset.Policy, unset.PolicyVersion = alert.Policy{}, 0
	now := monday.AddDate(0, 0, 10)
	d := s.Advance(now, complaints(20), unset)
	if len(d.Notices) != 0 {
		t.Fatalf("%d notices without a policy: %s", len(d.Notices), d.Notices[0].Change.Reason)
	}
	if len(d.Readings) != 1 || len(d.Readings[0].Customers) == 0 || d.Readings[0].Window.Days != alert.DefaultWindowDays {
		t.Errorf("readings %+v; want one, over %d days", d.Readings, alert.DefaultWindowDays)
	}
	if d := s.Advance(now.Add(time.Minute), nil, config); len(d.Notices) == 0 {
		t.Error("the first policy judged nothing")
	}
}
