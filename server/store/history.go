package store

import (
	"context"
	"encoding/json"
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

// GetParts reads everything that evaluation knows of the tenant, and what it set, without its
// lock: to look at, not to go on from.
func (s *Store) GetParts(ctx context.Context, tenant string) (parts evaluate.Parts, config evaluate.Config, err error) {
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		t := &Turn{Work: w}
		var at *time.Time
		if err := w.tx.QueryRow(ctx, `SELECT evaluated_at, policy_version FROM tenant_cursors WHERE tenant_id = $1`, w.tenant).Scan(&at, &t.policyVersion); err != nil {
			return err
		}
		t.EvaluatedAt = orZero(at)
		if parts, err = t.Parts(ctx); err != nil {
			return err
		}
		config, err = t.Config(ctx)
		return err
	})
	if err != nil {
		return parts, config, fmt.Errorf("state of tenant %s: %w", tenant, err)
	}
	return parts, config, nil
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

// GetAlertAsOf returns an alert with its last change at an instant, or ErrNotFound when it had
// not changed by then. Only what is of a change is as of then; its Evidence is left out.
func (s *Store) GetAlertAsOf(ctx context.Context, tenant string, id uuid.UUID, asOf time.Time) (StoredAlert, error) {
	var out StoredAlert
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		c := &out.LastChange
		var outcome, reading []byte
		err := w.tx.QueryRow(ctx, `SELECT a.cluster_id, c.number, c.at, c.previous_state, c.state, c.reason, c.policy_version, c.outcome, c.reading
			FROM alerts a JOIN alert_changes c ON c.tenant_id = a.tenant_id AND c.alert_id = a.id
			WHERE a.tenant_id = $1 AND a.id = $2 AND c.at <= $3 ORDER BY c.number DESC LIMIT 1`, w.tenant, id, asOf).
			Scan(&c.ClusterID, &c.Number, &c.At, &c.From, &c.To, &c.Reason, &c.PolicyVersion, &outcome, &reading)
		if err != nil {
			return err
		}
		c.AlertID, c.At = id, c.At.UTC()
		out.ID, out.ClusterID, out.State, out.Changes, out.ChangedAt = id, c.ClusterID, c.To, c.Number, c.At
		if err := json.Unmarshal(outcome, &c.Outcome); err != nil {
			return err
		}
		return json.Unmarshal(reading, &c.Reading)
	})
	if err != nil {
		return StoredAlert{}, fmt.Errorf("alert %s as of %s: %w", id, asOf.Format(time.RFC3339), err)
	}
	return out, nil
}
