package api

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// DeleteRoute deletes a route.
func (s *routingService) DeleteRoute(ctx context.Context, r *throughlinev1.DeleteRouteRequest) (*emptypb.Empty, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	if err := s.Store.DeleteRoute(ctx, tenant, id, r.GetEtag()); err != nil {
		return nil, err
	}
	s.Configured()
	return &emptypb.Empty{}, nil
}
