package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ListDecisions lists decisions, the latest first.
func (s *reviewService) ListDecisions(ctx context.Context, r *throughlinev1.ListDecisionsRequest) (*throughlinev1.ListDecisionsResponse, error) {
	tenant := tenantOf(r.GetParent())
	page, err := s.tokens.page(r, 50)
	if err != nil {
		return nil, err
	}
	filter := store.DecisionFilter{InForce: r.GetInForce()}
	if filter.Mention, err = identifyMaybe(r.GetMention()); err != nil {
		return nil, err
	}
	if filter.Cluster, err = identifyMaybe(r.GetCluster()); err != nil {
		return nil, err
	}
	rows, err := s.Store.ListDecisions(ctx, tenant, filter, page)
	if err != nil {
		return nil, err
	}
	rows, next, err := cut(s.tokens, r, page, rows, func(d store.StoredDecision) timePosition {
		return timePosition{Time: d.At, ID: d.ID}
	})
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListDecisionsResponse{NextPageToken: next}
	for _, d := range rows {
		out.Decisions = append(out.Decisions, decisionTo(tenant, d))
	}
	return out, nil
}
