package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// GetCalibration reads what reviews taught.
func (s *reviewService) GetCalibration(ctx context.Context, r *throughlinev1.GetCalibrationRequest) (*throughlinev1.Calibration, error) {
	tenant := tenantOf(r.GetName())
	c, err := s.Store.GetCalibration(ctx, tenant, r.GetVersion())
	if err != nil {
		return nil, err
	}
	return calibrationTo(tenant, c), nil
}
