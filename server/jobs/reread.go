package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/store"
)

const (
	rereadBatch     = 64               // interactions at a time: small, so that live traffic never waits for long
	rereadPatience  = 30 * time.Second // how long live traffic keeps it from reading one batch
	rereadStint     = 5 * time.Second  // until other tenants have their turn
	rereadElsewhere = time.Minute      // until a worker of another model looks again
	turnPoll        = 50 * time.Millisecond
	turnPatience    = time.Minute // for the tenant's lock
)

// Rereading reads the history of tenants again, as Understanding would read it today, and puts
// what it finds beside what is live. Nothing takes effect before Apply. Any number of them may
// run, in any number of processes; how far each has come is in the database.
type Rereading struct {
	Store         *store.Store
	Understanding *Understanding // reads the interactions
	Log           *slog.Logger

	yieldedSince time.Time // since when live traffic has kept it from reading; zero when it does not
}

// Run works until ctx is done.
func (r *Rereading) Run(ctx context.Context) { loop(ctx, r.Log, "rereading", nil, r.Once) }

// Once reads on in one tenant's history for a while and returns how many interactions it read;
// 0 means that nothing is to be read, or that live traffic goes first.
func (r *Rereading) Once(ctx context.Context) (int, error) {
	tenant, err := r.Store.ClaimRereading(ctx, r.lease())
	if err != nil || tenant == "" {
		return 0, err
	}
	read, again, err := r.stint(ctx, tenant)
	if errors.Is(err, store.ErrNotFound) { // it has ended meanwhile
		return read, nil
	}
	inTime, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return read, errors.Join(err, r.Store.YieldRereading(inTime, tenant, again))
}

// stint reads batches of a claimed tenant until its time is over, and says after which time the
// tenant may be claimed again.
func (r *Rereading) stint(ctx context.Context, tenant string) (read int, again time.Duration, err error) {
	for began := time.Now(); time.Since(began) < rereadStint; {
		mayRead, err := r.mayRead(ctx)
		if err != nil || !mayRead {
			return read, idlePoll, err
		}
		n, _, err := r.batch(ctx, tenant)
		switch {
		case errors.Is(err, errOtherModel):
			return read, rereadElsewhere, nil
		case err != nil:
			return read, idlePoll, err
		case n == 0:
			return read, idlePoll, nil
		}
		read += n
	}
	return read, 0, nil
}

// lease is how long a tenant is one worker's: far more than reading a batch takes.
func (r *Rereading) lease() time.Duration {
	_, lease := r.Understanding.batch()
	return lease
}

// errOtherModel means that a rereading is for a process with another model.
var errOtherModel = errors.New("the rereading is of another model than this program's")

// mayRead reports whether live traffic leaves time to read. Traffic that never pauses gets the
// better part of the time, and not all of it.
func (r *Rereading) mayRead(ctx context.Context) (bool, error) {
	waits, err := r.Store.LiveWaits(ctx)
	if err != nil {
		return false, err
	}
	if waits && r.yieldedSince.IsZero() {
		r.yieldedSince = time.Now()
	}
	if waits && time.Since(r.yieldedSince) < rereadPatience {
		return false, nil
	}
	r.yieldedSince = time.Time{}
	return true, nil
}

// batch reads one batch of a tenant, then rests as long as that took; the tenant stays this
// worker's. It returns how many interactions it read, 0 when all are read, and the rereading as
// it was before.
func (r *Rereading) batch(ctx context.Context, tenant string) (int, store.Rereading, error) {
	began := time.Now()
	size, _ := r.Understanding.batch()
	batch, err := r.Store.NextToReread(ctx, tenant, min(size, rereadBatch))
	if err != nil {
		return 0, batch.Rereading, err
	}
	if batch.Rereading.Model != r.Understanding.Version() {
		return 0, batch.Rereading, errOtherModel
	}
	version, err := r.Store.GetJourneyMap(ctx, tenant)
	if err != nil {
		return 0, batch.Rereading, err
	}
	read, err := r.Understanding.readAll(ctx, tenant, version, batch.Interactions)
	if err != nil {
		return 0, batch.Rereading, err
	}
	if err := r.Store.SaveReread(ctx, tenant, batch, read, r.lease()); err != nil {
		return 0, batch.Rereading, err
	}
	Signal(nil).wait(ctx, time.Since(began))
	return len(read), batch.Rereading, nil
}

// Finish reads a tenant's history to its end in this process, however many others do; progress,
// which may be nil, is told of each batch.
func (r *Rereading) Finish(ctx context.Context, tenant string, progress func(store.Rereading)) error {
	for {
		if mayRead, err := r.mayRead(ctx); err != nil {
			return err
		} else if !mayRead {
			Signal(nil).wait(ctx, idlePoll)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			continue
		}
		n, reading, err := r.batch(ctx, tenant)
		if err != nil {
			return err
		}
		if progress != nil {
			progress(reading)
		}
		if n == 0 {
			return nil
		}
	}
}

// Model is the version of what reads.
func (r *Rereading) Model() string { return r.Understanding.Version() }

// Diff returns what would change if the tenant's open rereading were applied now; with regroup,
// everything is grouped afresh, see evaluate.History. An id that is not uuid.Nil must be the open
// one's. store.ErrRereadingState when none is ready.
func (r *Rereading) Diff(ctx context.Context, tenant string, id uuid.UUID, regroup bool) (store.Rereading, evaluate.Diff, error) {
	if open, err := r.ready(ctx, tenant, id); err != nil {
		return open, evaluate.Diff{}, err
	}
	var reading store.Reread
	var config evaluate.Config
	var at time.Time
	err := r.turn(ctx, tenant, func(ctx context.Context, t *store.Turn) (err error) {
		at = t.EvaluatedAt
		if config, err = t.Config(ctx); err == nil {
			reading, err = t.Reread(ctx)
		}
		return err
	})
	if err != nil {
		return store.Rereading{}, evaluate.Diff{}, err
	}
	reading.History.Regroup = regroup
	made, err := evaluate.Reread(reading.History, at, config)
	return reading.Rereading, made.Diff, err
}

// Apply makes what the tenant's rereading found live, in one transaction that holds the
// tenant's lock, and returns the rereading with what that changed. What came in since the
// reading was finished is read first, where this program has the model for it; what comes in
// between keeps the mentions that it has. id, regroup and errors are those of Diff.
func (r *Rereading) Apply(ctx context.Context, tenant string, id uuid.UUID, regroup bool) (store.Rereading, error) {
	open, err := r.ready(ctx, tenant, id)
	if err != nil {
		return open, err
	}
	if open.Model == r.Understanding.Version() {
		if err := r.Finish(ctx, tenant, nil); err != nil {
			return open, err
		}
	}
	err = r.turn(ctx, tenant, func(ctx context.Context, t *store.Turn) error {
		config, err := t.Config(ctx)
		if err != nil {
			return err
		}
		reading, err := t.Reread(ctx)
		if err != nil {
			return err
		}
		reading.History.Regroup = regroup
		made, err := evaluate.Reread(reading.History, t.EvaluatedAt, config)
		if err != nil {
			return err
		}
		open, err = t.ApplyRereading(ctx, reading, config, made)
		return err
	})
	return open, err
}

// ready returns the tenant's rereading when it can be compared and applied, else an error that
// says why not.
func (r *Rereading) ready(ctx context.Context, tenant string, id uuid.UUID) (store.Rereading, error) {
	latest, err := r.Store.LatestRereading(ctx, tenant)
	switch {
	case err != nil:
		return latest, err
	case id != uuid.Nil && id != latest.ID:
		return latest, fmt.Errorf("%w: a later one was started", store.ErrRereadingState)
	case latest.State == store.RereadingReady:
		return latest, nil
	case latest.State == store.RereadingReading:
		return latest, fmt.Errorf("%w: it is not ready yet, it has read %d of %d interactions", store.ErrRereadingState, latest.Interactions, latest.Total)
	}
	return latest, fmt.Errorf("%w: none is open, the last one was %s", store.ErrRereadingState, latest.State)
}

// turn runs fn as soon as it has the tenant's lock, and gives up when others hold it for long.
func (r *Rereading) turn(ctx context.Context, tenant string, fn func(context.Context, *store.Turn) error) error {
	return awaitTurn(ctx, r.Store, tenant, turnPatience, fn)
}
