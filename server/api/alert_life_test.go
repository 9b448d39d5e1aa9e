package api

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// fire returns a fixture in which one alert fires, and that alert.
func fire(t *testing.T) (*fixture, *pipeline, *v1.Alert) {
	t.Helper()
	f := newFixture(t)
	p := newPipeline(f)
	p.understanding.Given = handoff
	call(t, f.journeys.UpdateJourneyMap, &v1.UpdateJourneyMapRequest{JourneyMap: testMap()})
	p.broken("notice>desk", "I need my drill today,", 5)
	p.settle()
	alerts := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent}).GetAlerts()
	if len(alerts) != 1 || alerts[0].GetState() != v1.AlertState_ALERT_STATE_FIRING {
		t.Fatalf("%v, want one alert that fires", alerts)
	}
	return f, p, alerts[0]
}

func TestThePeopleInTheLifeOfAnAlert(t *testing.T) {
	f, _, a := fire(t)
	name := a.GetName()
	f.clock.Add(time.Minute)
	taken := call(t, f.alerts.AcknowledgeAlert, &v1.AcknowledgeAlertRequest{Name: name, Etag: a.GetEtag(), Comment: "ask joe.bloggs@example.com"})
	if k := taken.GetAcknowledgement(); taken.GetState() != v1.AlertState_ALERT_STATE_ACKNOWLEDGED || taken.GetLevel() != v1.AlertState_ALERT_STATE_FIRING ||
		!strings.HasPrefix(k.GetActor(), parent+"/apiKeys/") || strings.Contains(k.GetComment(), "joe") || !k.GetAcknowledgedAt().AsTime().Equal(noon.Add(time.Minute)) {
		t.Errorf("taken: %v", k)
	}
	stale := &v1.ResolveAlertRequest{Name: name, Etag: a.GetEtag(), Comment: "done"}
	s := refused(t, f.alerts.ResolveAlert, stale, codes.Aborted, "ETAG_MISMATCH")
	if present := detail[*v1.Alert](s); present.GetEtag() != taken.GetEtag() || present.GetState() != taken.GetState() {
		t.Errorf("the refusal tells %v, not the alert as it is", present)
	}
	f.clock.Add(time.Minute)
	snooze := &v1.SnoozeAlertRequest{Name: name, Until: timestamppb.New(noon.AddDate(0, 0, 3)), GrowthPercent: 40, RequestId: uuid.NewString()}
	quiet := call(t, f.alerts.SnoozeAlert, snooze)
	if again := call(t, f.alerts.SnoozeAlert, snooze); !proto.Equal(again, quiet) {
		t.Errorf("the request repeated gives %v, want %v", again, quiet)
	}
	if z := quiet.GetSnooze(); quiet.GetState() != v1.AlertState_ALERT_STATE_SNOOZED || z.GetCustomerCount() != 5 || z.GetEndsAtCustomerCount() != 7 || quiet.GetAcknowledgement() == nil {
		t.Errorf("snoozed: %v", z)
	}
	refused(t, f.alerts.AcknowledgeAlert, &v1.AcknowledgeAlertRequest{Name: name}, codes.FailedPrecondition, "ALERT_STATE_UNFIT")
	awake := call(t, f.alerts.UnsnoozeAlert, &v1.UnsnoozeAlertRequest{Name: name})
	f.clock.Add(time.Minute)
	closed := call(t, f.alerts.ResolveAlert, &v1.ResolveAlertRequest{Name: name, Etag: awake.GetEtag(), Comment: "they scan first now"})
	if closed.GetState() != v1.AlertState_ALERT_STATE_RESOLVED || closed.GetResolution().GetComment() != "they scan first now" {
		t.Errorf("resolved: %v", closed.GetResolution())
	}
	if open := call(t, f.alerts.ReopenAlert, &v1.ReopenAlertRequest{Name: name}); open.GetState() != v1.AlertState_ALERT_STATE_FIRING || open.GetResolution() != nil {
		t.Errorf("reopened it is %v", open.GetState())
	}
	then := call(t, f.alerts.GetAlert, &v1.GetAlertRequest{Name: name, AsOf: timestamppb.New(noon.Add(90 * time.Second))})
	if then.GetState() != v1.AlertState_ALERT_STATE_ACKNOWLEDGED || then.GetSnooze() != nil || then.GetEtag() != "" || then.GetEvidence() == nil || then.GetTitle() == "" {
		t.Errorf("as of then it was %v", then)
	}
	refused(t, f.alerts.GetAlert, &v1.GetAlertRequest{Name: name, AsOf: timestamppb.New(noon.AddDate(-1, 0, 0))}, codes.NotFound, "RESOURCE_NOT_FOUND")
	checkAudited(t, f, "AcknowledgeAlert", "SnoozeAlert", "UnsnoozeAlert", "ResolveAlert", "ReopenAlert")
}

// checkAudited wants each method in the audit log.
func checkAudited(t *testing.T, f *fixture, methods ...string) {
	t.Helper()
	log := must(f.AuditLog(t.Context(), acme, 0, 100))
	for _, m := range methods {
		n := 0
		for _, e := range log {
			if strings.HasSuffix(e.Action, "/"+m) && e.Outcome == "OK" && strings.HasPrefix(e.Resource, parent+"/alerts/") {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s is in the audit log %d times, want once", m, n)
		}
	}
}

func TestASnoozeNeedsAnEnd(t *testing.T) {
	f, _, a := fire(t)
	s := refused(t, f.alerts.SnoozeAlert, &v1.SnoozeAlertRequest{Name: a.GetName()}, codes.InvalidArgument, "FIELD_INVALID")
	if got := fields(s); len(got) != 1 || got[0] != "until" {
		t.Errorf("fields %v", got)
	}
	refused(t, f.alerts.SnoozeAlert, &v1.SnoozeAlertRequest{Name: a.GetName(), Until: timestamppb.New(noon)}, codes.InvalidArgument, "FIELD_INVALID")
	refused(t, f.alerts.SnoozeAlert, &v1.SnoozeAlertRequest{Name: a.GetName(), GrowthPercent: 1001}, codes.InvalidArgument, "FIELD_INVALID")
	refused(t, f.alerts.ResolveAlert, &v1.ResolveAlertRequest{Name: a.GetName()}, codes.InvalidArgument, "FIELD_INVALID")
	refused(t, f.alerts.ReopenAlert, &v1.ReopenAlertRequest{Name: parent + "/alerts/" + uuid.Nil.String()}, codes.NotFound, "RESOURCE_NOT_FOUND")
	refused(t, f.alerts.ListAlertChanges, &v1.ListAlertChangesRequest{Parent: parent + "/alerts/" + uuid.Nil.String()}, codes.NotFound, "RESOURCE_NOT_FOUND")
}

// What was counted when a change was made stays, and what the same window counts now stands beside it.
func TestCountThenAndCountNow(t *testing.T) {
	f, p, a := fire(t)
	f.clock.Add(time.Hour)
	p.broken("notice>desk", "It was never there,", 1)
	late := interaction("late", "They knew nothing, notice>desk")
	late.OccurredAt = timestamppb.New(noon.AddDate(0, 0, -2))
	p.push(late)
	p.settle()
	call(t, f.alerts.AcknowledgeAlert, &v1.AcknowledgeAlertRequest{Name: a.GetName()})
	first := call(t, f.alerts.ListAlertChanges, &v1.ListAlertChangesRequest{Parent: a.GetName(), PageSize: 1})
	rest := call(t, f.alerts.ListAlertChanges, &v1.ListAlertChangesRequest{Parent: a.GetName(), PageSize: 1, PageToken: first.GetNextPageToken()})
	taken, fired := first.GetChanges()[0], rest.GetChanges()[0]
	if taken.GetChange().GetAction() != v1.AlertAction_ALERT_ACTION_ACKNOWLEDGE || fired.GetChange().GetState() != v1.AlertState_ALERT_STATE_FIRING {
		t.Fatalf("changes %v and %v, the latest first", taken.GetChange(), fired.GetChange())
	}
	if then, now := fired.GetReading().GetCustomerCount(), fired.GetNow().GetCustomerCount(); then != 5 || now != 6 {
		t.Errorf("then %d customers and now %d, want 5 and 6", then, now)
	}
	refused(t, f.alerts.ListAlertChanges, &v1.ListAlertChangesRequest{Parent: parent + "/alerts/" + uuid.Nil.String(), PageToken: first.GetNextPageToken()}, codes.InvalidArgument, "PAGE_TOKEN_INVALID")
}

// A fix at an alert's seam shows in the alert at once, and a merged alert's name leads on.
func TestAFixReachesItsAlert(t *testing.T) {
	f, p, a := fire(t)
	f.clock.Add(time.Hour)
	made := call(t, f.alerts.CreateFix, &v1.CreateFixRequest{Parent: parent, Fix: &v1.Fix{
		Seam: &v1.Seam{FromTouchpoint: "notice", ToTouchpoint: "desk"}, ShippedAt: timestamppb.New(f.clock.Now()), Note: "Scan first",
	}})
	p.settle()
	fixed := call(t, f.alerts.GetAlert, &v1.GetAlertRequest{Name: a.GetName()})
	if fixed.GetState() != v1.AlertState_ALERT_STATE_FIX_SHIPPED || fixed.GetFix() != made.GetName() {
		t.Errorf("%v with fix %q, want %s", fixed.GetState(), fixed.GetFix(), made.GetName())
	}
}
