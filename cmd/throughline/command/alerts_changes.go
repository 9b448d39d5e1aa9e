package command

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

func newAlertsChanges(s Streams) *cobra.Command {
	var o listFlags
	c := &cobra.Command{
		Use:   "changes ID",
		Short: "List what an alert went through: who, why, and what was counted then and now",
		Long: `Lists the changes of one alert, the latest first: its state, who made the change and why, how many
customers were counted when it was made, and how many the same days count now. Complaints that
came late, or were moved, make the two differ. The key needs the role viewer.`,
		Example: `  throughline alerts changes 01a213c7-4590-742c-87c2-216f617fe60e
  throughline alerts changes 01a213c7-4590-742c-87c2-216f617fe60e --json | jq .reading.customers`,
		Args: exactArguments("ID"),
		RunE: func(c *cobra.Command, args []string) error { return listChanges(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	c.ValidArgsFunction = firstOnly(completeAlerts(&o.clientFlags))
	return c
}

func listChanges(ctx context.Context, s Streams, o listFlags, given string) error {
	table := terminal.NewTable(terminal.Column{Name: "NUMBER", Right: true}, terminal.Column{Name: "WHEN"}, terminal.Column{Name: "STATE"},
		terminal.Column{Name: "THEN", Right: true}, terminal.Column{Name: "NOW", Right: true}, terminal.Column{Name: "WHO"}, terminal.Column{Name: "WHY", Wide: true})
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "alerts", given)
		if err != nil {
			return err
		}
		changes := client.ListAlertChanges(ctx, &throughlinev1.ListAlertChangesRequest{Parent: name})
		return printList(s, o, changes, table, changeRow)
	})
}

func changeRow(r *throughlinev1.RecordedChange) []string {
	c, now, why := r.GetChange(), terminal.None, r.GetChange().GetReason()
	if r.GetNow() != nil {
		now = number(r.GetNow().GetCustomerCount())
	}
	if c.GetComment() != "" {
		why += ": " + c.GetComment()
	}
	return []string{
		number(c.GetNumber()), terminal.Moment(c.GetChangedAt()), spoken(c.GetState(), stateWord), number(r.GetReading().GetCustomerCount()), now,
		terminal.Or(idOf(c.GetActor())), why,
	}
}
