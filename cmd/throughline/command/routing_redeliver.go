package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

type redeliverOptions struct {
	remoteFlags
	destination  string
	state        string
	since, until string
}

func newRoutingRedeliver(s Streams) *cobra.Command {
	var o redeliverOptions
	c := &cobra.Command{
		Use:   "redeliver [ID]",
		Short: "Send a message once more, or all that a destination did not take",
		Long: `Sends a delivery once more, with the same id, by which its receiver knows it; or those to a
destination that are dead, or were delivered, of a stretch of time. The key needs the role admin.`,
		Example: `  throughline routing redeliver 01a213c7-4590-742c-87c2-216f617fe60e
  throughline routing redeliver --destination 01a213c7-4590-742c-87c2-216f617fe60e --since 2026-11-25
  throughline routing redeliver --destination 01a213c7-4590-742c-87c2-216f617fe60e --state delivered --since 2026-11-25T09:00:00Z --until 2026-11-25T10:00:00Z`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if (len(args) == 1) == (o.destination != "") {
				return usageError{errors.New("give the id of a delivery, or --destination with the id of a destination")}
			}
			if len(args) == 1 {
				return redeliverOne(c.Context(), s, o, args[0])
			}
			return redeliverMany(c.Context(), s, o)
		},
	}
	o.add(c)
	c.Flags().StringVar(&o.destination, "destination", "", "`id` of the destination to which messages are sent once more")
	c.Flags().StringVar(&o.state, "state", "dead", "which: dead or delivered, a `state`")
	_ = c.RegisterFlagCompletionFunc("state", completeWords([]string{"dead", "delivered"}))
	c.Flags().StringVar(&o.since, "since", "", "only those planned at or after this `instant`, RFC 3339 or a day")
	c.Flags().StringVar(&o.until, "until", "", "only those planned before this `instant`")
	return c
}

func redeliverOne(ctx context.Context, s Streams, o redeliverOptions, given string) error {
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "deliveries", given)
		if err != nil {
			return err
		}
		d, err := client.Routing.RedeliverDelivery(ctx, &throughlinev1.RedeliverDeliveryRequest{Name: name})
		if err != nil {
			return err
		}
		return printOne(s, o.remoteFlags, d, func(d *throughline.Delivery) error {
			p := newSheet(s)
			p.row("delivery", idOf(d.GetName()))
			p.row("state", spoken(d.GetState(), deliveryWord))
			p.row("news", deliveryWords(d))
			return p.write()
		})
	})
}

func redeliverMany(ctx context.Context, s Streams, o redeliverOptions) error {
	request := &throughlinev1.RedeliverDeliveriesRequest{}
	switch o.state {
	case "dead":
		request.State = throughlinev1.DeliveryState_DELIVERY_STATE_DEAD
	case "delivered":
		request.State = throughlinev1.DeliveryState_DELIVERY_STATE_DELIVERED
	default:
		return usageError{fmt.Errorf("--state must be dead or delivered, not %q", o.state)}
	}
	var err error
	if request.StartTime, err = moment("--since", o.since); err != nil {
		return err
	}
	if request.EndTime, err = moment("--until", o.until); err != nil {
		return err
	}
	return withDestination(o.remoteFlags, o.destination, func(client *throughline.Client, name string) error {
		request.Parent, request.Destination = client.Name(), name
		r, err := client.Routing.RedeliverDeliveries(ctx, request)
		if err != nil {
			return err
		}
		return printOne(s, o.remoteFlags, r, func(r *throughlinev1.RedeliverDeliveriesResponse) error {
			_, err := fmt.Fprintln(s.Out, count(int(r.GetDeliveryCount()), "message is", "messages are")+" sent once more")
			return err
		})
	})
}
