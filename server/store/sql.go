package store

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// collectStrings returns the only column of a query.
func collectStrings(ctx context.Context, tx pgx.Tx, sql string, args ...any) ([]string, error) {
	rows, err := tx.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// forEach scans each row into dest and calls f.
func forEach(rows pgx.Rows, dest []any, f func()) error {
	_, err := pgx.ForEachRow(rows, dest, func() error {
		f()
		return nil
	})
	return err
}

// nilUUID is uuid.Nil in SQL.
const nilUUID = `'00000000-0000-0000-0000-000000000000'::uuid`
