package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ListClusters lists clusters, the latest changed first.
func (s *clusterService) ListClusters(ctx context.Context, r *throughlinev1.ListClustersRequest) (*throughlinev1.ListClustersResponse, error) {
	tenant := tenantOf(r.GetParent())
	page, err := s.tokens.page(r, 50)
	if err != nil {
		return nil, err
	}
	rows, err := s.Store.ListClusters(ctx, tenant, page)
	if err != nil {
		return nil, err
	}
	rows, next, err := cut(s.tokens, r, page, rows, func(c store.StoredCluster) timePosition {
		return timePosition{Time: c.ChangedAt, ID: c.ID}
	})
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListClustersResponse{NextPageToken: next}
	for _, c := range rows {
		out.Clusters = append(out.Clusters, clusterTo(tenant, c, false))
	}
	return out, nil
}
