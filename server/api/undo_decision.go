package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// UndoDecision takes a decision back.
func (s *reviewService) UndoDecision(ctx context.Context, r *throughlinev1.UndoDecisionRequest) (*throughlinev1.Decision, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	undone, err := s.carry(ctx, tenant, r, store.Order{Undo: id})
	if err != nil {
		return nil, err
	}
	return decisionTo(tenant, undone), nil
}
