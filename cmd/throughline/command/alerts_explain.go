package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

type explainOptions struct {
	remoteFlags
	asOf string
}

func newAlertsExplain(s Streams) *cobra.Command {
	var o explainOptions
	c := &cobra.Command{
		Use:   "explain ID",
		Short: "Say why an alert is in its state, and the least that would change it",
		Long: `Says why an alert is in its state, now or at a moment in the past, and the least that would make
it fire or keep it from firing. The key needs the role viewer.`,
		Example: `  throughline alerts explain 01a213c7-4590-742c-87c2-216f617fe60e
  throughline alerts explain 01a213c7-4590-742c-87c2-216f617fe60e --as-of 2026-11-01`,
		Args: exactArguments("ID"),
		RunE: func(c *cobra.Command, args []string) error { return explainAlert(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	c.Flags().StringVar(&o.asOf, "as-of", "", "explain this `instant` in the past: RFC 3339, or a day")
	c.ValidArgsFunction = firstOnly(completeAlerts(&o.clientFlags))
	return c
}

func explainAlert(ctx context.Context, s Streams, o explainOptions, given string) error {
	asOf, err := moment("--as-of", o.asOf)
	if err != nil {
		return err
	}
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "alerts", given)
		if err != nil {
			return err
		}
		e, err := client.Alerts.ExplainAlert(ctx, &throughlinev1.ExplainAlertRequest{Name: name, AsOf: asOf})
		if err != nil {
			return err
		}
		return printOne(s, o.remoteFlags, e, func(e *throughlinev1.ExplainAlertResponse) error { return printExplanation(s, e) })
	})
}

func printExplanation(s Streams, e *throughlinev1.ExplainAlertResponse) error {
	lines := []string{fmt.Sprintf("%s: %s", spoken(e.GetState(), stateWord), e.GetReason())}
	lines = append(lines, fmt.Sprintf("judged %s by policy version %d", terminal.Moment(e.GetJudgedAt()), e.GetPolicyVersion()))
	for _, change := range e.GetWouldFire() {
		lines = append(lines, "it would fire with "+change.GetDescription())
	}
	for _, change := range e.GetWouldStop() {
		lines = append(lines, "it would not fire with "+change.GetDescription())
	}
	return printLines(s, lines...)
}
