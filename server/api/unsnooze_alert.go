package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
)

// UnsnoozeAlert ends a snooze.
func (s *alertService) UnsnoozeAlert(ctx context.Context, r *throughlinev1.UnsnoozeAlertRequest) (*throughlinev1.Alert, error) {
	return s.act(ctx, r, alert.Act{Action: alert.Unsnooze})
}
