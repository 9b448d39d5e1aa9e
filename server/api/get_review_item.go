package api

import (
	"context"
	"errors"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// GetReviewItem reads one item.
func (s *reviewService) GetReviewItem(ctx context.Context, r *throughlinev1.GetReviewItemRequest) (*throughlinev1.ReviewItem, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	return s.item(ctx, tenant, id)
}

// item returns the item about a mention or an alert.
func (s *reviewService) item(ctx context.Context, tenant string, id uuid.UUID) (*throughlinev1.ReviewItem, error) {
	mention, err := s.Store.PlacedMention(ctx, tenant, id)
	var items []*throughlinev1.ReviewItem
	switch {
	case err == nil:
		items, err = s.mentionItems(ctx, tenant, []store.StoredMention{mention})
	case errors.Is(err, store.ErrNotFound):
		var found store.StoredAlert
		if found, err = s.Store.GetAlert(ctx, tenant, id); err == nil {
			items, err = s.alertItems(ctx, tenant, []store.StoredAlert{found})
		}
	}
	if err != nil {
		return nil, err
	}
	return items[0], nil
}
