package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ListRereadings lists rereadings, the latest first.
func (s *reviewService) ListRereadings(ctx context.Context, r *throughlinev1.ListRereadingsRequest) (*throughlinev1.ListRereadingsResponse, error) {
	tenant := tenantOf(r.GetParent())
	page, err := s.tokens.page(r, 50)
	if err != nil {
		return nil, err
	}
	rows, err := s.Store.ListRereadings(ctx, tenant, page)
	if err != nil {
		return nil, err
	}
	rows, next, err := cut(s.tokens, r, page, rows, func(r store.Rereading) timePosition {
		return timePosition{Time: r.StartedAt, ID: r.ID}
	})
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListRereadingsResponse{NextPageToken: next}
	for _, row := range rows {
		row.Diff = nil // GetRereading has it
		out.Rereadings = append(out.Rereadings, rereadingTo(tenant, row))
	}
	return out, nil
}
