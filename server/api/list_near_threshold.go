package api

import (
	"context"
	"strings"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// ListNearThreshold lists the breaks that are on their way to firing.
func (s *alertService) ListNearThreshold(ctx context.Context, r *throughlinev1.ListNearThresholdRequest) (*throughlinev1.ListNearThresholdResponse, error) {
	tenant := tenantOf(r.GetParent())
	by, err := breakOrder(r.GetOrderBy())
	if err != nil {
		return nil, err
	}
	n, after, err := rankedPage(s.tokens, r)
	if err != nil {
		return nil, err
	}
	by.Size, by.After = n, after
	rows, err := s.Store.NearThreshold(ctx, tenant, by)
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListNearThresholdResponse{}
	rows, out.NextPageToken, err = cutRanked(s.tokens, r, n, rows, func(b store.Break) store.RankPosition { return b.Place })
	out.Breaks = convertAll(rows, func(b store.Break) *throughlinev1.NearBreak { return breakTo(tenant, b) })
	return out, err
}

// breakOrder reads order_by. There is one direction to each: what is near comes first.
func breakOrder(text string) (store.Ranking, error) {
	switch strings.Join(strings.Fields(text), " ") {
	case "", "progress desc":
		return store.Ranking{By: store.RankByProgress}, nil
	case "days_to_cross", "days_to_cross asc":
		return store.Ranking{By: store.RankByCrossing, Ascending: true}, nil
	}
	return store.Ranking{}, invalidField("order_by", journey.ReasonUnknownValue, `%q must be "progress desc" or "days_to_cross"`, text)
}
