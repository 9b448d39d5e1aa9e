package api

import (
	"context"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
)

// ListUnownedSeams lists the seams that break and that nobody owns, the dearest first.
func (s *journeyService) ListUnownedSeams(ctx context.Context, r *throughlinev1.ListUnownedSeamsRequest) (*throughlinev1.ListUnownedSeamsResponse, error) {
	tenant := tenantOf(r.GetParent())
	first := 0 // the list is short: a place in it will do
	if r.GetPageToken() != "" {
		if err := s.tokens.openPage(r, &first); err != nil {
			return nil, err
		}
	}
	now := s.Clock()
	alerts, fallback, err := s.Store.ListUnownedAlerts(ctx, tenant, now)
	if err != nil {
		return nil, err
	}
	seams, currency := route.RankUnowned(alerts, r.GetCurrency(), now)
	first = min(first, len(seams))
	last := min(first+size(r.GetPageSize(), 50), len(seams))
	out := &throughlinev1.ListUnownedSeamsResponse{Currency: currency}
	if last < len(seams) {
		if out.NextPageToken, err = s.tokens.nextPage(r, last); err != nil {
			return nil, err
		}
	}
	for _, u := range seams[first:last] {
		out.UnownedSeams = append(out.UnownedSeams, unownedTo(tenant, u, fallback))
	}
	return out, nil
}

func unownedTo(tenant string, u route.UnownedSeam, fallback string) *throughlinev1.UnownedSeam {
	return &throughlinev1.UnownedSeam{
		Seam: seamTo(u.Seam), FoundAt: timestamp(u.FoundAt), Days: int32(u.Days), CustomerCount: int32(u.Customers), FallbackTeam: fallback, LikelyTeam: u.Likely,
		Alerts: convertAll(u.Alerts, func(id uuid.UUID) string { return name(tenant, "alerts", id.String()) }),
		Exposure: convertAll(u.Exposure, func(e measure.Exposure) *throughlinev1.UnownedExposure {
			return &throughlinev1.UnownedExposure{Kind: string(e.Kind), Amount: e.Money().Decimal(), Currency: e.Currency}
		}),
	}
}
