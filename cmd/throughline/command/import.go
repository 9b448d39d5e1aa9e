package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"google.golang.org/grpc/codes"

	"github.com/throughline-cx/throughline/cmd/throughline/importing"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/ingest/folder"
)

type importOptions struct {
	clientFlags
	skipBroken bool
	restart    bool
	dataOnly   bool
	judge      bool
	json       bool
}

func newImport(s Streams) *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "import DIR",
		Short: "Push a folder of interactions, accounts, locations and records to a server",
		Long: `Pushes an import folder through the public API: journey.yaml and policy.yaml become the
tenant's journey map and policy; locations.csv, accounts.csv, commercial_records.csv and
interactions.jsonl are pushed item by item; what fixes.csv tells was shipped is recorded, so
that its effect can be measured. Every file but interactions.jsonl may be missing, and each may
be compressed as FILE.gz.

It stops at the first line that cannot be read or is refused, and says which and why; what
stands before it is stored. Mend the line and run it again to go on there. When something before
that place has changed too, it starts over. Pushing the same folder twice is harmless: the
server recognises what it has. A server that goes away is waited for, two minutes at most.

Into a tenant that is live already, what is imported of the past counts on its days and fires no
alerts. With --judge-history the days that have ended are judged once all is read: see
"throughline alerts judge-history".

The key needs the role admin; with --data-only, which leaves the journey map, the policy and
the fixes as they are, ingester is enough.`,
		Example: `  throughline import ./data
  throughline import ./data --server throughline.example.com:443 --api-key-file key.txt
  throughline import ./data --continue 2> left-out.txt
  throughline import ./data --data-only --json`,
		Args: exactArguments("DIR"),
		RunE: func(c *cobra.Command, args []string) error { return runImport(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	c.Flags().BoolVar(&o.skipBroken, "continue", false, "report broken lines and refused items and go on, instead of stopping")
	c.Flags().BoolVar(&o.restart, "restart", false, "begin at the start, even if an earlier run was stopped")
	c.Flags().BoolVar(&o.dataOnly, "data-only", false, "leave the tenant's journey map, policy and fixes as they are")
	c.Flags().BoolVar(&o.judge, "judge-history", false, "then judge the days that have ended, so that breaks of the past get their alerts; needs the role reviewer or admin")
	c.Flags().BoolVar(&o.json, "json", false, "print the counts as JSON")
	return c
}

func runImport(ctx context.Context, s Streams, o importOptions, dir string) error {
	f, err := folder.Open(dir)
	if err != nil {
		return err
	}
	client, err := o.connect()
	if err != nil {
		return err
	}
	defer func() { _ = client.Close() }()
	bars := newBars(s)
	result, err := importing.Run(ctx, client, f, importing.Options{
		Server: o.server, StateDir: stateDir(), SkipBroken: o.skipBroken, Restart: o.restart, DataOnly: o.dataOnly,
		Patience: importing.Patience, Progress: bars.set,
		Problem: func(err error) { bars.println(err.Error()) },
		Waiting: func(err error, left time.Duration) {
			bars.println(fmt.Sprintf("%s %s; trying for %v more", o.server, whyWait(err), left.Round(time.Second)))
		},
	})
	bars.done()
	if err != nil {
		return importError(o, err)
	}
	if o.json {
		if err := json.NewEncoder(s.Out).Encode(result); err != nil {
			return err
		}
	} else {
		printImport(s, result)
	}
	if o.judge {
		if err := judgeHistory(ctx, s, client, remoteFlags{clientFlags: o.clientFlags, json: o.json}, ""); err != nil {
			return o.explain(err)
		}
	}
	if result.Broken > 0 {
		return fmt.Errorf("%s left out; the others are stored", count(result.Broken, "line or item was", "lines or items were"))
	}
	return nil
}

// whyWait says in short why an import waits.
func whyWait(err error) string {
	var e *throughline.Error
	switch {
	case !errors.As(err, &e) || e.ReasonName == "":
		return "does not answer"
	case e.Code == codes.ResourceExhausted || e.Code == codes.Aborted:
		return "is busy"
	}
	return "answers, but says: " + e.Message
}

// importError adds to an error what to do about it.
func importError(o importOptions, err error) error {
	var stopped *importing.StoppedError
	var call *throughline.Error
	switch {
	case errors.As(err, &stopped):
		return fmt.Errorf("%w\nWhat stands before that is stored. Mend it and run the import again, or go on without it with --continue", err)
	case errors.As(err, &call) && call.Code == codes.PermissionDenied && !o.dataOnly:
		return fmt.Errorf("%w\nA key of role ingester may import with --data-only, which leaves journey.yaml, policy.yaml and fixes.csv out", o.explain(err))
	}
	return o.explain(err)
}

func printImport(s Streams, r importing.Result) {
	for _, f := range r.Files {
		fmt.Fprintf(s.Out, "%-26s %7d stored", f.File, f.Accepted+f.Updated)
		if f.Duplicate > 0 {
			fmt.Fprintf(s.Out, ", %d known already", f.Duplicate)
		}
		if n := f.Conflict + f.Rejected; n > 0 {
			fmt.Fprintf(s.Out, ", %d refused", n)
		}
		fmt.Fprintln(s.Out)
	}
}

// stateDir is where commands remember how far they came; empty when there is no such place.
func stateDir() string {
	dir := os.Getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(dir) {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		dir = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(dir, "throughline")
}
