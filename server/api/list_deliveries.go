package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ListDeliveries lists deliveries, the latest planned first.
func (s *routingService) ListDeliveries(ctx context.Context, r *throughlinev1.ListDeliveriesRequest) (*throughlinev1.ListDeliveriesResponse, error) {
	tenant := tenantOf(r.GetParent())
	page, err := s.tokens.page(r, 50)
	if err != nil {
		return nil, err
	}
	filter := store.DeliveryFilter{State: store.DeliveryState(wordOf(r.GetState(), "DELIVERY_STATE_"))}
	if r.GetAlert() != "" {
		if _, filter.AlertID, err = identify(r.GetAlert()); err != nil {
			return nil, err
		}
	}
	if r.GetDestination() != "" {
		if _, filter.DestinationID, err = identify(r.GetDestination()); err != nil {
			return nil, err
		}
	}
	rows, err := s.Store.ListDeliveries(ctx, tenant, filter, page)
	if err != nil {
		return nil, err
	}
	rows, next, err := cut(s.tokens, r, page, rows, func(d store.Delivery) timePosition {
		return timePosition{Time: d.CreatedAt, ID: d.ID}
	})
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListDeliveriesResponse{NextPageToken: next}
	for _, d := range rows {
		out.Deliveries = append(out.Deliveries, deliveryTo(tenant, d))
	}
	return out, nil
}
