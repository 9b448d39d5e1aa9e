package api

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/api/filter"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// ListAlerts lists alerts, the latest changed first or ranked by their standing.
func (s *alertService) ListAlerts(ctx context.Context, r *throughlinev1.ListAlertsRequest) (*throughlinev1.ListAlertsResponse, error) {
	f, err := alertFilter(r)
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListAlertsResponse{}
	var rows []store.StoredAlert
	if r.GetOrderBy() == "" {
		rows, err = s.latestAlerts(ctx, r, f, out)
	} else {
		rows, err = s.rankedAlerts(ctx, r, f, out)
	}
	if err != nil {
		return nil, err
	}
	tenant := tenantOf(r.GetParent())
	owners, err := s.Store.ListOwnerships(ctx, tenant, convertAll(rows, func(a store.StoredAlert) uuid.UUID { return a.ID })...)
	if err != nil {
		return nil, err
	}
	for _, a := range rows {
		told := alertTo(tenant, a, r.GetView() == throughlinev1.AlertView_ALERT_VIEW_FULL)
		out.Alerts = append(out.Alerts, withOwners(tenant, a, told, owners[a.ID]))
	}
	return out, nil
}

func (s *alertService) latestAlerts(ctx context.Context, r *throughlinev1.ListAlertsRequest, f store.AlertFilter, out *throughlinev1.ListAlertsResponse) ([]store.StoredAlert, error) {
	page, err := s.tokens.page(r, 25)
	if err != nil {
		return nil, err
	}
	rows, err := s.Store.ListAlerts(ctx, tenantOf(r.GetParent()), f, page)
	if err != nil {
		return nil, err
	}
	rows, out.NextPageToken, err = cut(s.tokens, r, page, rows, func(a store.StoredAlert) timePosition {
		return timePosition{Time: a.ChangedAt, ID: a.ID}
	})
	return rows, err
}

func (s *alertService) rankedAlerts(ctx context.Context, r *throughlinev1.ListAlertsRequest, f store.AlertFilter, out *throughlinev1.ListAlertsResponse) ([]store.StoredAlert, error) {
	by, err := alertOrder(r.GetOrderBy())
	if err != nil {
		return nil, err
	}
	tenant := tenantOf(r.GetParent())
	if by.By == store.RankByExposure {
		if by.Currency, err = s.currencyOf(ctx, tenant, r.GetCurrency()); err != nil {
			return nil, err
		}
		out.Currency = by.Currency
	}
	if by.Size, by.After, err = rankedPage(s.tokens, r); err != nil {
		return nil, err
	}
	rows, err := s.Store.RankAlerts(ctx, tenant, f, by)
	if err != nil {
		return nil, err
	}
	rows, out.NextPageToken, err = cutRanked(s.tokens, r, by.Size, rows, func(a store.StoredAlert) store.RankPosition { return a.Place(by.By, by.Currency) })
	return rows, err
}

// currencyOf returns the currency that a request compares by: its own, else the tenant's main one.
func (s *alertService) currencyOf(ctx context.Context, tenant, asked string) (string, error) {
	if asked != "" {
		return asked, nil
	}
	return s.Store.MainCurrency(ctx, tenant)
}

// alertOrder reads order_by.
func alertOrder(text string) (store.Ranking, error) {
	field, direction, _ := strings.Cut(strings.TrimSpace(text), " ")
	direction = strings.TrimSpace(direction)
	known := slices.Contains(store.RankBys, store.RankBy(field))
	if !known || direction != "" && direction != "asc" && direction != "desc" {
		return store.Ranking{}, invalidField("order_by", journey.ReasonUnknownValue,
			`%q must be one of %v, which may be followed by " desc" or " asc"`, text, store.RankBys)
	}
	return store.Ranking{By: store.RankBy(field), Ascending: direction != "desc"}, nil
}

// alertFields are what a filter may compare, with the values of closed sets.
func alertFields() filter.Fields {
	out := filter.Fields{}
	for name := range store.AlertFields {
		out[name] = nil
	}
	out["state"], out["level"] = words(alert.States), words(alert.Levels)
	out["severity"], out["failure_mode"] = words(alert.Severities), words(journey.FailureModes)
	return out
}

func words[W ~string](list []W) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}

// alertFilter reads which alerts a request asks for.
func alertFilter(r *throughlinev1.ListAlertsRequest) (store.AlertFilter, error) {
	out := store.AlertFilter{States: stateWords(r.GetStates())}
	all, err := filter.Parse(r.GetFilter(), alertFields())
	var wrong *filter.Error
	if errors.As(err, &wrong) {
		return out, invalidField("filter", journey.ReasonMalformed, "%s", fmt.Sprint(wrong))
	}
	for _, any := range all {
		var alternatives []store.AlertCondition
		for _, c := range any {
			alternatives = append(alternatives, store.AlertCondition(c))
		}
		out.All = append(out.All, alternatives)
	}
	return out, err
}
