package command

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

type tailOptions struct {
	remoteFlags
	source   string
	lines    int
	interval time.Duration
}

func newInteractionsTail(s Streams) *cobra.Command {
	var o tailOptions
	c := &cobra.Command{
		Use:   "tail",
		Short: "Follow interactions as they come in, until Ctrl-C",
		Long: `Prints the latest interactions, their text redacted, and then those that come in. It asks for the
latest that happened, at an interval, and reads on until it knows a whole page: what comes in
long after it happened may be missed. Ctrl-C ends it with exit code 0. The key needs the role
viewer.`,
		Example: `  throughline interactions tail
  throughline interactions tail --source-system crm --lines 0 --json | jq -r .externalId`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return tailInteractions(c.Context(), s, o) },
	}
	o.add(c)
	c.Flags().StringVar(&o.source, "source-system", "", "only what comes from this `system`")
	c.Flags().IntVarP(&o.lines, "lines", "n", 10, "begin with so `many` that are there already")
	c.Flags().DurationVar(&o.interval, "interval", 2*time.Second, "how `long` to wait before asking again")
	return c
}

func tailInteractions(ctx context.Context, s Streams, o tailOptions) error {
	if o.interval < 100*time.Millisecond {
		return usageError{fmt.Errorf("--interval must be at least 100ms, not %v", o.interval)}
	}
	if o.lines < 0 {
		return usageError{fmt.Errorf("--lines must be at least 0, not %d", o.lines)}
	}
	return o.call(func(client *throughline.Client) error {
		t := tail{client: client, source: o.source, seen: map[string]bool{}}
		fresh, err := t.poll(ctx)
		fresh = fresh[max(len(fresh)-o.lines, 0):]
		tick := time.NewTicker(o.interval)
		defer tick.Stop()
		for {
			if ctx.Err() != nil {
				return nil // Ctrl-C is how a tail ends
			}
			if err != nil {
				return err
			}
			for _, i := range fresh {
				if err := printOne(s, o.remoteFlags, i, func(i *throughline.Interaction) error { return printTailed(s, i) }); err != nil {
					return err
				}
			}
			select {
			case <-tick.C:
				fresh, err = t.poll(ctx)
			case <-ctx.Done():
			}
		}
	})
}

const (
	tailPage  = 50     // interactions that are asked for at once
	tailKnown = 20_000 // that are remembered at most
)

// tail follows a list whose latest come first.
type tail struct {
	client *throughline.Client
	source string
	seen   map[string]bool
	order  []string // of seen, the oldest known first
}

// poll returns what was not seen before, in the order in which it happened. The first poll reads
// one page; the others read on until a whole page is known.
func (t *tail) poll(ctx context.Context) ([]*throughline.Interaction, error) {
	var fresh []*throughline.Interaction
	request := &throughlinev1.ListInteractionsRequest{SourceSystem: t.source, PageSize: tailPage}
	begun := len(t.seen) > 0
	known := 0
	for i, err := range t.client.ListInteractions(ctx, request) {
		if err != nil {
			return nil, err
		}
		if t.seen[i.GetName()] {
			known++
		} else {
			known = 0
			fresh = append(fresh, i)
		}
		if known == tailPage || !begun && len(fresh) == tailPage {
			break
		}
	}
	slices.Reverse(fresh)
	for _, i := range fresh {
		t.remember(i.GetName())
	}
	return fresh, nil
}

// remember forgets what was known longest when there is too much.
func (t *tail) remember(name string) {
	t.seen[name] = true
	t.order = append(t.order, name)
	if len(t.order) > tailKnown {
		delete(t.seen, t.order[0])
		t.order = t.order[1:]
	}
}

// printTailed prints a clean interaction in short: where it comes from, and what the customer
// says first.
func printTailed(s Streams, i *throughline.Interaction) error {
	first := terminal.Moment(i.GetOccurredAt()) + "  " + i.GetSource()
	if i.GetChannel() != "" {
		first += " by " + i.GetChannel()
	}
	first += "  " + i.GetSourceSystem() + " " + i.GetExternalId() + "  " + idOf(i.GetName())
	for _, turn := range i.GetTurns() {
		if turn.GetSpeaker() == throughlinev1.Speaker_SPEAKER_CUSTOMER {
			return printLines(s, first, turn.GetText())
		}
	}
	return printLines(s, first)
}
