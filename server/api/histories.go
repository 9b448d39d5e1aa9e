package api

import (
	"context"
	"sync"
	"time"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/store"
)

// histories keeps the grouped history of the tenants that simulated lately, so that trying the
// next draft does not group it again.
type histories struct {
	store *store.Store
	clock func() time.Time

	mu   sync.Mutex
	kept map[string]*history
}

const (
	keptHistories = 4               // each holds all of a tenant's mentions
	historyAge    = 2 * time.Minute // for so long one is good enough though more came in
)

// history is a tenant's history, grouped or about to be.
type history struct {
	done       chan struct{} // closed when the rest is set
	made       time.Time
	generation int64
	tape       *evaluate.Tape
	skipped    int // decisions
	err        error
	mu         sync.Mutex // a tape is read by one at a time
}

// get returns a tenant's history. A caller who cannot wait for it to be grouped leaves that
// going on, and finds it done the next time.
func (h *histories) get(ctx context.Context, tenant string) (*history, error) {
	generation, err := h.store.GetGeneration(ctx, tenant)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	found, ok := h.kept[tenant]
	if !ok || found.stale(generation, h.clock()) {
		found = &history{done: make(chan struct{}), made: h.clock(), generation: generation}
		h.keep(tenant, found)
		go found.record(context.WithoutCancel(ctx), h.store, tenant)
	}
	h.mu.Unlock()
	select {
	case <-found.done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if found.err != nil {
		h.forget(tenant, found)
	}
	return found, found.err
}

// stale reports whether a history must be grouped again.
func (f *history) stale(generation int64, now time.Time) bool {
	return f.generation != generation && now.Sub(f.made) > historyAge
}

func (h *histories) keep(tenant string, f *history) {
	if h.kept == nil {
		h.kept = map[string]*history{}
	}
	delete(h.kept, tenant)
	for len(h.kept) >= keptHistories {
		oldest := ""
		for t, k := range h.kept {
			if oldest == "" || k.made.Before(h.kept[oldest].made) {
				oldest = t
			}
		}
		delete(h.kept, oldest)
	}
	h.kept[tenant] = f
}

func (h *histories) forget(tenant string, f *history) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.kept[tenant] == f {
		delete(h.kept, tenant)
	}
}

// record reads the history and groups it.
func (f *history) record(ctx context.Context, s *store.Store, tenant string) {
	defer close(f.done)
	past, err := s.GetHistory(ctx, tenant)
	if err != nil {
		f.err = err
		return
	}
	f.generation = past.Generation
	f.tape, f.skipped, f.err = evaluate.Record(ctx, past.Map, past.Facts, past.Instants, past.Arrivals, past.Decisions, past.Calibration)
}
