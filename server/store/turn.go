package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/measure"
)

// Turn is a tenant's turn to be evaluated: a unit of work that holds the tenant's lock.
// Whatever is read and saved through it is one transaction.
type Turn struct {
	*Work
	Generation      int64          // raised by every Save; a state that was kept from another generation is stale
	Inputs          int64          // raised by every change of the journey map, policy, routes, accounts, locations or records
	EvaluatedInputs int64          // Inputs as the last evaluation saw them; -1 before the first
	EvaluatedAt     time.Time      // instant of the last evaluation; zero before the first
	Zone            *time.Location // by whose days the tenant counts
	policyVersion   int64          // of the last evaluation
}

// TenantsToEvaluate returns up to limit tenants that have something to evaluate: arrivals,
// changed inputs, or a last evaluation before the day that it is now in the tenant's time zone. Those
// whose last turn is longest ago come first.
func (s *Store) TenantsToEvaluate(ctx context.Context, now time.Time, limit int) ([]string, error) {
	var tenants []string
	err := s.acrossTenants(ctx, func(ctx context.Context, w *Work) (err error) {
		tenants, err = collectStrings(ctx, w.tx, `
			SELECT c.tenant_id FROM tenant_cursors c JOIN tenant_inputs i USING (tenant_id)
			WHERE i.version <> c.evaluated_inputs OR c.evaluated_at < date_trunc('day', $1::timestamptz AT TIME ZONE c.time_zone) AT TIME ZONE c.time_zone
			  OR EXISTS (SELECT FROM pending_interactions p WHERE p.tenant_id = c.tenant_id AND p.stage = 'group')
			ORDER BY c.worked_at, c.tenant_id LIMIT $2`, now, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("tenants to evaluate: %w", err)
	}
	return tenants, nil
}

// errTaken means that another worker holds the tenant's lock.
var errTaken = errors.New("another worker has the tenant's turn")

// TakeTurn runs fn while it alone holds the tenant's lock, in one transaction: see InTx. It
// returns false, without running fn, when another worker holds the lock. The lock ends with
// the transaction, also when this process dies; a process that hangs loses it, and cannot
// commit afterwards.
func (s *Store) TakeTurn(ctx context.Context, tenant string, fn func(ctx context.Context, t *Turn) error) (taken bool, err error) {
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		t := &Turn{Work: w}
		if err := t.lock(ctx); err != nil {
			return err
		}
		return fn(ctx, t)
	})
	switch {
	case errors.Is(err, errTaken):
		return false, nil
	case err != nil:
		s.passOver(ctx, tenant)
		return false, err
	}
	return true, nil
}

// passOver sends a tenant whose turn came to nothing to the back of the line: the transaction
// that would have done so is undone. Failing at it costs the others some waiting, no more.
func (s *Store) passOver(ctx context.Context, tenant string) {
	_ = s.acrossTenants(ctx, func(ctx context.Context, w *Work) error {
		_, err := w.tx.Exec(ctx, `UPDATE tenant_cursors SET worked_at = clock_timestamp()
			WHERE tenant_id = (SELECT tenant_id FROM tenant_cursors WHERE tenant_id = $1 FOR UPDATE SKIP LOCKED)`, tenant)
		return err
	})
}

func (t *Turn) lock(ctx context.Context) error {
	var at *time.Time
	var zone string
	err := t.tx.QueryRow(ctx, `UPDATE tenant_cursors SET worked_at = clock_timestamp()
		WHERE tenant_id = (SELECT tenant_id FROM tenant_cursors WHERE tenant_id = $1 FOR UPDATE SKIP LOCKED)
		RETURNING generation, evaluated_inputs, evaluated_at, policy_version, time_zone`, t.tenant).
		Scan(&t.Generation, &t.EvaluatedInputs, &at, &t.policyVersion, &zone)
	if errors.Is(err, pgx.ErrNoRows) {
		return errTaken
	}
	if err != nil {
		return err
	}
	t.EvaluatedAt = orZero(at)
	if t.Zone, err = time.LoadLocation(zone); err != nil {
		return err
	}
	// Read before everything else, in a statement of its own: what changes afterwards counts
	// as unseen, and gives another turn.
	return t.tx.QueryRow(ctx, `SELECT version FROM tenant_inputs WHERE tenant_id = $1`, t.tenant).Scan(&t.Inputs)
}

// Backlog is what of a tenant waits to be understood, and so has not arrived yet.
type Backlog struct {
	Interactions int
	Oldest       time.Time // when the oldest of them reached us; zero when none waits
}

// Backlog counts what waits to be understood.
func (t *Turn) Backlog(ctx context.Context) (Backlog, error) {
	var b Backlog
	var oldest *time.Time
	err := t.tx.QueryRow(ctx, `SELECT count(*), min(received_at) FROM pending_interactions WHERE tenant_id = $1 AND stage = 'understand'`, t.tenant).
		Scan(&b.Interactions, &oldest)
	b.Oldest = orZero(oldest)
	return b, err
}

// UnreadError means that interactions wait to be read, or to be evaluated.
type UnreadError struct{ Interactions int }

// Error implements error.
func (e *UnreadError) Error() string {
	if e.Interactions == 1 {
		return "1 interaction waits to be read"
	}
	return fmt.Sprintf("%d interactions wait to be read", e.Interactions)
}

// AllRead returns an UnreadError while something that was pushed has not been evaluated, but for what
// was given up.
func (t *Turn) AllRead(ctx context.Context) error {
	var n int
	if err := t.tx.QueryRow(ctx, `SELECT count(*) FROM pending_interactions WHERE tenant_id = $1 AND stage <> 'parked'`, t.tenant).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return &UnreadError{n}
	}
	return nil
}

// Arrivals returns the understood interactions that wait to be evaluated, at most limit of
// them, in the order in which they reached us. They wait until Save is called with them.
func (t *Turn) Arrivals(ctx context.Context, limit int) ([]evaluate.Arrival, error) {
	ids, err := t.waiting(ctx, limit)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	interactions, err := t.interactionFacts(ctx, ids)
	if err != nil {
		return nil, err
	}
	mentions, err := t.mentionsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i := range interactions {
		interactions[i].Mentions = mentions[interactions[i].Interaction.ID]
	}
	return interactions, nil
}

func (t *Turn) waiting(ctx context.Context, limit int) ([]uuid.UUID, error) {
	rows, err := t.tx.Query(ctx, `SELECT interaction_id FROM pending_interactions
		WHERE tenant_id = $1 AND stage = 'group' ORDER BY received_at, interaction_id LIMIT $2`, t.tenant, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

const factColumns = `i.id, i.source_system, i.external_id, i.source, i.channel, i.occurred_at,
  i.customer_id, i.account_id, i.location_id, i.product_line, i.language`

func factDest(in *measure.Interaction) []any {
	return []any{&in.ID, &in.SourceSystem, &in.ExternalID, &in.Source, &in.Channel, &in.OccurredAt,
		&in.CustomerID, &in.AccountID, &in.LocationID, &in.ProductLine, &in.Language}
}

func (t *Turn) interactionFacts(ctx context.Context, ids []uuid.UUID) ([]evaluate.Arrival, error) {
	rows, err := t.tx.Query(ctx, `SELECT `+factColumns+`, i.received_at FROM interactions i
		WHERE i.tenant_id = $1 AND i.id = ANY($2) ORDER BY i.received_at, i.id`, t.tenant, ids)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (evaluate.Arrival, error) {
		var a evaluate.Arrival
		err := row.Scan(append(factDest(&a.Interaction), &a.ReceivedAt)...)
		a.Interaction.OccurredAt, a.ReceivedAt = a.Interaction.OccurredAt.UTC(), a.ReceivedAt.UTC()
		return a, err
	})
}

// Config returns what the tenant set, as it is now.
func (t *Turn) Config(ctx context.Context) (evaluate.Config, error) {
	journeys, err := t.journeyMap(ctx)
	if err != nil {
		return evaluate.Config{}, err
	}
	policy, err := t.policy(ctx)
	if err != nil {
		return evaluate.Config{}, err
	}
	fixes, err := t.fixes(ctx)
	if err != nil {
		return evaluate.Config{}, err
	}
	routes, err := t.routeTable(ctx)
	if err != nil {
		return evaluate.Config{}, err
	}
	playbook, err := t.plays(ctx)
	return evaluate.Config{
		Map: journeys.Map, Policy: policy.Policy, PolicyVersion: int(policy.Number), Routes: routes, Fixes: fixes, Playbook: playbook,
	}, err
}
