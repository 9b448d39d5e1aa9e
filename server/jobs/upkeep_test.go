package jobs_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/throughline-cx/throughline/server/jobs"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// Upkeep must run at the start, through River, and forget what is too old and nothing else.
func TestUpkeepForgetsOldRequests(t *testing.T) {
	db := storetest.New(t)
	p := pipelineOn(t, db, true)
	admin, err := pgxpool.New(t.Context(), db.AdminURL)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	_, err = admin.Exec(t.Context(), `INSERT INTO request_ids (tenant_id, id, request_hash, resource_id, created_at) VALUES
		($1, gen_random_uuid(), 'old', gen_random_uuid(), now() - interval '25 hours'),
		($1, gen_random_uuid(), 'new', gen_random_uuid(), now() - interval '23 hours')`, acme)
	if err != nil {
		t.Fatal(err)
	}
	periodic, err := jobs.NewPeriodic(p.Store, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- periodic.Run(ctx) }()
	left := func() (hashes string) {
		if err := admin.QueryRow(t.Context(), `SELECT coalesce(string_agg(convert_from(request_hash, 'UTF8'), ','), '') FROM request_ids`).Scan(&hashes); err != nil {
			t.Fatal(err)
		}
		return hashes
	}
	deadline, tick := time.After(30*time.Second), time.NewTicker(20*time.Millisecond)
	defer tick.Stop()
	for left() != "new" {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("after 30 s there are still requests %q", left())
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("stopping: %v", err)
	}
}
