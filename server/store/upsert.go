package store

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// UpsertStatus says what became of a record that a source sends again when it changes.
type UpsertStatus string

// The closed set of upsert statuses.
const (
	Created   UpsertStatus = "created"
	Updated   UpsertStatus = "updated"
	Unchanged UpsertStatus = "unchanged" // the same was stored already
)

// upsertTable says how values of one kind are written.
type upsertTable[V any] struct {
	noun    string
	columns []upsertColumn[V] // without tenant_id, id, attributes and content_hash
	id      func(V) string
	extra   func(V) map[string]string // attributes
}

// upsertColumn is one column and the SQL type of the array that its values travel in.
type upsertColumn[V any] struct {
	name, arrayType string
	values          func([]hashed[V]) any
}

// textColumn is a column of strings.
func textColumn[V any](name string, value func(V) string) upsertColumn[V] {
	return upsertColumn[V]{name, "text[]", func(rows []hashed[V]) any {
		return column(rows, func(r hashed[V]) string { return value(r.value) })
	}}
}

func typedColumn[V, C any](name, arrayType string, value func(V) C) upsertColumn[V] {
	return upsertColumn[V]{name, arrayType, func(rows []hashed[V]) any {
		return column(rows, func(r hashed[V]) C { return value(r.value) })
	}}
}

// hashed is a value with its id and the hash by which a repeat is told from a change.
type hashed[V any] struct {
	id    string
	hash  []byte
	value V
}

// sql returns the statement that writes rows and says which were new; those that did not
// change are left alone and not returned.
func (t upsertTable[V]) sql(table string) string {
	names, arrays, sets := []string{"id", "attributes", "content_hash"}, []string{"$2::text[]", "$3::jsonb[]", "$4::bytea[]"}, []string{}
	for i, c := range t.columns {
		names = append(names, c.name)
		arrays = append(arrays, fmt.Sprintf("$%d::%s", i+5, c.arrayType))
	}
	for _, n := range names[1:] {
		sets = append(sets, n+" = excluded."+n)
	}
	list := strings.Join(names, ", ")
	return fmt.Sprintf(`INSERT INTO %[1]s AS t (tenant_id, %[2]s)
		SELECT $1::text, %[2]s FROM unnest(%[3]s) AS v (%[2]s)
		ON CONFLICT (tenant_id, id) DO UPDATE SET updated_at = now(), %[4]s
		WHERE t.content_hash <> excluded.content_hash
		RETURNING id, xmax = 0`, table, list, strings.Join(arrays, ", "), strings.Join(sets, ", "))
}

// upsert writes values and returns a status for each, in order. Where an id comes more than
// once, the last value counts, and all get its status.
func upsert[V any](ctx context.Context, s *Store, tenant, table string, t upsertTable[V], values []V) ([]UpsertStatus, error) {
	rows, err := t.rows(values)
	if err != nil {
		return nil, err
	}
	statuses := map[string]UpsertStatus{}
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		clear(statuses)
		for chunk := range slices.Chunk(rows, rowsPerStatement) {
			if err := upsertChunk(ctx, w, t.sql(table), t, chunk, statuses); err != nil {
				return err
			}
		}
		if len(statuses) == 0 {
			return nil
		}
		return w.inputsChanged(ctx)
	})
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", t.noun, err)
	}
	return column(values, func(v V) UpsertStatus {
		if status, written := statuses[t.id(v)]; written {
			return status
		}
		return Unchanged
	}), nil
}

func upsertChunk[V any](ctx context.Context, w *Work, sql string, t upsertTable[V], chunk []hashed[V], statuses map[string]UpsertStatus) error {
	args := []any{
		w.tenant,
		column(chunk, func(r hashed[V]) string { return r.id }),
		column(chunk, func(r hashed[V]) string { return encodeAttributes(t.extra(r.value)) }),
		column(chunk, func(r hashed[V]) []byte { return r.hash }),
	}
	for _, c := range t.columns {
		args = append(args, c.values(chunk))
	}
	rows, err := w.tx.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	var id string
	var created bool
	_, err = pgx.ForEachRow(rows, []any{&id, &created}, func() error {
		statuses[id] = Updated
		if created {
			statuses[id] = Created
		}
		return nil
	})
	return err
}

// rows hashes the values and sorts them by id, the last of each, so that two writers of the
// same ids wait for each other instead of locking each other out.
func (t upsertTable[V]) rows(values []V) ([]hashed[V], error) {
	byID := make(map[string]hashed[V], len(values))
	for _, v := range values {
		data, err := json.Marshal(v) // sorts the keys of maps
		if err != nil {
			return nil, invalid("%s %s: %v", t.noun, t.id(v), err)
		}
		hash := sha256.Sum256(data)
		byID[t.id(v)] = hashed[V]{t.id(v), hash[:], v}
	}
	rows := make([]hashed[V], 0, len(byID))
	for _, r := range byID {
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b hashed[V]) int { return strings.Compare(a.id, b.id) })
	return rows, nil
}
