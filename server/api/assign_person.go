package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/route"
)

// AssignPerson says who of the team takes care of it.
func (s *alertService) AssignPerson(ctx context.Context, r *throughlinev1.AssignPersonRequest) (*throughlinev1.Ownership, error) {
	return s.actOn(ctx, r, route.Act{Kind: route.ActAssignPerson, Person: r.GetPerson()}, "")
}
