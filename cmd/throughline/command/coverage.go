package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

func newCoverage(s Streams) *cobra.Command {
	var o remoteFlags
	c := &cobra.Command{
		Use:   "coverage",
		Short: "Say what can be seen of the customers, and what cannot",
		Long: `Says how much each source, channel and location brings against its rhythm, and what share of each
touchpoint's customers is heard at all. Quiet is not fixed. The key needs the role viewer.`,
		Example: `  throughline coverage
  throughline coverage --json | jq -r '.streams[] | select(.status == "COVERAGE_STATUS_SILENT") | .source'`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return showCoverage(c.Context(), s, o) },
	}
	o.add(c)
	return c
}

func showCoverage(ctx context.Context, s Streams, o remoteFlags) error {
	return o.call(func(client *throughline.Client) error {
		coverage, err := client.Clusters.GetCoverage(ctx, &throughlinev1.GetCoverageRequest{Name: client.Name("coverage")})
		if err != nil {
			return err
		}
		return printOne(s, o, coverage, func(c *throughlinev1.Coverage) error { return printCoverage(s, c) })
	})
}

// printCoverage prints clean coverage: what is heard, then whom it leaves out.
func printCoverage(s Streams, c *throughlinev1.Coverage) error {
	heard := terminal.NewTable(terminal.Column{Name: "HEARD FROM"}, terminal.Column{Name: "STATUS"}, terminal.Column{Name: "HEARD", Right: true}, terminal.Column{Name: "EXPECTED", Right: true},
		terminal.Column{Name: "LAST"}, terminal.Column{Name: "NOTE", Wide: true})
	for _, stream := range append(c.GetStreams(), c.GetLocations()...) {
		heard.Add(streamWords(stream), spoken(stream.GetStatus(), "COVERAGE_STATUS_"), number(stream.GetHeardCount()), fmt.Sprintf("%.0f", stream.GetExpectedCount()),
			terminal.Or(stream.GetLastHeardDay()), stream.GetNote())
	}
	fmt.Fprintf(s.Out, "%s to %s, against the weeks before:\n\n", c.GetWindow().GetFirstDay(), c.GetWindow().GetLastDay())
	if err := heard.Write(s.Out, s.tableWidth()); err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "\n%s as usual, %s too little to have a rhythm\n\n", count(int(c.GetSteadyLocationCount()), "location is heard", "locations are heard"),
		count(int(c.GetRareLocationCount()), "brings", "bring"))
	points := terminal.NewTable(terminal.Column{Name: "TOUCHPOINT"}, terminal.Column{Name: "ACCOUNTS", Right: true}, terminal.Column{Name: "HEARD", Right: true}, terminal.Column{Name: "NOTE", Wide: true})
	for _, t := range c.GetTouchpoints() {
		points.Add(t.GetTouchpoint(), number(t.GetAccountCount()), number(t.GetHeardAccountCount()), t.GetNote())
	}
	return points.Write(s.Out, s.tableWidth())
}

// streamWords names a source with its channel, or a location.
func streamWords(stream *throughlinev1.CoverageStream) string {
	switch {
	case stream.GetLocationId() != "":
		return stream.GetLocationId()
	case stream.GetChannel() != "":
		return stream.GetSource() + " by " + stream.GetChannel()
	}
	return stream.GetSource()
}
