package command

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

func newClustersTrend(s Streams) *cobra.Command {
	var o remoteFlags
	var weeks int32
	c := &cobra.Command{
		Use:   "trend ID",
		Short: "Say whether a break is a pattern or a spike, whether it grows, and when it crosses the policy",
		Long: `Says how a cluster goes from week to week against the volume that it is relative to: whether it is
a pattern, a spike or a one-off, whether it grows or fades, and when it crosses the policy's level
of customers. The key needs the role viewer.`,
		Example: `  throughline clusters trend 01a213c7-4590-742c-87c2-216f617fe60e --weeks 12`,
		Args:    exactArguments("ID"),
		RunE:    func(c *cobra.Command, args []string) error { return showTrend(c.Context(), s, o, args[0], weeks) },
	}
	o.add(c)
	c.Flags().Int32Var(&weeks, "weeks", 0, "look back over so `many` weeks, 2 to 104; 26 when left out")
	c.ValidArgsFunction = firstOnly(completeClusters(&o.clientFlags))
	return c
}

func showTrend(ctx context.Context, s Streams, o remoteFlags, given string, weeks int32) error {
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "clusters", given)
		if err != nil {
			return err
		}
		trend, err := client.Clusters.GetClusterTrend(ctx, &throughlinev1.GetClusterTrendRequest{Name: name, Weeks: weeks})
		if err != nil {
			return err
		}
		return printOne(s, o, trend, func(t *throughlinev1.ClusterTrend) error { return printTrend(s, t) })
	})
}

// printTrend prints a clean trend.
func printTrend(s Streams, t *throughlinev1.ClusterTrend) error {
	p := newSheet(s)
	p.row("shape", spoken(t.GetShape(), "TREND_SHAPE_")+": "+t.GetShapeReason())
	p.row("course", spoken(t.GetCourse(), "TREND_COURSE_")+": "+t.GetCourseReason())
	if r := t.GetWeeklyRatio(); r != nil {
		p.row("each week", fmt.Sprintf("%.2f times the week before (95 %% interval %.2f to %.2f)", r.GetEstimate(), r.GetLow(), r.GetHigh()))
	}
	if t.GetCrossing() != nil {
		p.row("crossing", t.GetCrossing().GetReason())
	}
	for _, gap := range t.GetCoverage() {
		p.row("can't see", gap.GetNote())
	}
	if err := p.write(); err != nil {
		return err
	}
	fmt.Fprintln(s.Out)
	table := terminal.NewTable(terminal.Column{Name: "WEEK FROM"}, terminal.Column{Name: "COMPLAINTS", Right: true}, terminal.Column{Name: "CUSTOMERS", Right: true},
		terminal.Column{Name: "EXPECTED", Right: true}, terminal.Column{Name: "OTHERS", Right: true})
	for _, w := range t.GetWeekly() {
		table.Add(w.GetFirstDay(), number(w.GetInteractionCount()), number(w.GetCustomerCount()), fmt.Sprintf("%.1f", w.GetExpectedCount()), number(w.GetOtherCount()))
	}
	return table.Write(s.Out, s.tableWidth())
}

type accountsOptions struct {
	listFlags
	cluster  string
	from, to string
	order    string
	csv      bool
}

// orderWord is what the names of orders of accounts begin with.
const orderWord = "EXPOSED_ACCOUNT_ORDER_"

func newClustersAccounts(s Streams) *cobra.Command {
	var o accountsOptions
	c := &cobra.Command{
		Use:   "accounts [ID]",
		Short: "List the accounts that a break affects, or any break, with what they are worth",
		Long: `Lists the accounts that a cluster affects, or all clusters, the soonest renewal first, with what
they are worth a year. With --csv it prints all as a CSV file, quotes included; that is recorded
in the audit log. The key needs the role viewer.`,
		Example: `  throughline clusters accounts --renewal-to 2026-12-31
  throughline clusters accounts 01a213c7-4590-742c-87c2-216f617fe60e --csv > accounts.csv`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return exactArguments("ID")(c, args)
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			o.cluster = strings.Join(args, "")
			return listAccounts(c, s, o)
		},
	}
	o.add(c)
	words := wordsOf(throughlinev1.ExposedAccountOrder_name, orderWord)
	c.Flags().StringVar(&o.order, "order", "", "`order` of the list: "+inSentence(words))
	_ = c.RegisterFlagCompletionFunc("order", completeWords(words))
	c.Flags().StringVar(&o.from, "renewal-from", "", "only accounts due on this `day` or later")
	c.Flags().StringVar(&o.to, "renewal-to", "", "only accounts due on this `day` or earlier")
	c.Flags().BoolVar(&o.csv, "csv", false, "print a CSV file of all")
	c.ValidArgsFunction = firstOnly(completeClusters(&o.clientFlags))
	return c
}

func listAccounts(c *cobra.Command, s Streams, o accountsOptions) error {
	if err := atMostOne(c, "csv", "json"); err != nil {
		return err
	}
	request := &throughlinev1.ListExposedAccountsRequest{RenewalFrom: o.from, RenewalTo: o.to}
	if o.order != "" {
		var err error
		request.Order, err = valueOf[throughlinev1.ExposedAccountOrder]("--order", o.order, throughlinev1.ExposedAccountOrder_value, throughlinev1.ExposedAccountOrder_name, orderWord)
		if err != nil {
			return err
		}
	}
	return o.call(func(client *throughline.Client) (err error) {
		if request.Cluster, err = optional(client, "clusters", o.cluster); err != nil {
			return err
		}
		if o.csv {
			return exportAccounts(c.Context(), s, client, request)
		}
		table := terminal.NewTable(terminal.Column{Name: "ACCOUNT"}, terminal.Column{Name: "SEGMENT"}, terminal.Column{Name: "A YEAR", Right: true}, terminal.Column{Name: "RENEWAL"},
			terminal.Column{Name: "BREAKS", Right: true}, terminal.Column{Name: "SAYS", Wide: true})
		return printList(s, o.listFlags, client.ListExposedAccounts(c.Context(), request), table, accountRow)
	})
}

func accountRow(a *throughlinev1.ExposedAccount) []string {
	value, says := terminal.None, ""
	if a.GetAnnualValue() != nil {
		value = terminal.Money(a.GetAnnualValue())
	}
	if len(a.GetQuotes()) > 0 {
		says = a.GetQuotes()[0].GetText()
	}
	return []string{a.GetAccount(), terminal.Or(a.GetSegment()), value, terminal.Or(a.GetRenewalDay()), number(int32(len(a.GetClusters()))), says}
}

// exportAccounts prints the CSV file as it comes. On a terminal its cells are clean.
func exportAccounts(ctx context.Context, s Streams, client *throughline.Client, r *throughlinev1.ListExposedAccountsRequest) error {
	stream, err := client.Clusters.ExportExposedAccounts(ctx, &throughlinev1.ExportExposedAccountsRequest{
		Parent: client.Name(), Cluster: r.GetCluster(), RenewalFrom: r.GetRenewalFrom(), RenewalTo: r.GetRenewalTo(), Order: r.GetOrder(),
	})
	if err != nil {
		return err
	}
	pieces, written := io.Pipe()
	go func() {
		for {
			piece, err := stream.Recv()
			if err != nil {
				_ = written.CloseWithError(err) // io.EOF at the end
				return
			}
			if _, err := written.Write(piece.GetData()); err != nil {
				return
			}
		}
	}()
	defer func() { _ = pieces.Close() }()
	if !s.Shown {
		_, err := io.Copy(s.Out, pieces)
		return err
	}
	return copyClean(s.Out, pieces)
}

// copyClean copies a CSV file for a terminal to show.
func copyClean(to io.Writer, from io.Reader) error {
	in, out := csv.NewReader(from), csv.NewWriter(to)
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			out.Flush()
			return out.Error()
		}
		if err != nil {
			return err
		}
		for i, cell := range row {
			row[i] = terminal.Clean(cell)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
}
