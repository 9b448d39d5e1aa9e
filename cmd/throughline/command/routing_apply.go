package command

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

type routingOptions struct {
	clientFlags
	etag string
}

func newRoutingPlan(s Streams) *cobra.Command {
	var o routingOptions
	c := &cobra.Command{
		Use:   "plan FILE",
		Short: "Show what a routing.yaml changes, and who would have heard over history",
		Long: `Reads a routing.yaml, compares it with the routing settings and routes that are set, and tries each
route that is new or changed over the alerts' history. It changes nothing. The last line gives the
etag that 'routing apply' needs. The file holds "settings", the routing settings, and "routes", each
known by its display_name, with the names of the API; routes without one are left alone.
Destinations hold secrets: they are made with the API, and named by their display_name. The key
needs the role viewer.`,
		Example: `  throughline routing plan routing.yaml`,
		Args:    exactArguments("FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			return o.withRouting(c.Context(), args[0], func(client *throughline.Client, p routingPlan) error {
				return p.print(c.Context(), s, client, args[0])
			})
		},
	}
	o.add(c)
	return c
}

func newRoutingApply(s Streams) *cobra.Command {
	var o routingOptions
	c := &cobra.Command{
		Use:   "apply --etag ETAG FILE",
		Short: "Set the routing that was planned, unless somebody changed it since",
		Long: `Sets the routing settings and the routes of a routing.yaml. The etag is that which 'routing plan'
printed: when something has been changed since, nothing is set, and planning again shows what
changed. Settings are set first, then routes with a display_name that the file does not list are
deleted, and the others made and changed. The key needs the role admin.`,
		Example: `  throughline routing apply --etag 5a9c2f0d41e7b386 routing.yaml`,
		Args:    exactArguments("FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			if o.etag == "" {
				return usageError{fmt.Errorf("--etag must be given: 'throughline routing plan %s' prints it", args[0])}
			}
			return o.withRouting(c.Context(), args[0], func(client *throughline.Client, p routingPlan) error {
				if o.etag != p.present.etag() {
					return errors.New("the routing has changed since it was planned; plan again to see what changed")
				}
				return p.apply(c.Context(), s, client)
			})
		},
	}
	o.add(c)
	c.Flags().StringVar(&o.etag, "etag", "", "`etag` of the routing that was planned against, as 'routing plan' prints it")
	return c
}

// withRouting reads a routing.yaml, and what is set, and calls fn with the difference.
func (o routingOptions) withRouting(ctx context.Context, path string, fn func(*throughline.Client, routingPlan) error) error {
	file, err := readRouting(path)
	if err != nil {
		return err
	}
	client, err := o.connect()
	if err != nil {
		return err
	}
	defer func() { _ = client.Close() }()
	present, err := presentRouting(ctx, client)
	if err != nil {
		return o.explain(err)
	}
	p, err := file.plan(client, present)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return o.explain(fn(client, p))
}

// print shows what would change, and who would have heard.
func (p routingPlan) print(ctx context.Context, s Streams, client *throughline.Client, path string) error {
	settings, err := differences(p.present.settings, p.settings)
	if err != nil {
		return err
	}
	if len(settings)+len(p.create)+len(p.update)+len(p.remove) == 0 {
		fmt.Fprintln(s.Out, "The file says what is set already.")
	}
	printDifferences(s, "settings.", settings)
	for _, r := range p.create {
		fmt.Fprintf(s.Out, "+ route %q: team %s\n", r.GetDisplayName(), r.GetTeam())
	}
	for _, r := range p.update {
		changed, err := differences(p.present.named(r.GetDisplayName()), r)
		if err != nil {
			return err
		}
		printDifferences(s, fmt.Sprintf("route %q ", r.GetDisplayName()), changed)
	}
	for _, r := range p.remove {
		fmt.Fprintf(s.Out, "- route %q: team %s\n", r.GetDisplayName(), r.GetTeam())
	}
	for _, r := range append(append([]*throughlinev1.Route{}, p.create...), p.update...) {
		heard, err := client.Routing.PreviewRoute(ctx, &throughlinev1.PreviewRouteRequest{Route: r})
		if err != nil {
			return err
		}
		printHeard(s, r, heard)
	}
	fmt.Fprintf(s.Out, "\nTo set it: throughline routing apply --etag %s %s\n", strconv.Quote(p.present.etag()), path)
	return nil
}

func printHeard(s Streams, r *throughlinev1.Route, heard *throughlinev1.PreviewRouteResponse) {
	fmt.Fprintf(s.Out, "\nRoute %q would have told team %s %d times over %d changes of alerts (%.1f a week).\n",
		r.GetDisplayName(), r.GetTeam(), heard.GetMessageCount(), heard.GetChangeCount(), heard.GetMessagesPerWeek())
	for _, m := range heard.GetMismatches() {
		fmt.Fprintf(s.Out, "  not for %d: %s\n", m.GetChangeCount(), inWords(m.GetCondition()))
	}
}

// apply sets what was planned.
func (p routingPlan) apply(ctx context.Context, s Streams, client *throughline.Client) error {
	set, err := client.Routing.UpdateRoutingSettings(ctx, &throughlinev1.UpdateRoutingSettingsRequest{RoutingSettings: p.settings})
	if err != nil {
		return err
	}
	for _, r := range p.remove {
		if _, err := client.Routing.DeleteRoute(ctx, &throughlinev1.DeleteRouteRequest{Name: r.GetName(), Etag: r.GetEtag()}); err != nil {
			return fmt.Errorf("route %q: %w", r.GetDisplayName(), err)
		}
	}
	for _, r := range p.create {
		if _, err := client.Routing.CreateRoute(ctx, &throughlinev1.CreateRouteRequest{Route: r}); err != nil {
			return fmt.Errorf("route %q: %w", r.GetDisplayName(), err)
		}
	}
	for _, r := range p.update {
		if _, err := client.Routing.UpdateRoute(ctx, &throughlinev1.UpdateRouteRequest{Route: r}); err != nil {
			return fmt.Errorf("route %q: %w", r.GetDisplayName(), err)
		}
	}
	fmt.Fprintf(s.Err, "routing settings version %d; %d routes made, %d changed, %d deleted\n", set.GetVersion(), len(p.create), len(p.update), len(p.remove))
	return nil
}
