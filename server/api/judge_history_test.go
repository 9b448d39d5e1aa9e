package api

import (
	"fmt"
	"slices"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// backfilled is a tenant that is live, and into which complaints of three months ago have come since.
func backfilled(t *testing.T) (*fixture, *pipeline) {
	t.Helper()
	f := newFixture(t)
	p := newPipeline(f)
	f.push(interaction("live", "nothing is wrong"))
	p.settle()
	f.push(longAgo()...)
	return f, p
}

// longAgo is six complaints on three days of three months ago.
func longAgo() []*v1.Interaction {
	var out []*v1.Interaction
	for i := range 6 {
		in := interaction(fmt.Sprint("past-", i), complaint(0))
		in.OccurredAt = timestamppb.New(noon.AddDate(0, -3, i/2))
		out = append(out, in)
	}
	return out
}

// History that is pushed into a live tenant fires nothing by itself. Asked for, it is judged on its own
// days: the alert carries its own times and says who asked, what was counted then stands beside what is
// counted now, and nobody is told of what is over.
func TestBackfilledHistoryIsJudgedWhenAskedFor(t *testing.T) {
	f, p := backfilled(t)
	s := refused(t, f.alerts.JudgeHistory, &v1.JudgeHistoryRequest{Parent: parent}, codes.FailedPrecondition, "HISTORY_UNREAD")
	if s.Message() == "" || detail[*errdetails.RetryInfo](s) == nil {
		t.Errorf("%q does not say when to ask again", s.Message())
	}
	p.settle()
	if all := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent}).GetAlerts(); len(all) != 0 {
		t.Fatalf("a backfill fires %v by itself", all)
	}
	watch, _ := f.watch("")
	receive(t, watch)
	r := call(t, f.alerts.JudgeHistory, &v1.JudgeHistoryRequest{Parent: parent})
	if len(r.GetAlerts()) != 1 || r.GetClusterCount() != 1 || r.GetChangeCount() < 2 || r.GetWindow().GetFirstDay() != "2026-02-20" || r.GetWindow().GetLastDay() != "2026-05-19" {
		t.Fatalf("judged: %v", r)
	}
	a := call(t, f.alerts.GetAlert, &v1.GetAlertRequest{Name: r.GetAlerts()[0]})
	fired := a.GetFiredAt().AsTime()
	if fired.Before(noon.AddDate(0, -3, 0)) || fired.After(noon.AddDate(0, -3, 3)) || a.GetEvidence() == nil || !slices.Contains([]v1.AlertState{v1.AlertState_ALERT_STATE_FADING, v1.AlertState_ALERT_STATE_COVERAGE_LOST, v1.AlertState_ALERT_STATE_RESOLVED}, a.GetState()) {
		t.Errorf("fired at %s, and is %s", fired, a.GetState())
	}
	changes := call(t, f.alerts.ListAlertChanges, &v1.ListAlertChangesRequest{Parent: a.GetName()}).GetChanges()
	for _, c := range changes {
		if c.GetChange().GetAction() != v1.AlertAction_ALERT_ACTION_JUDGE_HISTORY || c.GetChange().GetActor() == "" || !c.GetChange().GetChangedAt().AsTime().Before(noon) {
			t.Errorf("change %v", c.GetChange())
		}
		if c.GetReading().GetCustomerCount() != c.GetNow().GetCustomerCount() {
			t.Errorf("change %d: then %d customers, now %d", c.GetChange().GetNumber(), c.GetReading().GetCustomerCount(), c.GetNow().GetCustomerCount())
		}
	}
	if e, _ := event(t, watch); e.GetAlert().GetName() != a.GetName() {
		t.Errorf("the watch brings %v", e)
	}
	if sent := call(t, f.routing.ListDeliveries, &v1.ListDeliveriesRequest{Parent: parent}).GetDeliveries(); len(sent) != 0 {
		t.Errorf("%d messages about what is past", len(sent))
	}
	again := call(t, f.alerts.JudgeHistory, &v1.JudgeHistoryRequest{Parent: parent})
	if again.GetChangeCount() != 0 || len(again.GetAlerts()) != 0 {
		t.Errorf("asked again: %v", again)
	}

	late := interaction("later", complaint(0)) // count then, and count now
	late.OccurredAt = timestamppb.New(noon.AddDate(0, -3, 1))
	f.push(late)
	p.settle()
	changes = call(t, f.alerts.ListAlertChanges, &v1.ListAlertChangesRequest{Parent: a.GetName()}).GetChanges()
	i := slices.IndexFunc(changes, func(c *v1.RecordedChange) bool {
		return c.GetChange().GetState() == v1.AlertState_ALERT_STATE_FIRING
	})
	if then, now := changes[i].GetReading().GetCustomerCount(), changes[i].GetNow().GetCustomerCount(); then != 4 || now != 5 {
		t.Errorf("then %d customers and now %d, want 4 and 5", then, now)
	}
}

func TestWhatHistoryCannotBeJudged(t *testing.T) {
	f, p := backfilled(t)
	p.settle()
	for _, day := range []string{"2026-05-20", "2027-01-01", "2026-13-01"} {
		s := refused(t, f.alerts.JudgeHistory, &v1.JudgeHistoryRequest{Parent: parent, FirstDay: day}, codes.InvalidArgument, "FIELD_INVALID")
		if got := fields(s); len(got) != 1 || got[0] != "first_day" {
			t.Errorf("%s: fields %v", day, got)
		}
	}
	if r := call(t, f.alerts.JudgeHistory, &v1.JudgeHistoryRequest{Parent: parent, FirstDay: "2026-05-01"}); len(r.GetAlerts()) != 0 || r.GetWindow().GetFirstDay() != "2026-05-01" {
		t.Errorf("from after it on: %v", r)
	}
	bare := newFixture(t)
	refused(t, bare.alerts.JudgeHistory, &v1.JudgeHistoryRequest{Parent: parent}, codes.FailedPrecondition, "POLICY_MISSING")
}
