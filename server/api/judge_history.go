package api

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/store"
)

// unreadRetry is how long a client waits before it asks again whether history is read.
const unreadRetry = 2 * time.Second

// JudgeHistory judges days that have ended, for breaks that never fired.
func (s *alertService) JudgeHistory(ctx context.Context, r *throughlinev1.JudgeHistoryRequest) (*throughlinev1.JudgeHistoryResponse, error) {
	var first measure.Day
	if r.GetFirstDay() != "" {
		if err := first.UnmarshalText([]byte(r.GetFirstDay())); err != nil {
			return nil, invalidField("first_day", journey.ReasonMalformed, "%v", err)
		}
	}
	tenant := tenantOf(r.GetParent())
	audit := auditOf(ctx)
	audit.Resource = r.GetParent()
	past, err := s.Decider.JudgePast(ctx, tenant, first, audit)
	var unread *store.UnreadError
	switch {
	case errors.As(err, &unread):
		return nil, intercept.RetryAfter(intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_HISTORY_UNREAD,
			"%v, and history would be judged without them; ask again when they are read", unread), unreadRetry)
	case errors.Is(err, evaluate.ErrNoPolicy):
		return nil, intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_POLICY_MISSING,
			"there is no policy to judge by; set one with PolicyService.UpdatePolicy")
	case errors.Is(err, evaluate.ErrNotEnded):
		return nil, invalidField("first_day", journey.ReasonOutOfRange, "%v", err)
	case err != nil:
		return nil, err
	}
	out := &throughlinev1.JudgeHistoryResponse{
		ClusterCount: int32(past.Clusters), ChangeCount: int32(len(past.Delta.Notices)),
		Alerts: convertAll(past.Alerts, func(id uuid.UUID) string { return reference(tenant, "alerts", id) }),
	}
	if past.Window.Days > 0 {
		out.Window = windowTo(past.Window)
	}
	return out, nil
}
