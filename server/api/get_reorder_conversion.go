package api

import (
	"context"
	"slices"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/measure"
)

// reorderDays is within how many days another order counts, when the request does not say.
const reorderDays = 14

// GetReorderConversion compares the reorders at a cluster's locations with those of all others.
func (s *clusterService) GetReorderConversion(ctx context.Context, r *throughlinev1.GetReorderConversionRequest) (*throughlinev1.ReorderConversion, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	c, err := s.Store.GetCluster(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	began, err := s.Store.ClusterBegan(ctx, tenant, c.ID)
	if err != nil {
		return nil, err
	}
	locations := convertAll(c.Reading.Locations, func(l measure.Share) string { return l.Key })
	slices.Sort(locations)
	found, err := s.Store.Reorders(ctx, tenant, locations, began, size(r.GetWithinDays(), reorderDays), s.Clock())
	if err != nil {
		return nil, err
	}
	return reorderTo(name(tenant, "clusters", c.ID.String()), found), nil
}
