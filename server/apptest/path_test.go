package apptest_test

import (
	"context"
	"iter"
	"maps"
	"reflect"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/apptest"
)

// within is how long a new complaint may take to change an alert.
const within = 5 * time.Second

// office is a tenant with shop's map, a policy and a webhook for each team.
type office struct {
	*throughline.Client
	t     testing.TB
	teams map[string]*receiver
}

func newOffice(t *testing.T, s *apptest.Server) *office {
	t.Helper()
	o := &office{Client: s.Client(s.Key), t: t, teams: map[string]*receiver{}}
	o.configure()
	for _, team := range shop.GetTeams() {
		o.teams[team] = newReceiver(t)
		o.route(team)
	}
	return o
}

func (o *office) configure() {
	o.t.Helper()
	m := proto.CloneOf(shop)
	m.Name = o.Name("journeyMap")
	if _, err := o.Journey.UpdateJourneyMap(o.t.Context(), &v1.UpdateJourneyMapRequest{JourneyMap: m}); err != nil {
		o.t.Fatal(err)
	}
	policy := &v1.Policy{Name: o.Name("policy"), WindowDays: 14, MinCustomers: 4}
	if _, err := o.Policy.UpdatePolicy(o.t.Context(), &v1.UpdatePolicyRequest{Policy: policy}); err != nil {
		o.t.Fatal(err)
	}
}

// route tells a team of alerts at its receiver.
func (o *office) route(team string) {
	o.t.Helper()
	made, err := o.Routing.CreateDestination(o.t.Context(), &v1.CreateDestinationRequest{Destination: &v1.Destination{
		Target: &v1.Destination_Webhook{Webhook: &v1.Webhook{Url: "http://" + o.teams[team].address + "/"}},
	}})
	if err != nil {
		o.t.Fatal(err)
	}
	o.teams[team].expect(made.GetWebhook().GetSigningSecret())
	_, err = o.Routing.CreateRoute(o.t.Context(), &v1.CreateRouteRequest{Route: &v1.Route{Team: team, Destinations: []string{made.GetName()}}})
	if err != nil {
		o.t.Fatal(err)
	}
}

// push stores interactions, all of which must be new.
func (o *office) push(items ...*v1.Interaction) {
	o.t.Helper()
	report, err := o.PushInteractions(o.t.Context(), items)
	if err != nil {
		o.t.Fatal(err)
	}
	if n := report.Counts.GetAccepted(); int(n) != len(items) {
		o.t.Fatalf("%d of %d are stored: %v", n, len(items), report.Results)
	}
}

// watch returns what follows a watch, which has begun when watch returns.
func (o *office) watch() (next func() *v1.AlertEvent) {
	o.t.Helper()
	ctx, cancel := context.WithTimeout(o.t.Context(), time.Minute)
	o.t.Cleanup(cancel)
	pull, stop := iter.Pull2(o.WatchAlerts(ctx, nil))
	o.t.Cleanup(stop)
	message := func() *v1.WatchAlertsResponse {
		o.t.Helper()
		m, err, ok := pull()
		if err != nil || !ok {
			o.t.Fatalf("the watch ended: %v", err)
		}
		return m
	}
	message()
	return func() *v1.AlertEvent {
		o.t.Helper()
		for {
			if event := message().GetAlertEvent(); event != nil {
				return event
			}
		}
	}
}

// deliveries returns what became of every message, by team.
func (o *office) deliveries() map[string]*v1.Delivery {
	o.t.Helper()
	answer, err := o.Routing.ListDeliveries(o.t.Context(), &v1.ListDeliveriesRequest{})
	if err != nil {
		o.t.Fatal(err)
	}
	out := map[string]*v1.Delivery{}
	for _, d := range answer.GetDeliveries() {
		if out[d.GetOwner().GetTeam()] != nil {
			o.t.Fatalf("team %s has two messages", d.GetOwner().GetTeam())
		}
		out[d.GetOwner().GetTeam()] = d
	}
	return out
}

// TestComplaintsBecomeSignedWebhooks goes the whole way: real texts through the public API, an
// alert within seconds of the complaint that tips the scales, and the same evidence, signed, to
// both owners, although one of them is down when it happens.
func TestComplaintsBecomeSignedWebhooks(t *testing.T) {
	t.Parallel()
	s := apptest.Start(t)
	o := newOffice(t, s)
	accountable, contributing := o.teams["ecommerce"], o.teams["stores"]
	accountable.start()
	all := complaints(t, 5)
	next := o.watch()

	o.push(all[:3]...)
	if e := next(); e.GetChange().GetState() != v1.AlertState_ALERT_STATE_NEAR_THRESHOLD {
		t.Fatalf("after three customers of four: %v", e.GetChange())
	}
	o.push(all[3])
	began := time.Now()
	fired := next()
	if took := time.Since(began); took > within {
		t.Errorf("the fourth complaint changed the alert after %v, want at most %v", took, within)
	} else {
		t.Logf("the alert fired %v after the complaint was stored", took.Round(time.Millisecond))
	}
	if fired.GetChange().GetState() != v1.AlertState_ALERT_STATE_FIRING || fired.GetAlert().GetReading().GetCustomerCount() != 4 {
		t.Fatalf("after four customers: %v", fired)
	}

	apptest.Eventually(t, "the accountable team is told", func() bool { ids, _ := accountable.taken(); return len(ids) == 1 })
	apptest.Eventually(t, "the contributing team is tried in vain", func() bool { return o.deliveries()["stores"].GetLastError() != "" }) // an attempt counts from when it is claimed
	if d := o.deliveries()["stores"]; d.GetState() != v1.DeliveryState_DELIVERY_STATE_PENDING || d.GetAttempts() < 1 {
		t.Errorf("its delivery is %v", d)
	}
	contributing.start()
	apptest.Eventually(t, "the contributing team is told after it is back", func() bool { ids, _ := contributing.taken(); return len(ids) > 0 })
	o.sameEvidence(fired)

	o.push(all[4])
	began = time.Now()
	apptest.Eventually(t, "the fifth customer counts", func() bool {
		c, err := o.Clusters.GetCluster(t.Context(), &v1.GetClusterRequest{Name: fired.GetAlert().GetCluster()})
		if err != nil {
			t.Fatal(err)
		}
		return c.GetReading().GetCustomerCount() == 5
	})
	if took := time.Since(began); took > within {
		t.Errorf("the fifth complaint counted after %v", took)
	}
	s.Settle()
	for team, r := range o.teams {
		if ids, _ := r.taken(); len(ids) != 1 {
			t.Errorf("team %s was told %d times of one change: %v", team, len(ids), ids)
		}
	}
}

// sameEvidence compares what the teams were told with each other and with the watch.
func (o *office) sameEvidence(fired *v1.AlertEvent) {
	o.t.Helper()
	deliveries := o.deliveries()
	told := map[string]map[string]any{}
	for team, r := range o.teams {
		ids, bodies := r.taken()
		recipient, _ := bodies[0]["recipient"].(map[string]any)
		if recipient["team"] != team {
			o.t.Errorf("team %s got the message for %v", team, recipient)
		}
		if want := o.Name("deliveries", ids[0]); deliveries[team].GetName() != want {
			o.t.Errorf("webhook-id %s is no delivery: %s", ids[0], deliveries[team].GetName())
		}
		told[team] = maps.Clone(bodies[0])
		delete(told[team], "recipient")
	}
	if !reflect.DeepEqual(told["ecommerce"], told["stores"]) {
		o.t.Errorf("the teams were told differently:\n%v\n%v", told["ecommerce"], told["stores"])
	}
	message := told["stores"]
	header := message["alert"].(map[string]any)
	if message["type"] != "alert.firing" || o.Name("alerts", header["alert_id"].(string)) != fired.GetAlert().GetName() {
		o.t.Errorf("the message is about %v, the watch about %s", header, fired.GetAlert().GetName())
	}
	quotes := message["quotes"].([]any)
	if len(quotes) == 0 {
		o.t.Fatal("the message quotes nobody")
	}
	o.quoted(quotes[0].(map[string]any))
}

// quoted proves that a quote is what the customer said: the bytes at its place in the text that
// is stored.
func (o *office) quoted(q map[string]any) {
	o.t.Helper()
	answer, err := o.Ingestion.ListInteractions(o.t.Context(), &v1.ListInteractionsRequest{ExternalId: q["interaction"].(string)})
	if err != nil || len(answer.GetInteractions()) != 1 {
		o.t.Fatalf("%v: %v", answer, err)
	}
	turn := answer.GetInteractions()[0].GetTurns()[int(q["turn"].(float64))]
	if got := turn.GetText()[int(q["start"].(float64)):int(q["end"].(float64))]; got != q["text"] || turn.GetSpeaker() != v1.Speaker_SPEAKER_CUSTOMER {
		o.t.Errorf("%v says %q, the message quotes %q", turn.GetSpeaker(), got, q["text"])
	}
}
