package apptest_test

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/throughline-cx/throughline/demo"
	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/redact"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

const (
	benchWorkers = 4   // push, or insert, at once
	benchBatch   = 500 // rows in a batch, or in a statement
	benchBatches = 20  // in a round
	benchRounds  = 3   // raw and through the API in turn, so that both see the same machine
)

// BenchmarkIngest pushes the demo's texts through the whole of native gRPC (key, limits,
// validation, redaction, hashes, row-level security, queue) and inserts the same rows, redacted
// already, with one raw unnest statement a batch, as the superuser and with nothing else around
// it. It reports the rate of the first as a part of the second's. The pipeline rests: the tenant
// has no journey map.
func BenchmarkIngest(b *testing.B) { benchmarkIngest(b, false) }

// BenchmarkIngestBesidePipeline is BenchmarkIngest while what was pushed is understood, grouped
// and judged on the same cores.
func BenchmarkIngestBesidePipeline(b *testing.B) { benchmarkIngest(b, true) }

func benchmarkIngest(b *testing.B, pipeline bool) {
	db := storetest.NewDurable(b, nil)
	s := apptest.StartOn(b, db)
	s.KeyFor("raw", store.Admin)
	if pipeline {
		(&office{Client: s.Client(s.Key), t: b}).configure()
	}
	pool, err := pgxpool.New(b.Context(), db.AdminURL)
	if err != nil {
		b.Fatal(err)
	}
	defer pool.Close()
	client := s.Client(s.Key)
	texts := demoTexts(b)
	var api, raw time.Duration
	rows := 0
	for b.Loop() {
		for range benchRounds {
			requests, inserts := benchRows(texts, rows)
			rows += benchBatches * benchBatch
			raw += timed(inserts, func(r rawRows) error {
				_, err := pool.Exec(b.Context(), rawInsert, r.ids, r.sources, r.channels, r.times, r.hashes, r.turns)
				return err
			}, b)
			api += timed(requests, func(r *v1.PushInteractionsRequest) error {
				answer, err := client.Ingestion.PushInteractions(b.Context(), r)
				if err == nil && answer.GetCounts().GetAccepted() != benchBatch {
					err = fmt.Errorf("%v", answer.GetCounts())
				}
				return err
			}, b)
		}
	}
	perSecond := func(d time.Duration) float64 { return float64(rows) / d.Seconds() }
	b.ReportMetric(perSecond(api), "api-rows/s")
	b.ReportMetric(perSecond(raw), "raw-rows/s")
	b.ReportMetric(perSecond(api)/perSecond(raw), "of-raw-rate")
	b.ReportMetric(0, "ns/op")
}

// timed works through batches with all workers and returns how long it took.
func timed[T any](batches []T, work func(T) error, b *testing.B) time.Duration {
	b.Helper()
	queue := make(chan T, len(batches))
	for _, batch := range batches {
		queue <- batch
	}
	close(queue)
	began := time.Now()
	var working sync.WaitGroup
	for range benchWorkers {
		working.Go(func() {
			for batch := range queue {
				if err := work(batch); err != nil {
					b.Error(err)
				}
			}
		})
	}
	working.Wait()
	return time.Since(began)
}

const rawInsert = `
INSERT INTO interactions (tenant_id, id, source_system, external_id, content_hash, source, channel, occurred_at, received_at,
  customer_id, account_id, location_id, product_line, attributes, turns)
SELECT 'raw', gen_random_uuid(), 'crm', id, hash, source, channel, at, now(), 'c-' || id, '', '', '', '{}', turns::jsonb
FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::bytea[], $6::text[]) AS t (id, source, channel, at, hash, turns)
ON CONFLICT DO NOTHING`

// rawRows is one statement's rows, column by column.
type rawRows struct {
	ids, sources, channels, turns []string
	times                         []time.Time
	hashes                        [][]byte
}

// benchText is a demo text, as it came and as it is stored.
type benchText struct{ in, redacted ingest.Interaction }

// benchRows makes a round's batches, as requests and as rows; first numbers the first row.
func benchRows(texts []benchText, first int) ([]*v1.PushInteractionsRequest, []rawRows) {
	requests, raws := make([]*v1.PushInteractionsRequest, benchBatches), make([]rawRows, benchBatches)
	for i := range benchBatches {
		requests[i] = &v1.PushInteractionsRequest{}
		for k := range benchBatch {
			n := first + i*benchBatch + k
			text := texts[n%len(texts)]
			in := interactionOf(text.in)
			in.ExternalId, in.OccurredAt = fmt.Sprintf("row-%08d", n), timestamppb.New(time.Now().Add(-time.Hour))
			in.CustomerId = "c-" + in.GetExternalId()
			requests[i].Interactions = append(requests[i].Interactions, in)
			turns, _ := json.Marshal(text.redacted.Turns) // strings always marshal
			hash := ingest.ContentHash([]byte("key"), ingest.Interaction{ExternalID: in.GetExternalId()})
			r := &raws[i]
			r.ids, r.sources, r.channels = append(r.ids, in.GetExternalId()), append(r.sources, in.GetSource()), append(r.channels, in.GetChannel())
			r.times, r.hashes, r.turns = append(r.times, in.GetOccurredAt().AsTime()), append(r.hashes, hash[:]), append(r.turns, string(turns))
		}
	}
	return requests, raws
}

// demoTexts reads what the customers of all demo tenants say.
func demoTexts(b *testing.B) []benchText {
	b.Helper()
	redactor := redact.New([]byte("bench"))
	var out []benchText
	bytesOfText := 0
	for _, tenant := range demo.Tenants {
		for in, err := range demoInteractions(tenant) {
			if err != nil {
				b.Fatal(err)
			}
			clean, _ := ingest.Redact(redactor, in)
			out = append(out, benchText{in, clean})
			for _, turn := range in.Turns {
				bytesOfText += len(turn.Text)
			}
		}
	}
	b.Logf("%d texts of %d bytes on average", len(out), bytesOfText/len(out))
	return out
}
