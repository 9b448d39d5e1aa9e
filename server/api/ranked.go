package api

import (
	"github.com/google/uuid"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/store"
)

// rankedPage reads which page of a ranked list a request asks for: one row more than fits, and the
// place after which it begins.
func rankedPage(t *tokens, r pageRequest) (int, *store.RankPosition, error) {
	n := size(r.GetPageSize(), 25) + 1
	if r.GetPageToken() == "" {
		return n, nil, nil
	}
	var at store.RankPosition
	if err := t.openPage(r, &at); err != nil {
		return n, nil, err
	}
	return n, &at, nil
}

// cutRanked is cut for a ranked list.
func cutRanked[T any](t *tokens, r pageRequest, n int, rows []T, place func(T) store.RankPosition) ([]T, string, error) {
	if len(rows) < n {
		return rows, "", nil
	}
	rows = rows[:n-1]
	token, err := t.nextPage(r, place(rows[len(rows)-1]))
	return rows, token, err
}

func breakTo(tenant string, b store.Break) *throughlinev1.NearBreak {
	out := &throughlinev1.NearBreak{
		Cluster: reference(tenant, "clusters", b.ClusterID), Title: b.Title, Seam: seamTo(b.Seam), FailureMode: modeOf(string(b.Mode)),
		State: stateOf(b.State), Standing: standingTo(b.Standing),
	}
	if b.AlertID != uuid.Nil {
		out.Alert = reference(tenant, "alerts", b.AlertID)
	}
	return out
}

// standingTo tells a standing; nothing of one that was never measured.
func standingTo(s alert.Standing) *throughlinev1.Standing {
	if s.At.IsZero() {
		return nil
	}
	out := &throughlinev1.Standing{
		MeasuredAt: timestamp(s.At), WindowDays: int32(s.WindowDays), InteractionCount: int32(s.Interactions), CustomerCount: int32(s.Customers),
		AccountCount: int32(s.Accounts), HighValueAccountCount: int32(s.HighValueAccounts), LocationCount: int32(s.Locations),
		RenewalCount: int32(s.Renewals), Growth: s.Growth, Rule: s.Rule, Progress: s.Progress, Missing: s.Missing,
	}
	if s.Judged {
		out.Severity = severityOf(s.Severity)
	}
	if s.Crossing != nil {
		out.Crossing = crossingTo(*s.Crossing)
	}
	for _, e := range s.Exposure {
		out.Exposures = append(out.Exposures, &throughlinev1.StandingExposure{
			Kind:           enumOf[throughlinev1.ExposureKind](throughlinev1.ExposureKind_value, "EXPOSURE_KIND_", string(e.Kind)),
			Amount:         &throughlinev1.Money{AmountMinor: e.Minor, Currency: e.Currency},
			PerInteraction: &throughlinev1.Money{AmountMinor: e.Minor / int64(max(s.Interactions, 1)), Currency: e.Currency},
		})
	}
	return out
}
