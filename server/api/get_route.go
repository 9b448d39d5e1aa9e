package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// GetRoute reads one route.
func (s *routingService) GetRoute(ctx context.Context, r *throughlinev1.GetRouteRequest) (*throughlinev1.Route, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	found, err := s.Store.GetRoute(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	return routeTo(tenant, found), nil
}
