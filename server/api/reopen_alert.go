package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
)

// ReopenAlert opens a resolved alert again.
func (s *alertService) ReopenAlert(ctx context.Context, r *throughlinev1.ReopenAlertRequest) (*throughlinev1.Alert, error) {
	return s.act(ctx, r, alert.Act{Action: alert.Reopen})
}
