package command

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// numberWord is what the names of a reading's numbers begin with.
const numberWord = "READING_NUMBER_"

type membersOptions struct {
	listFlags
	request throughlinev1.ListReadingMembersRequest
	kind    string
}

func newAlertsMembers(s Streams) *cobra.Command {
	var o membersOptions
	words := wordsOf(throughlinev1.ReadingNumber_name, numberWord)
	c := &cobra.Command{
		Use:   "members ID NUMBER",
		Short: "List exactly what a number of an alert counts",
		Long: `Lists what a number of an alert's break counts now: the customers, the accounts, the interactions
and so on, as many as the number says. NUMBER is one of ` + inSentence(words) + `.
The flags ask for a part of it. The key needs the role viewer.`,
		Example: `  throughline alerts members 01a213c7-4590-742c-87c2-216f617fe60e customers
  throughline alerts members 01a213c7-4590-742c-87c2-216f617fe60e interactions --location store-17
  throughline alerts members 01a213c7-4590-742c-87c2-216f617fe60e exposure_records --kind refunded --currency USD`,
		Args: exactArguments("ID", "NUMBER"),
		RunE: func(c *cobra.Command, args []string) error { return listMembers(c.Context(), s, &o, args[0], args[1]) },
	}
	o.add(c)
	c.Flags().StringVar(&o.request.LocationId, "location", "", "only complaints at this `location`")
	c.Flags().StringVar(&o.request.ProductLine, "product-line", "", "only complaints about this product `line`")
	c.Flags().StringVar(&o.request.Channel, "channel", "", "only complaints through this `channel`")
	c.Flags().StringVar(&o.request.Source, "source", "", "only complaints from this `source`")
	c.Flags().StringVar(&o.request.Day, "day", "", "only complaints of this `day`, such as 2026-11-26")
	kinds := wordsOf(throughlinev1.ExposureKind_name, exposureWord)
	c.Flags().StringVar(&o.kind, "kind", "", "of the exposure numbers: the `kind`, "+inSentence(kinds))
	c.Flags().StringVar(&o.request.Currency, "currency", "", "of the exposure numbers: the `currency`, such as USD")
	_ = c.RegisterFlagCompletionFunc("kind", completeWords(kinds))
	alerts := completeAlerts(&o.clientFlags)
	c.ValidArgsFunction = func(c *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		switch len(args) {
		case 0:
			return alerts(c, args, begun)
		case 1:
			return completeWords(words)(c, args, begun)
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return c
}

func listMembers(ctx context.Context, s Streams, o *membersOptions, given, word string) (err error) {
	o.request.Number, err = valueOf[throughlinev1.ReadingNumber]("NUMBER", word, throughlinev1.ReadingNumber_value, throughlinev1.ReadingNumber_name, numberWord)
	if err != nil {
		return err
	}
	if o.kind != "" {
		o.request.ExposureKind, err = valueOf[throughlinev1.ExposureKind]("--kind", o.kind, throughlinev1.ExposureKind_value, throughlinev1.ExposureKind_name, exposureWord)
		if err != nil {
			return err
		}
	}
	table := terminal.NewTable(terminal.Column{Name: "KEY"}, terminal.Column{Name: "SOURCE"}, terminal.Column{Name: "WHEN"})
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "alerts", given)
		if err != nil {
			return err
		}
		a, err := client.Alerts.GetAlert(ctx, &throughlinev1.GetAlertRequest{Name: name, View: throughlinev1.AlertView_ALERT_VIEW_BASIC})
		if err != nil {
			return err
		}
		o.request.Parent = a.GetCluster()
		return printList(s, o.listFlags, client.ListReadingMembers(ctx, &o.request), table, memberRow)
	})
}

func memberRow(m *throughlinev1.ReadingMember) []string {
	if in := m.GetInteraction(); in != nil {
		return []string{in.GetExternalId(), terminal.Or(in.GetSourceSystem()), terminal.Moment(in.GetOccurredAt())}
	}
	return []string{m.GetKey(), terminal.None, terminal.None}
}
