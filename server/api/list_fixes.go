package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ListFixes lists fixes, the latest shipped first.
func (s *alertService) ListFixes(ctx context.Context, r *throughlinev1.ListFixesRequest) (*throughlinev1.ListFixesResponse, error) {
	tenant := tenantOf(r.GetParent())
	page, err := s.tokens.page(r, 50)
	if err != nil {
		return nil, err
	}
	rows, err := s.Store.ListFixes(ctx, tenant, page)
	if err != nil {
		return nil, err
	}
	rows, next, err := cut(s.tokens, r, page, rows, func(f store.StoredFix) timePosition { return timePosition{Time: f.ShippedAt, ID: f.ID} })
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListFixesResponse{NextPageToken: next}
	for _, f := range rows {
		out.Fixes = append(out.Fixes, fixTo(tenant, f))
	}
	return out, nil
}
