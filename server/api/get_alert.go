package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

type alertService struct {
	throughlinev1.UnimplementedAlertServiceServer
	*core
}

// GetAlert reads one alert.
func (s *alertService) GetAlert(ctx context.Context, r *throughlinev1.GetAlertRequest) (*throughlinev1.Alert, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	a, err := s.Store.GetAlert(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	owners, err := s.Store.ListOwnerships(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	out := alertTo(tenant, a, r.GetView() != throughlinev1.AlertView_ALERT_VIEW_BASIC)
	return withOwners(tenant, a, out, owners[id]), nil
}
