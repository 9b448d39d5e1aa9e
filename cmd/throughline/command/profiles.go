package command

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"
	"google.golang.org/grpc/codes"

	"github.com/throughline-cx/throughline/cmd/throughline/profile"
	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

func newProfiles(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "profiles",
		Short: "Keep servers and API keys, so that commands need no flags",
		Long: `A profile is a server's address, an API key and, where the server has a certificate of your own
authority, that authority. Profiles are kept in your configuration folder, in a file that only
you can read; a file that others can read is refused. No command prints a key.

What a flag says comes before what the environment says (THROUGHLINE_SERVER,
THROUGHLINE_API_KEY), which comes before what the profile says. The profile is the one that
--profile names, else THROUGHLINE_PROFILE, else the one in use. A profile that --profile names
comes before the environment. Its key goes to no other server than the profile's.`,
		Example: `  throughline profiles add prod --server throughline.example.com:443
  throughline profiles list`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newProfilesAdd(s), newProfilesList(s), newProfilesUse(s), newProfilesRemove(s))
	return c
}

func newProfilesAdd(s Streams) *cobra.Command {
	var o clientFlags
	var unchecked bool
	c := &cobra.Command{
		Use:   "add NAME",
		Short: "Keep a server and an API key under a name, and use them from now on",
		Long: `Keeps a server and an API key, in place of what was kept under the name, and uses them from now
on. The key is taken from --api-key-file, from THROUGHLINE_API_KEY, or from standard input, where
it is asked for without being shown. The server is asked whether the key works before anything
is kept.`,
		Example: `  throughline profiles add prod --server throughline.example.com:443
  throughline profiles add demo --server localhost:7443 --api-key-file key.txt
  throughline profiles add lab --server lab.internal:7443 --ca-cert ca.pem < key.txt`,
		Args: exactArguments("NAME"),
		RunE: func(c *cobra.Command, args []string) error { return addProfile(c.Context(), s, o, args[0], unchecked) },
	}
	o.addConnection(c)
	c.Flags().BoolVar(&unchecked, "unchecked", false, "keep it without asking the server whether the key works")
	return c
}

func addProfile(ctx context.Context, s Streams, o clientFlags, name string, unchecked bool) error {
	if err := profile.CheckName(name); err != nil {
		return usageError{err}
	}
	kept, err := profile.Load()
	if err != nil {
		return err
	}
	p, err := o.newProfile(s)
	if err != nil {
		return err
	}
	o.server, o.apiKey = p.Server, p.APIKey.Reveal()
	if !unchecked {
		if err := o.check(ctx); err != nil {
			return err
		}
	}
	if kept.Profiles == nil {
		kept.Profiles = map[string]profile.Profile{}
	}
	kept.Profiles[name], kept.Current = p, name
	if err := kept.Save(); err != nil {
		return err
	}
	fmt.Fprintf(s.Err, "profile %s is kept and in use: tenant %s at %s\n", name, p.APIKey.Tenant(), p.Server)
	return nil
}

// newProfile makes a profile of the flags.
func (f *clientFlags) newProfile(s Streams) (profile.Profile, error) {
	p := profile.Profile{Server: f.server}
	if !f.flags.Changed("server") {
		p.Server = environment("SERVER", defaultServer)
	}
	if f.flags.Changed("insecure") {
		p.Insecure = &f.plain
	}
	if f.caCert != "" {
		pem, err := os.ReadFile(f.caCert)
		if err != nil {
			return p, err
		}
		p.CACert = string(pem)
	}
	key, err := f.key(false)
	if err == nil && key == "" {
		key, err = askForKey(s)
	}
	p.APIKey = profile.Key(key)
	if err == nil && p.APIKey.Tenant() == "" {
		err = errors.New("this is no API key: it must look like tl_live_<tenant>_<secret>; 'throughline keys create' makes one")
	}
	return p, err
}

// askForKey reads a key from standard input, unseen where it is typed.
func askForKey(s Streams) (string, error) {
	if s.typed() {
		fmt.Fprint(s.Err, "API key: ")
		key, err := term.ReadPassword(int(os.Stdin.Fd()))
		fmt.Fprintln(s.Err)
		return strings.TrimSpace(string(key)), err
	}
	line, err := bufio.NewReader(s.In).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimSpace(line), nil
}

// check asks the server whether the key works. A key whose role may not read the tenant works.
func (f *clientFlags) check(ctx context.Context) error {
	client, err := f.dial()
	if err != nil {
		return err
	}
	defer func() { _ = client.Close() }()
	_, err = client.Admin.GetTenant(ctx, &throughlinev1.GetTenantRequest{Name: client.Name()})
	var refused *throughline.Error
	if errors.As(err, &refused) && refused.Code == codes.PermissionDenied {
		return nil
	}
	return f.explain(err)
}

func newProfilesList(s Streams) *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the profiles, without their keys",
		Example: `  throughline profiles list`,
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			kept, err := profile.Load()
			if err != nil {
				return err
			}
			if len(kept.Profiles) == 0 {
				fmt.Fprintln(s.Err, "there are none; 'throughline profiles add' makes one")
				return nil
			}
			used := cmp.Or(os.Getenv(profileVariable), kept.Current)
			table := terminal.NewTable(terminal.Column{Name: "IN USE"}, terminal.Column{Name: "NAME"}, terminal.Column{Name: "SERVER", Wide: true}, terminal.Column{Name: "TENANT"}, terminal.Column{Name: "KEY"})
			for _, name := range kept.Names() {
				p, mark := kept.Profiles[name], ""
				if name == used {
					mark = "yes"
				}
				table.Add(mark, name, p.Server, p.APIKey.Tenant(), p.APIKey.String())
			}
			return table.Write(s.Out, s.tableWidth())
		},
	}
}

func newProfilesUse(s Streams) *cobra.Command {
	return &cobra.Command{
		Use:               "use NAME",
		Short:             "Use a profile from now on",
		Example:           `  throughline profiles use prod`,
		Args:              exactArguments("NAME"),
		ValidArgsFunction: firstOnly(completeProfiles),
		RunE: func(_ *cobra.Command, args []string) error {
			return changeProfiles(args[0], func(kept *profile.File) { kept.Current = args[0] }, func(p profile.Profile) {
				fmt.Fprintf(s.Err, "profile %s is in use: tenant %s at %s\n", args[0], p.APIKey.Tenant(), p.Server)
			})
		},
	}
}

func newProfilesRemove(s Streams) *cobra.Command {
	return &cobra.Command{
		Use:               "remove NAME",
		Short:             "Forget a profile and its key",
		Long:              "Forgets a profile and its key. The key itself goes on working: 'throughline keys revoke' ends that.",
		Example:           `  throughline profiles remove lab`,
		Args:              exactArguments("NAME"),
		ValidArgsFunction: firstOnly(completeProfiles),
		RunE: func(_ *cobra.Command, args []string) error {
			return changeProfiles(args[0], func(kept *profile.File) {
				delete(kept.Profiles, args[0])
				if kept.Current == args[0] {
					kept.Current = ""
				}
			}, func(profile.Profile) {
				fmt.Fprintf(s.Err, "profile %s is removed; its key still works until it is revoked\n", args[0])
			})
		},
	}
}

// changeProfiles changes the file where it has a profile of this name, and then calls done with
// the profile.
func changeProfiles(name string, change func(*profile.File), done func(profile.Profile)) error {
	kept, err := profile.Load()
	if err != nil {
		return err
	}
	p, err := kept.Get(name)
	if err != nil {
		return err
	}
	change(&kept)
	if err := kept.Save(); err != nil {
		return err
	}
	done(p)
	return nil
}
