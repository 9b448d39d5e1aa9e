package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"github.com/throughline-cx/throughline/server/store"
)

// clocksEvery is how often it is looked whether a clock has run out, once over all processes.
const clocksEvery = time.Minute

// clocksArgs is the job that does what a team waits for, or should have done, by the clock.
type clocksArgs struct{}

// Kind names the job in River's tables.
func (clocksArgs) Kind() string { return "clocks" }

// InsertOpts keeps it to one run a period, however many processes and restarts there are.
func (clocksArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{UniqueOpts: river.UniqueOpts{ByPeriod: clocksEvery}}
}

// clocks reminds teams that were asked and have not answered, and asks the next where the clock
// has run out; tells what has waited for quiet hours to end or for a digest; and tells of accounts
// whose contract is due. What it plans is sent like any delivery.
type clocks struct {
	river.WorkerDefaults[clocksArgs]
	store *store.Store
	clock func() time.Time
}

// Work runs the job.
func (c *clocks) Work(ctx context.Context, _ *river.Job[clocksArgs]) error {
	tenants, err := c.store.TenantIDs(ctx)
	if err != nil {
		return err
	}
	now := c.clock().UTC().Truncate(time.Microsecond)
	var errs []error
	for _, tenant := range tenants {
		for _, run := range []func(context.Context, string, time.Time) (int, error){c.store.RunClocks, c.store.ReleaseHeld, c.store.TellRenewals} {
			if _, err := run(ctx, tenant, now); err != nil {
				errs = append(errs, fmt.Errorf("tenant %s: %w", tenant, err))
			}
		}
	}
	return errors.Join(errs...)
}
