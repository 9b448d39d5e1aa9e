package api

import (
	"context"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/store"
)

// MergeClusters makes clusters one.
func (s *clusterService) MergeClusters(ctx context.Context, r *throughlinev1.MergeClustersRequest) (*throughlinev1.Decision, error) {
	tenant, cluster, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	others, err := identifyAll(r.GetClusters())
	if err != nil {
		return nil, err
	}
	if err := s.alone(ctx, tenant); err != nil {
		return nil, err
	}
	made, err := s.carry(ctx, tenant, r, store.Order{
		Decision: group.Decision{Kind: group.Merge, Clusters: append([]uuid.UUID{cluster}, others...)},
		Expected: expecting(cluster, r.GetEtag()),
	})
	if err != nil {
		return nil, err
	}
	return decisionTo(tenant, made), nil
}
