package api

import (
	"context"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ListAlerts lists alerts, the latest changed first.
func (s *alertService) ListAlerts(ctx context.Context, r *throughlinev1.ListAlertsRequest) (*throughlinev1.ListAlertsResponse, error) {
	tenant := tenantOf(r.GetParent())
	page, err := s.tokens.page(r, 25)
	if err != nil {
		return nil, err
	}
	rows, err := s.Store.ListAlerts(ctx, tenant, store.AlertFilter{States: stateWords(r.GetStates())}, page)
	if err != nil {
		return nil, err
	}
	rows, next, err := cut(s.tokens, r, page, rows, func(a store.StoredAlert) timePosition {
		return timePosition{Time: a.ChangedAt, ID: a.ID}
	})
	if err != nil {
		return nil, err
	}
	owners, err := s.Store.ListOwnerships(ctx, tenant, convertAll(rows, func(a store.StoredAlert) uuid.UUID { return a.ID })...)
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListAlertsResponse{NextPageToken: next}
	for _, a := range rows {
		told := alertTo(tenant, a, r.GetView() == throughlinev1.AlertView_ALERT_VIEW_FULL)
		out.Alerts = append(out.Alerts, withOwners(tenant, a, told, owners[a.ID]))
	}
	return out, nil
}
