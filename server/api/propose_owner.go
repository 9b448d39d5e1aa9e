package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/route"
)

// ProposeOwner says that another team should take a slot.
func (s *alertService) ProposeOwner(ctx context.Context, r *throughlinev1.ProposeOwnerRequest) (*throughlinev1.Ownership, error) {
	return s.actOn(ctx, r, route.Act{Kind: route.ActPropose, To: r.GetProposedTeam()}, "proposed_team")
}
