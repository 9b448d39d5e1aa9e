package route_test

import (
	"reflect"
	"testing"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
)

func TestOwners(t *testing.T) {
	half := shop()
	half.Seams = append(half.Seams, journey.OwnedSeam{Seam: journey.Seam{From: "courier", To: "desk"}, Accountable: "logistics"})
	for _, tc := range []struct {
		name     string
		seam     journey.Seam
		fallback string
		want     []route.Owner
		unowned  bool
	}{
		{"both recorded", seam, "cx", []route.Owner{{Team: "ecommerce", Role: route.Accountable}, {Team: "stores", Role: route.Contributing}}, false},
		{"nobody recorded: the touchpoints' teams are likely", journey.Seam{From: "notice", To: "courier"}, "cx",
			[]route.Owner{{Team: "logistics", Role: route.Accountable, Likely: true}, {Team: "ecommerce", Role: route.Contributing, Likely: true}}, true},
		{"half recorded, and one team on both sides", journey.Seam{From: "courier", To: "desk"}, "cx", []route.Owner{{Team: "logistics", Role: route.Accountable}}, false},
		{"one side has no team", journey.Seam{From: "fax", To: "desk"}, "cx", []route.Owner{{Team: "stores", Role: route.Accountable, Likely: true}}, true},
		{"nobody at all: the fallback", journey.Seam{From: "fax", To: "fax"}, "cx", []route.Owner{{Team: "cx", Role: route.Fallback}}, true},
		{"nobody and no fallback", journey.Seam{From: "fax", To: "fax"}, "", nil, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := route.Owners(half, tc.seam, tc.fallback); !reflect.DeepEqual(got, tc.want) {
				t.Errorf("got %+v, want %+v", got, tc.want)
			}
			if route.Unowned(half, tc.seam) != tc.unowned {
				t.Errorf("unowned is not %v", tc.unowned)
			}
		})
	}
}

func TestPlan(t *testing.T) {
	other := journey.Seam{From: "courier", To: "desk"}
	owners := []route.Owner{{Team: "ecommerce", Role: route.Accountable}, {Team: "stores", Role: route.Contributing}}
	open := []route.Destination{{ID: "hook", Kind: route.Webhook}, {ID: "hook2", Kind: route.Webhook}, {ID: "off", Kind: route.Webhook, Disabled: true}}
	to := func(team, destination string, states ...alert.State) route.Route {
		return route.Route{ID: team + ">" + destination, Team: team, DestinationID: destination, States: states}
	}
	onlyOther := to("stores", "hook2")
	onlyOther.Seam = &other
	for _, tc := range []struct {
		name     string
		state    alert.State
		routes   []route.Route
		want     []string // team>destination
		unrouted []string
	}{
		{"both owners at one destination", alert.Firing, []route.Route{to("ecommerce", "hook"), to("stores", "hook")}, []string{"ecommerce>hook", "stores>hook"}, nil},
		{"one team at two destinations", alert.Fading, []route.Route{to("stores", "hook"), to("stores", "hook2")}, []string{"stores>hook", "stores>hook2"}, []string{"ecommerce"}},
		{"two routes to one destination tell once", alert.Firing, []route.Route{to("stores", "hook"), to("stores", "hook", alert.Firing)}, []string{"stores>hook"}, []string{"ecommerce"}},
		{"not by default when near", alert.NearThreshold, []route.Route{to("stores", "hook")}, nil, nil},
		{"near when asked for", alert.NearThreshold, []route.Route{to("stores", "hook", alert.NearThreshold)}, []string{"stores>hook"}, nil},
		{"a disabled destination reaches nobody", alert.Firing, []route.Route{to("stores", "off"), to("ecommerce", "gone")}, nil, []string{"ecommerce", "stores"}},
		{"another seam's route", alert.Firing, []route.Route{onlyOther, to("ecommerce", "hook")}, []string{"ecommerce>hook"}, []string{"stores"}},
		{"a team that owns nothing here", alert.Firing, []route.Route{to("logistics", "hook")}, nil, []string{"ecommerce", "stores"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, _ := firing(6)
			c.From, c.To = alert.Acknowledged, tc.state
			table := route.Table{Routes: tc.routes, Destinations: open}
			deliveries, unrouted := route.Plan(c, owners, table)
			var got, lost []string
			for _, d := range deliveries {
				got = append(got, d.Owner.Team+">"+d.DestinationID)
				if d.ID != route.DeliveryID(c.AlertID, d.Owner.Team, d.DestinationID, c.Number) {
					t.Errorf("delivery id %s is not its own", d.ID)
				}
			}
			for _, o := range unrouted {
				lost = append(lost, o.Team)
			}
			if !reflect.DeepEqual(got, tc.want) || !reflect.DeepEqual(lost, tc.unrouted) {
				t.Errorf("planned %v, unrouted %v; want %v, %v", got, lost, tc.want, tc.unrouted)
			}
			if again, _ := route.Plan(c, owners, table); !reflect.DeepEqual(again, deliveries) {
				t.Error("planning twice plans something else")
			}
		})
	}
}
