package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

type clusterService struct {
	throughlinev1.UnimplementedClusterServiceServer
	*core
	explaining chan struct{} // holds as many as explain a mention now
}

// GetCluster reads one cluster, or the one that its name leads to since it was merged.
func (s *clusterService) GetCluster(ctx context.Context, r *throughlinev1.GetClusterRequest) (*throughlinev1.Cluster, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	c, err := s.Store.GetCluster(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	out := clusterTo(tenant, c, true)
	if c.ID != id {
		out.RedirectedFrom = r.GetName()
	}
	return out, nil
}
