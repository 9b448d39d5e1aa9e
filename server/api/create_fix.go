package api

import (
	"context"
	"time"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// CreateFix records a fix.
func (s *alertService) CreateFix(ctx context.Context, r *throughlinev1.CreateFixRequest) (*throughlinev1.Fix, error) {
	tenant := tenantOf(r.GetParent())
	f := fixFrom(r.GetFix(), actor(ctx))
	known, err := s.Store.KnownToFix(ctx, tenant, f)
	if err != nil {
		return nil, err
	}
	if violations := f.Validate(known, s.Clock()); len(violations) > 0 {
		for i := range violations {
			violations[i].Field = fixField(violations[i].Field)
		}
		return nil, invalidFields("fix.", violations)
	}
	request, err := requestOf(r)
	if err != nil {
		return nil, err
	}
	f.ShippedAt = f.ShippedAt.Truncate(time.Microsecond) // as Postgres keeps it
	made, err := s.Store.CreateFix(ctx, tenant, f, request)
	if err != nil {
		return nil, existing(err, tenant, "fixes")
	}
	s.Configured()
	return fixTo(tenant, made), nil
}

// fixField is what the API calls a field of track.Fix.
func fixField(field string) string {
	switch field {
	case "seam.from":
		return "seam.from_touchpoint"
	case "seam.to":
		return "seam.to_touchpoint"
	}
	return field
}
