package command

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/server/app"
)

type doctorOptions struct {
	serveFlags
	json bool
}

func newDoctor(s Streams) *cobra.Command {
	var o doctorOptions
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Look at everything that a server needs, and say what is wrong",
		Long: `Checks ports, database, role, clocks and tables as 'throughline serve' with the same flags
would use them. It changes nothing. The exit code is 1 when something has failed.`,
		Example: `  throughline doctor
  THROUGHLINE_DATABASE_URL=postgres://… throughline doctor --json`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return doctor(c, s, o) },
	}
	o.add(c)
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return c
}

func doctor(c *cobra.Command, s Streams, o doctorOptions) error {
	options, err := o.options(c.Context(), s)
	if err != nil {
		return err
	}
	checks := app.Diagnose(c.Context(), options)
	if o.json {
		if err := json.NewEncoder(s.Out).Encode(checks); err != nil {
			return err
		}
	}
	failed := false
	for _, check := range checks {
		failed = failed || check.Verdict == app.Bad
		if o.json {
			continue
		}
		fmt.Fprintf(s.Out, "%s %-18s %s\n", mark(s, check.Verdict), check.Name, check.Detail)
		if check.Remedy != "" {
			fmt.Fprintf(s.Out, "                     → %s\n", check.Remedy)
		}
	}
	if failed {
		return errors.New("something has failed; see the arrows")
	}
	return nil
}

func mark(s Streams, v app.Verdict) string {
	sign, color := "✓", "32"
	switch v {
	case app.Warning:
		sign, color = "!", "33"
	case app.Bad:
		sign, color = "✗", "31"
	}
	if !s.Color {
		return sign
	}
	return "\x1b[" + color + "m" + sign + "\x1b[0m"
}
