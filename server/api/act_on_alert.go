package api

import (
	"context"
	"errors"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/store"
)

// alertAction is what every request has that does something about an alert.
type alertAction interface {
	deciding
	GetName() string
	GetEtag() string
}

// act does what a request asks about an alert.
func (s *alertService) act(ctx context.Context, r alertAction, act alert.Act) (*throughlinev1.Alert, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	o := store.AlertOrder{Alert: id, Act: act, ETag: r.GetEtag(), Audit: auditOf(ctx)}
	if o.Request, err = requestOf(r); err != nil {
		return nil, err
	}
	if o.Act.Comment, err = s.redacted(ctx, tenant, r.GetComment()); err != nil {
		return nil, err
	}
	o.Act.Actor, o.Audit.Resource = actor(ctx), r.GetName()
	a, err := s.Decider.Act(ctx, tenant, o)
	var changed *store.ChangedError
	switch {
	case errors.As(err, &changed):
		return nil, s.changed(ctx, tenant, *changed)
	case errors.Is(err, alert.ErrUnfit), errors.Is(err, evaluate.ErrNoAlert):
		return nil, intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_ALERT_STATE_UNFIT, "%v", err)
	case err != nil:
		return nil, err
	}
	out := alertTo(tenant, a, true)
	if a.ID != id {
		out.RedirectedFrom = r.GetName()
	}
	return out, nil
}
