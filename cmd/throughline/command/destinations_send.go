package command

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// outcomeWord is what the names of outcomes begin with.
const outcomeWord = "DELIVERY_OUTCOME_"

func newDestinationsTest(s Streams) *cobra.Command {
	var o remoteFlags
	c := &cobra.Command{
		Use:   "test ID",
		Short: "Send a made-up alert to a destination, and say how that went",
		Long: `Sends a made-up alert, which says that it is one, also to a destination that is disabled. It exits
with 1 when the message did not arrive. The key needs the role admin.`,
		Example: `  throughline destinations test 01a213c7-4590-742c-87c2-216f617fe60e`,
		Args:    exactArguments("ID"),
		RunE: func(c *cobra.Command, args []string) error {
			return withDestination(o, args[0], func(client *throughline.Client, name string) error {
				r, err := client.Routing.TestDestination(c.Context(), &throughlinev1.TestDestinationRequest{Name: name})
				if err != nil {
					return err
				}
				if err := printOne(s, o, r, func(r *throughlinev1.TestDestinationResponse) error { return printTrial(s, r) }); err != nil {
					return err
				}
				if r.GetOutcome() != throughlinev1.DeliveryOutcome_DELIVERY_OUTCOME_DELIVERED {
					return errors.New("the message did not arrive")
				}
				return nil
			})
		},
	}
	o.add(c)
	return c
}

func printTrial(s Streams, r *throughlinev1.TestDestinationResponse) error {
	p := newSheet(s)
	p.row("outcome", spoken(r.GetOutcome(), outcomeWord))
	if r.GetReason() != "" {
		p.row("why", r.GetReason())
	}
	if r.GetStatus() > 0 {
		p.row("status", number(r.GetStatus()))
	}
	p.row("took", r.GetLatency().AsDuration().Round(time.Millisecond).String())
	p.row("message", r.GetMessageId())
	return p.write()
}

func newDestinationsRotate(s Streams) *cobra.Command {
	var o remoteFlags
	var overlap time.Duration
	c := &cobra.Command{
		Use:   "rotate-secret ID",
		Short: "Make a new signing secret for a webhook, beside the old one for a while",
		Long: `Makes a new signing secret and prints it, once. Messages are signed with both until the overlap is
over; then the old one stops by itself. --overlap 0s stops it at once, as when it has leaked.

Tokens of other kinds are replaced with 'throughline destinations update --secret'. The key needs the
role admin.`,
		Example: `  throughline destinations rotate-secret 01a213c7-4590-742c-87c2-216f617fe60e
  throughline destinations rotate-secret 01a213c7-4590-742c-87c2-216f617fe60e --overlap 0s`,
		Args: exactArguments("ID"),
		RunE: func(c *cobra.Command, args []string) error {
			return withDestination(o, args[0], func(client *throughline.Client, name string) error {
				d, err := client.Routing.RotateDestinationSecret(c.Context(), &throughlinev1.RotateDestinationSecretRequest{Name: name, Overlap: durationpb.New(overlap)})
				if err != nil {
					return err
				}
				return printOne(s, o, d, func(d *throughline.Destination) error {
					if until := d.GetWebhook().GetOldSecretUntil(); until != nil {
						fmt.Fprintln(s.Err, "The old secret stops at "+terminal.Moment(until)+".")
					}
					return printDestination(s, d)
				})
			})
		},
	}
	o.add(c)
	c.Flags().DurationVar(&overlap, "overlap", 24*time.Hour, "for how long the old secret counts too, a `time` such as 24h, at most 720h")
	return c
}
