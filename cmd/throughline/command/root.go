// Package command is the throughline command line: one file a command, each a thin client of
// the packages that do the work.
package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
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
	c, err := root.ExecuteContextC(ctx)
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		fmt.Fprintln(s.Err, "interrupted")
		return exitInterrupted
	}
	fmt.Fprintf(s.Err, "%s %s\n", s.errorLabel(), terminal.CleanLines(err.Error()))
	var usage usageError
	if errors.As(err, &usage) {
		fmt.Fprintf(s.Err, "'%s --help' shows how it is used.\n", c.CommandPath())
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
  throughline alerts list              what breaks, the latest changed first
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
	root.CompletionOptions.DisableDefaultCmd = true // newCompletion is ours
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(
		newAnalyze(s),
		newReplay(s),
		newImport(s),
		newAlerts(s),
		newClusters(s),
		newReview(s),
		newRouting(s),
		newDestinations(s),
		newCoverage(s),
		newInteractions(s),
		newFixes(s),
		newJourney(s),
		newPolicy(s),
		newTenant(s),
		newKeys(s),
		newReread(s),
		newMigrate(s),
		newServe(s),
		newDemo(s),
		newDoctor(s),
		newProfiles(s),
		newCompletion(s),
	)
	return root
}

// noArguments refuses arguments with the usage exit code. Of a command that has others below
// it, the first argument should have named one.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if !c.HasSubCommands() {
		return usageError{fmt.Errorf("%s takes no arguments, such as %q", c.CommandPath(), args[0])}
	}
	err := fmt.Errorf("%q is not a command of %s", args[0], c.CommandPath())
	c.SuggestionsMinimumDistance = 2
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		err = fmt.Errorf("%w; did you mean %q?", err, near[0])
	}
	return usageError{err}
}

// exactArguments asks for the named arguments, no more and no less.
func exactArguments(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return usageError{fmt.Errorf("%s needs %s", c.CommandPath(), strings.Join(names[len(args):], " and "))}
		case len(args) > len(names):
			return usageError{fmt.Errorf("%s takes %s only; %q is too much", c.CommandPath(), strings.Join(names, " and "), args[len(names)])}
		}
		return nil
	}
}

// atMostOne refuses a command line that sets several of the flags, which exclude each other.
func atMostOne(c *cobra.Command, names ...string) error {
	var set []string
	for _, n := range names {
		if c.Flags().Changed(n) {
			set = append(set, "--"+n)
		}
	}
	if len(set) > 1 {
		return usageError{fmt.Errorf("%s exclude each other; give one of them", strings.Join(set, " and "))}
	}
	return nil
}

// inSentence lists words for a sentence: "a, b or c".
func inSentence(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// count writes a number with the noun that goes with it.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
