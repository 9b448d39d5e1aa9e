package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

func newClusters(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "clusters",
		Short: "List and show the breaks, read their quotes, and put right what is in them",
		Long: `A cluster is the mentions about the same break, across channels. What people decide about them
(merge, split, move, rename) holds until it is undone: 'throughline review undo' does that.`,
		Example: `  throughline clusters list
  throughline clusters mentions 01a213c7-4590-742c-87c2-216f617fe60e`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newClustersList(s), newClustersShow(s), newClustersMentions(s), newClustersEvents(s), newClustersTrend(s), newClustersAccounts(s),
		newClustersMerge(s), newClustersSplit(s), newClustersMove(s), newClustersRename(s))
	return c
}

func newClustersList(s Streams) *cobra.Command {
	var o listFlags
	c := &cobra.Command{
		Use:   "list",
		Short: "List clusters, the latest changed first",
		Long:  "Lists clusters, the latest changed first. The key needs the role viewer.",
		Example: `  throughline clusters list
  throughline clusters list --limit 0 --json | jq -r 'select(.consistency < 0.6) | .title'`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return listClusters(c.Context(), s, o) },
	}
	o.add(c)
	return c
}

func listClusters(ctx context.Context, s Streams, o listFlags) error {
	table := terminal.NewTable(terminal.Column{Name: "ID"}, terminal.Column{Name: "MENTIONS", Right: true}, terminal.Column{Name: "AGREE", Right: true},
		terminal.Column{Name: "CHANGED"}, terminal.Column{Name: "TITLE", Wide: true})
	return o.call(func(client *throughline.Client) error {
		return printList(s, o, client.ListClusters(ctx, nil), table, func(k *throughline.Cluster) []string {
			return []string{idOf(k.GetName()), number(k.GetMentionCount()), share(k.GetConsistency()), terminal.Day(k.GetChangedAt()), k.GetTitle()}
		})
	})
}

func newClustersShow(s Streams) *cobra.Command {
	var o remoteFlags
	c := &cobra.Command{
		Use:   "show ID",
		Short: "Show a cluster: its seam, how far its mentions agree, what is measured, what they say",
		Long: `Shows one cluster. The id of a cluster that was merged into another shows that one. The key needs
the role viewer.`,
		Example: `  throughline clusters show 01a213c7-4590-742c-87c2-216f617fe60e`,
		Args:    exactArguments("ID"),
		RunE:    func(c *cobra.Command, args []string) error { return showCluster(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	c.ValidArgsFunction = firstOnly(completeClusters(&o.clientFlags))
	return c
}

func showCluster(ctx context.Context, s Streams, o remoteFlags, given string) error {
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "clusters", given)
		if err != nil {
			return err
		}
		k, err := client.Clusters.GetCluster(ctx, &throughlinev1.GetClusterRequest{Name: name})
		if err != nil {
			return err
		}
		return printOne(s, o, k, func(k *throughline.Cluster) error { return printCluster(s, k) })
	})
}

// printCluster prints a clean cluster.
func printCluster(s Streams, k *throughline.Cluster) error {
	r, p := k.GetReading(), newSheet(s)
	p.row("cluster", idOf(k.GetName()))
	if k.GetRedirectedFrom() != "" {
		p.row("asked for", idOf(k.GetRedirectedFrom())+", which was merged into this one")
	}
	p.row("title", k.GetTitle())
	p.row("seam", seamWords(k.GetSeam(), k.GetBounced()))
	p.row("breaks by", terminal.Or(spoken(k.GetFailureMode(), modeWord)))
	p.row("agreement", share(k.GetConsistency())+" of its mentions' evidence is for this seam")
	p.row("mentions", fmt.Sprintf("%s from %s", count(int(k.GetMentionCount()), "mention", "mentions"), count(int(k.GetInteractionCount()), "interaction", "interactions")))
	p.row("born", terminal.Moment(k.GetBornAt())+", changed "+terminal.Moment(k.GetChangedAt()))
	if k.GetRetiredAt() != nil {
		p.row("retired", terminal.Moment(k.GetRetiredAt()))
	}
	p.row("alert", terminal.Or(idOf(k.GetAlert())))
	if r != nil {
		p.row("measured", fmt.Sprintf("%s to %s: %s, %s, %s", r.GetWindow().GetFirstDay(), r.GetWindow().GetLastDay(),
			count(int(r.GetCustomerCount()), "customer", "customers"), count(int(r.GetAccountCount()), "account", "accounts"), count(int(r.GetLocationCount()), "location", "locations")))
	}
	for _, e := range r.GetExposures() {
		p.row("exposure", terminal.Money(e.GetAmount())+", "+spoken(e.GetKind(), exposureWord))
	}
	for _, q := range r.GetQuotes() {
		p.row("quote", quoteWords(q))
	}
	p.row("etag", k.GetEtag())
	return p.write()
}

// seamWords names both sides of a seam by their ids.
func seamWords(seam *throughlinev1.Seam, bounced bool) string {
	arrow := " → "
	if bounced {
		arrow = " ⇄ "
	}
	return terminal.Or(seam.GetFromTouchpoint()) + arrow + terminal.Or(seam.GetToTouchpoint())
}

// quoteWords gives the customer's words, and where they stand.
func quoteWords(q *throughlinev1.Quote) string {
	where := []string{q.GetSource(), terminal.Day(q.GetOccurredAt()), q.GetExternalId()}
	return "“" + q.GetText() + "”  " + strings.Join(where, " · ")
}

func newClustersMentions(s Streams) *cobra.Command {
	var o listFlags
	c := &cobra.Command{
		Use:   "mentions ID",
		Short: "List a cluster's mentions with the customers' exact words",
		Long:  "Lists the mentions of a cluster in the order in which they came. The key needs the role viewer.",
		Example: `  throughline clusters mentions 01a213c7-4590-742c-87c2-216f617fe60e
  throughline clusters mentions 01a213c7-4590-742c-87c2-216f617fe60e --json | jq -r .quote.text`,
		Args: exactArguments("ID"),
		RunE: func(c *cobra.Command, args []string) error { return listMentions(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	c.ValidArgsFunction = firstOnly(completeClusters(&o.clientFlags))
	return c
}

func listMentions(ctx context.Context, s Streams, o listFlags, given string) error {
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "clusters", given)
		if err != nil {
			return err
		}
		table := terminal.NewTable(terminal.Column{Name: "ID"}, terminal.Column{Name: "SURE", Right: true}, terminal.Column{Name: "DAY"}, terminal.Column{Name: "SOURCE"}, terminal.Column{Name: "QUOTE", Wide: true})
		items := client.ListMentions(ctx, &throughlinev1.ListMentionsRequest{Parent: name})
		return printList(s, o, items, table, mentionRow)
	})
}

// mentionRow tells of a mention: id, confidence, day, source and quote.
func mentionRow(m *throughline.Mention) []string {
	return []string{idOf(m.GetName()), share(m.GetConfidence()), terminal.Day(m.GetQuote().GetOccurredAt()), m.GetQuote().GetSource(), m.GetQuote().GetText()}
}

// eventWord is what the names of cluster events begin with.
const eventWord = "CLUSTER_EVENT_KIND_"

func newClustersEvents(s Streams) *cobra.Command {
	var o listFlags
	c := &cobra.Command{
		Use:   "events ID",
		Short: "List where a cluster comes from and what became of it, the latest first",
		Long: `Lists the lineage of a cluster: when mentions made it, left it or were put into it, by whom and
why. Mentions that join by themselves are not listed. The key needs the role viewer.`,
		Example: `  throughline clusters events 01a213c7-4590-742c-87c2-216f617fe60e`,
		Args:    exactArguments("ID"),
		RunE:    func(c *cobra.Command, args []string) error { return listClusterEvents(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	c.ValidArgsFunction = firstOnly(completeClusters(&o.clientFlags))
	return c
}

func listClusterEvents(ctx context.Context, s Streams, o listFlags, given string) error {
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "clusters", given)
		if err != nil {
			return err
		}
		table := terminal.NewTable(terminal.Column{Name: "WHEN"}, terminal.Column{Name: "WHAT"}, terminal.Column{Name: "MENTIONS", Right: true}, terminal.Column{Name: "WHY", Wide: true})
		items := client.ListClusterEvents(ctx, &throughlinev1.ListClusterEventsRequest{Parent: name})
		return printList(s, o, items, table, func(e *throughlinev1.ClusterEvent) []string {
			why := e.GetReason()
			if e.GetActor() != "" {
				why = strings.TrimSpace(why + " (by key " + idOf(e.GetActor()) + ")")
			}
			return []string{terminal.Moment(e.GetOccurredAt()), spoken(e.GetKind(), eventWord), number(int32(len(e.GetMentions()))), why}
		})
	})
}
