package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// GetRereading reads how far a rereading is.
func (s *reviewService) GetRereading(ctx context.Context, r *throughlinev1.GetRereadingRequest) (*throughlinev1.Rereading, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	found, err := s.Store.GetRereading(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	return rereadingTo(tenant, found), nil
}
