package api

import (
	"context"
	"slices"
	"strings"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
)

// UpdateJourneyMap sets the whole journey map.
func (s *journeyService) UpdateJourneyMap(ctx context.Context, r *throughlinev1.UpdateJourneyMapRequest) (*throughlinev1.JourneyMap, error) {
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	tenant := tenantOf(r.GetJourneyMap().GetName())
	m := journeyMapFrom(r.GetJourneyMap())
	if wrong := m.Validate(); len(wrong) > 0 {
		return nil, invalidFields("journey_map.", inProto(wrong))
	}
	v, err := s.Store.PutJourneyMap(ctx, tenant, m, r.GetJourneyMap().GetEtag(), actor(ctx))
	if err != nil {
		return nil, heldBy(err)
	}
	s.redactors.forget(tenant)
	s.Configured()
	return journeyMapTo(tenant, v), nil
}

// seamFields are the fields of a seam of the map as the proto names them.
var seamFields = map[string]string{
	"from": "seam.from_touchpoint", "to": "seam.to_touchpoint", "accountable": "accountable_team", "contributing": "contributing_team",
}

// inProto names the fields of a journey map as a client knows them.
func inProto(wrong []journey.Violation) []journey.Violation {
	out := slices.Clone(wrong)
	for i, v := range out {
		at, field, deep := strings.Cut(v.Field, "].")
		if named, known := seamFields[field]; known && deep && strings.HasPrefix(at, "seams[") {
			out[i].Field = at + "]." + named
		}
	}
	return out
}
