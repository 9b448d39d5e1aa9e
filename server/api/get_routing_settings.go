package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// GetRoutingSettings reads what the tenant set about owners, clocks and when teams are told.
func (s *routingService) GetRoutingSettings(ctx context.Context, r *throughlinev1.GetRoutingSettingsRequest) (*throughlinev1.RoutingSettings, error) {
	tenant := tenantOf(r.GetName())
	v, err := s.Store.GetRoutingSettings(ctx, tenant)
	if err != nil {
		return nil, err
	}
	return routingSettingsTo(tenant, v), nil
}
