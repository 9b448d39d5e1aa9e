package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/store"
)

// GetClusterTrend says how a cluster goes from day to day and week to week.
func (s *clusterService) GetClusterTrend(ctx context.Context, r *throughlinev1.GetClusterTrendRequest) (*throughlinev1.ClusterTrend, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	journeys, err := s.Store.GetJourneyMap(ctx, tenant)
	if err != nil {
		return nil, err
	}
	var trend measure.Trend
	err = s.Decider.Look(ctx, tenant, func(state *evaluate.State, _ evaluate.Config) error {
		var known bool
		if id, known = state.Groups().Resolve(id); !known {
			return store.ErrNotFound
		}
		trend, known = state.Trend(id, journeys.Map, s.Clock(), size(r.GetWeeks(), 26))
		if !known {
			return store.ErrNotFound
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := trendTo(trend)
	out.Cluster = name(tenant, "clusters", id.String())
	return out, nil
}
