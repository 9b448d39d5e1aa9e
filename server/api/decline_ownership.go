package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/route"
)

// DeclineOwnership says no for the team that is asked.
func (s *alertService) DeclineOwnership(ctx context.Context, r *throughlinev1.DeclineOwnershipRequest) (*throughlinev1.Ownership, error) {
	return s.actOn(ctx, r, route.Act{Kind: route.ActDecline}, "")
}
