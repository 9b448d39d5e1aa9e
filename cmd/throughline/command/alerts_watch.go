package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

type watchOptions struct {
	remoteFlags
	states []string
	resume string
}

func newAlertsWatch(s Streams) *cobra.Command {
	var o watchOptions
	c := &cobra.Command{
		Use:   "watch",
		Short: "Follow every change of the alerts as it happens, until Ctrl-C",
		Long: `Prints every change of an alert as it happens. It connects again by itself when the connection
breaks, skips no change and prints none twice. Ctrl-C ends it with exit code 0, and it says how
to go on from there.

With --json it prints every message of the server, those too which say that nothing changed: at
once, then at least every 15 seconds. Each has the token that resumes after it. The key needs
the role viewer.`,
		Example: `  throughline alerts watch
  throughline alerts watch --state firing --json | jq -c 'select(.alertEvent)'
  throughline alerts watch --resume-token AAAAAAAAAAc`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return watchAlerts(c.Context(), s, o) },
	}
	o.add(c)
	stateFlag(c, &o.states)
	c.Flags().StringVar(&o.resume, "resume-token", "", "go on after the message with this `token`, with the same --state; else from now on")
	return c
}

func watchAlerts(ctx context.Context, s Streams, o watchOptions) error {
	states, err := statesOf(o.states)
	if err != nil {
		return err
	}
	return o.call(func(client *throughline.Client) error {
		request := &throughlinev1.WatchAlertsRequest{States: states, ResumeToken: o.resume}
		started := false
		for message, err := range client.WatchAlerts(ctx, request) {
			if ctx.Err() != nil {
				o.sayHowToResume(s, request.GetResumeToken())
				return nil
			}
			if err != nil {
				return err
			}
			if !started {
				fmt.Fprintf(s.Err, "watching the alerts of tenant %s; Ctrl-C ends it\n", client.Tenant())
				started = true
			}
			if err := printMessage(s, o.remoteFlags, message); err != nil {
				return err
			}
			request.ResumeToken = message.GetResumeToken()
		}
		return nil
	})
}

// sayHowToResume names the command that goes on after what was printed.
func (o watchOptions) sayHowToResume(s Streams, token string) {
	if token == "" {
		return
	}
	var states strings.Builder
	for _, state := range o.states {
		states.WriteString(" --state " + state)
	}
	fmt.Fprintf(s.Err, "to go on from here: throughline alerts watch%s --resume-token %s\n", &states, token)
}

// printMessage prints what happened; for people nothing when nothing did.
func printMessage(s Streams, o remoteFlags, m *throughlinev1.WatchAlertsResponse) error {
	if o.json {
		return printJSON(s, m)
	}
	if m.GetAlertEvent() == nil {
		return nil
	}
	event := terminal.CleanMessage(m.GetAlertEvent())
	change := event.GetChange()
	states := spoken(change.GetState(), stateWord)
	if change.GetPreviousState() != 0 {
		states = spoken(change.GetPreviousState(), stateWord) + " → " + states
	}
	first := terminal.Moment(change.GetChangedAt()) + "  " + states + "  " + titleOf(event.GetAlert())
	second := idOf(event.GetAlert().GetName()) + "  " + change.GetReason()
	return printLines(s, first, second)
}

// printLines prints lines to fit the terminal; all but the first stand in a little.
func printLines(s Streams, lines ...string) error {
	for i, line := range lines {
		parts := []string{line}
		if width := s.tableWidth(); width > 0 {
			parts = terminal.Wrap(line, width-2*min(i, 1))
		}
		for n, part := range parts {
			if i+n > 0 {
				part = "  " + part
			}
			if _, err := fmt.Fprintln(s.Out, part); err != nil {
				return err
			}
		}
	}
	return nil
}
