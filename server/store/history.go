package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// History is what a tenant's past can be judged again from.
type History struct {
	Generation int64
	Map        *journey.Map
	Facts      *measure.Facts     // with accounts, locations and records as they are now
	Arrivals   []evaluate.Arrival // the interactions with mentions that were grouped, as they reached us
	Instants   []time.Time        // at which the tenant was evaluated, in order
	Decisions  []group.Decided    // those in force, in order of Number

	Calibration group.Calibration // what reviews taught, as it is now
}

// GetGeneration returns the tenant's generation, which every evaluation raises.
func (s *Store) GetGeneration(ctx context.Context, tenant string) (generation int64, err error) {
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		return w.generation(ctx, &generation)
	})
	if err != nil {
		return 0, fmt.Errorf("generation of tenant %s: %w", tenant, err)
	}
	return generation, nil
}

func (w *Work) generation(ctx context.Context, to *int64) error {
	return w.tx.QueryRow(ctx, `SELECT generation FROM tenant_cursors WHERE tenant_id = $1`, w.tenant).Scan(to)
}

// GetHistory reads the tenant's history. It takes no lock: what is evaluated meanwhile may be in
// it in part.
func (s *Store) GetHistory(ctx context.Context, tenant string) (History, error) {
	var h History
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		t := &Turn{Work: w}
		if err := w.generation(ctx, &h.Generation); err != nil {
			return err
		}
		journeys, err := w.journeyMap(ctx)
		if err != nil {
			return err
		}
		h.Map = journeys.Map
		zone, err := w.zone(ctx)
		if err != nil {
			return err
		}
		h.Facts = measure.NewFactsIn(zone)
		if err := t.loadFacts(ctx, h.Facts, grouped); err != nil {
			return err
		}
		if h.Arrivals, err = t.groupedArrivals(ctx); err != nil {
			return err
		}
		if h.Instants, err = t.evaluationInstants(ctx); err != nil {
			return err
		}
		parts, err := t.groups(ctx)
		h.Decisions, h.Calibration = parts.Decisions, parts.Calibration
		return err
	})
	if err != nil {
		return History{}, fmt.Errorf("history of tenant %s: %w", tenant, err)
	}
	return h, nil
}

// groupedArrivals returns the interactions whose mentions were grouped, with those.
func (t *Turn) groupedArrivals(ctx context.Context) ([]evaluate.Arrival, error) {
	ids, err := t.collectIDs(ctx, `SELECT i.id FROM interactions i WHERE i.tenant_id = $1 AND `+grouped)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	arrivals, err := t.interactionFacts(ctx, ids)
	if err != nil {
		return nil, err
	}
	mentions, err := t.mentionsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i := range arrivals {
		arrivals[i].Mentions = mentions[arrivals[i].Interaction.ID]
	}
	return arrivals, nil
}

func (t *Turn) collectIDs(ctx context.Context, query string) ([]uuid.UUID, error) {
	rows, err := t.tx.Query(ctx, query, t.tenant)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

func (t *Turn) evaluationInstants(ctx context.Context) ([]time.Time, error) {
	rows, err := t.tx.Query(ctx, `SELECT DISTINCT at FROM evaluations WHERE tenant_id = $1 ORDER BY at`, t.tenant)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (at time.Time, err error) {
		err = row.Scan(&at)
		return at.UTC(), err
	})
}
