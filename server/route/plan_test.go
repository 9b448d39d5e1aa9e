package route_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
)

// eventOf is the event of a change at shop, whose locations of an even number are in the north.
func eventOf(c alert.Change) route.Event {
	return route.EventOf(c, shop(), func(location string) string {
		if strings.HasSuffix(location, "0") || strings.HasSuffix(location, "2") {
			return "north"
		}
		return ""
	})
}

func TestPlan(t *testing.T) {
	other := journey.Seam{From: "courier", To: "desk"}
	owners := []route.Owner{{Team: "ecommerce", Role: route.Accountable}, {Team: "stores", Role: route.Contributing}}
	open := []route.Destination{{ID: "hook", Kind: route.Webhook}, {ID: "hook2", Kind: route.Webhook}, {ID: "off", Kind: route.Webhook, Disabled: true}}
	to := func(team, destination string, states ...alert.State) route.Route {
		return route.Route{ID: team + ">" + destination, Team: team, Destinations: []string{destination}, Conditions: route.Conditions{States: states}}
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
			deliveries, unrouted := route.Plan(eventOf(c), owners, table)
			var got, lost []string
			for _, d := range deliveries {
				got = append(got, d.Owner.Team+">"+d.DestinationID)
				if d.ID != route.DeliveryID(c.AlertID, d.Owner.Team, d.DestinationID, c.Number, "") {
					t.Errorf("delivery id %s is not its own", d.ID)
				}
			}
			for _, o := range unrouted {
				lost = append(lost, o.Team)
			}
			if !reflect.DeepEqual(got, tc.want) || !reflect.DeepEqual(lost, tc.unrouted) {
				t.Errorf("planned %v, unrouted %v; want %v, %v", got, lost, tc.want, tc.unrouted)
			}
			if again, _ := route.Plan(eventOf(c), owners, table); !reflect.DeepEqual(again, deliveries) {
				t.Error("planning twice plans something else")
			}
		})
	}
}

// Each condition of a route, met and not.
func TestConditions(t *testing.T) {
	for name, tc := range map[string]struct {
		route  route.Conditions
		change func(*alert.Change)
		want   bool
	}{
		"journey":              {route: route.Conditions{Journeys: []string{"collect"}}, want: true},
		"another journey":      {route: route.Conditions{Journeys: []string{"send"}}},
		"severe enough":        {route: route.Conditions{MinSeverity: alert.SeverityHigh}, change: func(c *alert.Change) { c.Outcome.Severity = alert.SeverityCritical }, want: true},
		"not severe enough":    {route: route.Conditions{MinSeverity: alert.SeverityHigh}},
		"medium is the rule":   {route: route.Conditions{MinSeverity: alert.SeverityMedium}, want: true},
		"product line":         {route: route.Conditions{ProductLines: []string{"toys", "shoes"}}, change: func(c *alert.Change) { c.Reading.ProductLines = []measure.Share{{Key: "shoes"}} }, want: true},
		"another product line": {route: route.Conditions{ProductLines: []string{"toys"}}, change: func(c *alert.Change) { c.Reading.ProductLines = []measure.Share{{Key: "shoes"}} }},
		"location group":       {route: route.Conditions{LocationGroups: []string{"north"}}, want: true},
		"another group":        {route: route.Conditions{LocationGroups: []string{"south"}}},
		"comes from near":      {route: route.Conditions{PreviousStates: []alert.State{alert.NearThreshold}}, want: true},
		"comes from elsewhere": {route: route.Conditions{PreviousStates: []alert.State{alert.Fading}}},
	} {
		c, _ := firing(6)
		if tc.change != nil {
			tc.change(&c)
		}
		r := route.Route{ID: "r", Team: "stores", Destinations: []string{"hook", "hook2"}, Conditions: tc.route}
		table := route.Table{Routes: []route.Route{r}, Destinations: []route.Destination{{ID: "hook"}, {ID: "hook2"}}}
		got, _ := route.Plan(eventOf(c), []route.Owner{{Team: "stores", Role: route.Contributing}}, table)
		if want := 2 * b2i(tc.want); len(got) != want {
			t.Errorf("%s: %d deliveries, want %d", name, len(got), want)
		}
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// A team that owns nothing hears when it asked to, once, and as what it is.
func TestAudiencesHearWithoutOwning(t *testing.T) {
	c, _ := firing(6)
	anybody := route.Route{ID: "r", Team: "retention", Destinations: []string{"hook"}, Conditions: route.Conditions{Audience: route.RouteAnybody}}
	table := route.Table{Routes: []route.Route{anybody}, Destinations: []route.Destination{{ID: "hook"}}}
	got, unrouted := route.Plan(eventOf(c), nil, table)
	if len(got) != 1 || got[0].Owner.Team != "retention" || got[0].Owner.Role != route.Audience || len(unrouted) > 0 {
		t.Errorf("planned %+v, unrouted %v", got, unrouted)
	}
	got, _ = route.Plan(eventOf(c), []route.Owner{{Team: "retention", Role: route.Accountable}}, table)
	if len(got) != 1 || got[0].Owner.Role != route.Accountable {
		t.Errorf("an owner that also asked to hear: %+v", got)
	}
	table.Routes[0].RenewalDays = 30
	if got, _ = route.Plan(eventOf(c), nil, table); len(got) > 0 {
		t.Errorf("a route for renewals hears of accounts, not of alerts: %+v", got)
	}
}

// Above its budget a team hears by digest; of an alert that it knows already, and of what is
// urgent, it goes on to hear at once.
func TestBudget(t *testing.T) {
	settings := route.Settings{Teams: []route.TeamSettings{{Team: "stores", BudgetAlerts: 2, BudgetDays: 7}}}
	table := route.Table{
		Routes:       []route.Route{{ID: "r", Team: "stores", Destinations: []string{"hook"}}},
		Destinations: []route.Destination{{ID: "hook"}}, Settings: settings, Told: route.Told{},
	}
	owners := []route.Owner{{Team: "stores", Role: route.Accountable}}
	plan := func(id uuid.UUID, later time.Duration, severity alert.Severity) route.HoldReason {
		c, _ := firing(6)
		c.AlertID, c.At, c.Outcome.Severity = id, at.Add(later), severity
		got, _ := route.Plan(eventOf(c), owners, table)
		if len(got) != 1 {
			t.Fatalf("%d deliveries", len(got))
		}
		if (got[0].Held == "") != got[0].HeldUntil.IsZero() || got[0].Held != "" && !got[0].HeldUntil.After(c.At) {
			t.Errorf("held until %v for %q", got[0].HeldUntil, got[0].Held)
		}
		return got[0].Held
	}
	a, b, c, d := uuid.UUID{1}, uuid.UUID{2}, uuid.UUID{3}, uuid.UUID{4}
	const day = 24 * time.Hour
	for i, step := range []struct {
		id       uuid.UUID
		later    time.Duration
		severity alert.Severity
		want     route.HoldReason
	}{
		{a, 0, "", ""}, {a, time.Hour, "", ""}, {b, day, "", ""},
		{c, 2 * day, "", route.HeldOverBudget},
		{a, 2 * day, "", ""}, // known
		{d, 2 * day, alert.SeverityCritical, ""},
		{c, 3 * day, "", route.HeldOverBudget},
		{c, 9*day + time.Hour, "", ""}, // the week has passed
	} {
		if got := plan(step.id, step.later, step.severity); got != step.want {
			t.Errorf("step %d: held for %q, want %q", i, got, step.want)
		}
	}
}

// Who is asked to act hears, whatever states its routes listen to and whenever it is.
func TestTell(t *testing.T) {
	c, _ := firing(6)
	other := journey.Seam{From: "courier", To: "desk"}
	near := route.Route{ID: "near", Team: "cx", Destinations: []string{"a"}, Conditions: route.Conditions{States: []alert.State{alert.NearThreshold}}}
	elsewhere := route.Route{ID: "elsewhere", Team: "cx", Destinations: []string{"b"}, Conditions: route.Conditions{Seam: &other}}
	always := route.TeamSettings{Team: "cx", Quiet: []route.QuietHours{{Start: "00:00", End: "23:59"}}}
	owner := route.Owner{Team: "cx", Role: route.Fallback}
	note := route.Addition{Occasion: route.OccasionAsked, Ownership: &route.OwnershipNote{Slot: route.Accountable, Event: 3}}
	for name, tc := range map[string]struct {
		routes []route.Route
		want   string
	}{
		"the route that covers it": {[]route.Route{near, elsewhere}, "a"},
		"any route of the team's":  {[]route.Route{elsewhere}, "b"},
		"no route":                 {nil, ""},
	} {
		table := route.Table{Routes: tc.routes, Destinations: []route.Destination{{ID: "a"}, {ID: "b"}}, Settings: route.Settings{Teams: []route.TeamSettings{always}}}
		var got string
		for _, d := range route.Tell(eventOf(c), owner, note, table) {
			got += d.DestinationID
			if d.Held != "" || d.Occasion != "asked/accountable/3" || d.ID == route.DeliveryID(c.AlertID, "cx", d.DestinationID, c.Number, "") {
				t.Errorf("%s: %+v", name, d)
			}
		}
		if got != tc.want {
			t.Errorf("%s: told at %q, want %q", name, got, tc.want)
		}
	}
}

// TestWhatPeopleDoBringsMessagesUpToDate: where one message is kept true, without being held, though the
// route does not listen to the state.
func TestWhatPeopleDoBringsMessagesUpToDate(t *testing.T) {
	always := route.Settings{Teams: []route.TeamSettings{{Team: "stores", DigestAlways: true}}}
	for _, tc := range []struct {
		name   string
		from   alert.State
		to     alert.State
		action alert.Action
		want   []string
	}{
		{"somebody takes it", alert.Firing, alert.Acknowledged, alert.Acknowledge, []string{"slack"}},
		{"somebody wants it quiet", alert.Growing, alert.Snoozed, alert.Quiet, []string{"slack"}},
		{"it wakes by itself", alert.Snoozed, alert.Acknowledged, "", nil},
		{"it never fired", alert.NearThreshold, alert.Snoozed, alert.Quiet, nil},
		{"the route listens to the state", alert.Acknowledged, alert.Resolved, alert.Resolve, []string{"hook held", "slack held"}},
	} {
		c, _ := firing(6)
		c.From, c.To, c.Action = tc.from, tc.to, tc.action
		table := route.Table{
			Settings: always, Destinations: []route.Destination{{ID: "hook", Kind: route.Webhook}, {ID: "slack", Kind: route.Slack}},
			Routes: []route.Route{{ID: "one", Team: "stores", Destinations: []string{"hook", "slack"}}, {ID: "two", Team: "stores", Destinations: []string{"slack"}}},
		}
		deliveries, unrouted := route.Plan(eventOf(c), []route.Owner{{Team: "stores", Role: route.Accountable}}, table)
		var got []string
		for _, d := range deliveries {
			place := d.DestinationID
			if d.Held != "" {
				place += " held"
			}
			got = append(got, place)
		}
		if !reflect.DeepEqual(got, tc.want) || len(unrouted) > 0 {
			t.Errorf("%s: %q, unrouted %v, want %q", tc.name, got, unrouted, tc.want)
		}
	}
}
