package command

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// stateWord is what the names of alerts' states begin with.
const stateWord = "ALERT_STATE_"

func newAlerts(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "alerts",
		Short: "List, show and watch the continuity alerts, take them on, and say whose they are",
		Long: `The continuity alerts of a tenant: what breaks between two touchpoints, whom it affects, what is
at stake, how sure it is, whose it is and what to do.`,
		Example: `  throughline alerts list --state firing
  throughline alerts watch`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newAlertsList(s), newAlertsShow(s), newAlertsExplain(s), newAlertsWatch(s), newAlertsChanges(s), newAlertsMembers(s),
		newAlertsNear(s), newAlertsCostly(s), newAlertsJudgeHistory(s))
	for _, act := range actings {
		c.AddCommand(newActing(s, act))
	}
	for _, own := range ownings {
		c.AddCommand(newOwning(s, own))
	}
	return c
}

// stateFlag adds --state, which may be given several times.
func stateFlag(c *cobra.Command, states *[]string) {
	words := wordsOf(throughlinev1.AlertState_name, stateWord)
	c.Flags().StringSliceVar(states, "state", nil, "only alerts in this `state`, which may be given several times: "+inSentence(words))
	_ = c.RegisterFlagCompletionFunc("state", completeWords(words))
}

// statesOf reads the words of --state.
func statesOf(words []string) ([]throughlinev1.AlertState, error) {
	var out []throughlinev1.AlertState
	for _, word := range words {
		state, err := valueOf[throughlinev1.AlertState]("--state", word, throughlinev1.AlertState_value, throughlinev1.AlertState_name, stateWord)
		if err != nil {
			return nil, err
		}
		out = append(out, state)
	}
	return out, nil
}

func newAlertsList(s Streams) *cobra.Command {
	var o listFlags
	var states []string
	c := &cobra.Command{
		Use:   "list",
		Short: "List alerts, the latest changed first",
		Long: `Lists alerts, the latest changed first. Those that are only forming are left out unless --state
asks for them. The key needs the role viewer.`,
		Example: `  throughline alerts list
  throughline alerts list --state firing --state held_for_review
  throughline alerts list --state firing --json | jq -r '[.title, .reading.customerCount] | @tsv'`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return listAlerts(c.Context(), s, o, states) },
	}
	o.add(c)
	stateFlag(c, &states)
	return c
}

func listAlerts(ctx context.Context, s Streams, o listFlags, words []string) error {
	states, err := statesOf(words)
	if err != nil {
		return err
	}
	if len(states) == 0 {
		states = risen()
	}
	table := terminal.NewTable(terminal.Column{Name: "ID"}, terminal.Column{Name: "STATE"}, terminal.Column{Name: "CUSTOMERS", Right: true},
		terminal.Column{Name: "CHANGED"}, terminal.Column{Name: "TITLE", Wide: true})
	return o.call(func(client *throughline.Client) error {
		items := client.ListAlerts(ctx, &throughlinev1.ListAlertsRequest{States: states})
		return printList(s, o, items, table, func(a *throughline.Alert) []string {
			return []string{
				idOf(a.GetName()), spoken(a.GetState(), stateWord), number(a.GetReading().GetCustomerCount()),
				terminal.Day(a.GetChangedAt()), titleOf(a),
			}
		})
	})
}

// risen returns every state of alerts but forming.
func risen() []throughlinev1.AlertState {
	var out []throughlinev1.AlertState
	for n := range throughlinev1.AlertState_name {
		switch s := throughlinev1.AlertState(n); s {
		case throughlinev1.AlertState_ALERT_STATE_UNSPECIFIED, throughlinev1.AlertState_ALERT_STATE_FORMING:
		default:
			out = append(out, s)
		}
	}
	slices.Sort(out) // a page's token goes by the request
	return out
}

// titleOf returns an alert's title, or where it has none its seam.
func titleOf(a *throughline.Alert) string {
	if a.GetTitle() != "" {
		return a.GetTitle()
	}
	return a.GetFromSide().GetDisplayName() + " → " + a.GetToSide().GetDisplayName()
}

func newAlertsShow(s Streams) *cobra.Command {
	var o remoteFlags
	c := &cobra.Command{
		Use:   "show ID",
		Short: "Show an alert, in the order in which a leader reads it",
		Long: `Shows one alert: what broke and where customers are stuck, what they say, who is affected, what
is at stake, how strong the signal is, who owns it and what it has cost where nobody does, what to
do and what earlier fixes of that sort achieved, or what to find out first, and why now. The key
needs the role viewer.`,
		Example: `  throughline alerts show 01a213c7-4590-742c-87c2-216f617fe60e
  throughline alerts show 01a213c7-4590-742c-87c2-216f617fe60e --json | jq .reading.accounts`,
		Args: exactArguments("ID"),
		RunE: func(c *cobra.Command, args []string) error { return showAlert(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	c.ValidArgsFunction = firstOnly(completeAlerts(&o.clientFlags))
	return c
}

func showAlert(ctx context.Context, s Streams, o remoteFlags, given string) error {
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "alerts", given)
		if err != nil {
			return err
		}
		a, err := client.Alerts.GetAlert(ctx, &throughlinev1.GetAlertRequest{Name: name})
		if err != nil {
			return err
		}
		return printOne(s, o, a, func(a *throughline.Alert) error { return printAlert(s, a) })
	})
}
