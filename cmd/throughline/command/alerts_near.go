package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

func newAlertsNear(s Streams) *cobra.Command {
	var o listFlags
	var order string
	c := &cobra.Command{
		Use:   "near",
		Short: "List the breaks that are on their way to firing, and when they get there",
		Long: `Lists the breaks that are near a threshold, or held for a person: how far they have come, what is
missing, and in how many days their customers reach the level at the present pace, with a 95 %
interval. The key needs the role viewer.`,
		Example: `  throughline alerts near
  throughline alerts near --order days-to-cross`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return listNear(c.Context(), s, o, order) },
	}
	o.add(c)
	c.Flags().StringVar(&order, "order", "progress", "`order` of the list: progress, the nearest first, or days-to-cross, the soonest first")
	_ = c.RegisterFlagCompletionFunc("order", completeWords([]string{"progress", "days-to-cross"}))
	return c
}

func listNear(ctx context.Context, s Streams, o listFlags, order string) error {
	request := &throughlinev1.ListNearThresholdRequest{}
	switch order {
	case "progress":
		request.OrderBy = "progress desc"
	case "days-to-cross":
		request.OrderBy = "days_to_cross"
	default:
		return usageError{fmt.Errorf("--order must be progress or days-to-cross, not %q", order)}
	}
	table := terminal.NewTable(terminal.Column{Name: "CLUSTER"}, terminal.Column{Name: "STATE"}, terminal.Column{Name: "THERE", Right: true}, terminal.Column{Name: "CUSTOMERS", Right: true},
		terminal.Column{Name: "CROSSES"}, terminal.Column{Name: "TITLE", Wide: true}, terminal.Column{Name: "MISSING", Wide: true})
	return o.call(func(client *throughline.Client) error {
		return printList(s, o, client.ListNearThreshold(ctx, request), table, func(b *throughlinev1.NearBreak) []string {
			at := b.GetStanding()
			return []string{
				idOf(b.GetCluster()), spoken(b.GetState(), stateWord), fmt.Sprintf("%.0f %%", 100*at.GetProgress()), number(at.GetCustomerCount()),
				crossingWords(at.GetCrossing()), b.GetTitle(), terminal.Or(at.GetMissing()),
			}
		})
	})
}

// crossingWords says in how many days a break gets there: "in 5 days (2 to 12)".
func crossingWords(c *throughlinev1.TrendCrossing) string {
	switch {
	case c == nil:
		return terminal.None
	case c.GetDays() == 0:
		return "customers are there"
	case c.GetDays() < 0:
		return "not at this pace"
	case c.GetHighDays() < 0:
		return fmt.Sprintf("in %s (%d to never)", count(int(c.GetDays()), "day", "days"), c.GetLowDays())
	}
	return fmt.Sprintf("in %s (%d to %d)", count(int(c.GetDays()), "day", "days"), c.GetLowDays(), c.GetHighDays())
}

func newAlertsCostly(s Streams) *cobra.Command {
	var o listFlags
	var currency string
	c := &cobra.Command{
		Use:   "costly",
		Short: "List the breaks of which few complain and much is at stake",
		Long: `Lists the breaks that never fired by what is at stake for each complaint. Policies count
complaints, so that these never reach them. The key needs the role viewer.`,
		Example: `  throughline alerts costly
  throughline alerts costly --currency EUR --limit 5`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return listCostly(c.Context(), s, o, currency) },
	}
	o.add(c)
	c.Flags().StringVar(&currency, "currency", "", "the `currency` that counts, such as USD; the one in which most breaks have exposure when left out")
	return c
}

func listCostly(ctx context.Context, s Streams, o listFlags, currency string) error {
	table := terminal.NewTable(terminal.Column{Name: "CLUSTER"}, terminal.Column{Name: "EACH", Right: true}, terminal.Column{Name: "AT STAKE", Right: true},
		terminal.Column{Name: "COMPLAINTS", Right: true}, terminal.Column{Name: "CUSTOMERS", Right: true}, terminal.Column{Name: "CROSSES"}, terminal.Column{Name: "TITLE", Wide: true})
	return o.call(func(client *throughline.Client) error {
		breaks := client.ListCostlyBreaks(ctx, &throughlinev1.ListCostlyBreaksRequest{Currency: currency})
		return printList(s, o, breaks, table, func(b *throughlinev1.NearBreak) []string {
			at := b.GetStanding()
			each, all := terminal.None, terminal.None
			if most := largestExposure(at.GetExposures(), currency); most != nil {
				each, all = terminal.Money(most.GetPerInteraction()), terminal.Money(most.GetAmount())
			}
			return []string{
				idOf(b.GetCluster()), each, all, number(at.GetInteractionCount()), number(at.GetCustomerCount()), crossingWords(at.GetCrossing()), b.GetTitle(),
			}
		})
	})
}

// largestExposure is the largest of one kind in a currency; of any where none is given.
func largestExposure(list []*throughlinev1.StandingExposure, currency string) (most *throughlinev1.StandingExposure) {
	for _, e := range list {
		if (currency == "" || e.GetAmount().GetCurrency() == currency) && (most == nil || e.GetAmount().GetAmountMinor() > most.GetAmount().GetAmountMinor()) {
			most = e
		}
	}
	return most
}
