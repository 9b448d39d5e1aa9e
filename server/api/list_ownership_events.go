package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ListOwnershipEvents lists what was done about the slots of an alert, the latest first.
func (s *alertService) ListOwnershipEvents(ctx context.Context, r *throughlinev1.ListOwnershipEventsRequest) (*throughlinev1.ListOwnershipEventsResponse, error) {
	tenant, alertID, err := identify(r.GetParent())
	if err != nil {
		return nil, err
	}
	page, err := s.tokens.page(r, 50)
	if err != nil {
		return nil, err
	}
	rows, err := s.Store.ListOwnershipEvents(ctx, tenant, alertID, page)
	if err != nil {
		return nil, err
	}
	rows, next, err := cut(s.tokens, r, page, rows, func(e store.OwnershipEvent) timePosition { return timePosition{Time: e.At, ID: e.ID} })
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListOwnershipEventsResponse{NextPageToken: next}
	for _, e := range rows {
		out.OwnershipEvents = append(out.OwnershipEvents, ownershipEventTo(tenant, e))
	}
	return out, nil
}
