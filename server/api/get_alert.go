package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

type alertService struct {
	throughlinev1.UnimplementedAlertServiceServer
	*core
}

// GetAlert reads one alert, as it is or as it was known to be.
func (s *alertService) GetAlert(ctx context.Context, r *throughlinev1.GetAlertRequest) (*throughlinev1.Alert, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	var a store.StoredAlert
	if asOf := instant(r.GetAsOf()); asOf.IsZero() {
		a, err = s.Store.GetAlert(ctx, tenant, id)
	} else {
		a, err = s.Store.GetAlertAsOf(ctx, tenant, id, asOf)
	}
	if err != nil {
		return nil, err
	}
	owners, err := s.Store.ListOwnerships(ctx, tenant, a.ID)
	if err != nil {
		return nil, err
	}
	out := alertTo(tenant, a, r.GetView() != throughlinev1.AlertView_ALERT_VIEW_BASIC)
	if a.ID != id {
		out.RedirectedFrom = r.GetName()
	}
	return withOwners(tenant, a, out, owners[a.ID]), nil
}
