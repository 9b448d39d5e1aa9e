package store_test

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/store"
)

// TestWatchNeverSkips lets many writers add changes with random pauses before they commit,
// while a watcher follows. A second watcher, which goes by the ids alone, is the control: it
// must skip some, or the test proves nothing.
func TestWatchNeverSkips(t *testing.T) {
	f := newFixture(t, func(o *store.Options) { o.MaxConns = 12 })
	f.fire(acme)
	start, err := f.AlertChangesNow(t.Context(), acme)
	if err != nil {
		t.Fatal(err)
	}
	var firstID int64
	if err := f.super.QueryRow(t.Context(), `SELECT max(id) FROM alert_changes`).Scan(&firstID); err != nil {
		t.Fatal(err)
	}
	const writers, each = 8, 60
	var number, running atomic.Int64
	number.Store(1000)
	running.Store(writers)
	var group sync.WaitGroup
	for range writers {
		group.Go(func() {
			defer running.Add(-1)
			for range each {
				if err := f.addChange(number.Add(1)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	seen, last := map[int]bool{}, start
	naive, lastID := 0, firstID
	for done := false; !done; {
		done = running.Load() == 0 // look once more after the last commit
		changes, err := f.AlertChangesAfter(t.Context(), acme, last, store.AlertFilter{}, 10_000)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range changes {
			if c.Number > 1000 && seen[c.Number] {
				t.Errorf("change %d came twice", c.Number)
			}
			seen[c.Number], last = true, c.Cursor
		}
		var n int
		var top *int64
		err = f.super.QueryRow(t.Context(), `SELECT count(*), max(id) FROM alert_changes WHERE id > $1`, lastID).Scan(&n, &top)
		if err != nil {
			t.Fatal(err)
		}
		if naive += n; top != nil {
			lastID = *top
		}
	}
	group.Wait()
	for n := range writers * each {
		if !seen[1001+n] {
			t.Errorf("change %d was skipped", 1001+n)
		}
	}
	if naive == writers*each {
		t.Error("the control skipped nothing, so this test proves nothing")
	}
	t.Logf("%d changes seen; a cursor on ids would have seen %d", writers*each, naive)
}

// addChange copies the newest change under another number, and commits a little later.
func (f *fixture) addChange(number int64) error {
	return f.InTx(f.t.Context(), acme, func(ctx context.Context, w *store.Work) error {
		_, err := w.Tx().Exec(ctx, `INSERT INTO alert_changes (tenant_id, alert_id, number, at, previous_state, state, reason,
			policy_version, outcome, reading, message, unrouted)
			SELECT tenant_id, alert_id, $1, at, previous_state, state, reason, policy_version, outcome, reading, message, unrouted
			FROM alert_changes WHERE number = 1`, number)
		if err != nil {
			return err
		}
		_, err = w.Tx().Exec(ctx, `SELECT pg_sleep($1)`, rand.Float64()*0.01)
		return err
	})
}

func TestWatchResumesAndFilters(t *testing.T) {
	f := newFixture(t)
	f.fire(acme)
	all, err := f.AlertChangesAfter(t.Context(), acme, store.Cursor{}, store.AlertFilter{}, 100)
	if err != nil || len(all) < 2 {
		t.Fatalf("%d changes, %v; want near the threshold, then firing", len(all), err)
	}
	for i, c := range all {
		if c.Number != i+1 || (c.Previous == nil) != (i == 0) || c.Message.Alert.ChangeNumber != c.Number {
			t.Errorf("change %d: number %d, previous %v", i, c.Number, c.Previous != nil)
		}
	}
	rest, err := f.AlertChangesAfter(t.Context(), acme, all[0].Cursor, store.AlertFilter{}, 1)
	if err != nil || len(rest) != 1 || rest[0].Cursor != all[1].Cursor {
		t.Errorf("resumed at %+v, %v", rest, err)
	}
	firing, err := f.AlertChangesAfter(t.Context(), acme, store.Cursor{}, store.AlertFilter{States: []alert.State{alert.Firing}}, 100)
	if err != nil || len(firing) != 1 || firing[0].To != alert.Firing {
		t.Errorf("firing only: %d, %v", len(firing), err)
	}
	now, err := f.AlertChangesNow(t.Context(), acme)
	if err != nil {
		t.Fatal(err)
	}
	if late, err := f.AlertChangesAfter(t.Context(), acme, now, store.AlertFilter{}, 100); err != nil || len(late) != 0 {
		t.Errorf("%d old changes after now, %v", len(late), err)
	}
	f.advance(acme, noon.AddDate(0, 2, 0).Add(time.Minute)) // everything has left the window
	if late, err := f.AlertChangesAfter(t.Context(), acme, now, store.AlertFilter{}, 100); err != nil || len(late) != 2 || late[0].To != alert.Fading || late[1].To != alert.Resolved {
		t.Errorf("%d changes after now, %v; want the fading one, and that it is resolved", len(late), err)
	}
}
