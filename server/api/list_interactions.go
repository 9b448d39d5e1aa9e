package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ListInteractions lists interactions, the latest that happened first.
func (s *ingestionService) ListInteractions(ctx context.Context, r *throughlinev1.ListInteractionsRequest) (*throughlinev1.ListInteractionsResponse, error) {
	tenant := tenantOf(r.GetParent())
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	page, err := s.tokens.page(r, 50)
	if err != nil {
		return nil, err
	}
	filter := store.InteractionFilter{SourceSystem: r.GetSourceSystem(), ExternalID: r.GetExternalId()}
	rows, err := s.Store.ListInteractions(ctx, tenant, filter, page)
	if err != nil {
		return nil, err
	}
	rows, next, err := cut(s.tokens, r, page, rows, func(in store.StoredInteraction) timePosition {
		return timePosition{Time: in.OccurredAt, ID: in.ID}
	})
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListInteractionsResponse{NextPageToken: next}
	for _, in := range rows {
		out.Interactions = append(out.Interactions, interactionTo(tenant, in))
	}
	return out, nil
}
