package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/route"
)

// AcceptOwnership takes a slot for the team that is asked.
func (s *alertService) AcceptOwnership(ctx context.Context, r *throughlinev1.AcceptOwnershipRequest) (*throughlinev1.Ownership, error) {
	return s.actOn(ctx, r, route.Act{Kind: route.ActAccept, Person: r.GetPerson()}, "")
}
