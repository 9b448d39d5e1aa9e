package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/store"
)

// MoveMentions moves mentions into a cluster from wherever they are.
func (s *clusterService) MoveMentions(ctx context.Context, r *throughlinev1.MoveMentionsRequest) (*throughlinev1.Decision, error) {
	tenant, cluster, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	mentions, err := identifyAll(r.GetMentions())
	if err != nil {
		return nil, err
	}
	if err := s.alone(ctx, tenant); err != nil {
		return nil, err
	}
	made, err := s.carry(ctx, tenant, r, store.Order{
		Decision: group.Decision{Kind: group.Move, Cluster: cluster, Mentions: mentions},
		Expected: expecting(cluster, r.GetEtag()),
	})
	if err != nil {
		return nil, err
	}
	return decisionTo(tenant, made), nil
}
