package api

import (
	"context"
	"strings"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// UpdateRoutingSettings sets them, whole.
func (s *routingService) UpdateRoutingSettings(ctx context.Context, r *throughlinev1.UpdateRoutingSettingsRequest) (*throughlinev1.RoutingSettings, error) {
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	tenant := tenantOf(r.GetRoutingSettings().GetName())
	settings := routingSettingsFrom(r.GetRoutingSettings())
	m, err := s.Store.GetJourneyMap(ctx, tenant)
	if err != nil {
		return nil, err
	}
	if wrong := settings.Validate(m.Map); len(wrong) > 0 {
		for i := range wrong {
			wrong[i].Field = quietField(wrong[i].Field)
		}
		return nil, invalidFields("routing_settings.", wrong)
	}
	v, err := s.Store.PutRoutingSettings(ctx, tenant, settings, r.GetRoutingSettings().GetEtag(), actor(ctx))
	if err != nil {
		return nil, err
	}
	s.Configured()
	return routingSettingsTo(tenant, v), nil
}

// quietField is what the API calls a field of quiet hours.
func quietField(field string) string {
	for word, named := range map[string]string{"].start": "].start_time", "].end": "].end_time"} {
		if rest, is := strings.CutSuffix(field, word); is {
			return rest + named
		}
	}
	return field
}
