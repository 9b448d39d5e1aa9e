package store_test

import (
	"context"
	"errors"
	"testing"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store"
)

type jobArgs struct{}

func (jobArgs) Kind() string { return "test" }

// TestRiverJoinsTheUnitOfWork: a job is inserted exactly when everything else is.
func TestRiverJoinsTheUnitOfWork(t *testing.T) {
	f := newFixture(t)
	client, err := river.NewClient(riverpgxv5.New(f.Pool()), &river.Config{Schema: migrations.RiverSchema})
	if err != nil {
		t.Fatal(err)
	}
	boom := errors.New("boom")
	for _, want := range []error{boom, nil} {
		err := f.InTx(t.Context(), acme, func(ctx context.Context, w *store.Work) error {
			if err := add(ctx, w); err != nil {
				return err
			}
			if _, err := client.InsertTx(ctx, w.Tx(), jobArgs{}, nil); err != nil {
				return err
			}
			return errors.Join(add(ctx, w), want)
		})
		if !errors.Is(err, want) {
			t.Fatal(err)
		}
		kept := 0
		if want == nil {
			kept = 1
		}
		if jobs, rows := f.count(`SELECT count(*) FROM river.river_job`), f.rows(); jobs != kept || rows != 2*kept {
			t.Errorf("after %v: %d jobs and %d rows", want, jobs, rows)
		}
	}
}
