package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// PreviewRereading says what a rereading would change.
func (s *reviewService) PreviewRereading(ctx context.Context, r *throughlinev1.PreviewRereadingRequest) (*throughlinev1.RereadingDiff, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	if _, err := s.Store.GetRereading(ctx, tenant, id); err != nil {
		return nil, err
	}
	_, diff, err := s.Rereads.Diff(ctx, tenant, id, r.GetRegroup())
	if err != nil {
		return nil, unfit(err)
	}
	return diffTo(tenant, &diff), nil
}
