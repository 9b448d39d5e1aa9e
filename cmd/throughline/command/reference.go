package command

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// WriteReference writes docs/cli.md: what --help says of every command.
func WriteReference(w io.Writer) error {
	var out strings.Builder
	out.WriteString(`# The command line

What ` + "`--help`" + ` says of every command. It is made by ` + "`make generate`" + `; change the commands, not this page.

Results go to standard output, and everything said to a person to standard error. Exit codes: 0 done, 1 it went wrong or something was refused,
2 the command line could not be understood, 130 stopped by Ctrl-C. What customers wrote is printed in their exact words, but for characters that
would drive a terminal: these are shown as signs.

`)
	root := newRoot(Streams{})
	writeContents(&out, root, 0)
	fmt.Fprintf(&out, "\n## Connection\n\nEvery command that speaks to a server takes these flags; [profiles](#throughline-profiles) keep what they say.\n\n```\n%s```\n", connection().FlagUsagesWrapped(120))
	writeCommand(&out, root)
	_, err := io.WriteString(w, out.String())
	return err
}

// documented goes through the commands below one that have a page.
func documented(c *cobra.Command) []*cobra.Command {
	var out []*cobra.Command
	for _, below := range c.Commands() {
		if below.IsAvailableCommand() && below.Name() != "help" {
			out = append(out, below)
		}
	}
	return out
}

func writeContents(out *strings.Builder, c *cobra.Command, depth int) {
	for _, below := range documented(c) {
		anchor := strings.ReplaceAll(below.CommandPath(), " ", "-")
		fmt.Fprintf(out, "%s- [`%s`](#%s): %s\n", strings.Repeat("  ", depth), strings.TrimPrefix(below.CommandPath(), "throughline "), anchor, below.Short)
		writeContents(out, below, depth+1)
	}
}

func writeCommand(out *strings.Builder, c *cobra.Command) {
	if c.HasParent() {
		long := c.Long
		if long == "" {
			long = c.Short + "."
		}
		fmt.Fprintf(out, "\n## %s\n\n%s\n\n```\n%s\n```\n\n```sh\n%s\n```\n", c.CommandPath(), long, c.UseLine(), unindented(c.Example))
		writeFlags(out, c.NonInheritedFlags())
	}
	for _, below := range documented(c) {
		writeCommand(out, below)
	}
}

// connection returns the flags of every command that speaks to a server.
func connection() *pflag.FlagSet {
	var c cobra.Command
	new(clientFlags).add(&c)
	return c.Flags()
}

// writeFlags writes the flags of a command; those of a connection are told once for all.
func writeFlags(out *strings.Builder, flags *pflag.FlagSet) {
	shared, own := connection(), pflag.NewFlagSet("", pflag.ContinueOnError)
	connects := flags.Lookup("profile") != nil
	flags.VisitAll(func(f *pflag.Flag) {
		if !connects || shared.Lookup(f.Name) == nil {
			everywhere := *f
			everywhere.Usage = strings.Replace(f.Usage, "by default "+defaultDataDir(), "by default a folder of the user's", 1)
			own.AddFlag(&everywhere)
		}
	})
	if own.HasAvailableFlags() {
		fmt.Fprintf(out, "\n```\n%s```\n", own.FlagUsagesWrapped(120))
	}
	if connects {
		out.WriteString("\nIt takes the flags of a [connection](#connection), too.\n")
	}
}

// unindented takes the two blanks off that examples stand in by.
func unindented(text string) string {
	return strings.TrimPrefix(strings.ReplaceAll(text, "\n  ", "\n"), "  ")
}
