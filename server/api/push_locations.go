package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
)

// PushLocations stores locations, or replaces those that are known.
func (s *ingestionService) PushLocations(ctx context.Context, r *throughlinev1.PushLocationsRequest) (*throughlinev1.PushLocationsResponse, error) {
	now := s.Clock()
	results, err := pushMasters(ctx, s, tenantOf(r.GetParent()), masterPush[ingest.Location]{
		collection: "locations", idField: "location_id",
		id:       func(l ingest.Location) string { return l.LocationID },
		validate: func(l ingest.Location) []journey.Violation { return ingest.ValidateLocation(l, now) },
		save:     s.Store.UpsertLocations,
	}, convertAll(r.GetLocations(), locationFrom))
	if err != nil {
		return nil, err
	}
	return &throughlinev1.PushLocationsResponse{Results: results, Counts: countResults(results)}, nil
}
