package api

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/store"
)

// exposedRequest is a request that says which exposed accounts are meant.
type exposedRequest interface {
	GetParent() string
	GetCluster() string
	GetFromTouchpoint() string
	GetToTouchpoint() string
	GetRenewalFrom() string
	GetRenewalTo() string
	GetCurrency() string
	GetOrder() throughlinev1.ExposedAccountOrder
}

// exposedPosition is what the page token of a list of exposed accounts holds: the last one told.
type exposedPosition struct {
	Renewal  string `json:"r,omitempty"`
	Minor    *int64 `json:"m,omitempty"`
	Currency string `json:"c,omitempty"`
	Account  string `json:"a"`
}

// ListExposedAccounts lists the accounts that the clusters affect.
func (s *clusterService) ListExposedAccounts(ctx context.Context, r *throughlinev1.ListExposedAccountsRequest) (*throughlinev1.ListExposedAccountsResponse, error) {
	tenant, filter, err := exposedFilter(r)
	if err != nil {
		return nil, err
	}
	all, err := s.Store.ExposedAccounts(ctx, tenant, filter)
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListExposedAccountsResponse{TotalSize: int32(len(all))}
	out.Totals, out.UnvaluedCount = totals(all)
	page := all
	if r.GetPageToken() != "" {
		var at exposedPosition
		if err := s.tokens.openPage(r, &at); err != nil {
			return nil, err
		}
		after := at.exposed()
		page = page[slices.IndexFunc(append(page, store.Exposed{}), func(e store.Exposed) bool {
			return e.AccountID == "" || filter.Compare(after, e) < 0
		}):]
	}
	if n := size(r.GetPageSize(), 50); len(page) > n {
		page = page[:n]
		if out.NextPageToken, err = s.tokens.nextPage(r, lastExposed(page[n-1])); err != nil {
			return nil, err
		}
	}
	if err := s.Store.ExposedQuotes(ctx, tenant, page); err != nil {
		return nil, err
	}
	out.Accounts = convertAll(page, func(e store.Exposed) *throughlinev1.ExposedAccount { return exposedTo(tenant, e) })
	return out, nil
}

func lastExposed(e store.Exposed) exposedPosition {
	p := exposedPosition{Account: e.AccountID, Renewal: e.RenewalDate}
	if v := e.AnnualValue; v != nil {
		p.Minor, p.Currency = &v.Minor, v.Currency
	}
	return p
}

func (p exposedPosition) exposed() store.Exposed {
	e := store.Exposed{Account: ingest.Account{AccountID: p.Account, RenewalDate: p.Renewal}}
	if p.Minor != nil {
		e.AnnualValue = &ingest.Money{Minor: *p.Minor, Currency: p.Currency}
	}
	return e
}

// exposedFilter reads which exposed accounts are meant.
func exposedFilter(r exposedRequest) (tenant string, f store.ExposedFilter, err error) {
	tenant = tenantOf(r.GetParent())
	f = store.ExposedFilter{
		From: r.GetFromTouchpoint(), To: r.GetToTouchpoint(), Currency: r.GetCurrency(),
		RenewalFrom: r.GetRenewalFrom(), RenewalTo: r.GetRenewalTo(),
		ByValue: r.GetOrder() == throughlinev1.ExposedAccountOrder_EXPOSED_ACCOUNT_ORDER_VALUE,
	}
	for field, day := range map[string]string{"renewal_from": f.RenewalFrom, "renewal_to": f.RenewalTo} {
		if day == "" {
			continue
		}
		var d measure.Day
		if err := d.UnmarshalText([]byte(day)); err != nil {
			return tenant, f, invalidField(field, journey.ReasonMalformed, "%v", err)
		}
	}
	if f.RenewalTo != "" && f.RenewalTo < f.RenewalFrom {
		return tenant, f, invalidField("renewal_to", journey.ReasonOutOfRange, "%s is before renewal_from, %s: no account is due between them", f.RenewalTo, f.RenewalFrom)
	}
	if r.GetCluster() == "" {
		return tenant, f, nil
	}
	of, id, err := identify(r.GetCluster())
	if err == nil && of != tenant {
		err = store.ErrNotFound
	}
	f.Cluster = id
	return tenant, f, err
}

// totals adds up the annual values by currency, sorted, and counts the accounts without one.
func totals(list []store.Exposed) (out []*throughlinev1.Money, unvalued int32) {
	sums := map[string]int64{}
	for _, e := range list {
		if e.AnnualValue == nil {
			unvalued++
			continue
		}
		sums[e.AnnualValue.Currency] += e.AnnualValue.Minor
	}
	for currency, sum := range sums {
		out = append(out, &throughlinev1.Money{AmountMinor: sum, Currency: currency})
	}
	slices.SortFunc(out, func(a, b *throughlinev1.Money) int { return cmp.Compare(a.GetCurrency(), b.GetCurrency()) })
	return out, unvalued
}

func exposedTo(tenant string, e store.Exposed) *throughlinev1.ExposedAccount {
	out := &throughlinev1.ExposedAccount{
		Account: e.AccountID, Household: e.HouseholdID, Segment: e.Segment, RenewalDay: e.RenewalDate, QuoteCount: int32(e.Told),
		Clusters: convertAll(e.Clusters, func(id uuid.UUID) string { return name(tenant, "clusters", id.String()) }),
		Quotes:   convertAll(e.Quotes, func(q measure.Quote) *throughlinev1.Quote { return quoteTo(tenant, q) }),
	}
	if e.AnnualValue != nil {
		out.AnnualValue = &throughlinev1.Money{AmountMinor: e.AnnualValue.Minor, Currency: e.AnnualValue.Currency}
	}
	return out
}
