package store_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// BenchmarkPush pushes batches of 100 from several callers, on a Postgres that writes to the
// disk. Compare its rows/s with those of BenchmarkRawInsert in the same run.
func BenchmarkPush(b *testing.B) {
	f := fixtureOn(b, storetest.NewDurable(b, nil))
	var n atomic.Int64
	b.SetParallelism(4)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := f.PushInteractions(b.Context(), acme, items(fmt.Sprint(n.Add(1)), 100)); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)*100/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkRawInsert writes the same rows with nothing but one unnest statement each.
func BenchmarkRawInsert(b *testing.B) {
	db := storetest.NewDurable(b, nil)
	pool, err := pgxpool.New(b.Context(), db.AdminURL)
	if err != nil {
		b.Fatal(err)
	}
	defer pool.Close()
	var n atomic.Int64
	b.SetParallelism(4)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := insertRaw(b, pool, items(fmt.Sprint(n.Add(1)), 100)); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)*100/b.Elapsed().Seconds(), "rows/s")
}

func insertRaw(b *testing.B, pool *pgxpool.Pool, items []store.Item) error {
	var ids, texts []string
	var hashes [][]byte
	for _, i := range items {
		ids, texts, hashes = append(ids, i.Interaction.ExternalID), append(texts, i.Interaction.Turns[0].Text), append(hashes, i.ContentHash)
	}
	_, err := pool.Exec(b.Context(), `
		INSERT INTO interactions (tenant_id, id, source_system, external_id, content_hash, source, channel, occurred_at, received_at,
		  customer_id, account_id, location_id, product_line, attributes, turns)
		SELECT 'acme', gen_random_uuid(), 'crm', id, hash, 'call', 'phone', now(), now(), 'c-1', 'a-1', 'l-1', 'cards',
		  '{"k": "v"}', jsonb_build_array(jsonb_build_object('speaker', 'customer', 'text', words))
		FROM unnest($1::text[], $2::text[], $3::bytea[]) AS t (id, words, hash)
		ON CONFLICT DO NOTHING`, ids, texts, hashes)
	return err
}
