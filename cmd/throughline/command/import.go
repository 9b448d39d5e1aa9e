package command

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/importing"
	"github.com/throughline-cx/throughline/server/ingest/folder"
)

type importOptions struct {
	clientFlags
	skipBroken bool
	restart    bool
	json       bool
}

func newImport(s Streams) *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "import DIR",
		Short: "Push a folder of interactions, accounts, locations and records to a server",
		Long: `Pushes an import folder through the public API: journey.yaml and policy.yaml become the
tenant's journey map and policy; locations.csv, accounts.csv, commercial_records.csv and
interactions.jsonl are pushed item by item. Every file but interactions.jsonl may be missing,
and each may be compressed as FILE.gz.

It stops at the first line that cannot be read or is refused, and says which and why; what
stands before it is stored. Run it again to go on where it stopped. Pushing the same folder
twice is harmless: the server recognises what it has.`,
		Example: `  throughline import ./data
  throughline import ./data --server throughline.example.com:443 --api-key-file key.txt
  throughline import ./data --continue 2> left-out.txt`,
		Args: exactArguments("DIR"),
		RunE: func(c *cobra.Command, args []string) error { return runImport(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	c.Flags().BoolVar(&o.skipBroken, "continue", false, "report broken lines and refused items and go on, instead of stopping")
	c.Flags().BoolVar(&o.restart, "restart", false, "begin at the start, even if an earlier run was stopped")
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
		Server: o.server, StateDir: stateDir(), SkipBroken: o.skipBroken, Restart: o.restart,
		Progress: bars.set,
		Problem:  func(err error) { bars.println(err.Error()) },
	})
	bars.done()
	if err != nil {
		return fmt.Errorf("%w\nwhat stands before it is stored; mend it and run the import again, or use --continue", err)
	}
	if o.json {
		return json.NewEncoder(s.Out).Encode(result)
	}
	printImport(s, result)
	if result.Broken > 0 {
		return fmt.Errorf("%d lines or items were left out; the others are stored", result.Broken)
	}
	return nil
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
