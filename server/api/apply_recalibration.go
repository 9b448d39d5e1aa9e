package api

import (
	"context"
	"errors"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/store"
)

// ApplyRecalibration takes over what reviews teach.
func (s *reviewService) ApplyRecalibration(ctx context.Context, r *throughlinev1.ApplyRecalibrationRequest) (*throughlinev1.Calibration, error) {
	return s.recalibrate(ctx, tenantOf(r.GetName()), r, store.RecalibrationOrder{ETag: r.GetEtag()})
}

// recalibrate carries out what a request says of the tenant's calibration.
func (s *reviewService) recalibrate(ctx context.Context, tenant string, r deciding, o store.RecalibrationOrder) (*throughlinev1.Calibration, error) {
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	var err error
	if o.Request, err = requestOf(r); err != nil {
		return nil, err
	}
	if o.Reason, err = s.redacted(ctx, tenant, r.GetComment()); err != nil {
		return nil, err
	}
	o.Actor, o.Audit = actor(ctx), auditOf(ctx)
	made, err := s.Decider.Recalibrate(ctx, tenant, o)
	if errors.Is(err, evaluate.ErrNotBetter) {
		return nil, intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_RECALIBRATION_NOT_BETTER, "%v", err)
	}
	if err != nil {
		return nil, refusal(err)
	}
	return calibrationTo(tenant, made), nil
}
