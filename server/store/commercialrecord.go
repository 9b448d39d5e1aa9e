package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/ingest"
)

var recordTable = upsertTable[ingest.CommercialRecord]{
	noun:  "commercial records",
	id:    func(r ingest.CommercialRecord) string { return r.RecordID },
	extra: func(r ingest.CommercialRecord) map[string]string { return r.Attributes },
	columns: []upsertColumn[ingest.CommercialRecord]{
		textColumn("account_id", func(r ingest.CommercialRecord) string { return r.AccountID }),
		textColumn("kind", func(r ingest.CommercialRecord) string { return r.Kind }),
		textColumn("status", func(r ingest.CommercialRecord) string { return r.Status }),
		typedColumn("amount_minor", "bigint[]", func(r ingest.CommercialRecord) int64 { return r.Amount.Minor }),
		textColumn("amount_currency", func(r ingest.CommercialRecord) string { return r.Amount.Currency }),
		typedColumn("occurred_at", "timestamptz[]", func(r ingest.CommercialRecord) time.Time { return r.OccurredAt }),
		textColumn("location_id", func(r ingest.CommercialRecord) string { return r.LocationID }),
		textColumn("touchpoint", func(r ingest.CommercialRecord) string { return r.Touchpoint }),
	},
}

// UpsertCommercialRecords creates or replaces commercial records, see UpsertAccounts.
func (s *Store) UpsertCommercialRecords(ctx context.Context, tenant string, records []ingest.CommercialRecord) ([]UpsertStatus, error) {
	return upsert(ctx, s, tenant, "commercial_records", recordTable, records)
}

// recordsByAccount returns the commercial records of these accounts, sorted by id.
func (w *Work) recordsByAccount(ctx context.Context, accounts []string) ([]ingest.CommercialRecord, error) {
	rows, err := w.tx.Query(ctx, `SELECT id, account_id, kind, status, amount_minor, amount_currency, occurred_at,
		location_id, touchpoint, attributes
		FROM commercial_records WHERE tenant_id = $1 AND account_id = ANY($2) ORDER BY id`, w.tenant, accounts)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (r ingest.CommercialRecord, err error) {
		var attributes []byte
		if err := row.Scan(&r.RecordID, &r.AccountID, &r.Kind, &r.Status, &r.Amount.Minor, &r.Amount.Currency, &r.OccurredAt,
			&r.LocationID, &r.Touchpoint, &attributes); err != nil {
			return r, err
		}
		r.OccurredAt = r.OccurredAt.UTC()
		r.Attributes, err = decodeAttributes(attributes)
		return r, err
	})
}
