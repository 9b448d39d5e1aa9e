package api

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

func TestAlertViews(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	p.complain(0, "c", 5)
	p.settle()
	listed := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent}).GetAlerts()
	if len(listed) != 1 {
		t.Fatalf("%d alerts, want 1", len(listed))
	}
	full := call(t, f.alerts.GetAlert, &v1.GetAlertRequest{Name: listed[0].GetName()})
	basic := call(t, f.alerts.GetAlert, &v1.GetAlertRequest{Name: listed[0].GetName(), View: v1.AlertView_ALERT_VIEW_BASIC})
	if !proto.Equal(basic, listed[0]) {
		t.Errorf("basic view %v, listed %v", basic, listed[0])
	}
	whole := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, View: v1.AlertView_ALERT_VIEW_FULL}).GetAlerts()[0]
	if !proto.Equal(whole, full) {
		t.Errorf("listed in full %v, read %v", whole, full)
	}
	r := full.GetReading()
	if int(r.GetCustomerCount()) != len(r.GetCustomers()) || int(r.GetInteractionCount()) != len(r.GetInteractions()) || r.GetCustomerCount() != 5 {
		t.Errorf("5 customers: numbers %d and %d, lists of %d and %d", r.GetCustomerCount(), r.GetInteractionCount(), len(r.GetCustomers()), len(r.GetInteractions()))
	}
	if len(full.GetEvidence().GetMentions()) != 5 || full.GetEvidence().GetPolicy().GetVersion() != 1 || full.GetFiredAt() == nil {
		t.Errorf("evidence %v, want the 5 mentions and policy version 1", full.GetEvidence())
	}
	// The basic view is the full one without the lists and the evidence, and nothing else.
	r.Interactions, r.Customers, full.Evidence = nil, nil, nil
	if !proto.Equal(full, basic) {
		t.Errorf("the views differ in more than the lists:\n%v\n%v", full, basic)
	}
	if !strings.Contains(strings.ToLower(basic.GetWhatBroke()), "a0") || basic.GetFromSide().GetId() != "a0" || basic.GetToSide().GetId() != "b0" {
		t.Errorf("%q from %v to %v", basic.GetWhatBroke(), basic.GetFromSide(), basic.GetToSide())
	}
	refused(t, f.alerts.GetAlert, &v1.GetAlertRequest{Name: parent + "/alerts/" + uuid.NewString()}, codes.NotFound, "RESOURCE_NOT_FOUND")
	refused(t, f.alerts.GetAlert, &v1.GetAlertRequest{Name: "tenants/other/alerts/" + uuid.NewString()}, codes.NotFound, "RESOURCE_NOT_FOUND")
}

// Whoever opens an alert must come by way of its cluster to the words of a customer.
func TestFromAlertToWords(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	for _, wave := range []string{"first", "second", "third"} {
		p.complain(0, wave, 2)
		p.settle()
	}
	a := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent}).GetAlerts()[0]
	c := call(t, f.clusters.GetCluster, &v1.GetClusterRequest{Name: a.GetCluster()})
	if c.GetAlert() != a.GetName() || c.GetMentionCount() != 6 || c.GetInteractionCount() != 6 || len(c.GetReading().GetCustomers()) != 6 {
		t.Errorf("cluster %v of alert %s, want 6 mentions", c, a.GetName())
	}
	mentions := call(t, f.clusters.ListMentions, &v1.ListMentionsRequest{Parent: c.GetName()}).GetMentions()
	var waves []string
	for _, m := range mentions {
		wave, _, _ := strings.Cut(m.GetQuote().GetExternalId(), "-")
		waves = append(waves, wave)
		in := call(t, f.ingestion.GetInteraction, &v1.GetInteractionRequest{Name: m.GetInteraction()})
		q := m.GetQuote()
		words := in.GetTurns()[q.GetTurn()].GetText()[q.GetStartOffset():q.GetEndOffset()]
		if words != q.GetText() || words != complaint(0) || in.GetExternalId() != q.GetExternalId() || m.GetCluster() != c.GetName() {
			t.Errorf("mention %v does not lead to the words in %v", m, in)
		}
		if from := m.GetFromTouchpoints(); len(from) != 1 || from[0].GetTouchpoint() != "a0" || from[0].GetProbability() != 0.95 {
			t.Errorf("from %v, want a0 with what is known of it alone", from)
		}
	}
	if want := []string{"first", "first", "second", "second", "third", "third"}; !slices.Equal(waves, want) {
		t.Errorf("order %v, want that of joining: %v", waves, want)
	}
	if mentions[0].GetName() != c.GetFoundingMention() {
		t.Errorf("founded by %s, first is %s", c.GetFoundingMention(), mentions[0].GetName())
	}
	missing := parent + "/clusters/" + uuid.NewString()
	refused(t, f.clusters.GetCluster, &v1.GetClusterRequest{Name: missing}, codes.NotFound, "RESOURCE_NOT_FOUND")
	refused(t, f.clusters.ListMentions, &v1.ListMentionsRequest{Parent: missing}, codes.NotFound, "RESOURCE_NOT_FOUND")
}

// A disabled destination plans nothing; in use it cannot go while its delivery waits.
func TestDeliveriesFollowTheirDestination(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	to := call(t, f.routing.CreateDestination, destination(hook))
	off := destination("https://example.com/off")
	off.Destination.Disabled = true
	for i, d := range []*v1.Destination{to, call(t, f.routing.CreateDestination, off)} {
		call(t, f.routing.CreateRoute, &v1.CreateRouteRequest{Parent: parent, Route: &v1.Route{Team: "digital", Destinations: []string{d.GetName()}}})
		if i == 0 {
			p.settle()
		}
	}
	p.complain(0, "c", 5)
	p.settle()
	list := call(t, f.routing.ListDeliveries, &v1.ListDeliveriesRequest{Parent: parent}).GetDeliveries()
	a := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent}).GetAlerts()[0]
	if len(list) != 1 {
		t.Fatalf("deliveries %v, want one to the enabled destination", list)
	}
	d := list[0]
	if d.GetAlert() != a.GetName() || d.GetChangeNumber() != a.GetChangeCount() || d.GetDestination() != to.GetName() ||
		d.GetOwner().GetTeam() != "digital" || d.GetState() != v1.DeliveryState_DELIVERY_STATE_PENDING || d.GetNextAttemptAt() == nil || d.GetLastAttemptAt() != nil {
		t.Errorf("delivery %v of alert %v", d, a)
	}
	routes := call(t, f.routing.ListRoutes, &v1.ListRoutesRequest{Parent: parent}).GetRoutes()
	for _, r := range routes {
		call(t, f.routing.DeleteRoute, &v1.DeleteRouteRequest{Name: r.GetName()})
	}
	refused(t, f.routing.DeleteDestination, &v1.DeleteDestinationRequest{Name: to.GetName()}, codes.FailedPrecondition, "RESOURCE_IN_USE")
}
