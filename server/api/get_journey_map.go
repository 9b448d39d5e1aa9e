package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

type journeyService struct {
	throughlinev1.UnimplementedJourneyServiceServer
	*core
}

// GetJourneyMap reads the tenant's journey map.
func (s *journeyService) GetJourneyMap(ctx context.Context, r *throughlinev1.GetJourneyMapRequest) (*throughlinev1.JourneyMap, error) {
	tenant := tenantOf(r.GetName())
	v, err := s.Store.GetJourneyMap(ctx, tenant)
	if err != nil {
		return nil, err
	}
	return journeyMapTo(tenant, v), nil
}
