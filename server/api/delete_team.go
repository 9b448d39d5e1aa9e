package api

import (
	"context"
	"errors"
	"slices"
	"strings"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// DeleteTeam deletes a team, and gives what it holds to another.
func (s *journeyService) DeleteTeam(ctx context.Context, r *throughlinev1.DeleteTeamRequest) (*throughlinev1.JourneyMap, error) {
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	tenant, team := tenantOf(r.GetName()), r.GetName()[strings.LastIndexByte(r.GetName(), '/')+1:]
	if to := r.GetRehomeTo(); to != "" {
		m, err := s.Store.GetJourneyMap(ctx, tenant)
		if err != nil {
			return nil, err
		}
		if to == team || !slices.Contains(m.Map.Teams, to) {
			return nil, invalidField("rehome_to", journey.ReasonUnknownValue, "%q must be another team of the journey map", to)
		}
	}
	v, err := s.Store.DeleteTeam(ctx, tenant, store.TeamDeletion{Team: team, To: r.GetRehomeTo(), ETag: r.GetEtag(), Actor: actor(ctx), At: s.Clock()})
	if err != nil {
		return nil, heldBy(err)
	}
	s.redactors.forget(tenant)
	s.Configured()
	return journeyMapTo(tenant, v), nil
}

// heldBy is the error for a team that still holds something, with the list.
func heldBy(err error) error {
	var held *store.HeldError
	if !errors.As(err, &held) {
		return err
	}
	out := intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_RESOURCE_IN_USE,
		"team %s cannot go while it holds: %s; give what it holds to another team with DeleteTeam and rehome_to", held.Team, strings.Join(held.Holdings, "; "))
	return intercept.WithMetadata(out, "holdings", strings.Join(held.Holdings, "; "))
}
