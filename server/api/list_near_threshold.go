package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ListNearThreshold lists the breaks that are on their way to firing.
func (s *alertService) ListNearThreshold(ctx context.Context, r *throughlinev1.ListNearThresholdRequest) (*throughlinev1.ListNearThresholdResponse, error) {
	tenant := tenantOf(r.GetParent())
	n, after, err := rankedPage(s.tokens, r)
	if err != nil {
		return nil, err
	}
	rows, err := s.Store.NearThreshold(ctx, tenant, store.Ranking{After: after, Size: n})
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListNearThresholdResponse{}
	rows, out.NextPageToken, err = cutRanked(s.tokens, r, n, rows, func(b store.Break) store.RankPosition { return b.Place })
	out.Breaks = convertAll(rows, func(b store.Break) *throughlinev1.NearBreak { return breakTo(tenant, b) })
	return out, err
}
