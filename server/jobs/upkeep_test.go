package jobs_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/jobs"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/store"
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

// The clocks must run through River, and ask the next team where one has run out.
func TestClocksAskTheNextTeam(t *testing.T) {
	db := storetest.New(t)
	p := pipelineOn(t, db, true)
	if _, err := p.PutRoutingSettings(t.Context(), acme, route.Settings{FallbackTeam: "stores"}, "", "test"); err != nil {
		t.Fatal(err)
	}
	day := p.now.AddDate(0, 0, -1)
	p.push("a", day, day, p.now.Add(-2*time.Hour), p.now.Add(-time.Hour))
	p.settle()
	alerts, err := p.ListAlerts(t.Context(), acme, store.AlertFilter{States: []alert.State{alert.Firing}}, store.Page{Size: 2})
	if err != nil || len(alerts) != 1 {
		t.Fatalf("%d alerts fire, %v", len(alerts), err)
	}
	admin, err := pgxpool.New(t.Context(), db.AdminURL)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	if _, err := admin.Exec(t.Context(), `UPDATE ownerships SET due_at = now() - interval '1 minute' WHERE slot = 'accountable'`); err != nil {
		t.Fatal(err)
	}
	periodic, err := jobs.NewPeriodic(p.Store, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- periodic.Run(ctx) }()
	held := func() store.Ownership {
		o, err := p.GetOwnership(t.Context(), acme, alerts[0].ID, route.Accountable)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	deadline, tick := time.After(60*time.Second), time.NewTicker(20*time.Millisecond)
	defer tick.Stop()
	for held().Team != "stores" {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("after 60 s it is still %+v", held().Assignment)
		}
	}
	if o := held(); o.State != route.Asked || !o.DueAt.After(time.Now()) {
		t.Errorf("the next team is not asked: %+v", o.Assignment)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("stopping: %v", err)
	}
}
