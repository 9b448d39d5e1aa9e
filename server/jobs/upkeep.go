package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store"
)

// upkeepEvery is how often upkeep runs, once over all processes.
const upkeepEvery = time.Hour

// upkeepArgs is the job that removes what has served its time.
type upkeepArgs struct{}

// Kind names the job in River's tables.
func (upkeepArgs) Kind() string { return "upkeep" }

// InsertOpts keeps it to one run a period, however many processes and restarts there are.
func (upkeepArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{UniqueOpts: river.UniqueOpts{ByPeriod: upkeepEvery}}
}

// upkeep forgets, of every tenant, the request ids that no repeat can use any more and the
// language model's answers that are old.
type upkeep struct {
	river.WorkerDefaults[upkeepArgs]
	store *store.Store
}

// Work runs the job.
func (u *upkeep) Work(ctx context.Context, _ *river.Job[upkeepArgs]) error {
	tenants, err := u.store.TenantIDs(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, tenant := range tenants {
		if err := errors.Join(u.store.ForgetRequests(ctx, tenant), u.store.ForgetAssistance(ctx, tenant)); err != nil {
			errs = append(errs, fmt.Errorf("tenant %s: %w", tenant, err))
		}
	}
	return errors.Join(errs...)
}

// Periodic runs the jobs that come round by the clock. River decides which process runs them.
type Periodic struct{ client *river.Client[pgx.Tx] }

// NewPeriodic returns the periodic jobs of a store. Nothing runs before Run.
func NewPeriodic(s *store.Store, log *slog.Logger) (*Periodic, error) {
	workers := river.NewWorkers()
	river.AddWorker(workers, &upkeep{store: s})
	river.AddWorker(workers, &clocks{store: s, clock: time.Now})
	client, err := river.NewClient(riverpgxv5.New(s.Pool()), &river.Config{
		Schema:            migrations.RiverSchema,
		Logger:            log,
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 2}},
		Workers:           workers,
		PollOnly:          true,                  // nothing here is in a hurry, and a connection that listens is one more to lose
		ReindexerSchedule: river.NeverSchedule(), // the server's role owns no index
		PeriodicJobs: []*river.PeriodicJob{
			// A new leader starts its intervals again, so an hourly timer might never fire on
			// servers that are often restarted: it asks at every start, and the job itself is
			// unique within the hour.
			river.NewPeriodicJob(
				river.PeriodicInterval(upkeepEvery), func() (river.JobArgs, *river.InsertOpts) { return upkeepArgs{}, nil },
				&river.PeriodicJobOpts{RunOnStart: true},
			),
			river.NewPeriodicJob(
				river.PeriodicInterval(clocksEvery), func() (river.JobArgs, *river.InsertOpts) { return clocksArgs{}, nil },
				&river.PeriodicJobOpts{RunOnStart: true},
			),
		},
	})
	if err != nil {
		return nil, fmt.Errorf("periodic jobs: %w", err)
	}
	return &Periodic{client}, nil
}

// Run works until ctx is done, then lets running jobs end.
func (p *Periodic) Run(ctx context.Context) error {
	if err := p.client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("periodic jobs: %w", err)
	}
	<-ctx.Done()
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := p.client.Stop(stop); err != nil { // a job does not end in time: it is tried again elsewhere
		return p.client.StopAndCancel(context.WithoutCancel(ctx))
	}
	return nil
}
