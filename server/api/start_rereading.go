package api

import (
	"context"
	"errors"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/store"
)

// StartRereading starts to read the tenant's history again.
func (s *reviewService) StartRereading(ctx context.Context, r *throughlinev1.StartRereadingRequest) (*throughlinev1.Rereading, error) {
	tenant := tenantOf(r.GetParent())
	started, err := s.Store.StartRereading(ctx, tenant, s.Rereads.Model())
	if err != nil {
		return nil, unfit(err)
	}
	return rereadingTo(tenant, started), nil
}

// unfit tells a client how far a rereading is that cannot do what is asked of it.
func unfit(err error) error {
	if errors.Is(err, store.ErrRereadingState) {
		return intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_REREADING_STATE_UNFIT, "%v", err)
	}
	return err
}
