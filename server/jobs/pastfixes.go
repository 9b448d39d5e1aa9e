package jobs

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/track"
)

const (
	pastFixesEvery = time.Hour // how long what a tenant's fixes did is taken as it was measured
	pastFixesKept  = 50        // how many of the latest fixes are measured
)

// pastFixes remembers what tenants' earlier fixes did, which recommendations tell of: it is measured
// anew every hour, since it takes a query of the history for each fix.
type pastFixes struct {
	mu   sync.Mutex
	kept map[string]measuredFixes
}

type measuredFixes struct {
	at   time.Time
	past []track.Past
}

// of returns what a tenant's fixes did, as of within an hour of now.
func (p *pastFixes) of(ctx context.Context, s *store.Store, tenant string, now time.Time) ([]track.Past, error) {
	p.mu.Lock()
	kept, known := p.kept[tenant]
	p.mu.Unlock()
	if known && now.Sub(kept.at) < pastFixesEvery {
		return kept.past, nil
	}
	past, err := measureFixes(ctx, s, tenant, now)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.kept == nil {
		p.kept = map[string]measuredFixes{}
	}
	p.kept[tenant] = measuredFixes{at: now, past: past}
	return past, nil
}

func measureFixes(ctx context.Context, s *store.Store, tenant string, now time.Time) ([]track.Past, error) {
	fixes, err := s.ListFixes(ctx, tenant, store.Page{Size: pastFixesKept})
	if err != nil {
		return nil, err
	}
	var out []track.Past
	for _, f := range fixes {
		rows, err := s.FixRows(ctx, tenant, f.ID, track.DefaultOptions, now)
		if err != nil {
			return nil, fmt.Errorf("fix %s: %w", f.ID, err)
		}
		e := track.EffectOf(rows.Fix, rows.Rows, track.DefaultOptions, now)
		out = append(out, track.Past{FixID: f.ID, Seam: f.Seam, Mode: f.Mode, Verdict: e.Verdict, Rate: e.Rate})
	}
	return out, nil
}
