package command

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

func newInteractions(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "interactions",
		Short: "Push what customers say, and follow what comes in",
		Example: `  throughline interactions push calls.jsonl
  throughline interactions tail`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newInteractionsPush(s), newInteractionsTail(s), newInteractionsShow(s))
	return c
}

func newInteractionsShow(s Streams) *cobra.Command {
	var o remoteFlags
	c := &cobra.Command{
		Use:     "show ID",
		Short:   "Show an interaction, its text redacted",
		Long:    "Shows one interaction as it is stored: redacted. The key needs the role viewer.",
		Example: `  throughline interactions show 01a213c7-4590-742c-87c2-216f617fe60e`,
		Args:    exactArguments("ID"),
		RunE:    func(c *cobra.Command, args []string) error { return showInteraction(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	return c
}

func showInteraction(ctx context.Context, s Streams, o remoteFlags, given string) error {
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "interactions", given)
		if err != nil {
			return err
		}
		i, err := client.Ingestion.GetInteraction(ctx, &throughlinev1.GetInteractionRequest{Name: name})
		if err != nil {
			return err
		}
		return printOne(s, o, i, func(i *throughline.Interaction) error { return printInteraction(s, i) })
	})
}

// printInteraction prints a clean interaction whole.
func printInteraction(s Streams, i *throughline.Interaction) error {
	p := newSheet(s)
	p.row("interaction", idOf(i.GetName()))
	p.row("from", i.GetSourceSystem()+", "+i.GetExternalId()+", "+i.GetSource()+" by "+terminal.Or(i.GetChannel()))
	p.row("happened", terminal.Moment(i.GetOccurredAt())+", received "+terminal.Moment(i.GetReceivedAt()))
	for _, about := range []struct{ name, id string }{
		{"customer", i.GetCustomerId()}, {"account", i.GetAccountId()}, {"location", i.GetLocationId()}, {"product line", i.GetProductLine()}, {"language", i.GetLanguage()},
	} {
		if about.id != "" {
			p.row(about.name, about.id)
		}
	}
	for _, turn := range i.GetTurns() {
		p.row(spoken(turn.GetSpeaker(), "SPEAKER_")+":", turn.GetText())
	}
	return p.write()
}
