package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ApplyRereading makes what a rereading found live.
func (s *reviewService) ApplyRereading(ctx context.Context, r *throughlinev1.ApplyRereadingRequest) (*throughlinev1.Rereading, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	found, err := s.Store.GetRereading(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	if found.State != store.RereadingApplied {
		if found, err = s.Rereads.Apply(ctx, tenant, id, r.GetRegroup()); err != nil {
			return nil, unfit(err)
		}
		s.Changes.Notify()
	}
	return rereadingTo(tenant, found), nil
}
