package api

import (
	"context"
	"sync"
	"time"

	"github.com/throughline-cx/throughline/server/redact"
	"github.com/throughline-cx/throughline/server/store"
)

// redactors keeps the redactor of each tenant. It leaves the names of the tenant's touchpoints as
// they are: a desk that is called "Morgan's" is no person.
type redactors struct {
	keys  Keys
	store *store.Store
	kept  sync.Map // tenant to keptRedactor
}

// keptRedactor is a redactor as of a version of the journey map.
type keptRedactor struct {
	*redact.Redactor
	version int64
	readAt  time.Time // when that was the version
}

// mapKnownFor is how long a redactor may lag behind a journey map that another server changed.
const mapKnownFor = time.Minute

func newRedactors(keys Keys, s *store.Store) *redactors { return &redactors{keys: keys, store: s} }

// of returns the tenant's redactor.
func (r *redactors) of(ctx context.Context, tenant string, now time.Time) (*redact.Redactor, error) {
	found, _ := r.kept.Load(tenant)
	kept, known := found.(keptRedactor)
	if known && now.Sub(kept.readAt) < mapKnownFor {
		return kept.Redactor, nil
	}
	current, err := r.store.GetJourneyMap(ctx, tenant)
	if err != nil {
		return nil, err
	}
	if !known || kept.version != current.Number {
		kept = keptRedactor{Redactor: redact.New(r.keys.Redaction(tenant), redact.KeepMap(current.Map)), version: current.Number}
	}
	kept.readAt = now
	r.kept.Store(tenant, kept)
	return kept.Redactor, nil
}

// forget makes the next push read the tenant's journey map again.
func (r *redactors) forget(tenant string) { r.kept.Delete(tenant) }
