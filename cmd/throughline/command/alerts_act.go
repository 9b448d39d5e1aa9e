package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// actFlags are the flags of commands by which a person takes an alert on, or puts it aside.
type actFlags struct {
	decideFlags
	until  string
	growth int32
}

// acting is one of these commands.
type acting struct {
	use, short, long, example string
	do                        func(context.Context, *throughline.Client, string, actFlags) (*throughline.Alert, error)
}

var actings = []acting{
	{
		use: "ack", short: "Take an alert: you answer for it from now on",
		long: "Acknowledges an alert that fired: whose key it is answers for it from now on.", example: `--comment "on it"`,
		do: func(ctx context.Context, c *throughline.Client, name string, f actFlags) (*throughline.Alert, error) {
			return c.Alerts.AcknowledgeAlert(ctx, &throughlinev1.AcknowledgeAlertRequest{Name: name, Comment: f.comment, Etag: f.etag})
		},
	},
	{
		use: "snooze", short: "Keep an alert quiet until a date, or until more customers complain",
		long:    "Keeps an alert quiet until a date, or until so many percent more customers complain, whichever\ncomes first. Meanwhile it is judged as ever, and nobody is told.",
		example: `--until 2027-01-15 --growth-percent 50 --comment "the fix ships in January"`,
		do:      snoozeAlert,
	},
	{
		use: "unsnooze", short: "End a snooze", long: "Ends the snooze of an alert.", example: "",
		do: func(ctx context.Context, c *throughline.Client, name string, f actFlags) (*throughline.Alert, error) {
			return c.Alerts.UnsnoozeAlert(ctx, &throughlinev1.UnsnoozeAlertRequest{Name: name, Comment: f.comment, Etag: f.etag})
		},
	},
	{
		use: "resolve", short: "Close an alert, and say why",
		long:    "Closes an alert, with the reason, which must be given. Complaints about what happens from now on\nspeak against it.",
		example: `--comment "the desk scans first since Monday"`,
		do: func(ctx context.Context, c *throughline.Client, name string, f actFlags) (*throughline.Alert, error) {
			if f.comment == "" {
				return nil, usageError{errors.New("--comment must be given: what was changed, or why nothing is to be")}
			}
			return c.Alerts.ResolveAlert(ctx, &throughlinev1.ResolveAlertRequest{Name: name, Comment: f.comment, Etag: f.etag})
		},
	},
	{
		use: "reopen", short: "Open a resolved alert again", long: "Opens a resolved alert again.", example: "",
		do: func(ctx context.Context, c *throughline.Client, name string, f actFlags) (*throughline.Alert, error) {
			return c.Alerts.ReopenAlert(ctx, &throughlinev1.ReopenAlertRequest{Name: name, Comment: f.comment, Etag: f.etag})
		},
	},
}

func snoozeAlert(ctx context.Context, c *throughline.Client, name string, f actFlags) (*throughline.Alert, error) {
	until, err := moment("--until", f.until)
	if err != nil {
		return nil, err
	}
	if until == nil && f.growth == 0 {
		return nil, usageError{errors.New("--until or --growth-percent must be given")}
	}
	return c.Alerts.SnoozeAlert(ctx, &throughlinev1.SnoozeAlertRequest{Name: name, Comment: f.comment, Etag: f.etag, Until: until, GrowthPercent: f.growth})
}

// newActing makes one of these commands.
func newActing(s Streams, act acting) *cobra.Command {
	var o actFlags
	c := &cobra.Command{
		Use:     act.use + " ID",
		Short:   act.short,
		Long:    act.long + " The key needs the role reviewer.",
		Example: strings.TrimRight(fmt.Sprintf("  throughline alerts %s 01a213c7-4590-742c-87c2-216f617fe60e %s", act.use, act.example), " "),
		Args:    exactArguments("ID"),
		RunE:    func(c *cobra.Command, args []string) error { return o.run(c.Context(), s, act, args[0]) },
	}
	o.add(c)
	if act.use == "snooze" {
		c.Flags().StringVar(&o.until, "until", "", "the `instant` when the snooze ends: RFC 3339, or a day")
		c.Flags().Int32Var(&o.growth, "growth-percent", 0, "it ends once so many `percent` more customers are in the window, 1 to 1000")
	}
	c.ValidArgsFunction = firstOnly(completeAlerts(&o.clientFlags))
	return c
}

func (f *actFlags) run(ctx context.Context, s Streams, act acting, given string) error {
	return f.call(func(client *throughline.Client) error {
		name, err := resource(client, "alerts", given)
		if err != nil {
			return err
		}
		a, err := act.do(ctx, client, name, *f)
		if err != nil {
			return err
		}
		return printOne(s, f.remoteFlags, a, func(a *throughline.Alert) error {
			p := newSheet(s)
			p.row("alert", idOf(a.GetName())+", change "+number(a.GetChangeCount()))
			p.row("now", spoken(a.GetState(), stateWord)+" since "+terminal.Moment(a.GetChangedAt()))
			p.row("title", titleOf(a))
			p.row("etag", a.GetEtag())
			return p.write()
		})
	})
}
