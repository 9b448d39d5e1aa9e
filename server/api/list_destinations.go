package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ListDestinations lists destinations, the oldest first.
func (s *routingService) ListDestinations(ctx context.Context, r *throughlinev1.ListDestinationsRequest) (*throughlinev1.ListDestinationsResponse, error) {
	tenant := tenantOf(r.GetParent())
	rows, err := s.Store.ListDestinations(ctx, tenant)
	if err != nil {
		return nil, err
	}
	rows, next, err := slicePage(s.tokens, r, rows, func(d store.Destination) timePosition { return timePosition{Time: d.CreatedAt, ID: d.ID} })
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListDestinationsResponse{NextPageToken: next}
	for _, d := range rows {
		out.Destinations = append(out.Destinations, destinationTo(tenant, d))
	}
	return out, nil
}
