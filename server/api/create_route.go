package api

import (
	"context"
	"errors"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// CreateRoute makes a route.
func (s *routingService) CreateRoute(ctx context.Context, r *throughlinev1.CreateRouteRequest) (*throughlinev1.Route, error) {
	tenant := tenantOf(r.GetParent())
	to, destination, err := identify(r.GetRoute().GetDestination())
	if err != nil || to != tenant {
		return nil, noSuchDestination()
	}
	request, err := requestOf(r)
	if err != nil {
		return nil, err
	}
	made, _, err := s.Store.CreateRoute(ctx, tenant, routeFrom(r.GetRoute(), destination), request)
	if errors.Is(err, store.ErrNotFound) {
		return nil, noSuchDestination()
	}
	if err != nil {
		return nil, existing(err, tenant, "routes")
	}
	s.Configured()
	return routeTo(tenant, made), nil
}

func noSuchDestination() error {
	return invalidField("route.destination", journey.ReasonUnknownValue, "there is no such destination in this tenant; make it with CreateDestination first")
}
