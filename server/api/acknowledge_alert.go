package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
)

// AcknowledgeAlert takes an alert.
func (s *alertService) AcknowledgeAlert(ctx context.Context, r *throughlinev1.AcknowledgeAlertRequest) (*throughlinev1.Alert, error) {
	return s.act(ctx, r, alert.Act{Action: alert.Acknowledge})
}
