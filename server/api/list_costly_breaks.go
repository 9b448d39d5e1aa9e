package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ListCostlyBreaks lists the breaks of which few complain and much is at stake.
func (s *alertService) ListCostlyBreaks(ctx context.Context, r *throughlinev1.ListCostlyBreaksRequest) (*throughlinev1.ListCostlyBreaksResponse, error) {
	tenant := tenantOf(r.GetParent())
	n, after, err := rankedPage(s.tokens, r)
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListCostlyBreaksResponse{}
	if out.Currency, err = s.currencyOf(ctx, tenant, r.GetCurrency()); err != nil {
		return nil, err
	}
	rows, err := s.Store.CostlyBreaks(ctx, tenant, store.Ranking{After: after, Size: n, Currency: out.Currency})
	if err != nil {
		return nil, err
	}
	rows, out.NextPageToken, err = cutRanked(s.tokens, r, n, rows, func(b store.Break) store.RankPosition { return b.Place })
	out.Breaks = convertAll(rows, func(b store.Break) *throughlinev1.NearBreak { return breakTo(tenant, b) })
	return out, err
}
