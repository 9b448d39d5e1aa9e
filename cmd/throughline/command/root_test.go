package command

import (
	"maps"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// every calls fn for the root command and all below it.
func every(c *cobra.Command, fn func(*cobra.Command)) {
	fn(c)
	for _, below := range c.Commands() {
		every(below, fn)
	}
}

func TestHelpOfEveryCommand(t *testing.T) {
	every(newRoot(Streams{}), func(c *cobra.Command) {
		r := run(t, "", append(strings.Fields(c.CommandPath())[1:], "--help")...)
		r.want(t, exitOK, "Usage:", "Examples:")
		if r.err != "" {
			t.Errorf("%s: help goes to standard error: %q", c.CommandPath(), r.err)
		}
		if !strings.Contains(c.Example, c.CommandPath()) {
			t.Errorf("%s: no example shows it", c.CommandPath())
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" {
				t.Errorf("%s: --%s is not explained", c.CommandPath(), f.Name)
			}
			if !strings.Contains(r.out, "--"+f.Name) {
				t.Errorf("%s: help does not show --%s", c.CommandPath(), f.Name)
			}
		})
	})
	want := map[string]string{
		"":             "alerts analyze clusters completion coverage demo destinations doctor fixes import interactions journey keys migrate policy profiles replay reread review routing serve tenant",
		"alerts":       "accept ack assign changes costly decline explain hand-over judge-history list members near propose reopen resolve show snooze unsnooze watch",
		"clusters":     "accounts events list mentions merge move rename show split trend",
		"destinations": "create delete get list rotate-secret test update",
		"fixes":        "create effect list",
		"interactions": "push show tail",
		"journey":      "apply show",
		"keys":         "create list revoke",
		"policy":       "apply plan",
		"profiles":     "add list remove use",
		"reread":       "apply diff discard start status",
		"review":       "approve decide decisions decline list proposals propose show similar undo",
		"routing":      "apply deliveries destinations plan redeliver routes",
		"tenant":       "set show",
	}
	if got := commandTree(newRoot(Streams{})); !maps.Equal(got, want) {
		t.Errorf("the commands are %q, want %q", got, want)
	}
}

// commandTree names the commands below each command that has some.
func commandTree(root *cobra.Command) map[string]string {
	out := map[string]string{}
	every(root, func(c *cobra.Command) {
		var below []string
		for _, b := range c.Commands() {
			below = append(below, b.Name())
		}
		if len(below) > 0 {
			out[strings.TrimPrefix(strings.TrimPrefix(c.CommandPath(), "throughline"), " ")] = strings.Join(below, " ")
		}
	})
	return out
}

// Help must not show passwords that stand in the environment.
func TestHelpHidesAddresses(t *testing.T) {
	t.Setenv("THROUGHLINE_DATABASE_URL", "postgres://app:hush@db/x")
	t.Setenv("THROUGHLINE_MIGRATE_URL", "postgres://owner:hush@db/x")
	every(newRoot(Streams{}), func(c *cobra.Command) {
		if r := run(t, "", append(strings.Fields(c.CommandPath())[1:], "--help")...); strings.Contains(r.out, "hush") {
			t.Errorf("%s shows the database's password", c.CommandPath())
		}
	})
}

func TestUsageErrors(t *testing.T) {
	for line, words := range map[string][]string{
		"sevre":                      {`"sevre" is not a command of throughline; did you mean "serve"?`, "'throughline --help'"},
		"frobnicate":                 {`"frobnicate" is not a command of throughline`},
		"keys make":                  {`"make" is not a command of throughline keys`},
		"serve now":                  {`throughline serve takes no arguments, such as "now"`, "'throughline serve --help'"},
		"import":                     {"throughline import needs DIR"},
		"import a b":                 {`throughline import takes DIR only; "b" is too much`},
		"replay":                     {"throughline replay needs DIR"},
		"serve --prot 1":             {"unknown flag: --prot"},
		"serve --grpc-addr 7443":     {`--grpc-addr must be host:port, such as 127.0.0.1:7443 or :7443, not "7443"`},
		"serve --http-addr here":     {`--http-addr must be host:port`},
		"serve --tls-cert c.pem":     {"--tls-cert and --tls-key go together"},
		"serve --public-url here":    {`--public-url must be http or https, a host and maybe a path`},
		"serve --log-level loud":     {`--log-level must be debug, info, warn or error, not "loud"`},
		"doctor --log-level loud":    {"--log-level"},
		"migrate --status --down 3":  {"--status and --down exclude each other"},
		"migrate --down soon":        {"--down"},
		"keys create":                {"--tenant must be given"},
		"keys create --tenant Acme!": {"--tenant must be given"},
		"keys create --tenant acme":  {`--role must be one of ingester, viewer, reviewer, admin, not ""`},
		"keys create --tenant acme --role admin --expires-in -1h": {"--expires-in must be a time from now on"},
		"keys revoke --tenant acme":                               {"throughline keys revoke needs ID"},
		"keys revoke --tenant acme 7":                             {`"7" is no key's id`},
	} {
		r := run(t, "", strings.Fields(line)...)
		r.want(t, exitUsage, append(words, "error: ", "--help' shows how it is used.")...)
		if r.out != "" {
			t.Errorf("%s: it says something on standard output: %q", line, r.out)
		}
	}
}

func TestRootShowsHelpAndVersion(t *testing.T) {
	run(t, "").want(t, exitOK, "Usage:", "throughline demo")
	run(t, "", "--version").want(t, exitOK, "throughline version ")
}

func TestErrorLabelIsColouredOnATerminalOnly(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	if got := (Streams{}).errorLabel(); got != "error:" {
		t.Errorf("no terminal: %q", got)
	}
	if got := (Streams{Live: true}).errorLabel(); !strings.Contains(got, "\x1b[31m") {
		t.Errorf("a terminal: %q", got)
	}
	t.Setenv("NO_COLOR", "1")
	if got := (Streams{Live: true}).errorLabel(); got != "error:" {
		t.Errorf("NO_COLOR: %q", got)
	}
}

func TestStandardStreamsOfATestAreNoTerminal(t *testing.T) {
	if s := Standard(); s.Color || s.Width < 40 {
		t.Errorf("%+v", s)
	}
}
