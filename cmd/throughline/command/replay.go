package command

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/understand"
)

type replayOptions struct {
	mentions string
	model    string
	verbose  bool
}

func newReplay(s Streams) *cobra.Command {
	var o replayOptions
	c := &cobra.Command{
		Use:   "replay DIR > events.jsonl",
		Short: "Run the pipeline over a folder in event time and print every change of an alert",
		Long: `Replays an import folder (interactions.jsonl, journey.yaml, policy.yaml and, where there are
any, accounts.csv, locations.csv, commercial_records.csv) on a private database that is thrown
away, evaluating at the end of each UTC day. Prints one JSON object for each change of an alert
or candidate.

With --mentions the mentions come from a file instead of the texts, in the format that analyze
prints, so that everything after understanding can be looked at alone.`,
		Example: `  throughline replay ./data > events.jsonl
  throughline replay ./data | jq -r 'select(.state == "firing") | [.at, .from_touchpoint, .to_touchpoint, .customers] | @tsv'`,
		Args: exactArguments("DIR"),
		RunE: func(c *cobra.Command, args []string) error { return runReplay(c.Context(), s, o, args[0]) },
	}
	c.Flags().StringVar(&o.mentions, "mentions", "", "take the mentions from this `file` instead of the texts")
	c.Flags().StringVar(&o.model, "model", "", "`file` with weights to read with, instead of those built in")
	c.Flags().BoolVarP(&o.verbose, "verbose", "v", false, "log what the private database does")
	return c
}

func runReplay(ctx context.Context, s Streams, o replayOptions, dir string) error {
	options := app.ReplayOptions{Dir: dir, Mentions: o.mentions, Logger: slog.New(slog.DiscardHandler)}
	if o.verbose {
		options.Logger = slog.New(slog.NewTextHandler(s.Err, nil))
	}
	if o.model != "" {
		f, err := os.Open(o.model)
		if err != nil {
			return err
		}
		options.Model, err = understand.Load(f)
		_ = f.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", o.model, err)
		}
	}
	progress := newBars(s)
	options.Progress = func(stage string, share float64) { progress.set(stage, 0, share) }
	events, err := app.Replay(ctx, options)
	progress.done()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(s.Out)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, e := range events {
		if err := encoder.Encode(e); err != nil {
			return err
		}
	}
	return out.Flush()
}
