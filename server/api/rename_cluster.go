package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/store"
)

// RenameCluster gives a cluster a title.
func (s *clusterService) RenameCluster(ctx context.Context, r *throughlinev1.RenameClusterRequest) (*throughlinev1.Decision, error) {
	tenant, cluster, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	title, err := s.redacted(ctx, tenant, r.GetTitle())
	if err != nil {
		return nil, err
	}
	made, err := s.carry(ctx, tenant, r, store.Order{
		Decision: group.Decision{Kind: group.Rename, Cluster: cluster, Title: title},
		Expected: expecting(cluster, r.GetEtag()),
	})
	if err != nil {
		return nil, err
	}
	return decisionTo(tenant, made), nil
}
