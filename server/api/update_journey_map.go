package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// UpdateJourneyMap sets the whole journey map.
func (s *journeyService) UpdateJourneyMap(ctx context.Context, r *throughlinev1.UpdateJourneyMapRequest) (*throughlinev1.JourneyMap, error) {
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	tenant := tenantOf(r.GetJourneyMap().GetName())
	m := journeyMapFrom(r.GetJourneyMap())
	if wrong := m.Validate(); len(wrong) > 0 {
		return nil, invalidFields("journey_map.", wrong)
	}
	v, err := s.Store.PutJourneyMap(ctx, tenant, m, r.GetJourneyMap().GetEtag(), actor(ctx))
	if err != nil {
		return nil, err
	}
	s.Configured()
	return journeyMapTo(tenant, v), nil
}
