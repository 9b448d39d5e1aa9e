package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
)

// ResolveAlert closes an alert.
func (s *alertService) ResolveAlert(ctx context.Context, r *throughlinev1.ResolveAlertRequest) (*throughlinev1.Alert, error) {
	return s.act(ctx, r, alert.Act{Action: alert.Resolve})
}
