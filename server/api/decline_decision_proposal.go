package api

import (
	"context"
	"time"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// DeclineDecisionProposal declines a proposal, or withdraws one's own.
func (s *reviewService) DeclineDecisionProposal(ctx context.Context, r *throughlinev1.DeclineDecisionProposalRequest) (*throughlinev1.DecisionProposal, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	request, err := requestOf(r)
	if err != nil {
		return nil, err
	}
	reason, err := s.redacted(ctx, tenant, r.GetComment())
	if err != nil {
		return nil, err
	}
	entry := auditOf(ctx)
	entry.Resource = r.GetName()
	p, err := s.Store.DeclineProposal(ctx, tenant, store.Proposal{
		ID: id, Reviewer: actor(ctx), ReviewReason: reason, ReviewedAt: s.Clock().UTC().Truncate(time.Microsecond),
	}, request, entry)
	if err != nil {
		return nil, s.unanswerable(ctx, tenant, id, err)
	}
	return proposalTo(tenant, p), nil
}
