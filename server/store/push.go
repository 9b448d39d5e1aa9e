package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/ingest"
)

// Item is one interaction to be stored, its text redacted already.
type Item struct {
	Interaction ingest.Interaction
	ContentHash []byte // keyed hash of the item as it came; equal ones mean the same item
}

// PushStatus says what became of an item.
type PushStatus string

// The closed set of push statuses.
const (
	Accepted  PushStatus = "accepted"  // stored now
	Duplicate PushStatus = "duplicate" // the same item is stored already
	Conflict  PushStatus = "conflict"  // another item with its identity is stored; nothing was overwritten
)

// PushResult is what became of one item, and the id of the interaction that is stored under
// its source system and external id.
type PushResult struct {
	Status PushStatus
	ID     uuid.UUID
}

// PushInteractions stores new interactions and queues them for understanding, in one
// transaction. It returns one result for each item, in order, once they are committed: an
// item that has a result is not lost. Items must have passed ingest's validation. Concurrent
// small pushes of one tenant are written together. When the context ends first, the items may
// or may not be stored; pushing them again is safe.
//
// Errors: ErrNotFound when there is no such tenant, ErrInvalid when an item cannot be stored,
// ErrUnavailable.
func (s *Store) PushInteractions(ctx context.Context, tenant string, items []Item) ([]PushResult, error) {
	if len(items) == 0 {
		return nil, nil
	}
	return s.coalescer.push(ctx, tenant, items)
}

// identity is what tells two interactions of a tenant apart.
type identity struct{ sourceSystem, externalID string }

func identityOf(in ingest.Interaction) identity { return identity{in.SourceSystem, in.ExternalID} }

func (a identity) compare(b identity) int {
	return cmp.Or(cmp.Compare(a.sourceSystem, b.sourceSystem), cmp.Compare(a.externalID, b.externalID))
}

// storedItem is the interaction that holds an identity.
type storedItem struct {
	id    uuid.UUID
	hash  []byte
	fresh bool // stored by this very push
}

// rowsPerStatement is the size at which an insert is fastest, as measured.
const rowsPerStatement = 1000

func (s *Store) pushBatch(ctx context.Context, tenant string, items []Item) ([]PushResult, error) {
	rows, err := newInteractionRows(items)
	if err != nil {
		return nil, err
	}
	var stored map[identity]storedItem
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		stored = make(map[identity]storedItem, len(rows))
		for chunk := range slices.Chunk(rows, rowsPerStatement) {
			if err := w.insertInteractions(ctx, chunk, stored); err != nil {
				return err
			}
		}
		return w.findInteractions(ctx, rows, stored)
	})
	if err != nil {
		return nil, fmt.Errorf("push interactions: %w", err)
	}
	return pushResults(tenant, items, stored)
}

// pushResults compares each item with what is stored under its identity.
func pushResults(tenant string, items []Item, stored map[identity]storedItem) ([]PushResult, error) {
	results := make([]PushResult, len(items))
	for i, item := range items {
		key := identityOf(item.Interaction)
		have, ok := stored[key]
		if !ok { // the insert writes for tenants that exist only
			return nil, notFound("tenant %s", tenant)
		}
		results[i] = PushResult{Status: Conflict, ID: have.id}
		switch {
		case have.fresh && bytes.Equal(have.hash, item.ContentHash):
			results[i].Status = Accepted
		case bytes.Equal(have.hash, item.ContentHash):
			results[i].Status = Duplicate
		}
		have.fresh = false // a second item of this identity is a repeat
		stored[key] = have
	}
	return results, nil
}

const insertInteractionsSQL = `
WITH item AS (
  SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::text[], $8::timestamptz[],
    $9::timestamptz[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[])
    AS t (id, source_system, external_id, content_hash, source, channel, occurred_at,
      received_at, customer_id, account_id, location_id, product_line, language, attributes, turns)
), added AS (
  INSERT INTO interactions (tenant_id, id, source_system, external_id, content_hash, source, channel, occurred_at,
    received_at, customer_id, account_id, location_id, product_line, language, attributes, turns)
  SELECT $1::text, id, source_system, external_id, content_hash, source, channel, occurred_at,
    received_at, customer_id, account_id, location_id, product_line, language, attributes::jsonb, turns::jsonb
  FROM item WHERE EXISTS (SELECT FROM tenants WHERE tenant_id = $1::text)
  ON CONFLICT (tenant_id, source_system, external_id) DO NOTHING
  RETURNING id, source_system, external_id, content_hash, received_at
), queued AS (
  INSERT INTO pending_interactions (tenant_id, interaction_id, stage, received_at)
  SELECT $1::text, id, 'understand', received_at FROM added
)
SELECT id, source_system, external_id, content_hash FROM added`

// insertInteractions stores rows whose identity is new, and remembers them.
func (w *Work) insertInteractions(ctx context.Context, rows []interactionRow, stored map[identity]storedItem) error {
	return w.collectStored(ctx, stored, true, insertInteractionsSQL, interactionArgs(w.tenant, rows)...)
}

const findInteractionsSQL = `
SELECT i.id, i.source_system, i.external_id, i.content_hash
FROM unnest($2::text[], $3::text[]) AS t (source_system, external_id)
JOIN interactions i ON i.tenant_id = $1 AND i.source_system = t.source_system AND i.external_id = t.external_id`

// findInteractions remembers what held the identities that the inserts left alone. It must be
// a statement of its own: only then does it see rows that were committed while the insert ran.
func (w *Work) findInteractions(ctx context.Context, rows []interactionRow, stored map[identity]storedItem) error {
	var systems, ids []string
	for _, r := range rows {
		if _, ok := stored[r.identity()]; !ok {
			systems, ids = append(systems, r.sourceSystem), append(ids, r.externalID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return w.collectStored(ctx, stored, false, findInteractionsSQL, w.tenant, systems, ids)
}

func (w *Work) collectStored(ctx context.Context, stored map[identity]storedItem, fresh bool, sql string, args ...any) error {
	rows, err := w.tx.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	var key identity
	var id uuid.UUID
	var hash []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &key.sourceSystem, &key.externalID, &hash}, func() error {
		stored[key] = storedItem{id: id, hash: bytes.Clone(hash), fresh: fresh}
		return nil
	})
	return err
}
