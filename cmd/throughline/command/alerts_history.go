package command

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

func newAlertsJudgeHistory(s Streams) *cobra.Command {
	var o remoteFlags
	var since string
	c := &cobra.Command{
		Use:   "judge-history",
		Short: "Judge days that have ended, after a backfill: what would have fired then",
		Long: `Judges days that have ended, for breaks that never fired. Interactions of the past that are pushed
into a tenant that is live count on their days, and fire nothing by themselves. Where a break
would have fired, had they been there in time, its alert gets the changes that it would have gone
through, with their own times. Teams are told of what still fires, and of nothing that is past.
It waits until everything that was pushed is read. The key needs the role reviewer.`,
		Example: `  throughline alerts judge-history
  throughline alerts judge-history --since 2026-06-01`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return o.call(func(client *throughline.Client) error { return judgeHistory(c.Context(), s, client, o, since) })
		},
	}
	o.add(c)
	c.Flags().StringVar(&since, "since", "", "the first `day` that is judged, such as 2026-06-01; that of the earliest complaint when left out")
	return c
}

// judgingPatience is how long judging the history of a large tenant may take.
const judgingPatience = 15 * time.Minute

// judgeHistory asks until everything is read.
func judgeHistory(ctx context.Context, s Streams, client *throughline.Client, o remoteFlags, since string) error {
	said := ""
	ctx, cancel := context.WithTimeout(ctx, judgingPatience)
	defer cancel()
	for {
		r, err := client.Alerts.JudgeHistory(ctx, &throughlinev1.JudgeHistoryRequest{Parent: client.Name(), FirstDay: since})
		var e *throughline.Error
		if errors.As(err, &e) && e.Reason == throughlinev1.ErrorReason_ERROR_REASON_HISTORY_UNREAD {
			if e.Message != said {
				fmt.Fprintln(s.Err, e.Message)
				said = e.Message
			}
			select {
			case <-time.After(max(e.RetryAfter, time.Second)):
				continue
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}
		if err != nil {
			return err
		}
		return printOne(s, o, r, func(r *throughlinev1.JudgeHistoryResponse) error { return printHistory(s, r) })
	}
}

func printHistory(s Streams, r *throughlinev1.JudgeHistoryResponse) error {
	if r.GetWindow() == nil {
		return printLines(s, "there is nothing to judge: no break that never fired has a day that has ended")
	}
	lines := []string{fmt.Sprintf("%s judged from %s to %s: %s fired then",
		count(int(r.GetClusterCount()), "break was", "breaks were"), r.GetWindow().GetFirstDay(), r.GetWindow().GetLastDay(), count(len(r.GetAlerts()), "alert", "alerts"))}
	for _, name := range r.GetAlerts() {
		lines = append(lines, "throughline alerts changes "+idOf(name))
	}
	return printLines(s, lines...)
}
