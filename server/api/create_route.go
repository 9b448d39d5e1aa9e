package api

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

var touchpointID = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`)

// CreateRoute makes a route.
func (s *routingService) CreateRoute(ctx context.Context, r *throughlinev1.CreateRouteRequest) (*throughlinev1.Route, error) {
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	tenant := tenantOf(r.GetParent())
	m, err := s.Store.GetJourneyMap(ctx, tenant)
	if err != nil {
		return nil, err
	}
	want, err := routeFrom(tenant, r.GetRoute(), m.Map)
	if err != nil {
		return nil, err
	}
	request, err := requestOf(r)
	if err != nil {
		return nil, err
	}
	made, _, err := s.Store.CreateRoute(ctx, tenant, want, request)
	if errors.Is(err, store.ErrNotFound) {
		return nil, noSuchDestination()
	}
	if err != nil {
		return nil, existing(err, tenant, "routes")
	}
	s.Configured()
	return routeTo(tenant, made), nil
}

// routeFrom reads a route, which must make sense by itself and beside the journey map.
func routeFrom(tenant string, r *throughlinev1.Route, m *journey.Map) (store.Route, error) {
	out := store.Route{Team: r.GetTeam(), Name: r.GetDisplayName(), Conditions: conditionsFrom(r)}
	switch {
	case r.GetTeam() == "":
		return out, invalidField("route.team", journey.ReasonMissing, "is missing; a route is for a team")
	case len(r.GetDestinations()) == 0:
		return out, invalidField("route.destinations", journey.ReasonMissing, "is missing; a route leads to at least one destination")
	}
	for _, resource := range r.GetDestinations() {
		to, id, err := identify(resource)
		if err != nil || to != tenant {
			return out, noSuchDestination()
		}
		out.Destinations = append(out.Destinations, id)
	}
	if err := checkSeam(r.GetSeam()); err != nil {
		return out, err
	}
	for i, id := range r.GetJourneys() {
		if !slices.ContainsFunc(m.Journeys, func(j journey.Journey) bool { return j.ID == id }) {
			return out, invalidField(fmt.Sprintf("route.journeys[%d]", i), journey.ReasonUnknownValue, "%q is no journey of the journey map", id)
		}
	}
	if r.GetRenewalWithinDays() > 0 && r.GetAudience() != throughlinev1.RouteAudience_ROUTE_AUDIENCE_ANYBODY {
		return out, invalidField("route.renewal_within_days", journey.ReasonUnknownValue, "is for a team that owns nothing: set audience to ROUTE_AUDIENCE_ANYBODY, or leave it out")
	}
	return out, nil
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
	return invalidField("route.destinations", journey.ReasonUnknownValue, "there is no such destination in this tenant; make it with CreateDestination first")
}
