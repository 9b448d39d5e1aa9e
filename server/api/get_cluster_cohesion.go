package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/store"
)

// GetClusterCohesion says how far the members of a cluster agree, and which drag it down.
func (s *clusterService) GetClusterCohesion(ctx context.Context, r *throughlinev1.GetClusterCohesionRequest) (*throughlinev1.Cohesion, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	var found group.Cohesion
	err = s.Decider.Look(ctx, tenant, func(state *evaluate.State, _ evaluate.Config) error {
		alive, _ := state.Groups().Resolve(id)
		var known bool
		if found, known = state.Groups().Cohesion(alive); !known {
			return store.ErrNotFound
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return cohesionTo(tenant, found), nil
}
