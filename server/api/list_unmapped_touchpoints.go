package api

import (
	"context"
	"slices"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand"
)

// ListUnmappedTouchpoints lists the names that customers use for touchpoints which the journey
// map does not tell apart.
func (s *journeyService) ListUnmappedTouchpoints(ctx context.Context, r *throughlinev1.ListUnmappedTouchpointsRequest) (*throughlinev1.ListUnmappedTouchpointsResponse, error) {
	tenant := tenantOf(r.GetParent())
	first := 0 // the list is short: a place in it will do
	if r.GetPageToken() != "" {
		if err := s.tokens.openPage(r, &first); err != nil {
			return nil, err
		}
	}
	version, err := s.Store.GetJourneyMap(ctx, tenant)
	if err != nil {
		return nil, err
	}
	rows, err := s.Store.ListUnmappedTouchpoints(ctx, tenant)
	if err != nil {
		return nil, err
	}
	rows = unmappedToday(rows, understand.NewReader(s.Model, version.Map))
	first = min(first, len(rows))
	last := min(first+size(r.GetPageSize(), 50), len(rows))
	out := &throughlinev1.ListUnmappedTouchpointsResponse{}
	if last < len(rows) {
		if out.NextPageToken, err = s.tokens.nextPage(r, last); err != nil {
			return nil, err
		}
	}
	for _, u := range rows[first:last] {
		out.UnmappedTouchpoints = append(out.UnmappedTouchpoints, unmappedTo(tenant, u, version.Map))
	}
	return out, nil
}

// unmappedToday leaves out the names that the reader's map knows by now.
func unmappedToday(rows []store.UnmappedTouchpoint, reader *understand.Reader) []store.UnmappedTouchpoint {
	return slices.DeleteFunc(rows, func(u store.UnmappedTouchpoint) bool {
		return len(reader.Unmapped([]understand.UnmappedName{u.UnmappedName})) == 0
	})
}

func unmappedTo(tenant string, u store.UnmappedTouchpoint, m *journey.Map) *throughlinev1.UnmappedTouchpoint {
	mapped := 0
	for _, p := range m.Touchpoints {
		if slices.Contains(p.Kinds, u.Kind) {
			mapped++
		}
	}
	return &throughlinev1.UnmappedTouchpoint{
		CustomerName: u.Name, Kind: kindOf(string(u.Kind)), MappedTouchpointCount: int32(mapped),
		MentionCount: int32(u.Mentions), InteractionCount: int32(u.Interactions), LastOccurredAt: timestamp(u.LastOccurredAt),
		Examples: convertAll(u.Examples, func(q measure.Quote) *throughlinev1.Quote { return quoteTo(tenant, q) }),
	}
}
