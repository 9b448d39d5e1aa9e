package apptest_test

import (
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/store"
)

// withCare makes a tenant with shop's map, which change may alter, and a third team, care, that
// answers for what nobody owns. Each team has a destination of its own, which is up.
func withCare(t *testing.T, s *apptest.Server, tenant string, change func(*v1.JourneyMap)) *office {
	t.Helper()
	o := &office{Client: s.Client(s.KeyFor(tenant, store.Admin)), t: t, teams: map[string]*receiver{}}
	o.configure()
	m := proto.CloneOf(shop)
	m.Name, m.Teams = o.Name("journeyMap"), append(slices.Clone(shop.GetTeams()), "care")
	change(m)
	if _, err := o.Journey.UpdateJourneyMap(t.Context(), &v1.UpdateJourneyMapRequest{JourneyMap: m}); err != nil {
		t.Fatal(err)
	}
	settings := &v1.RoutingSettings{Name: o.Name("routingSettings"), FallbackTeam: "care"}
	if _, err := o.Routing.UpdateRoutingSettings(t.Context(), &v1.UpdateRoutingSettingsRequest{RoutingSettings: settings}); err != nil {
		t.Fatal(err)
	}
	for _, team := range m.GetTeams() {
		o.teams[team] = newReceiver(t)
		o.route(team)
		o.teams[team].start()
	}
	return o
}

// heard waits until a team was told for an occasion, "" for the change itself, and returns it.
func (o *office) heard(team, occasion string) (body map[string]any) {
	o.t.Helper()
	apptest.Eventually(o.t, "team "+team+" is told: "+occasion, func() bool {
		_, bodies := o.teams[team].taken()
		for _, b := range bodies {
			if is, _ := b["occasion"].(string); is == occasion {
				body = b
				return true
			}
		}
		return false
	})
	return body
}

// fire lets complaints fire an alert and returns it.
func (o *office) fire() *v1.Alert {
	o.t.Helper()
	next := o.watch()
	o.push(complaints(o.t, 4)...)
	for {
		if e := next(); e.GetChange().GetState() == v1.AlertState_ALERT_STATE_FIRING {
			a, err := o.Alerts.GetAlert(o.t.Context(), &v1.GetAlertRequest{Name: e.GetAlert().GetName()})
			if err != nil {
				o.t.Fatal(err)
			}
			return a
		}
	}
}

// TestTwoTeamsAnswerForOneAlert: one alert goes to two teams at two destinations with the same
// evidence; one accepts, one declines, and what it declined goes to the fallback team.
func TestTwoTeamsAnswerForOneAlert(t *testing.T) {
	t.Parallel()
	o := withCare(t, apptest.Start(t), "acme", func(*v1.JourneyMap) {})
	a := o.fire()
	if len(a.GetOwnerships()) != 2 || a.GetUnowned() || a.GetUnownedCost() != nil {
		t.Fatalf("owners %v, unowned %v", a.GetOwnerships(), a.GetUnowned())
	}
	accountable, contributing := a.GetOwnerships()[0], a.GetOwnerships()[1]
	told, other := o.heard("ecommerce", ""), o.heard("stores", "")
	if told["recipient"].(map[string]any)["role"] != "accountable" || other["recipient"].(map[string]any)["role"] != "contributing" {
		t.Errorf("told as %v and %v", told["recipient"], other["recipient"])
	}

	took, err := o.Alerts.AcceptOwnership(t.Context(), &v1.AcceptOwnershipRequest{Name: accountable.GetName(), Team: "ecommerce", Person: "Ada", Etag: accountable.GetEtag()})
	if err != nil || took.GetState() != v1.OwnershipState_OWNERSHIP_STATE_ACCEPTED || took.GetPerson() != "Ada" || took.GetAnswerDueAt() != nil {
		t.Fatalf("accepted: %v, %v", took, err)
	}
	if answered := o.heard("stores", "answered")["ownership"].(map[string]any); answered["act"] != "accept" || answered["team"] != "ecommerce" {
		t.Errorf("the other owner hears %v", answered)
	}

	passed, err := o.Alerts.DeclineOwnership(t.Context(), &v1.DeclineOwnershipRequest{Name: contributing.GetName(), Team: "stores", Reason: "The desk has no stock system"})
	if err != nil || passed.GetTeam() != "care" || !passed.GetFallback() || !slices.Equal(passed.GetPassedTeams(), []string{"stores"}) {
		t.Fatalf("declined: %v, %v", passed, err)
	}
	asked := o.heard("care", "asked")
	note := asked["ownership"].(map[string]any)
	if note["asked"] != "care" || note["reason"] != "The desk has no stock system" || note["answer_by"] == nil {
		t.Errorf("the fallback is asked with %v", note)
	}
	for _, part := range []string{"alert", "quotes", "affected", "break"} {
		if asked[part] == nil {
			t.Errorf("the fallback is asked without %s", part)
		}
	}
	if quotes := asked["quotes"].([]any); len(quotes) != len(told["quotes"].([]any)) {
		t.Error("the fallback sees other evidence than the owners")
	}
	events, err := o.Alerts.ListOwnershipEvents(t.Context(), &v1.ListOwnershipEventsRequest{Parent: a.GetName()})
	if err != nil || len(events.GetOwnershipEvents()) != 4 || events.GetOwnershipEvents()[0].GetAct() != v1.OwnershipAct_OWNERSHIP_ACT_DECLINE {
		t.Errorf("on record: %v, %v", events, err)
	}
	for _, e := range events.GetOwnershipEvents() {
		if e.GetActor() == "" || e.GetReason() == "" && e.GetAct() == v1.OwnershipAct_OWNERSHIP_ACT_DECLINE || e.GetOccurredAt() == nil {
			t.Errorf("without actor, reason or time: %v", e)
		}
	}
}

// TestAnUnownedSeamGoesToTheFallback: nobody is recorded and no touchpoint has a team, so the
// fallback team hears, with what it costs.
func TestAnUnownedSeamGoesToTheFallback(t *testing.T) {
	t.Parallel()
	o := withCare(t, apptest.Start(t), "acme", func(m *v1.JourneyMap) {
		m.Seams = nil
		for _, p := range m.GetTouchpoints() {
			p.Team = ""
		}
	})
	a := o.fire()
	if len(a.GetOwnerships()) != 1 || a.GetOwnerships()[0].GetTeam() != "care" || !a.GetOwnerships()[0].GetFallback() || !a.GetUnowned() {
		t.Fatalf("owners %v, unowned %v", a.GetOwnerships(), a.GetUnowned())
	}
	if a.GetUnownedCost().GetFoundAt() == nil || a.GetUnownedCost().GetCustomerCount() != 4 {
		t.Errorf("its cost: %v", a.GetUnownedCost())
	}
	told := o.heard("care", "")
	if told["recipient"].(map[string]any)["role"] != "fallback" || told["unowned"] != true || told["unowned_cost"] == nil {
		t.Errorf("told %v, unowned %v, cost %v", told["recipient"], told["unowned"], told["unowned_cost"])
	}
	o.teams["ecommerce"].nothing()
	o.teams["stores"].nothing()
}

// nothing fails the test when the receiver was told of anything.
func (r *receiver) nothing() {
	r.t.Helper()
	if ids, _ := r.taken(); len(ids) > 0 {
		r.t.Errorf("a team that owns nothing was told %d times", len(ids))
	}
}
