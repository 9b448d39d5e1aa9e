package api

import (
	"context"
	"errors"
	"fmt"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// DiscardRereading drops what a rereading found.
func (s *reviewService) DiscardRereading(ctx context.Context, r *throughlinev1.DiscardRereadingRequest) (*throughlinev1.Rereading, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	found, err := s.Store.GetRereading(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	switch found.State {
	case store.RereadingReading, store.RereadingReady:
		ended, err := s.Store.DiscardRereading(ctx, tenant)
		if errors.Is(err, store.ErrNotFound) { // somebody else ended it in between
			ended, err = s.Store.GetRereading(ctx, tenant, id)
		}
		if err != nil {
			return nil, err
		}
		found = ended
	case store.RereadingApplied, store.RereadingDiscarded:
	}
	if found.State == store.RereadingApplied {
		return nil, unfit(fmt.Errorf("%w: it was applied", store.ErrRereadingState))
	}
	return rereadingTo(tenant, found), nil
}
