package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ListRoutes lists routes, the oldest first.
func (s *routingService) ListRoutes(ctx context.Context, r *throughlinev1.ListRoutesRequest) (*throughlinev1.ListRoutesResponse, error) {
	tenant := tenantOf(r.GetParent())
	rows, err := s.Store.ListRoutes(ctx, tenant)
	if err != nil {
		return nil, err
	}
	rows, next, err := slicePage(s.tokens, r, rows, func(x store.Route) timePosition { return timePosition{Time: x.CreatedAt, ID: x.ID} })
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListRoutesResponse{NextPageToken: next}
	for _, x := range rows {
		out.Routes = append(out.Routes, routeTo(tenant, x))
	}
	return out, nil
}
