package api

import (
	"context"
	"errors"
	"slices"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/store"
)

// acting is what every request that acts on a slot has.
type acting interface {
	proto.Message
	GetName() string
	GetTeam() string
	GetReason() string
	GetEtag() string
	GetRequestId() string
}

// actOn carries out what a request does about a slot. Of the act its kind, the other team and the
// person are given; field names where the request holds the other team.
func (s *alertService) actOn(ctx context.Context, r acting, act route.Act, field string) (*throughlinev1.Ownership, error) {
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	tenant, alertID, slot, err := slotOf(r.GetName())
	if err != nil {
		return nil, err
	}
	if err := s.knownTeam(ctx, tenant, field, act.To); err != nil {
		return nil, err
	}
	o := store.OwnershipAct{AlertID: alertID, Slot: slot, ETag: r.GetEtag(), Act: act, Audit: auditOf(ctx)}
	o.Audit.Resource = r.GetName()
	if o.Request, err = requestOf(r); err != nil {
		return nil, err
	}
	o.Act.Team, o.Act.Actor, o.Act.At = r.GetTeam(), actor(ctx), s.Clock()
	if o.Act.Reason, err = s.redacted(ctx, tenant, r.GetReason()); err != nil {
		return nil, err
	}
	held, err := s.Store.ActOnOwnership(ctx, tenant, o)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil, s.missing(ctx, tenant, r)
	case errors.Is(err, route.ErrNotAsked), errors.Is(err, route.ErrNotHolder):
		if unknown := s.knownTeam(ctx, tenant, "team", r.GetTeam()); unknown != nil {
			return nil, unknown
		}
		return nil, s.refusedAct(ctx, tenant, o, err)
	case err != nil:
		return nil, s.refusedAct(ctx, tenant, o, err)
	}
	return ownershipTo(tenant, held), nil
}

// missing tells a client what of an act is not there: the team, or else the slot.
func (s *alertService) missing(ctx context.Context, tenant string, r acting) error {
	if err := s.knownTeam(ctx, tenant, "team", r.GetTeam()); err != nil {
		return err
	}
	return intercept.WithMetadata(Error(store.ErrNotFound), "resource", r.GetName())
}

// knownTeam refuses a team that is not in the journey map. None is asked for where field is empty.
func (s *alertService) knownTeam(ctx context.Context, tenant, field, team string) error {
	if field == "" {
		return nil
	}
	m, err := s.Store.GetJourneyMap(ctx, tenant)
	if err != nil {
		return err
	}
	if !slices.Contains(m.Map.Teams, team) {
		return invalidField(field, journey.ReasonUnknownValue, "team %q is not in the journey map; its teams are %s", team, strings.Join(m.Map.Teams, ", "))
	}
	return nil
}

// refusedAct tells a client why an act was refused, and what the slot is now.
func (s *alertService) refusedAct(ctx context.Context, tenant string, o store.OwnershipAct, err error) error {
	var out error
	switch {
	case errors.Is(err, store.ErrConflict):
		out = Error(store.ErrConflict)
	case errors.Is(err, route.ErrNotAsked), errors.Is(err, route.ErrNotHolder), errors.Is(err, route.ErrWrongTime), errors.Is(err, route.ErrNobody):
		told := strings.TrimPrefix(err.Error(), string(o.Slot)+" of alert "+o.AlertID.String()+": ")
		out = intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_OWNERSHIP_ACT_REFUSED, "%s", told)
	default:
		return err
	}
	present, err := s.Store.GetOwnership(ctx, tenant, o.AlertID, o.Slot)
	if err != nil {
		return err
	}
	return intercept.WithDetail(out, ownershipTo(tenant, present))
}
