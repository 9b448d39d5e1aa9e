package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/ingest"
)

var accountTable = upsertTable[ingest.Account]{
	noun:  "accounts",
	id:    func(a ingest.Account) string { return a.AccountID },
	extra: func(a ingest.Account) map[string]string { return a.Attributes },
	columns: []upsertColumn[ingest.Account]{
		textColumn("household_id", func(a ingest.Account) string { return a.HouseholdID }),
		textColumn("segment", func(a ingest.Account) string { return a.Segment }),
		typedColumn("annual_value_minor", "bigint[]", func(a ingest.Account) *int64 { return minorOf(a.AnnualValue) }),
		textColumn("annual_value_currency", func(a ingest.Account) string { return currencyOf(a.AnnualValue) }),
		typedColumn("renewal_date", "date[]", func(a ingest.Account) *time.Time { return dateOf(a.RenewalDate) }),
		textColumn("product_line", func(a ingest.Account) string { return a.ProductLine }),
		textColumn("home_location", func(a ingest.Account) string { return a.HomeLocation }),
	},
}

// UpsertAccounts creates or replaces accounts and returns a status for each, in order. They
// must have passed ingest's validation. Where an id comes twice, the last one counts.
// Errors: ErrNotFound when there is no such tenant, ErrInvalid, ErrUnavailable.
func (s *Store) UpsertAccounts(ctx context.Context, tenant string, accounts []ingest.Account) ([]UpsertStatus, error) {
	return upsert(ctx, s, tenant, "accounts", accountTable, accounts)
}

// accountsByID returns the accounts with these ids, sorted by id.
func (w *Work) accountsByID(ctx context.Context, ids []string) ([]ingest.Account, error) {
	rows, err := w.tx.Query(ctx, `SELECT id, household_id, segment, annual_value_minor, annual_value_currency,
		renewal_date, product_line, home_location, attributes
		FROM accounts WHERE tenant_id = $1 AND id = ANY($2) ORDER BY id`, w.tenant, ids)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanAccount)
}

func scanAccount(row pgx.CollectableRow) (a ingest.Account, err error) {
	var minor *int64
	var currency string
	var renewal *time.Time
	var attributes []byte
	if err := row.Scan(&a.AccountID, &a.HouseholdID, &a.Segment, &minor, &currency,
		&renewal, &a.ProductLine, &a.HomeLocation, &attributes); err != nil {
		return a, err
	}
	if minor != nil {
		a.AnnualValue = &ingest.Money{Minor: *minor, Currency: currency}
	}
	if renewal != nil {
		a.RenewalDate = renewal.Format(time.DateOnly)
	}
	a.Attributes, err = decodeAttributes(attributes)
	return a, err
}

func minorOf(m *ingest.Money) *int64 {
	if m == nil {
		return nil
	}
	return &m.Minor
}

func currencyOf(m *ingest.Money) string {
	if m == nil {
		return ""
	}
	return m.Currency
}

// dateOf reads YYYY-MM-DD, which ingest's validation has checked; nil for anything else.
func dateOf(text string) *time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return nil
	}
	return &t
}
