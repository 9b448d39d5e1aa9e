package api

import (
	"context"
	"time"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/track"
)

// GetFixEffect measures what a fix did.
func (s *alertService) GetFixEffect(ctx context.Context, r *throughlinev1.GetFixEffectRequest) (*throughlinev1.FixEffect, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	now := s.Clock()
	at := now
	if r.GetAsOf() != nil {
		if at = r.GetAsOf().AsTime(); at.After(now) {
			return nil, invalidField("as_of", journey.ReasonInFuture, "%s is after now, %s; leave it out for now",
				at.Format(time.RFC3339), now.UTC().Format(time.RFC3339))
		}
	}
	rows, err := s.Store.FixRows(ctx, tenant, id, track.DefaultOptions, at)
	if err != nil {
		return nil, err
	}
	if at.Before(rows.ShippedAt) {
		return nil, invalidField("as_of", journey.ReasonOutOfRange, "%s is before %s, when the fix shipped: it had no effect yet",
			at.Format(time.RFC3339), rows.ShippedAt.Format(time.RFC3339))
	}
	out := effectTo(tenant, track.EffectOf(rows.Fix, rows.Rows, track.DefaultOptions, at))
	for _, c := range rows.Clusters {
		out.Clusters = append(out.Clusters, name(tenant, "clusters", c.String()))
	}
	out.Displacement = displacementTo(tenant, track.DisplacementOf(rows.Fix, rows.Map, rows.Neighbours, track.DefaultOptions, at))
	return out, nil
}
