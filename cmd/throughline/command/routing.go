package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// deliveryWord is what the names of deliveries' states begin with.
const deliveryWord = "DELIVERY_STATE_"

func newRouting(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "routing",
		Short: "See where teams hear of alerts and what became of each message; set who hears of what from a file",
		Example: `  throughline routing destinations
  throughline routing deliveries --state dead`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newRoutingDestinations(s), newRoutingRoutes(s), newRoutingDeliveries(s), newRoutingRedeliver(s), newRoutingPlan(s), newRoutingApply(s))
	return c
}

func newRoutingDestinations(s Streams) *cobra.Command {
	var o listFlags
	c := &cobra.Command{
		Use:   "destinations",
		Short: "List where messages can go, and whether it works",
		Long: `Lists destinations, the oldest first. An address may hold a token: it is shown here to whoever
may read it, and never logged. The key needs the role viewer.`,
		Example: `  throughline routing destinations`,
		Args:    noArguments,
		RunE:    func(c *cobra.Command, _ []string) error { return listDestinations(c.Context(), s, o) },
	}
	o.add(c)
	return c
}

func listDestinations(ctx context.Context, s Streams, o listFlags) error {
	table := terminal.NewTable(terminal.Column{Name: "ID"}, terminal.Column{Name: "KIND"}, terminal.Column{Name: "NAME"}, terminal.Column{Name: "STATE"}, terminal.Column{Name: "ADDRESS", Wide: true})
	return o.call(func(client *throughline.Client) error {
		return printList(s, o, client.ListDestinations(ctx, nil), table, func(d *throughline.Destination) []string {
			return []string{idOf(d.GetName()), terminal.Or(kindOfDestination(d)), terminal.Or(d.GetDisplayName()), destinationState(d), addressOf(d)}
		})
	})
}

// destinationState says whether a destination works.
func destinationState(d *throughline.Destination) string {
	switch {
	case d.GetDisabledReason() != "":
		return "disabled: " + d.GetDisabledReason()
	case d.GetDisabled():
		return "disabled"
	case d.GetFailingSince() != nil:
		return "fails since " + terminal.Moment(d.GetFailingSince())
	}
	return "works"
}

// addressOf returns where a destination is.
func addressOf(d *throughline.Destination) string {
	switch {
	case d.GetSlack() != nil:
		return "Slack channel " + d.GetSlack().GetChannel()
	case d.GetTeams() != nil:
		return "Teams " + d.GetTeams().GetUrl()
	case d.GetEmail() != nil:
		return "mail to " + strings.Join(d.GetEmail().GetTo(), ", ")
	case d.GetJira() != nil:
		return "Jira project " + d.GetJira().GetProject() + " at " + d.GetJira().GetUrl()
	case d.GetAlertmanager() != nil:
		return "Alertmanager " + d.GetAlertmanager().GetUrl()
	}
	return d.GetWebhook().GetUrl()
}

func newRoutingRoutes(s Streams) *cobra.Command {
	var o listFlags
	c := &cobra.Command{
		Use:     "routes",
		Short:   "List which team hears where, and of what",
		Long:    "Lists routes, the oldest first. The key needs the role viewer.",
		Example: `  throughline routing routes`,
		Args:    noArguments,
		RunE:    func(c *cobra.Command, _ []string) error { return listRoutes(c.Context(), s, o) },
	}
	o.add(c)
	return c
}

func listRoutes(ctx context.Context, s Streams, o listFlags) error {
	table := terminal.NewTable(terminal.Column{Name: "ID"}, terminal.Column{Name: "TEAM"}, terminal.Column{Name: "OF WHAT", Wide: true}, terminal.Column{Name: "DESTINATIONS", Wide: true})
	return o.call(func(client *throughline.Client) error {
		return printList(s, o, client.ListRoutes(ctx, nil), table, func(r *throughline.Route) []string {
			var where []string
			for _, destination := range r.GetDestinations() {
				where = append(where, idOf(destination))
			}
			return []string{idOf(r.GetName()), r.GetTeam(), routeWords(r), strings.Join(where, ", ")}
		})
	})
}

// routeWords says which alerts a route is for, and which news of them.
func routeWords(r *throughline.Route) string {
	var parts []string
	if r.GetDisplayName() != "" {
		parts = append(parts, r.GetDisplayName())
	}
	switch {
	case r.GetSeam() != nil:
		parts = append(parts, seamWords(r.GetSeam(), false))
	default:
		parts = append(parts, "every seam")
	}
	if r.GetAudience() == throughlinev1.RouteAudience_ROUTE_AUDIENCE_ANYBODY {
		parts = append(parts, "whoever owns it")
	}
	if r.GetMinSeverity() != 0 {
		parts = append(parts, "from "+spoken(r.GetMinSeverity(), "SEVERITY_"))
	}
	for _, of := range []struct {
		what string
		ids  []string
	}{{"journeys", r.GetJourneys()}, {"product lines", r.GetProductLines()}, {"location groups", r.GetLocationGroups()}} {
		if len(of.ids) > 0 {
			parts = append(parts, of.what+" "+strings.Join(of.ids, ", "))
		}
	}
	if days := r.GetRenewalWithinDays(); days > 0 {
		return strings.Join(append(parts, fmt.Sprintf("renewals due within %d days", days)), "; ")
	}
	states := []string{"firing", "fading"} // what no states mean
	if len(r.GetStates()) > 0 {
		states = stateNames(r.GetStates())
	}
	text := strings.Join(states, ", ")
	if len(r.GetPreviousStates()) > 0 {
		text += " after " + strings.Join(stateNames(r.GetPreviousStates()), ", ")
	}
	return strings.Join(append(parts, text), "; ")
}

// stateNames writes states as words.
func stateNames(states []throughlinev1.AlertState) []string {
	var out []string
	for _, state := range states {
		out = append(out, spoken(state, stateWord))
	}
	return out
}

type deliveriesOptions struct {
	listFlags
	alert       string
	destination string
	state       string
}

func newRoutingDeliveries(s Streams) *cobra.Command {
	var o deliveriesOptions
	c := &cobra.Command{
		Use:   "deliveries",
		Short: "List messages to teams and what became of them, the latest first",
		Long:  "Lists deliveries, the latest planned first. The key needs the role viewer.",
		Example: `  throughline routing deliveries --state dead
  throughline routing deliveries --alert 01a213c7-4590-742c-87c2-216f617fe60e`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return listDeliveries(c.Context(), s, o) },
	}
	o.add(c)
	words := wordsOf(throughlinev1.DeliveryState_name, deliveryWord)
	c.Flags().StringVar(&o.state, "state", "", "only those in this `state`: "+inSentence(words))
	_ = c.RegisterFlagCompletionFunc("state", completeWords(words))
	c.Flags().StringVar(&o.alert, "alert", "", "only those about the alert with this `id`")
	_ = c.RegisterFlagCompletionFunc("alert", completeAlerts(&o.clientFlags))
	c.Flags().StringVar(&o.destination, "destination", "", "only those to the destination with this `id`")
	return c
}

func listDeliveries(ctx context.Context, s Streams, o deliveriesOptions) error {
	request := &throughlinev1.ListDeliveriesRequest{}
	if o.state != "" {
		var err error
		request.State, err = valueOf[throughlinev1.DeliveryState]("--state", o.state, throughlinev1.DeliveryState_value, throughlinev1.DeliveryState_name, deliveryWord)
		if err != nil {
			return err
		}
	}
	table := terminal.NewTable(terminal.Column{Name: "ID"}, terminal.Column{Name: "PLANNED"}, terminal.Column{Name: "TEAM"}, terminal.Column{Name: "STATE"}, terminal.Column{Name: "TRIES", Right: true},
		terminal.Column{Name: "NEWS", Wide: true})
	return o.call(func(client *throughline.Client) (err error) {
		if request.Alert, err = optional(client, "alerts", o.alert); err != nil {
			return err
		}
		if request.Destination, err = optional(client, "destinations", o.destination); err != nil {
			return err
		}
		return printList(s, o.listFlags, client.ListDeliveries(ctx, request), table, func(d *throughline.Delivery) []string {
			return []string{idOf(d.GetName()), terminal.Moment(d.GetCreatedAt()), d.GetOwner().GetTeam(), spoken(d.GetState(), deliveryWord), number(d.GetAttempts()), deliveryWords(d)}
		})
	})
}

// deliveryWords says what became of a message.
func deliveryWords(d *throughline.Delivery) string {
	text := d.GetLastError()
	switch d.GetState() {
	case throughlinev1.DeliveryState_DELIVERY_STATE_DELIVERED:
		return "taken at " + terminal.Moment(d.GetDeliveredAt())
	case throughlinev1.DeliveryState_DELIVERY_STATE_SUPERSEDED:
		if d.GetSupersededBy() == "" {
			return "not sent: a newer change is shown there"
		}
		return "not sent: " + idOf(d.GetSupersededBy()) + " tells of a newer change"
	case throughlinev1.DeliveryState_DELIVERY_STATE_PENDING:
		next := "next try at " + terminal.Moment(d.GetNextAttemptAt())
		if text == "" {
			return next
		}
		return text + "; " + next
	}
	return terminal.Or(text)
}
