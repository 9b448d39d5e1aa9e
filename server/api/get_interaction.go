package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// GetInteraction reads one interaction, redacted.
func (s *ingestionService) GetInteraction(ctx context.Context, r *throughlinev1.GetInteractionRequest) (*throughlinev1.Interaction, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	in, err := s.Store.GetInteraction(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	return interactionTo(tenant, in), nil
}
