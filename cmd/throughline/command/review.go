package command

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// What the names of the enums of reviewing begin with.
const (
	filterWord  = "REVIEW_ITEM_FILTER_"
	verdictWord = "REVIEW_VERDICT_"
)

func newReview(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "review",
		Short: "Decide what waits for a person, and take decisions back",
		Long: `What waits for a person: mentions that are too weak for any cluster, and alerts near a decision.
A decision takes effect at once and holds until it is undone.`,
		Example: `  throughline review list
  throughline review decide 01a213c7-4590-742c-87c2-216f617fe60e confirmed`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newReviewList(s), newReviewShow(s), newReviewDecide(s), newReviewUndo(s), newReviewSimilar(s), newReviewDecisions(s),
		newReviewPropose(s), newReviewProposals(s), newReviewApprove(s), newReviewDecline(s))
	return c
}

type reviewListOptions struct {
	listFlags
	only    string
	cluster string
}

func newReviewList(s Streams) *cobra.Command {
	var o reviewListOptions
	c := &cobra.Command{
		Use:   "list",
		Short: "List what waits for a person; what a decision would change most comes first",
		Long:  "Lists what waits for a person; what a decision would change most comes first. The key needs the role viewer.",
		Example: `  throughline review list
  throughline review list --only mentions --limit 10`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return listReviewItems(c.Context(), s, o) },
	}
	o.add(c)
	words := wordsOf(throughlinev1.ReviewItemFilter_name, filterWord)
	c.Flags().StringVar(&o.only, "only", "", "only such `items`: "+inSentence(words))
	_ = c.RegisterFlagCompletionFunc("only", completeWords(words))
	c.Flags().StringVar(&o.cluster, "cluster", "", "only what fits the cluster with this `id` best")
	_ = c.RegisterFlagCompletionFunc("cluster", completeClusters(&o.clientFlags))
	return c
}

func listReviewItems(ctx context.Context, s Streams, o reviewListOptions) error {
	request := &throughlinev1.ListReviewItemsRequest{}
	if o.only != "" {
		var err error
		request.Filter, err = valueOf[throughlinev1.ReviewItemFilter]("--only", o.only, throughlinev1.ReviewItemFilter_value, throughlinev1.ReviewItemFilter_name, filterWord)
		if err != nil {
			return err
		}
	}
	table := terminal.NewTable(terminal.Column{Name: "ID"}, terminal.Column{Name: "WHAT"}, terminal.Column{Name: "CUSTOMERS", Right: true}, terminal.Column{Name: "OPEN", Right: true},
		terminal.Column{Name: "QUOTE", Wide: true})
	return o.call(func(client *throughline.Client) (err error) {
		if request.SuggestedCluster, err = optional(client, "clusters", o.cluster); err != nil {
			return err
		}
		return printList(s, o.listFlags, client.ListReviewItems(ctx, request), table, func(i *throughline.ReviewItem) []string {
			quote := i.GetReason()
			if len(i.GetQuotes()) > 0 {
				quote = i.GetQuotes()[0].GetText()
			}
			return []string{idOf(i.GetName()), subject(i), number(int32(i.GetExposure())), share(i.GetUncertainty()), quote}
		})
	})
}

// subject says what an item is about.
func subject(i *throughline.ReviewItem) string {
	if i.GetAlert() != "" {
		return "alert"
	}
	return "mention"
}

func newReviewShow(s Streams) *cobra.Command {
	var o remoteFlags
	c := &cobra.Command{
		Use:     "show ID",
		Short:   "Show what is to be decided, and what reviewers said of it",
		Long:    "Shows one item: a mention or an alert by its id, whether it waits or not. The key needs the role viewer.",
		Example: `  throughline review show 01a213c7-4590-742c-87c2-216f617fe60e`,
		Args:    exactArguments("ID"),
		RunE:    func(c *cobra.Command, args []string) error { return showReviewItem(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	return c
}

func showReviewItem(ctx context.Context, s Streams, o remoteFlags, given string) error {
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "reviewItems", given)
		if err != nil {
			return err
		}
		i, err := client.Review.GetReviewItem(ctx, &throughlinev1.GetReviewItemRequest{Name: name})
		if err != nil {
			return err
		}
		return printOne(s, o, i, func(i *throughline.ReviewItem) error { return printReviewItem(s, i) })
	})
}

// printReviewItem prints a clean item.
func printReviewItem(s Streams, i *throughline.ReviewItem) error {
	p := newSheet(s)
	p.row("item", subject(i)+" "+idOf(i.GetName()))
	p.row("waits since", terminal.Moment(i.GetCreatedAt()))
	p.row("because", i.GetReason())
	for _, q := range i.GetQuotes() {
		p.row("quote", quoteWords(q))
	}
	p.row("fits best", terminal.Or(idOf(i.GetSuggestedCluster())))
	p.row("customers", number(int32(i.GetExposure()))+" that the decision is about")
	p.row("open", share(i.GetUncertainty())+" (0 is plain, 1 as likely as not)")
	if d := i.GetDecision(); d != nil {
		p.row("decided", opinionWords(d))
	}
	for _, o := range i.GetOpinions() {
		p.row("opinion", opinionWords(o))
	}
	if i.GetDisagreed() {
		p.row("", "two reviewers differ: a third opinion, or one that changes, decides")
	}
	p.row("etag", i.GetEtag())
	return p.write()
}

// opinionWords says what a reviewer said.
func opinionWords(d *throughlinev1.ReviewDecision) string {
	text := spoken(d.GetVerdict(), verdictWord)
	if d.GetCluster() != "" {
		text += ", cluster " + idOf(d.GetCluster())
	}
	text += ", by key " + idOf(d.GetReviewer()) + ", " + terminal.Moment(d.GetDecidedAt())
	if d.GetComment() != "" {
		text += ": " + d.GetComment()
	}
	return text
}

func newReviewSimilar(s Streams) *cobra.Command {
	var o listFlags
	var least float64
	c := &cobra.Command{
		Use:   "similar MENTION",
		Short: "List the mentions that most likely tell of the same break as one",
		Long: `Lists the mentions that most likely tell of the same break as one, the likeliest first. At most
500 are listed. The key needs the role viewer.`,
		Example: `  throughline review similar 01a213c7-4590-742c-87c2-216f617fe60e --min-score 0.7`,
		Args:    exactArguments("MENTION"),
		RunE:    func(c *cobra.Command, args []string) error { return listSimilar(c.Context(), s, o, args[0], least) },
	}
	o.add(c)
	c.Flags().Float64Var(&least, "min-score", 0, "only mentions with at least this `score`, 0 to 1")
	return c
}

// mostSimilar is how many mentions the server lists at most.
const mostSimilar = 500

func listSimilar(ctx context.Context, s Streams, o listFlags, given string, least float64) error {
	table := terminal.NewTable(terminal.Column{Name: "SCORE", Right: true}, terminal.Column{Name: "ID"}, terminal.Column{Name: "CLUSTER"}, terminal.Column{Name: "QUOTE", Wide: true})
	return o.call(func(client *throughline.Client) error {
		name, err := resource(client, "mentions", given)
		if err != nil {
			return err
		}
		out, err := client.Review.ListSimilarMentions(ctx, &throughlinev1.ListSimilarMentionsRequest{Name: name, PageSize: mostSimilar, MinScore: least})
		if err != nil {
			return err
		}
		return printList(s, o, each(out.GetSimilarMentions()), table, func(m *throughlinev1.SimilarMention) []string {
			return []string{share(m.GetScore()), idOf(m.GetMention().GetName()), terminal.Or(idOf(m.GetMention().GetCluster())), m.GetMention().GetQuote().GetText()}
		})
	})
}
