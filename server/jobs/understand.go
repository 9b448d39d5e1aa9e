package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/throughline-cx/throughline/server/assist"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand"
)

const (
	understandBatch = 256              // interactions a claim
	understandLease = 30 * time.Second // far more than reading a batch takes
	waitForMap      = time.Minute      // at most, after another process set a tenant's first journey map
)

// Understanding reads what was ingested and stores the mentions. Any number of them may run,
// in any number of processes; they hold no tenant's lock.
type Understanding struct {
	Store   *store.Store
	Model   *understand.Model
	Log     *slog.Logger
	Wake    Signal // woken when something was ingested
	Grouped Signal // wakes the evaluation

	// Assist reads as well what it finds worth a question; nil leaves everything to Model.
	Assist *assist.Assistant

	// Given returns the mentions of an interaction instead of a reading of its text; nil reads.
	Given func(ingest.Interaction) []understand.Mention

	// GivenBy names what Given comes from, as a model's version does.
	GivenBy string

	readers readerCache
}

// Version names what reads: two of the same version read alike.
func (u *Understanding) Version() string {
	switch {
	case u.Given != nil:
		return u.GivenBy
	case u.Assist != nil:
		by := u.Assist.By()
		return fmt.Sprintf("%s with %s, prompt %s", u.Model.Version(), by.Model, by.Prompt)
	}
	return u.Model.Version()
}

// Run works until ctx is done.
func (u *Understanding) Run(ctx context.Context) {
	loop(ctx, u.Log, "understanding", u.Wake, u.Once)
}

// Once understands one batch and returns how many interactions it passed on to grouping; 0
// means that nothing waits. A batch that it cannot finish is given back.
func (u *Understanding) Once(ctx context.Context) (int, error) {
	batch, lease := u.batch()
	claims, err := u.Store.ClaimUnderstanding(ctx, batch, lease)
	if err != nil {
		return 0, err
	}
	var done atomic.Int64
	atOnce, inner := errgroup.WithContext(ctx)
	atOnce.SetLimit(u.atOnce())
	for _, claim := range claims {
		atOnce.Go(func() error {
			saved, err := u.read(inner, claim)
			if err != nil {
				return errors.Join(err, u.release(ctx, claim))
			}
			done.Add(int64(saved))
			return nil
		})
	}
	err = atOnce.Wait()
	if done.Load() > 0 {
		u.Grouped.Wake()
	}
	return int(done.Load()), err
}

func (u *Understanding) read(ctx context.Context, claim store.Claim) (int, error) {
	version, err := u.Store.GetJourneyMap(ctx, claim.Tenant)
	if err != nil {
		return 0, err
	}
	if version.Number == 0 { // its words cannot be mapped to any touchpoint yet: they wait for the map
		return 0, u.Store.PostponeUnderstanding(ctx, claim, waitForMap)
	}
	understood, err := u.readAll(ctx, claim.Tenant, version, claim.Interactions)
	if err != nil {
		return 0, err
	}
	return u.Store.SaveUnderstanding(ctx, claim.Tenant, understood)
}

// readAll reads interactions of a tenant by a version of its journey map.
func (u *Understanding) readAll(ctx context.Context, tenant string, version store.JourneyVersion, interactions []store.StoredInteraction) ([]store.Understood, error) {
	reader := u.readers.get(u.Model, tenant, version)
	understood := make([]store.Understood, len(interactions))
	atOnce := errgroup.Group{}
	atOnce.SetLimit(u.atOnce())
	for i, in := range interactions {
		atOnce.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			understood[i] = store.Understood{Interaction: in, Mentions: u.mentions(ctx, tenant, reader, in.Interaction)}
			return ctx.Err() // what was read while it ended may be half a reading
		})
	}
	return understood, atOnce.Wait()
}

// batch is how many interactions to claim, and for how long. With a language model it is as many
// as are asked about at once: two workers may have to wait for each other's questions.
func (u *Understanding) batch() (size int, lease time.Duration) {
	if u.Assist == nil {
		return understandBatch, understandLease
	}
	return u.Assist.Concurrency(), understandLease + 2*u.Assist.Patience()
}

// atOnce is how many interactions a worker reads at once: reading keeps a core busy, waiting for
// a language model does not.
func (u *Understanding) atOnce() int {
	if u.Assist == nil {
		return 1
	}
	return u.Assist.Concurrency()
}

func (u *Understanding) mentions(ctx context.Context, tenant string, reader *understand.Reader, in ingest.Interaction) []understand.Mention {
	switch {
	case u.Given != nil:
		return u.Given(in)
	case u.Assist != nil:
		return worthKeeping(u.Assist.Read(ctx, tenant, reader, in).Mentions)
	}
	return worthKeeping(reader.Read(in))
}

// release gives a claim back even when ctx is done: the next process need not wait for the
// lease to end.
func (u *Understanding) release(ctx context.Context, claim store.Claim) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return u.Store.ReleaseUnderstanding(ctx, claim)
}

// worthKeeping leaves out the candidates that were not read in full: they exist so that rankings
// can be measured. What is kept and does not count as a break is held for review, in no cluster.
func worthKeeping(candidates []understand.Mention) []understand.Mention {
	var out []understand.Mention
	for _, m := range candidates {
		if m.Confidence >= understand.LeastRead {
			out = append(out, m)
		}
	}
	return out
}

// readerCache keeps a reader for each tenant's current journey map.
type readerCache struct {
	mu      sync.Mutex
	readers map[string]cachedReader
}

type cachedReader struct {
	version int64
	reader  *understand.Reader
}

func (c *readerCache) get(model *understand.Model, tenant string, v store.JourneyVersion) *understand.Reader {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r, ok := c.readers[tenant]; ok && r.version == v.Number {
		return r.reader
	}
	if c.readers == nil {
		c.readers = map[string]cachedReader{}
	}
	r := cachedReader{v.Number, understand.NewReader(model, v.Map)}
	c.readers[tenant] = r
	return r.reader
}
