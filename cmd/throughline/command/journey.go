package command

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"gopkg.in/yaml.v3"

	"github.com/throughline-cx/throughline/cmd/throughline/importing"
	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/journey"
)

func newJourney(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "journey",
		Short: "Show and set the journey map: touchpoints, journeys, and who owns which seam",
		Example: `  throughline journey show > journey.yaml
  throughline journey apply journey.yaml`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newJourneyShow(s), newJourneyApply(s))
	return c
}

func newJourneyShow(s Streams) *cobra.Command {
	var o remoteFlags
	c := &cobra.Command{
		Use:   "show",
		Short: "Print the journey map as a journey.yaml, which 'journey apply' reads",
		Long: `Prints the journey map as a journey.yaml, with its version and etag in a comment. The key needs the
role viewer.`,
		Example: `  throughline journey show > journey.yaml`,
		Args:    noArguments,
		RunE:    func(c *cobra.Command, _ []string) error { return showJourney(c.Context(), s, o) },
	}
	o.add(c)
	return c
}

func showJourney(ctx context.Context, s Streams, o remoteFlags) error {
	return o.call(func(client *throughline.Client) error {
		m, err := client.Journey.GetJourneyMap(ctx, &throughlinev1.GetJourneyMapRequest{Name: client.Name("journeyMap")})
		if err != nil {
			return err
		}
		if o.json {
			return printJSON(s, m)
		}
		return printJourney(s, m)
	})
}

// printJourney prints a map to be edited and applied. On a terminal it is clean; elsewhere it is
// exactly what is stored.
func printJourney(s Streams, m *throughlinev1.JourneyMap) error {
	var out bytes.Buffer
	fmt.Fprintf(&out, "# version %d of the map; to set another, unless somebody was faster:\n# throughline journey apply --etag %q journey.yaml\n", m.GetVersion(), m.GetEtag())
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(journeyMapOf(m)); err != nil {
		return err
	}
	text := out.String()
	if s.Shown {
		text = terminal.CleanLines(text)
	}
	_, err := s.Out.Write([]byte(text))
	return err
}

// journeyMapOf returns a map as journey.yaml has it.
func journeyMapOf(m *throughlinev1.JourneyMap) *journey.Map {
	out := &journey.Map{Teams: m.GetTeams()}
	for _, t := range m.GetTouchpoints() {
		point := journey.Touchpoint{ID: t.GetId(), Name: t.GetDisplayName(), Aliases: t.GetAliases(), Team: t.GetTeam()}
		for _, kind := range t.GetKinds() {
			point.Kinds = append(point.Kinds, journey.Kind(wordOf(kind, "TOUCHPOINT_KIND_")))
		}
		for _, tenure := range t.GetTenures() {
			point.Tenures = append(point.Tenures, journey.Tenure{Team: tenure.GetTeam(), Span: spanOf(tenure)})
		}
		out.Touchpoints = append(out.Touchpoints, point)
	}
	for _, j := range m.GetJourneys() {
		out.Journeys = append(out.Journeys, journey.Journey{ID: j.GetId(), Name: j.GetDisplayName(), Touchpoints: j.GetTouchpoints()})
	}
	for _, owned := range m.GetSeams() {
		out.Seams = append(out.Seams, journey.OwnedSeam{
			Seam:        journey.Seam{From: owned.GetSeam().GetFromTouchpoint(), To: owned.GetSeam().GetToTouchpoint()},
			Accountable: owned.GetAccountableTeam(), Contributing: owned.GetContributingTeam(), Span: spanOf(owned),
		})
	}
	return out
}

// spanOf returns the days on which something of the map holds.
func spanOf(m interface {
	GetEffectiveFrom() string
	GetEffectiveUntil() string
},
) journey.Span {
	return journey.Span{EffectiveFrom: m.GetEffectiveFrom(), EffectiveUntil: m.GetEffectiveUntil()}
}

type journeyApplyOptions struct {
	remoteFlags
	etag string
}

func newJourneyApply(s Streams) *cobra.Command {
	var o journeyApplyOptions
	c := &cobra.Command{
		Use:   "apply FILE",
		Short: "Set the journey map of a journey.yaml",
		Long: `Sets the journey map of a journey.yaml as a whole. Interactions that come in afterwards are read
with it. With --etag, which 'journey show' prints, nothing is set when somebody has changed the
map since. The key needs the role admin.`,
		Example: `  throughline journey apply journey.yaml`,
		Args:    exactArguments("FILE"),
		RunE:    func(c *cobra.Command, args []string) error { return applyJourney(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	c.Flags().StringVar(&o.etag, "etag", "", "set it only if the map still has this `etag`")
	return c
}

func applyJourney(ctx context.Context, s Streams, o journeyApplyOptions, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	parsed, err := journey.ParseYAML(data)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return o.call(func(client *throughline.Client) error {
		draft := importing.MapOf(client.Name("journeyMap"), parsed)
		draft.Etag = o.etag
		set, err := client.Journey.UpdateJourneyMap(ctx, &throughlinev1.UpdateJourneyMapRequest{JourneyMap: draft})
		if err != nil {
			return err
		}
		if o.json {
			return printJSON(s, set)
		}
		fmt.Fprintf(s.Err, "journey map version %d is set\n", set.GetVersion())
		return nil
	})
}
