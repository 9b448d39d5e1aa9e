package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// GetDecisionProposal reads one proposal.
func (s *reviewService) GetDecisionProposal(ctx context.Context, r *throughlinev1.GetDecisionProposalRequest) (*throughlinev1.DecisionProposal, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	p, err := s.Store.GetProposal(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	return proposalTo(tenant, p), nil
}

func proposalTo(tenant string, p store.Proposal) *throughlinev1.DecisionProposal {
	d := p.Decision
	return &throughlinev1.DecisionProposal{
		Name: name(tenant, "decisionProposals", p.ID.String()),
		Decision: &throughlinev1.Decision{
			Name: reference(tenant, "decisions", p.DecisionID), Kind: decisionKindOf(d.Kind), Cluster: reference(tenant, "clusters", d.Cluster), Mentions: references(tenant, "mentions", d.Mentions),
			Clusters: references(tenant, "clusters", d.Clusters), Title: d.Title,
		},
		State:    enumOf[throughlinev1.DecisionProposalState](throughlinev1.DecisionProposalState_value, proposalStateWord, string(p.State)),
		Proposer: d.Actor, Comment: d.Reason, ProposedAt: timestamp(d.At),
		Reviewer: p.Reviewer, ReviewComment: p.ReviewReason, ReviewedAt: timestamp(p.ReviewedAt),
	}
}

// proposalStateWord is what the names of the states of proposals begin with.
const proposalStateWord = "DECISION_PROPOSAL_STATE_"
