package jobs

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

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

	// Given returns the mentions of an interaction instead of a reading of its text; nil reads.
	Given func(ingest.Interaction) []understand.Mention

	readers readerCache
}

// Run works until ctx is done.
func (u *Understanding) Run(ctx context.Context) {
	loop(ctx, u.Log, "understanding", u.Wake, u.Once)
}

// Once understands one batch and returns how many interactions it passed on to grouping; 0
// means that nothing waits. A batch that it cannot finish is given back.
func (u *Understanding) Once(ctx context.Context) (int, error) {
	claims, err := u.Store.ClaimUnderstanding(ctx, understandBatch, understandLease)
	if err != nil {
		return 0, err
	}
	done := 0
	for i, claim := range claims {
		saved, err := u.read(ctx, claim)
		if err != nil {
			return done, errors.Join(err, u.release(ctx, claims[i:]))
		}
		done += saved
	}
	if done > 0 {
		u.Grouped.Wake()
	}
	return done, nil
}

func (u *Understanding) read(ctx context.Context, claim store.Claim) (int, error) {
	version, err := u.Store.GetJourneyMap(ctx, claim.Tenant)
	if err != nil {
		return 0, err
	}
	if version.Number == 0 { // its words cannot be mapped to any touchpoint yet: they wait for the map
		return 0, u.Store.PostponeUnderstanding(ctx, claim, waitForMap)
	}
	reader := u.readers.get(u.Model, claim.Tenant, version)
	understood := make([]store.Understood, len(claim.Interactions))
	for i, in := range claim.Interactions {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		understood[i] = store.Understood{Interaction: in, Mentions: u.mentions(reader, in.Interaction)}
	}
	return u.Store.SaveUnderstanding(ctx, claim.Tenant, understood)
}

func (u *Understanding) mentions(reader *understand.Reader, in ingest.Interaction) []understand.Mention {
	if u.Given != nil {
		return u.Given(in)
	}
	return worthKeeping(reader.Read(in))
}

// release gives claims back even when ctx is done: the next process need not wait for the
// lease to end.
func (u *Understanding) release(ctx context.Context, claims []store.Claim) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	var errs []error
	for _, c := range claims {
		errs = append(errs, u.Store.ReleaseUnderstanding(ctx, c))
	}
	return errors.Join(errs...)
}

// reviewFloor is the confidence from which a candidate is kept. Those below 0.5 are held for
// review, in no cluster; those below the floor exist so that rankings can be measured.
const reviewFloor = 0.3

func worthKeeping(candidates []understand.Mention) []understand.Mention {
	var out []understand.Mention
	for _, m := range candidates {
		if m.Confidence >= reviewFloor {
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
