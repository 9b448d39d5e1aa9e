// Package command is the throughline command line: one file a command, each a thin client of
// the packages that do the work.
package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

// Exit codes, the same for every command.
const (
	exitOK          = 0   // done
	exitFailure     = 1   // it went wrong; the reason is on standard error
	exitUsage       = 2   // the command line could not be understood
	exitInterrupted = 130 // stopped by Ctrl-C
)

// usageError marks an error in how the command was called.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// Run executes the command line args and returns the exit code.
func Run(ctx context.Context, args []string, s Streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		fmt.Fprintln(s.Err, "interrupted")
		return exitInterrupted
	}
	fmt.Fprintf(s.Err, "%s %v\n", s.errorLabel(), err)
	var usage usageError
	if errors.As(err, &usage) {
		fmt.Fprintln(s.Err, "Run 'throughline --help' to see the commands, or 'throughline COMMAND --help' for one of them.")
		return exitUsage
	}
	return exitFailure
}

func newRoot(s Streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "throughline",
		Short: "Find where customer journeys break between two channels or teams",
		Long: `Throughline takes in what customers say, finds the complaints about a broken handoff,
groups those about the same break, measures whom it touches, and brings the proof to
both teams that share the step.`,
		Example: `  throughline demo                     see it work on three made-up companies
  throughline serve                    run the server with its own private Postgres
  throughline import ./data --server localhost:7443
  throughline analyze < interactions.jsonl > mentions.jsonl`,
		Version:       version(),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noArguments,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(
		newAnalyze(s),
		newReplay(s),
		newImport(s),
		newKeys(s),
		newMigrate(s),
		newServe(s),
		newDemo(s),
		newDoctor(s),
	)
	return root
}

// noArguments refuses arguments with the usage exit code.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("%q is not a command of %s", args[0], c.CommandPath())}
	}
	return nil
}

// exactArguments asks for the named arguments, no more and no less.
func exactArguments(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != len(names) {
			return usageError{fmt.Errorf("%s takes %d argument(s) %v, not %d", c.CommandPath(), len(names), names, len(args))}
		}
		return nil
	}
}
