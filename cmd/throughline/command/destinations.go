package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

func newDestinations(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "destinations",
		Short: "Set up where teams hear of alerts: webhooks, Slack, Teams, mail, Jira, Alertmanager",
		Long: `Makes, changes and tries destinations. Who is told where is set by routes: 'throughline routing'.

Fields are those of the API's kind, given as --set FIELD=VALUE. What nobody should read over your
shoulder, or in a list of processes, is read from a file: --secret FIELD=FILE, or FIELD=- for
standard input. What was given so is shown by no command.`,
		Example: `  throughline destinations create slack --name "Store operations" --set channel=C0123456789 --secret bot_token=slack.token
  throughline destinations test 01a213c7-4590-742c-87c2-216f617fe60e`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newDestinationsCreate(s), newDestinationsList(s), newDestinationsGet(s), newDestinationsUpdate(s), newDestinationsDelete(s),
		newDestinationsTest(s), newDestinationsRotate(s))
	return c
}

func newDestinationsList(s Streams) *cobra.Command {
	c := newRoutingDestinations(s)
	c.Use, c.Example = "list", `  throughline destinations list`
	return c
}

type destinationOptions struct {
	remoteFlags
	targetFlags
	actingFlags
	name    string
	disable bool
	enable  bool
}

func (o *destinationOptions) add(c *cobra.Command, s Streams) {
	o.remoteFlags.add(c)
	o.targetFlags.add(c, s)
	o.actingFlags.add(c)
	c.Flags().StringVar(&o.name, "name", "", "what people call it, in `words`")
}

func newDestinationsCreate(s Streams) *cobra.Command {
	var o destinationOptions
	c := &cobra.Command{
		Use:   "create KIND --name NAME --set FIELD=VALUE…",
		Short: "Make a destination, and print a webhook's signing secret, once",
		Long: `Makes a destination of a kind: ` + inSentence(targetKinds()) + `. The key needs the role admin.

  webhook        url
  slack          channel, secret bot_token, secret signing_secret
  teams          url
  email          to (with commas between the addresses)
  jira           url, user, project, issue_type, on_regression, done_status, reopen_status,
                 secret api_token, secret webhook_secret
  alertmanager   url, user, secret token`,
		Example: `  throughline destinations create webhook --name "Incident bus" --set url=https://hooks.example.com/throughline
  throughline destinations create email --name Stores --set to=stores@example.com,ops@example.com
  throughline destinations create jira --name Backlog --set url=https://example.atlassian.net --set user=bot@example.com --set project=OPS --secret api_token=jira.token`,
		Args:      exactArguments("KIND"),
		ValidArgs: targetKinds(),
		RunE:      func(c *cobra.Command, args []string) error { return createDestination(c.Context(), s, o, args[0]) },
	}
	o.add(c, s)
	return c
}

func createDestination(ctx context.Context, s Streams, o destinationOptions, kind string) error {
	d := &throughline.Destination{DisplayName: o.name}
	if _, err := o.apply(d, kind); err != nil {
		return err
	}
	var err error
	if d.Acting, err = o.acting(); err != nil {
		return err
	}
	return o.call(func(client *throughline.Client) error {
		made, err := client.Routing.CreateDestination(ctx, &throughlinev1.CreateDestinationRequest{Destination: d})
		if err != nil {
			return err
		}
		return printOne(s, o.remoteFlags, made, func(d *throughline.Destination) error { return printDestination(s, d) })
	})
}

// printDestination prints what is known of a destination. A signing secret is there only when it was
// just made.
func printDestination(s Streams, d *throughline.Destination) error {
	p := newSheet(s)
	p.row("destination", idOf(d.GetName()))
	if d.GetDisplayName() != "" {
		p.row("name", d.GetDisplayName())
	}
	p.row("kind", terminal.Or(kindOfDestination(d)))
	p.row("leads to", addressOf(d))
	p.row("state", destinationState(d))
	p.row("may act there", actingWords(d.GetActing()))
	if secret := d.GetWebhook().GetSigningSecret(); secret != "" {
		p.row("signing secret", secret)
		fmt.Fprintln(s.Err, "The signing secret is shown once. Keep it like a password.")
	}
	return p.write()
}

func newDestinationsGet(s Streams) *cobra.Command {
	var o remoteFlags
	c := &cobra.Command{
		Use:     "get ID",
		Short:   "Show a destination, without what is secret",
		Long:    "Shows a destination. The key needs the role viewer.",
		Example: `  throughline destinations get 01a213c7-4590-742c-87c2-216f617fe60e --json`,
		Args:    exactArguments("ID"),
		RunE: func(c *cobra.Command, args []string) error {
			return withDestination(o, args[0], func(client *throughline.Client, name string) error {
				d, err := client.Routing.GetDestination(c.Context(), &throughlinev1.GetDestinationRequest{Name: name})
				if err != nil {
					return err
				}
				return printOne(s, o, d, func(d *throughline.Destination) error { return printDestination(s, d) })
			})
		},
	}
	o.add(c)
	return c
}

// withDestination calls fn with the resource name of a destination.
func withDestination(o remoteFlags, given string, fn func(*throughline.Client, string) error) error {
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "destinations", given)
		if err != nil {
			return err
		}
		return fn(client, name)
	})
}

func newDestinationsUpdate(s Streams) *cobra.Command {
	var o destinationOptions
	c := &cobra.Command{
		Use:   "update ID --set FIELD=VALUE…",
		Short: "Change what is given of a destination; the rest stays",
		Long: `Changes a destination. The key needs the role admin.

--may-act replaces the whole list of those who may act there, docs/actions.md.

Where the address leads to another host, the token must be given again: nobody can read the old one,
so nobody can have it sent elsewhere.`,
		Example: `  throughline destinations update 01a213c7-4590-742c-87c2-216f617fe60e --set channel=C9876543210
  throughline destinations update 01a213c7-4590-742c-87c2-216f617fe60e --may-act U0123ABCD --may-act U0456EFGH
  throughline destinations update 01a213c7-4590-742c-87c2-216f617fe60e --enable`,
		Args: exactArguments("ID"),
		RunE: func(c *cobra.Command, args []string) error { return updateDestination(c, s, o, args[0]) },
	}
	o.add(c, s)
	o.addNobody(c)
	c.Flags().BoolVar(&o.disable, "disable", false, "send nothing more there; what waits is kept")
	c.Flags().BoolVar(&o.enable, "enable", false, "send there again, what has waited first")
	return c
}

func updateDestination(c *cobra.Command, s Streams, o destinationOptions, given string) error {
	if o.disable && o.enable {
		return usageError{errors.New("--disable and --enable exclude each other")}
	}
	return withDestination(o.remoteFlags, given, func(client *throughline.Client, name string) error {
		now, err := client.Routing.GetDestination(c.Context(), &throughlinev1.GetDestinationRequest{Name: name})
		if err != nil {
			return err
		}
		want := &throughline.Destination{Name: name, Etag: now.GetEtag(), DisplayName: o.name, Disabled: o.disable}
		mask, err := o.apply(want, kindOfDestination(now))
		if err != nil {
			return err
		}
		if len(mask) == 0 {
			want.Target = nil
		}
		if c.Flags().Changed("name") {
			mask = append(mask, "display_name")
		}
		if want.Acting, err = o.acting(); err != nil {
			return err
		}
		if want.Acting != nil {
			mask = append(mask, "acting")
		}
		if o.disable || o.enable {
			mask = append(mask, "disabled")
		}
		if len(mask) == 0 {
			return usageError{errors.New("nothing to change: give --name, --set, --secret, --may-act, --disable or --enable")}
		}
		d, err := client.Routing.UpdateDestination(c.Context(), &throughlinev1.UpdateDestinationRequest{Destination: want, UpdateMask: &fieldmaskpb.FieldMask{Paths: mask}})
		if err != nil {
			return err
		}
		return printOne(s, o.remoteFlags, d, func(d *throughline.Destination) error { return printDestination(s, d) })
	})
}

func newDestinationsDelete(s Streams) *cobra.Command {
	var o remoteFlags
	c := &cobra.Command{
		Use:     "delete ID",
		Short:   "Delete a destination that no route leads to and for which nothing waits",
		Long:    "Deletes a destination. What was sent there stays on record. The key needs the role admin.",
		Example: `  throughline destinations delete 01a213c7-4590-742c-87c2-216f617fe60e`,
		Args:    exactArguments("ID"),
		RunE: func(c *cobra.Command, args []string) error {
			return withDestination(o, args[0], func(client *throughline.Client, name string) error {
				if _, err := client.Routing.DeleteDestination(c.Context(), &throughlinev1.DeleteDestinationRequest{Name: name}); err != nil {
					return err
				}
				fmt.Fprintln(s.Err, "deleted", idOf(name))
				return nil
			})
		},
	}
	o.add(c)
	return c
}
