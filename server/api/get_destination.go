package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// GetDestination reads one destination.
func (s *routingService) GetDestination(ctx context.Context, r *throughlinev1.GetDestinationRequest) (*throughlinev1.Destination, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	d, err := s.Store.GetDestination(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	return destinationTo(tenant, d), nil
}
