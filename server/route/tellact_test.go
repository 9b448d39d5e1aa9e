package route_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/route"
)

// TestTellAct: who hears of an act, where. Each team is told at a webhook and in Slack; the team that
// has acted only in Slack, where one message is kept true.
func TestTellAct(t *testing.T) {
	c, _ := firing(6)
	table := route.Table{Settings: office(), Held: map[uuid.UUID][]route.Assignment{}}
	for _, team := range []string{"stores", "ecommerce", "logistics"} {
		table.Routes = append(table.Routes, route.Route{ID: team, Team: team, Destinations: []string{team + "/hook", team + "/slack"}})
		table.Destinations = append(table.Destinations, route.Destination{ID: team + "/hook", Kind: route.Webhook}, route.Destination{ID: team + "/slack", Kind: route.Slack})
	}
	other := route.Open(alertID, []route.Owner{{Team: "logistics", Role: route.Contributing}}, "", office(), at)[0]
	for _, tc := range []struct {
		state route.AssignmentState
		act   route.Act
		want  []string // team/place occasion role
	}{
		{route.Asked, route.Act{Kind: route.ActAccept, Team: "stores"}, []string{"logistics/hook answered contributing", "logistics/slack answered contributing", "stores/slack answered accountable"}},
		{route.Asked, route.Act{Kind: route.ActDecline, Team: "stores", Reason: "no"}, []string{
			"ecommerce/hook asked accountable", "ecommerce/slack asked accountable", "logistics/hook answered contributing", "logistics/slack answered contributing", "stores/slack answered audience"}},
		{route.Asked, route.Act{Kind: route.ActPropose, Team: "stores", To: "ecommerce"}, []string{"ecommerce/hook asked accountable", "ecommerce/slack asked accountable", "stores/slack answered accountable"}},
		{route.Accepted, route.Act{Kind: route.ActHandOver, Team: "stores", To: "ecommerce"}, []string{"ecommerce/hook asked accountable", "ecommerce/slack asked accountable", "stores/slack answered accountable"}},
		{route.HandingOver, route.Act{Kind: route.ActDecline, Team: "ecommerce", Reason: "no"}, []string{
			"ecommerce/slack answered audience", "logistics/hook answered contributing", "logistics/slack answered contributing", "stores/hook answered accountable", "stores/slack answered accountable"}},
		{route.Asked, route.Act{Kind: route.ActEscalate, At: at.AddDate(0, 0, 9)}, []string{"ecommerce/hook asked accountable", "ecommerce/slack asked accountable", "stores/slack answered audience"}},
		{route.Asked, route.Act{Kind: route.ActRemind, At: at.AddDate(0, 0, 9)}, []string{"stores/hook reminder accountable", "stores/slack reminder accountable"}},
		{route.Accepted, route.Act{Kind: route.ActAssignPerson, Team: "stores", Person: "Ada"}, nil},
	} {
		before := slot(tc.state)
		if tc.act.At.IsZero() {
			tc.act.At = at
		}
		after, done, err := before.Apply(tc.act, table.Settings)
		if err != nil {
			t.Fatalf("%s: %v", tc.act.Kind, err)
		}
		table.Held[alertID] = []route.Assignment{after, other}
		var got []string
		for _, d := range route.TellAct(eventOf(c), at, after, done, table) {
			got = append(got, d.DestinationID+" "+d.Addition.Occasion+" "+string(d.Owner.Role))
		}
		slices.Sort(got)
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s %s by %s: told\n%q, want\n%q", tc.state, tc.act.Kind, tc.act.Team, got, tc.want)
		}
	}
}
