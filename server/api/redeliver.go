package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// RedeliverDelivery sends a delivery once more.
func (s *routingService) RedeliverDelivery(ctx context.Context, r *throughlinev1.RedeliverDeliveryRequest) (*throughlinev1.Delivery, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	again, err := s.Store.RedeliverDelivery(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	s.Planned()
	return deliveryTo(tenant, again), nil
}

// RedeliverDeliveries sends the deliveries of a stretch of time to a destination once more.
func (s *routingService) RedeliverDeliveries(ctx context.Context, r *throughlinev1.RedeliverDeliveriesRequest) (*throughlinev1.RedeliverDeliveriesResponse, error) {
	tenant, id, err := identify(r.GetDestination())
	if err != nil {
		return nil, err
	}
	which := store.Redelivery{DestinationID: id, State: store.DeliveryDead, From: instant(r.GetStartTime()), To: instant(r.GetEndTime())}
	switch {
	case tenant != tenantOf(r.GetParent()):
		return nil, store.ErrNotFound
	case r.GetEndTime() != nil && !which.To.After(which.From):
		return nil, invalidField("end_time", journey.ReasonOutOfRange, "must lie after start_time")
	case r.GetState() == throughlinev1.DeliveryState_DELIVERY_STATE_DELIVERED:
		which.State = store.DeliveryDone
	}
	n, err := s.Store.RedeliverDeliveries(ctx, tenant, which)
	if err != nil {
		return nil, err
	}
	s.Planned()
	return &throughlinev1.RedeliverDeliveriesResponse{DeliveryCount: n}, nil
}
