package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/ingest"
)

var locationTable = upsertTable[ingest.Location]{
	noun:  "locations",
	id:    func(l ingest.Location) string { return l.LocationID },
	extra: func(l ingest.Location) map[string]string { return l.Attributes },
	columns: []upsertColumn[ingest.Location]{
		textColumn("name", func(l ingest.Location) string { return l.Name }),
		textColumn("region", func(l ingest.Location) string { return l.Region }),
	},
}

// UpsertLocations creates or replaces locations, see UpsertAccounts.
func (s *Store) UpsertLocations(ctx context.Context, tenant string, locations []ingest.Location) ([]UpsertStatus, error) {
	return upsert(ctx, s, tenant, "locations", locationTable, locations)
}

// locations returns all of the tenant's locations, sorted by id.
func (w *Work) locations(ctx context.Context) ([]ingest.Location, error) {
	rows, err := w.tx.Query(ctx, `SELECT id, name, region, attributes FROM locations WHERE tenant_id = $1 ORDER BY id`, w.tenant)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (l ingest.Location, err error) {
		var attributes []byte
		if err := row.Scan(&l.LocationID, &l.Name, &l.Region, &attributes); err != nil {
			return l, err
		}
		l.Attributes, err = decodeAttributes(attributes)
		return l, err
	})
}
