package api

import (
	"cmp"
	"context"
	"slices"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

const (
	heldLooked   = 1000 // held mentions that the queue looks at
	alertsLooked = 1000
)

// queuePosition is the place of an item in the queue.
type queuePosition struct {
	Priority float64 `json:"p"`
	Name     string  `json:"n"`
}

func (p queuePosition) compare(o queuePosition) int {
	return cmp.Or(cmp.Compare(o.Priority, p.Priority), cmp.Compare(p.Name, o.Name))
}

func positionOf(i *throughlinev1.ReviewItem) queuePosition {
	return queuePosition{i.GetPriority(), i.GetName()}
}

// ListReviewItems lists what waits for a person, what a decision would change most first.
func (s *reviewService) ListReviewItems(ctx context.Context, r *throughlinev1.ListReviewItemsRequest) (*throughlinev1.ListReviewItemsResponse, error) {
	var after *queuePosition
	if r.GetPageToken() != "" {
		after = &queuePosition{}
		if err := s.tokens.openPage(r, after); err != nil {
			return nil, err
		}
	}
	items, err := s.queue(ctx, r)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(items, func(a, b *throughlinev1.ReviewItem) int { return positionOf(a).compare(positionOf(b)) })
	if after != nil {
		items = slices.DeleteFunc(items, func(i *throughlinev1.ReviewItem) bool { return positionOf(i).compare(*after) <= 0 })
	}
	out := &throughlinev1.ListReviewItemsResponse{ReviewItems: items}
	if limit := size(r.GetPageSize(), 50); len(items) > limit {
		out.ReviewItems = items[:limit]
		out.NextPageToken, err = s.tokens.nextPage(r, positionOf(items[limit-1]))
	}
	return out, err
}

// queue returns all items that a request asks for, in any order.
func (s *reviewService) queue(ctx context.Context, r *throughlinev1.ListReviewItemsRequest) (items []*throughlinev1.ReviewItem, err error) {
	tenant := tenantOf(r.GetParent())
	if r.GetFilter() != throughlinev1.ReviewItemFilter_REVIEW_ITEM_FILTER_ALERTS {
		held, err := s.Store.HeldMentions(ctx, tenant, heldLooked)
		if err != nil {
			return nil, err
		}
		if items, err = s.mentionItems(ctx, tenant, held); err != nil {
			return nil, err
		}
	}
	switch r.GetFilter() {
	case throughlinev1.ReviewItemFilter_REVIEW_ITEM_FILTER_UNSPECIFIED, throughlinev1.ReviewItemFilter_REVIEW_ITEM_FILTER_ALERTS:
		alerts, err := s.Store.ListAlerts(ctx, tenant, store.AlertFilter{States: store.ReviewedStates}, store.Page{Size: alertsLooked})
		if err != nil {
			return nil, err
		}
		more, err := s.alertItems(ctx, tenant, alerts)
		if err != nil {
			return nil, err
		}
		items = append(items, more...)
	case throughlinev1.ReviewItemFilter_REVIEW_ITEM_FILTER_DISAGREED:
		items = slices.DeleteFunc(items, func(i *throughlinev1.ReviewItem) bool { return !i.GetDisagreed() })
	case throughlinev1.ReviewItemFilter_REVIEW_ITEM_FILTER_MENTIONS:
	}
	if of := r.GetSuggestedCluster(); of != "" {
		items = slices.DeleteFunc(items, func(i *throughlinev1.ReviewItem) bool { return i.GetSuggestedCluster() != of })
	}
	return items, nil
}
