package command

import (
	"context"
	"errors"

	"github.com/spf13/cobra"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

func newTenant(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "tenant",
		Short: "Show and set what a tenant is called, and by which time zone its days count",
		Example: `  throughline tenant show
  throughline tenant set --time-zone Europe/Berlin`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newTenantShow(s), newTenantSet(s))
	return c
}

func newTenantShow(s Streams) *cobra.Command {
	var o remoteFlags
	c := &cobra.Command{
		Use:     "show",
		Short:   "Show the tenant",
		Long:    "Shows the tenant of the key. The key needs the role viewer.",
		Example: `  throughline tenant show`,
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return o.call(func(client *throughline.Client) error {
				t, err := client.Admin.GetTenant(c.Context(), &throughlinev1.GetTenantRequest{Name: client.Name()})
				if err != nil {
					return err
				}
				return printOne(s, o, t, func(t *throughlinev1.Tenant) error { return printTenant(s, t) })
			})
		},
	}
	o.add(c)
	return c
}

func newTenantSet(s Streams) *cobra.Command {
	var o remoteFlags
	var name, zone string
	c := &cobra.Command{
		Use:   "set",
		Short: "Set what the tenant is called, or its time zone",
		Long: `Sets what the tenant is called, or the time zone by whose days its windows, series and day ends
count. The zone can be set until the tenant's complaints are first counted: in another zone they
would not be the same days. The key needs the role admin.`,
		Example: `  throughline tenant set --time-zone Europe/Berlin
  throughline tenant set --name "Acme Stores"`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			request := &throughlinev1.UpdateTenantRequest{Tenant: &throughlinev1.Tenant{DisplayName: name, TimeZone: zone}, UpdateMask: &fieldmaskpb.FieldMask{}}
			for flag, field := range map[string]string{"name": "display_name", "time-zone": "time_zone"} {
				if c.Flags().Changed(flag) {
					request.UpdateMask.Paths = append(request.UpdateMask.Paths, field)
				}
			}
			if len(request.GetUpdateMask().GetPaths()) == 0 {
				return usageError{errors.New("--name or --time-zone must be given")}
			}
			return setTenant(c.Context(), s, o, request)
		},
	}
	o.add(c)
	c.Flags().StringVar(&name, "name", "", "what people call it")
	c.Flags().StringVar(&zone, "time-zone", "", "the IANA name of its time `zone`, such as Europe/Berlin")
	return c
}

func setTenant(ctx context.Context, s Streams, o remoteFlags, request *throughlinev1.UpdateTenantRequest) error {
	return o.call(func(client *throughline.Client) error {
		request.Tenant.Name = client.Name()
		t, err := client.Admin.UpdateTenant(ctx, request)
		if err != nil {
			return err
		}
		return printOne(s, o, t, func(t *throughlinev1.Tenant) error { return printTenant(s, t) })
	})
}

func printTenant(s Streams, t *throughlinev1.Tenant) error {
	p := newSheet(s)
	p.row("tenant", idOf(t.GetName()))
	p.row("name", terminal.Or(t.GetDisplayName()))
	p.row("time zone", t.GetTimeZone())
	p.row("fallback team", terminal.Or(t.GetFallbackTeam()))
	p.row("made", terminal.Moment(t.GetCreatedAt()))
	return p.write()
}
