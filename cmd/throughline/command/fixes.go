package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

func newFixes(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "fixes",
		Short: "Record what was shipped at a seam, and see what it did",
		Example: `  throughline fixes create --from order_ready_notice --to pickup_desk --note "Scan first"
  throughline fixes effect 01a213c7-4590-742c-87c2-216f617fe60e`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newFixesList(s), newFixesCreate(s), newFixesEffect(s))
	return c
}

func newFixesList(s Streams) *cobra.Command {
	var o listFlags
	c := &cobra.Command{
		Use:     "list",
		Short:   "List fixes, the latest shipped first",
		Long:    "Lists fixes, the latest shipped first. The key needs the role viewer.",
		Example: `  throughline fixes list`,
		Args:    noArguments,
		RunE:    func(c *cobra.Command, _ []string) error { return listFixes(c.Context(), s, o) },
	}
	o.add(c)
	return c
}

func listFixes(ctx context.Context, s Streams, o listFlags) error {
	table := terminal.NewTable(terminal.Column{Name: "ID"}, terminal.Column{Name: "SHIPPED"}, terminal.Column{Name: "SEAM", Wide: true}, terminal.Column{Name: "NOTE", Wide: true})
	return o.call(func(client *throughline.Client) error {
		return printList(s, o, client.ListFixes(ctx, nil), table, func(f *throughline.Fix) []string {
			return []string{idOf(f.GetName()), terminal.Day(f.GetShippedAt()), fixWords(f), f.GetNote()}
		})
	})
}

// fixWords says what a fix mends, and where it was shipped.
func fixWords(f *throughline.Fix) string {
	parts := []string{seamWords(f.GetSeam(), false)}
	if f.GetFailureMode() != 0 {
		parts = append(parts, spoken(f.GetFailureMode(), modeWord))
	}
	if n := len(f.GetLocations()); n > 0 {
		parts = append(parts, "at "+count(n, "location", "locations"))
	}
	if len(f.GetChannels()) > 0 {
		parts = append(parts, "by "+strings.Join(f.GetChannels(), ", "))
	}
	return strings.Join(parts, ", ")
}

type fixOptions struct {
	remoteFlags
	from, to  string
	mode      string
	shipped   string
	locations []string
	channels  []string
	note      string
}

func newFixesCreate(s Streams) *cobra.Command {
	var o fixOptions
	c := &cobra.Command{
		Use:   "create --from TOUCHPOINT --to TOUCHPOINT",
		Short: "Record a fix that was shipped at a seam, so that its effect can be measured",
		Long: `Records a fix. What was recorded stays. With --location or --channel, the others serve as
control when its effect is measured. The key needs the role reviewer.`,
		Example: `  throughline fixes create --from order_ready_notice --to pickup_desk --note "The notice waits for the scan"
  throughline fixes create --from order_ready_notice --to pickup_desk --shipped-at 2026-11-20 --location store-7 --location store-9`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return createFix(c.Context(), s, o) },
	}
	o.add(c)
	modes := wordsOf(throughlinev1.FailureMode_name, modeWord)
	c.Flags().StringVar(&o.from, "from", "", "`id` of the touchpoint where the journey was before the handoff")
	c.Flags().StringVar(&o.to, "to", "", "`id` of the touchpoint where it should have gone on")
	c.Flags().StringVar(&o.mode, "failure-mode", "", "how the handoff `broke`; else it is measured by all complaints about the seam: "+inSentence(modes))
	_ = c.RegisterFlagCompletionFunc("failure-mode", completeWords(modes))
	c.Flags().StringVar(&o.shipped, "shipped-at", "", "the `instant` when it went live, RFC 3339 or a day; now when left out")
	c.Flags().StringSliceVar(&o.locations, "location", nil, "`id` of a location that got it, which may be given several times; all when left out")
	c.Flags().StringSliceVar(&o.channels, "channel", nil, "a `channel` that got it, which may be given several times; all when left out")
	c.Flags().StringVar(&o.note, "note", "", "what was changed, in `words`")
	return c
}

// fix makes a fix of the flags.
func (o *fixOptions) fix() (*throughline.Fix, error) {
	if o.from == "" || o.to == "" {
		return nil, usageError{errors.New("--from and --to must be given: the ids of both touchpoints, as 'throughline journey show' has them")}
	}
	f := &throughline.Fix{
		Seam:      &throughlinev1.Seam{FromTouchpoint: o.from, ToTouchpoint: o.to},
		Locations: o.locations, Channels: o.channels, Note: o.note,
	}
	var err error
	if o.mode != "" {
		f.FailureMode, err = valueOf[throughlinev1.FailureMode]("--failure-mode", o.mode, throughlinev1.FailureMode_value, throughlinev1.FailureMode_name, modeWord)
		if err != nil {
			return nil, err
		}
	}
	if f.ShippedAt, err = moment("--shipped-at", o.shipped); err == nil && f.ShippedAt == nil {
		f.ShippedAt = timestamppb.Now()
	}
	return f, err
}

func createFix(ctx context.Context, s Streams, o fixOptions) error {
	f, err := o.fix()
	if err != nil {
		return err
	}
	return o.call(func(client *throughline.Client) error {
		made, err := client.Alerts.CreateFix(ctx, &throughlinev1.CreateFixRequest{Fix: f})
		if err != nil {
			return err
		}
		return printOne(s, o.remoteFlags, made, func(f *throughline.Fix) error {
			p := newSheet(s)
			p.row("fix", idOf(f.GetName()))
			p.row("mends", fixWords(f))
			p.row("shipped", terminal.Moment(f.GetShippedAt()))
			p.row("its effect", "throughline fixes effect "+idOf(f.GetName()))
			return p.write()
		})
	})
}

func newFixesEffect(s Streams) *cobra.Command {
	var o explainOptions
	c := &cobra.Command{
		Use:   "effect ID",
		Short: "Measure what a fix did, against what was to be expected",
		Long: `Measures what a fix did: complaints about its break against what was to be expected by volume, by
the trend before it and by the locations that did not get it. The key needs the role viewer.`,
		Example: `  throughline fixes effect 01a213c7-4590-742c-87c2-216f617fe60e`,
		Args:    exactArguments("ID"),
		RunE:    func(c *cobra.Command, args []string) error { return showEffect(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	c.Flags().StringVar(&o.asOf, "as-of", "", "measure at this `instant` in the past: RFC 3339, or a day")
	return c
}

func showEffect(ctx context.Context, s Streams, o explainOptions, given string) error {
	asOf, err := moment("--as-of", o.asOf)
	if err != nil {
		return err
	}
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "fixes", given)
		if err != nil {
			return err
		}
		e, err := client.Alerts.GetFixEffect(ctx, &throughlinev1.GetFixEffectRequest{Name: name, AsOf: asOf})
		if err != nil {
			return err
		}
		return printOne(s, o.remoteFlags, e, func(e *throughlinev1.FixEffect) error { return printEffect(s, e) })
	})
}

// printEffect prints a clean effect.
func printEffect(s Streams, e *throughlinev1.FixEffect) error {
	p := newSheet(s)
	p.row("verdict", spoken(e.GetVerdict(), "FIX_VERDICT_"))
	p.row("because", e.GetReason())
	if r := e.GetRateRatio(); r != nil {
		p.row("effect", fmt.Sprintf("%.2f times the expected complaints (95 %% interval %.2f to %.2f)", r.GetRatio(), r.GetLow(), r.GetHigh()))
	}
	for _, t := range []struct {
		name  string
		tally *throughlinev1.FixTally
	}{{"before", e.GetBefore()}, {"after", e.GetAfter()}} {
		if t.tally.GetWeekCount() > 0 {
			p.row(t.name, fmt.Sprintf("%s: %s, %.2f for each hundred other interactions", count(int(t.tally.GetWeekCount()), "week", "weeks"),
				count(int(t.tally.GetComplaintCount()), "complaint", "complaints"), t.tally.GetPerHundred()))
		}
	}
	for _, n := range e.GetNotes() {
		p.row("note", n)
	}
	if e.GetDisplacement().GetReason() != "" {
		p.row("moved", e.GetDisplacement().GetReason())
	}
	if e.GetEnoughOn() != "" {
		p.row("enough on", e.GetEnoughOn())
	}
	p.row("measured at", terminal.Moment(e.GetMeasuredAt()))
	return p.write()
}
