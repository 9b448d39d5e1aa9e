package api

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/store"
)

// ApproveDecisionProposal carries out what another reviewer proposed.
func (s *reviewService) ApproveDecisionProposal(ctx context.Context, r *throughlinev1.ApproveDecisionProposalRequest) (*throughlinev1.DecisionProposal, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	if _, err := s.carry(ctx, tenant, r, store.Order{Proposal: id}); err != nil {
		return nil, s.unanswerable(ctx, tenant, id, err)
	}
	p, err := s.Store.GetProposal(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	return proposalTo(tenant, p), nil
}

// unanswerable tells a client why a proposal cannot be answered.
func (s *reviewService) unanswerable(ctx context.Context, tenant string, id uuid.UUID, err error) error {
	switch {
	case errors.Is(err, store.ErrOwnProposal):
		return intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_SECOND_REVIEW_REQUIRED,
			"you proposed it: another reviewer approves it")
	case errors.Is(err, store.ErrAnswered):
		p, getErr := s.Store.GetProposal(ctx, tenant, id)
		if getErr != nil {
			return getErr
		}
		return intercept.WithDetail(intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_PROPOSAL_NOT_OPEN,
			"the proposal was %s before", p.State), proposalTo(tenant, p))
	}
	return err
}

// alone refuses what one reviewer may not decide alone where the tenant asks for a second.
func (c *core) alone(ctx context.Context, tenant string) error {
	second, err := c.Store.SecondReview(ctx, tenant)
	if err != nil || !second {
		return err
	}
	return intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_SECOND_REVIEW_REQUIRED,
		"the tenant asks for a second reviewer: propose it with ProposeDecision, and another reviewer approves it")
}
