package api

import (
	"context"
	"errors"
	"regexp"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

var touchpointID = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`)

// CreateRoute makes a route.
func (s *routingService) CreateRoute(ctx context.Context, r *throughlinev1.CreateRouteRequest) (*throughlinev1.Route, error) {
	tenant := tenantOf(r.GetParent())
	to, destination, err := identify(r.GetRoute().GetDestination())
	if err != nil || to != tenant {
		return nil, noSuchDestination()
	}
	if err := checkSeam(r.GetRoute().GetSeam()); err != nil {
		return nil, err
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

// checkSeam wants both sides of a seam that is given: half a seam would be none, and lead every
// alert here.
func checkSeam(s *throughlinev1.Seam) error {
	if s == nil {
		return nil
	}
	for _, side := range []struct{ field, id string }{
		{"route.seam.from_touchpoint", s.GetFromTouchpoint()}, {"route.seam.to_touchpoint", s.GetToTouchpoint()},
	} {
		if !touchpointID.MatchString(side.id) {
			return invalidField(side.field, journey.ReasonMalformed,
				"must be a touchpoint's id: a lower-case letter, then lower-case letters, digits and underscores; leave the seam out for all")
		}
	}
	return nil
}

func noSuchDestination() error {
	return invalidField("route.destination", journey.ReasonUnknownValue, "there is no such destination in this tenant; make it with CreateDestination first")
}
