package api

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ruled is a policy of two rules: many customers anywhere, and few of them at one seam.
func ruled() *v1.Policy {
	return &v1.Policy{Name: policyName, WindowDays: 7, NearThresholdRatio: 0.5, ClearRatio: 0.5, RecordDays: 14, RenewalDays: 60, Rules: []*v1.PolicyRule{
		{Name: "many", Scope: &v1.PolicyScope{}, AllOf: []*v1.PolicyThreshold{{Metric: v1.PolicyMetric_POLICY_METRIC_CUSTOMERS, AtLeast: 9}}},
		{
			Name: "few", Severity: v1.Severity_SEVERITY_HIGH, Review: v1.ReviewGate_REVIEW_GATE_NEVER, WindowDays: 3,
			Scope: &v1.PolicyScope{Seams: []*v1.PolicySeam{{FromTouchpoint: "a0", ToTouchpoint: "b0"}}, Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_STORE}},
			AllOf: []*v1.PolicyThreshold{{Metric: v1.PolicyMetric_POLICY_METRIC_CUSTOMERS, AtLeast: 3, ClearBelow: 1}},
			AnyOf: []*v1.PolicyThreshold{
				{Metric: v1.PolicyMetric_POLICY_METRIC_DISTINCT_DAYS, AtLeast: 2},
				{Metric: v1.PolicyMetric_POLICY_METRIC_EXPOSURE, AtLeast: 500, Currency: "USD", ExposureKind: "refunded"},
			},
		},
	}}
}

func TestPolicyRulesAreKept(t *testing.T) {
	p := newPipeline(newFixture(t))
	set := call(t, p.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: ruled()})
	got := call(t, p.policies.GetPolicy, &v1.GetPolicyRequest{Name: policyName})
	if !proto.Equal(set, got) {
		t.Errorf("set %v, read %v", set, got)
	}
	got.Version, got.Etag, got.UpdatedAt = 0, "", nil
	if !proto.Equal(got, ruled()) {
		t.Errorf("kept\n%v, want\n%v", got, ruled())
	}
	if again := call(t, p.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: ruled()}); again.GetVersion() != set.GetVersion() {
		t.Errorf("the same rules made version %d of %d", again.GetVersion(), set.GetVersion())
	}
	wrong := ruled()
	wrong.Rules[0].Scope.Journeys = []string{"nowhere"}
	s := refused(t, p.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: wrong}, codes.InvalidArgument, "FIELD_INVALID")
	if f := fields(s); !slices.Equal(f, []string{"policy.rules[0].scope.journeys"}) {
		t.Errorf("wrong fields %v", f)
	}
	wrong = ruled()
	wrong.Rules[1].AnyOf[1].Currency, wrong.Rules[1].AnyOf[0].AtLeast = "XYZ", 4
	s = refused(t, p.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: wrong}, codes.InvalidArgument, "FIELD_INVALID")
	if f := fields(s); !slices.Equal(f, []string{"policy.rules[1].any_of[0].at_least", "policy.rules[1].any_of[1].currency"}) {
		t.Errorf("wrong fields %v", f)
	}
}

// What a draft would have done is told before it is saved, beside the present policy; once it is
// saved, live does it.
func TestSimulateThenSave(t *testing.T) {
	p := newPipeline(newFixture(t))
	p.need(10)
	p.complain(0, "x", 4)
	p.complain(1, "y", 5)
	p.settle()
	incident := func(name, side string) *v1.MarkedIncident {
		return &v1.MarkedIncident{DisplayName: name, FromTouchpoint: "b" + side, ToTouchpoint: "a" + side, StartTime: timestamppb.New(noon.AddDate(0, 0, -1)), EndTime: timestamppb.New(noon.AddDate(0, 0, 1))}
	}
	out := call(t, p.policies.SimulatePolicy, &v1.SimulatePolicyRequest{Policy: ruled(), Incidents: []*v1.MarkedIncident{incident("at zero", "0"), incident("at one", "1")}})
	draft, present := out.GetDraft(), out.GetPresent()
	if draft.GetFiringCount() != 1 || present.GetFiringCount() != 0 || draft.GetNearOnlyCount() != 1 || out.GetMentionCount() != 9 {
		t.Fatalf("%v", out)
	}
	if in := draft.GetIncidents(); !in[0].GetCaught() || in[1].GetCaught() || in[0].GetFiredAt() == nil || in[0].GetDisplayName() != "at zero" {
		t.Errorf("incidents %v", in)
	}
	fired := draft.GetAlerts()[0]
	if fired.GetRule() != "few" || fired.GetSeverity() != v1.Severity_SEVERITY_HIGH || fired.GetCustomerCount() != 4 || fired.GetFromTouchpoint() != "a0" {
		t.Errorf("fired %v", fired)
	}
	if got := call(t, p.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, States: []v1.AlertState{v1.AlertState_ALERT_STATE_FIRING}}); len(got.GetAlerts()) != 0 {
		t.Errorf("simulating fired %v", got.GetAlerts())
	}
	saved := ruled()
	saved.Etag = out.GetPresentEtag()
	call(t, p.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: saved})
	p.settle()
	live := call(t, p.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, States: []v1.AlertState{v1.AlertState_ALERT_STATE_FIRING}}).GetAlerts()
	if len(live) != 1 || live[0].GetCluster() != fired.GetCluster() || live[0].GetLastChange().GetReason() != fired.GetReason() || live[0].GetLastChange().GetOutcome().GetRule() != "few" {
		t.Errorf("live %v, simulated %v", live, fired)
	}
	saved.WindowDays = 8
	refused(t, p.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: saved}, codes.Aborted, "ETAG_MISMATCH")
	p.dial(p.key(store.Ingester))
	refused(t, p.policies.SimulatePolicy, &v1.SimulatePolicyRequest{Policy: ruled()}, codes.PermissionDenied, "ROLE_INSUFFICIENT")
}

func TestSimulateRefuses(t *testing.T) {
	p := newPipeline(newFixture(t))
	for field, change := range map[string]func(*v1.SimulatePolicyRequest){
		"policy.rules[0].window_days": func(r *v1.SimulatePolicyRequest) { r.Policy.WindowDays = 0 },
		"end_time": func(r *v1.SimulatePolicyRequest) {
			r.StartTime, r.EndTime = timestamppb.New(noon), timestamppb.New(noon)
		},
		"incidents[0].end_time": func(r *v1.SimulatePolicyRequest) {
			r.Incidents = []*v1.MarkedIncident{{StartTime: timestamppb.New(noon), EndTime: timestamppb.New(noon)}}
		},
	} {
		r := &v1.SimulatePolicyRequest{Policy: ruled()}
		change(r)
		s := refused(t, p.policies.SimulatePolicy, r, codes.InvalidArgument, "FIELD_INVALID")
		if f := fields(s); !slices.Equal(f, []string{field}) {
			t.Errorf("wrong fields %v, want %s", f, field)
		}
	}
}

// The least change that is stated makes it fire, and one less does not.
func TestExplainAndDoIt(t *testing.T) {
	p := newPipeline(newFixture(t))
	call(t, p.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: ruled()})
	p.complain(1, "y", 3)
	p.settle()
	cluster := call(t, p.clusters.ListClusters, &v1.ListClustersRequest{Parent: parent}).GetClusters()[0].GetName()
	e := call(t, p.alerts.ExplainCluster, &v1.ExplainClusterRequest{Name: cluster})
	if e.GetState() != v1.AlertState_ALERT_STATE_FORMING || len(e.GetRules()) != 1 || e.GetDeciding().GetRule() != "many" || len(e.GetWouldStop()) != 0 {
		t.Fatalf("%v", e)
	}
	least := e.GetWouldFire()
	if len(least) != 1 || least[0].GetDescription() != "6 more customers within 5 days" || least[0].GetSteps()[0].GetBy() != 6 {
		t.Fatalf("%v", least)
	}
	state := func() v1.AlertState {
		return call(t, p.alerts.ExplainCluster, &v1.ExplainClusterRequest{Name: cluster}).GetState()
	}
	p.complain(1, "more", 5)
	p.settle()
	if s := state(); s != v1.AlertState_ALERT_STATE_NEAR_THRESHOLD {
		t.Errorf("one less than stated: %s", s)
	}
	before := p.clock.Now()
	p.clock.Add(1e9)
	p.complain(1, "last", 1)
	p.settle()
	e = call(t, p.alerts.ExplainCluster, &v1.ExplainClusterRequest{Name: cluster})
	if e.GetState() != v1.AlertState_ALERT_STATE_FIRING || len(e.GetWouldFire()) != 0 || e.GetWouldStop()[0].GetDescription() != "1 fewer customer" {
		t.Errorf("as many as stated: %v", e)
	}
	past := call(t, p.alerts.ExplainAlert, &v1.ExplainAlertRequest{Name: e.GetAlert(), AsOf: timestamppb.New(before)})
	if past.GetState() != v1.AlertState_ALERT_STATE_NEAR_THRESHOLD || past.GetWouldFire()[0].GetDescription() != "1 more customer within 5 days" || !strings.Contains(past.GetReason(), "near from 4.5 customers on") {
		t.Errorf("as of then: %v", past)
	}
	refused(t, p.alerts.ExplainAlert, &v1.ExplainAlertRequest{Name: e.GetAlert(), AsOf: timestamppb.New(before.AddDate(-1, 0, 0))}, codes.FailedPrecondition, "EXPLANATION_UNAVAILABLE")
	refused(t, p.alerts.ExplainCluster, &v1.ExplainClusterRequest{Name: parent + "/clusters/6f0a1c1e-53a8-5b0e-9d0c-7f3f5a1f2c44"}, codes.NotFound, "RESOURCE_NOT_FOUND")
}
