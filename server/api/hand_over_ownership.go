package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/route"
)

// HandOverOwnership asks another team to take over.
func (s *alertService) HandOverOwnership(ctx context.Context, r *throughlinev1.HandOverOwnershipRequest) (*throughlinev1.Ownership, error) {
	return s.actOn(ctx, r, route.Act{Kind: route.ActHandOver, To: r.GetToTeam()}, "to_team")
}
