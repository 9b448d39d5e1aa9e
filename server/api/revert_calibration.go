package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// RevertCalibration goes back to the calibration before.
func (s *reviewService) RevertCalibration(ctx context.Context, r *throughlinev1.RevertCalibrationRequest) (*throughlinev1.Calibration, error) {
	return s.recalibrate(ctx, tenantOf(r.GetName()), r, store.RecalibrationOrder{Revert: true, ETag: r.GetEtag()})
}
