package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

type reviewDecideOptions struct {
	decideFlags
	cluster string
}

func newReviewDecide(s Streams) *cobra.Command {
	var o reviewDecideOptions
	verdicts := wordsOf(throughlinev1.ReviewVerdict_name, verdictWord)
	c := &cobra.Command{
		Use:   "decide ID VERDICT",
		Short: "Say of an item that it is confirmed, moved, rejected or held",
		Long: `Decides about a mention or an alert. VERDICT is one of

  confirmed  it is a break, and belongs to --cluster, or where it fits best
  moved      it belongs to --cluster, and what it leaves is another break
  rejected   no handoff broke: it is in no cluster and never counts
  held       it cannot be told yet

Of an alert, all mentions of its cluster are decided. Where the tenant asks for a second
reviewer, what is said of a mention is an opinion until another reviewer says the same. The key
needs the role reviewer.`,
		Example: `  throughline review decide 01a213c7-4590-742c-87c2-216f617fe60e confirmed
  throughline review decide 01a213c7-4590-742c-87c2-216f617fe60e moved --cluster 01a213c8-0b11-7d13-9c2e-5d7c1a2f9e44`,
		Args: exactArguments("ID", "VERDICT"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 1 {
				return verdicts, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			return decideReviewItem(c.Context(), s, o, args[0], args[1])
		},
	}
	o.add(c)
	c.Flags().StringVar(&o.cluster, "cluster", "", "the cluster with this `id`, where it belongs")
	_ = c.RegisterFlagCompletionFunc("cluster", completeClusters(&o.clientFlags))
	return c
}

func decideReviewItem(ctx context.Context, s Streams, o reviewDecideOptions, given, word string) error {
	verdict, err := valueOf[throughlinev1.ReviewVerdict]("VERDICT", word, throughlinev1.ReviewVerdict_value, throughlinev1.ReviewVerdict_name, verdictWord)
	if err != nil {
		return err
	}
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "reviewItems", given)
		if err != nil {
			return err
		}
		cluster, err := optional(client, "clusters", o.cluster)
		if err != nil {
			return err
		}
		out, err := client.Review.DecideReviewItem(ctx, &throughlinev1.DecideReviewItemRequest{
			Name: name, Verdict: verdict, Cluster: cluster, Comment: o.comment, Etag: o.etag,
		})
		if err != nil {
			return err
		}
		return printOne(s, o.remoteFlags, out, func(out *throughlinev1.DecideReviewItemResponse) error {
			if out.GetDecision() == nil {
				fmt.Fprintln(s.Err, "your opinion is noted; nothing changes until another reviewer says the same")
				return printReviewItem(s, out.GetReviewItem())
			}
			return printDecision(s, out.GetDecision())
		})
	})
}

func newReviewUndo(s Streams) *cobra.Command {
	var o remoteFlags
	var comment string
	c := &cobra.Command{
		Use:   "undo DECISION",
		Short: "Take a decision back: its mentions go to where they were",
		Long: `Takes a decision back: its mentions go to where they were, and it binds nothing any more. A later
decision about the same mentions or clusters must be undone first. The key needs the role
reviewer.`,
		Example: `  throughline review undo 01a213c7-4590-742c-87c2-216f617fe60e --comment "it was the other desk"`,
		Args:    exactArguments("DECISION"),
		RunE:    func(c *cobra.Command, args []string) error { return undoDecision(c.Context(), s, o, args[0], comment) },
	}
	o.add(c)
	c.Flags().StringVar(&comment, "comment", "", "why, in `words`; personal data in it is redacted")
	return c
}

func undoDecision(ctx context.Context, s Streams, o remoteFlags, given, comment string) error {
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "decisions", given)
		if err != nil {
			return err
		}
		d, err := client.Review.UndoDecision(ctx, &throughlinev1.UndoDecisionRequest{Name: name, Comment: comment})
		if err != nil {
			return err
		}
		return printOne(s, o, d, func(d *throughlinev1.Decision) error { return printDecision(s, d) })
	})
}

type decisionsOptions struct {
	listFlags
	mention string
	cluster string
	inForce bool
}

func newReviewDecisions(s Streams) *cobra.Command {
	var o decisionsOptions
	c := &cobra.Command{
		Use:   "decisions",
		Short: "List what was decided, the latest first",
		Long:  "Lists decisions, the latest first, undone ones too. The key needs the role viewer.",
		Example: `  throughline review decisions
  throughline review decisions --in-force --cluster 01a213c7-4590-742c-87c2-216f617fe60e`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return listDecisions(c.Context(), s, o) },
	}
	o.add(c)
	c.Flags().StringVar(&o.mention, "mention", "", "only those that name the mention with this `id`")
	c.Flags().StringVar(&o.cluster, "cluster", "", "only those that are about the cluster with this `id`")
	_ = c.RegisterFlagCompletionFunc("cluster", completeClusters(&o.clientFlags))
	c.Flags().BoolVar(&o.inForce, "in-force", false, "only those that hold")
	return c
}

func listDecisions(ctx context.Context, s Streams, o decisionsOptions) error {
	table := terminal.NewTable(terminal.Column{Name: "ID"}, terminal.Column{Name: "WHEN"}, terminal.Column{Name: "HOLDS"}, terminal.Column{Name: "WHAT", Wide: true})
	request := &throughlinev1.ListDecisionsRequest{InForce: o.inForce}
	return o.call(func(client *throughline.Client) (err error) {
		if request.Mention, err = optional(client, "mentions", o.mention); err != nil {
			return err
		}
		if request.Cluster, err = optional(client, "clusters", o.cluster); err != nil {
			return err
		}
		return printList(s, o.listFlags, client.ListDecisions(ctx, request), table, func(d *throughlinev1.Decision) []string {
			holds := "yes"
			if d.GetUndoneAt() != nil {
				holds = "undone"
			}
			return []string{idOf(d.GetName()), terminal.Moment(d.GetDecidedAt()), holds, decisionWords(d)}
		})
	})
}
