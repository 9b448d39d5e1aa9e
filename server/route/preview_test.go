package route_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
)

// A draft is told what it leads to and why it leads nowhere, and the table stays as it is.
func TestPreviewRoute(t *testing.T) {
	table := route.Table{
		Destinations: []route.Destination{{ID: "hook"}, {ID: "off", Disabled: true}},
		Routes:       []route.Route{{ID: "set", Team: "ecommerce", Destinations: []string{"hook"}}},
	}
	owners := []route.Owner{{Team: "ecommerce", Role: route.Accountable}, {Team: "stores", Role: route.Contributing}}
	var history []route.Past
	for i, c := range []struct {
		severity alert.Severity
		to       alert.State
		owners   []route.Owner
	}{
		{alert.SeverityHigh, alert.Firing, owners}, {alert.SeverityLow, alert.Firing, owners}, {alert.SeverityHigh, alert.NearThreshold, owners}, {alert.SeverityHigh, alert.Firing, owners[:1]},
	} {
		change, _ := firing(6)
		change.AlertID, change.At, change.Outcome.Severity = uuid.UUID{byte(i + 1)}, at.AddDate(0, 0, i), c.severity
		change.From, change.To = alert.Forming, c.to
		history = append(history, route.Past{Event: eventOf(change), Owners: c.owners})
	}
	draft := route.Route{ID: "draft", Team: "stores", Destinations: []string{"hook"}, Conditions: route.Conditions{MinSeverity: alert.SeverityHigh}}
	got := route.PreviewRoute(draft, history, table)
	if len(got.Messages) != 1 || got.Messages[0].AlertID != (uuid.UUID{1}) || got.Messages[0].State != alert.Firing || got.Present != 3 {
		t.Errorf("messages %+v, present %d", got.Messages, got.Present)
	}
	want := map[route.Mismatch]int{route.MismatchSeverity: 1, route.MismatchState: 1, route.MismatchNotOwner: 1}
	for _, m := range got.Mismatches {
		if want[m.Condition] != m.Changes {
			t.Errorf("%s: %d changes", m.Condition, m.Changes)
		}
		delete(want, m.Condition)
	}
	if len(want) > 0 || got.PresentUnrouted != 2 || got.Unrouted != 1 {
		t.Errorf("not told of %v; unrouted %d, with the draft %d", want, got.PresentUnrouted, got.Unrouted)
	}
	draft.Destinations = []string{"off"}
	if got := route.PreviewRoute(draft, history[:1], table); len(got.Messages) > 0 || got.Mismatches[0].Condition != route.MismatchNoneOpen {
		t.Errorf("to a place that is disabled: %+v", got)
	}
	draft = route.Route{ID: "set", Team: "ecommerce", Destinations: []string{"hook"}, Conditions: route.Conditions{States: []alert.State{alert.NearThreshold}}}
	if got := route.PreviewRoute(draft, history, table); len(got.Messages) != 1 || got.Messages[0].State != alert.NearThreshold {
		t.Errorf("in the place of the route that is set: %+v", got.Messages)
	}
	draft = route.Route{ID: "draft", Team: "retention", Destinations: []string{"hook"}, Conditions: route.Conditions{Audience: route.RouteAnybody, RenewalDays: 30}}
	if got := route.PreviewRoute(draft, history, table); len(got.Messages) != 3 || len(got.Messages[0].Accounts) != 6 {
		t.Errorf("renewals: %+v", got.Messages)
	}
	if len(table.Routes) != 1 {
		t.Error("the table has changed")
	}
}
