package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

type reviewService struct {
	throughlinev1.UnimplementedReviewServiceServer
	*core
}

// GetDecision reads one decision.
func (s *reviewService) GetDecision(ctx context.Context, r *throughlinev1.GetDecisionRequest) (*throughlinev1.Decision, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	d, err := s.Store.GetDecision(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	return decisionTo(tenant, d), nil
}
