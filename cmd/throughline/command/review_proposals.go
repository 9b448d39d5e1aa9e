package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// proposalWord is what the names of proposals' states begin with.
const proposalWord = "DECISION_PROPOSAL_STATE_"

type proposeOptions struct {
	remoteFlags
	mentions, clusters      []string
	cluster, title, comment string
}

func newReviewPropose(s Streams) *cobra.Command {
	var o proposeOptions
	kinds := wordsOf(throughlinev1.DecisionKind_name, decisionWord)
	c := &cobra.Command{
		Use:   "propose KIND",
		Short: "Propose a decision for another reviewer to approve",
		Long: `Proposes a decision, which changes nothing until another reviewer approves it: what one reviewer
does not decide alone where the tenant asks for a second. KIND is confirm, move, reject, hold or
split of --mention, merge of --clusters, or rename of --cluster. The key needs the role reviewer.`,
		Example: `  throughline review propose merge --clusters 01a213c7-4590-742c-87c2-216f617fe60e,01a213c8-0b11-7d13-9c2e-5d7c1a2f9e44
  throughline review propose reject --mention 01a213c7-4590-742c-87c2-216f617fe60e --comment "no handoff"`,
		Args:      exactArguments("KIND"),
		ValidArgs: kinds,
		RunE:      func(c *cobra.Command, args []string) error { return proposeDecision(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	c.Flags().StringSliceVar(&o.mentions, "mention", nil, "the mentions with these `ids`")
	c.Flags().StringSliceVar(&o.clusters, "clusters", nil, "the clusters with these `ids`, to be made one")
	c.Flags().StringVar(&o.cluster, "cluster", "", "the cluster with this `id`: where the mentions belong, or that they leave, or that gets the title")
	_ = c.RegisterFlagCompletionFunc("cluster", completeClusters(&o.clientFlags))
	c.Flags().StringVar(&o.title, "title", "", "the `title` of the cluster")
	c.Flags().StringVar(&o.comment, "comment", "", "why, in `words`; personal data in it is redacted")
	return c
}

func proposeDecision(ctx context.Context, s Streams, o proposeOptions, word string) error {
	kind, err := valueOf[throughlinev1.DecisionKind]("KIND", word, throughlinev1.DecisionKind_value, throughlinev1.DecisionKind_name, decisionWord)
	if err != nil {
		return err
	}
	return o.call(func(client *throughline.Client) (err error) {
		d := &throughlinev1.Decision{Kind: kind, Title: o.title}
		if d.Cluster, err = optional(client, "clusters", o.cluster); err != nil {
			return err
		}
		if d.Mentions, err = resources(client, "mentions", o.mentions); err != nil {
			return err
		}
		if d.Clusters, err = resources(client, "clusters", o.clusters); err != nil {
			return err
		}
		p, err := client.Review.ProposeDecision(ctx, &throughlinev1.ProposeDecisionRequest{Parent: client.Name(), Decision: d, Comment: o.comment})
		if err != nil {
			return err
		}
		return printOne(s, o.remoteFlags, p, func(p *throughlinev1.DecisionProposal) error { return printProposal(s, p) })
	})
}

func newReviewProposals(s Streams) *cobra.Command {
	var o listFlags
	var state string
	states := wordsOf(throughlinev1.DecisionProposalState_name, proposalWord)
	c := &cobra.Command{
		Use:   "proposals",
		Short: "List what was proposed, the latest first",
		Long:  "Lists proposals, the latest first. The key needs the role viewer.",
		Example: `  throughline review proposals
  throughline review proposals --state open`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return listProposals(c.Context(), s, o, state) },
	}
	o.add(c)
	c.Flags().StringVar(&state, "state", "", "only those in this `state`: "+inSentence(states))
	_ = c.RegisterFlagCompletionFunc("state", completeWords(states))
	return c
}

func listProposals(ctx context.Context, s Streams, o listFlags, state string) error {
	request := &throughlinev1.ListDecisionProposalsRequest{}
	if state != "" {
		var err error
		request.State, err = valueOf[throughlinev1.DecisionProposalState]("--state", state, throughlinev1.DecisionProposalState_value, throughlinev1.DecisionProposalState_name, proposalWord)
		if err != nil {
			return err
		}
	}
	table := terminal.NewTable(terminal.Column{Name: "ID"}, terminal.Column{Name: "WHEN"}, terminal.Column{Name: "STATE"}, terminal.Column{Name: "WHAT", Wide: true})
	return o.call(func(client *throughline.Client) error {
		return printList(s, o, client.ListDecisionProposals(ctx, request), table, func(p *throughlinev1.DecisionProposal) []string {
			return []string{idOf(p.GetName()), terminal.Moment(p.GetProposedAt()), spoken(p.GetState(), proposalWord), decisionWords(p.GetDecision())}
		})
	})
}

// newReviewAnswer is the command that approves a proposal, or the one that declines it.
func newReviewAnswer(s Streams, use, short, long string, answer func(context.Context, *throughline.Client, string, string) (*throughlinev1.DecisionProposal, error)) *cobra.Command {
	var o remoteFlags
	var comment string
	c := &cobra.Command{
		Use:     use + " PROPOSAL",
		Short:   short,
		Long:    long + " The key needs the role\nreviewer.",
		Example: fmt.Sprintf("  throughline review %s 01a213c7-4590-742c-87c2-216f617fe60e", use),
		Args:    exactArguments("PROPOSAL"),
		RunE: func(c *cobra.Command, args []string) error {
			return o.call(func(client *throughline.Client) error {
				name, err := resource(client, "decisionProposals", args[0])
				if err != nil {
					return err
				}
				p, err := answer(c.Context(), client, name, comment)
				if err != nil {
					return err
				}
				return printOne(s, o, p, func(p *throughlinev1.DecisionProposal) error { return printProposal(s, p) })
			})
		},
	}
	o.add(c)
	c.Flags().StringVar(&comment, "comment", "", "why, in `words`; personal data in it is redacted")
	return c
}

func newReviewApprove(s Streams) *cobra.Command {
	return newReviewAnswer(s, "approve", "Approve what another reviewer proposed, which carries it out",
		"Approves what another reviewer proposed, which carries it out at once.",
		func(ctx context.Context, client *throughline.Client, name, comment string) (*throughlinev1.DecisionProposal, error) {
			return client.Review.ApproveDecisionProposal(ctx, &throughlinev1.ApproveDecisionProposalRequest{Name: name, Comment: comment})
		})
}

func newReviewDecline(s Streams) *cobra.Command {
	return newReviewAnswer(s, "decline", "Decline what another reviewer proposed, or withdraw one's own",
		"Declines what another reviewer proposed, or withdraws one's own proposal.",
		func(ctx context.Context, client *throughline.Client, name, comment string) (*throughlinev1.DecisionProposal, error) {
			return client.Review.DeclineDecisionProposal(ctx, &throughlinev1.DeclineDecisionProposalRequest{Name: name, Comment: comment})
		})
}

// printProposal prints a clean proposal.
func printProposal(s Streams, p *throughlinev1.DecisionProposal) error {
	sheet := newSheet(s)
	sheet.row("proposal", idOf(p.GetName()))
	sheet.row("what", decisionWords(p.GetDecision()))
	sheet.row("proposed", terminal.Moment(p.GetProposedAt())+", by key "+idOf(p.GetProposer()))
	if p.GetComment() != "" {
		sheet.row("because", p.GetComment())
	}
	sheet.row("state", spoken(p.GetState(), proposalWord))
	if p.GetReviewer() != "" {
		sheet.row("answered", terminal.Moment(p.GetReviewedAt())+", by key "+idOf(p.GetReviewer()))
	}
	if p.GetReviewComment() != "" {
		sheet.row("", p.GetReviewComment())
	}
	if d := p.GetDecision().GetName(); d != "" {
		sheet.row("decision", idOf(d))
	}
	return sheet.write()
}
