package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ListDecisionProposals lists proposals, the latest first.
func (s *reviewService) ListDecisionProposals(ctx context.Context, r *throughlinev1.ListDecisionProposalsRequest) (*throughlinev1.ListDecisionProposalsResponse, error) {
	tenant := tenantOf(r.GetParent())
	page, err := s.tokens.page(r, 50)
	if err != nil {
		return nil, err
	}
	state := store.ProposalState("")
	if r.GetState() != throughlinev1.DecisionProposalState_DECISION_PROPOSAL_STATE_UNSPECIFIED {
		state = store.ProposalState(wordOf(r.GetState(), proposalStateWord))
	}
	rows, err := s.Store.ListProposals(ctx, tenant, state, page)
	if err != nil {
		return nil, err
	}
	rows, next, err := cut(s.tokens, r, page, rows, func(p store.Proposal) timePosition {
		return timePosition{Time: p.Decision.At, ID: p.ID}
	})
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListDecisionProposalsResponse{NextPageToken: next}
	for _, p := range rows {
		out.DecisionProposals = append(out.DecisionProposals, proposalTo(tenant, p))
	}
	return out, nil
}
