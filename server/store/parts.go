package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/understand"
)

// Parts reads everything that evaluation knows of the tenant. It is the slow way: a worker
// that kept the state of this Generation and these Inputs needs Learn only.
func (t *Turn) Parts(ctx context.Context) (evaluate.Parts, error) { return t.parts(ctx, grouped) }

// parts reads the same, with facts about the interactions of which a condition is true.
func (t *Turn) parts(ctx context.Context, condition string) (evaluate.Parts, error) {
	parts := evaluate.Parts{At: t.EvaluatedAt, Stale: t.Inputs != t.EvaluatedInputs}
	zone, err := t.zone(ctx)
	if err != nil {
		return parts, err
	}
	parts.Facts = measure.NewFactsIn(zone)
	if parts.Groups, err = t.groups(ctx); err != nil {
		return parts, err
	}
	if err := t.loadFacts(ctx, parts.Facts, condition); err != nil {
		return parts, err
	}
	if parts.Alerts, err = t.alerts(ctx); err != nil {
		return parts, err
	}
	parts.Policy, err = t.policyAt(ctx, t.policyVersion)
	return parts, err
}

// groups returns all that grouping gave out.
func (t *Turn) groups(ctx context.Context) (parts group.Parts, err error) {
	if parts.Members, err = t.members(ctx); err != nil {
		return parts, err
	}
	rows, err := t.tx.Query(ctx, `SELECT id, founded_by, born_sequence, retired_at IS NOT NULL, coalesce(merged_into, `+nilUUID+`)
		FROM clusters WHERE tenant_id = $1`, t.tenant)
	if err != nil {
		return parts, err
	}
	parts.Clusters, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (c group.StoredCluster, err error) {
		return c, row.Scan(&c.ID, &c.Lineage.FoundedBy, &c.Lineage.BornAt, &c.Gone, &c.Into)
	})
	if err != nil {
		return parts, err
	}
	if parts.Decisions, err = t.inForce(ctx); err != nil {
		return parts, err
	}
	taught, err := t.calibration(ctx)
	if err != nil {
		return parts, err
	}
	parts.Calibration = taught.Calibration
	err = t.tx.QueryRow(ctx, `SELECT sequence, settled, decided FROM tenant_cursors WHERE tenant_id = $1`, t.tenant).
		Scan(&parts.Sequence, &parts.Settled, &parts.Decided)
	return parts, err
}

// members returns the grouped mentions, in order of arrival.
func (t *Turn) members(ctx context.Context) ([]group.Stored, error) {
	rows, err := t.tx.Query(ctx, `SELECT `+memberColumns+`
		FROM mentions m JOIN interactions i ON i.tenant_id = m.tenant_id AND i.id = m.interaction_id
		WHERE m.tenant_id = $1 AND m.arrival IS NOT NULL ORDER BY m.arrival`, t.tenant)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (group.Stored, error) {
		var scan memberScan
		if err := row.Scan(scan.dest()...); err != nil {
			return group.Stored{}, err
		}
		return scan.value()
	})
}

// mentionsOf returns the mentions of interactions, best first.
func (t *Turn) mentionsOf(ctx context.Context, interactions []uuid.UUID) (map[uuid.UUID][]understand.Mention, error) {
	rows, err := t.tx.Query(ctx, `SELECT `+mentionColumns+` FROM mentions m
		WHERE m.tenant_id = $1 AND m.interaction_id = ANY($2) ORDER BY m.interaction_id, m.ordinal`, t.tenant, interactions)
	if err != nil {
		return nil, err
	}
	out := map[uuid.UUID][]understand.Mention{}
	for rows.Next() {
		var scan mentionScan
		if err := rows.Scan(scan.dest()...); err != nil {
			rows.Close()
			return nil, err
		}
		m, err := scan.value()
		if err != nil {
			rows.Close()
			return nil, err
		}
		out[scan.interactionID] = append(out[scan.interactionID], m)
	}
	return out, rows.Err()
}

// grouped is true of an interaction i that has mentions which were grouped.
const grouped = `EXISTS (SELECT FROM mentions m WHERE m.tenant_id = i.tenant_id AND m.interaction_id = i.id AND m.arrival IS NOT NULL)`

// loadFacts reads what readings are measured against: the interactions that have mentions, of
// which a condition is true, their accounts and records, all locations, and the volume of
// everything that arrived.
func (t *Turn) loadFacts(ctx context.Context, facts *measure.Facts, condition string) error {
	rows, err := t.tx.Query(ctx, `SELECT `+factColumns+` FROM interactions i WHERE i.tenant_id = $1 AND (`+condition+`)`, t.tenant)
	if err != nil {
		return err
	}
	var in measure.Interaction
	accounts := map[string]bool{}
	_, err = pgx.ForEachRow(rows, factDest(&in), func() error {
		in.OccurredAt = in.OccurredAt.UTC()
		facts.AddInteraction(in)
		accounts[in.AccountID] = true
		return nil
	})
	if err != nil {
		return err
	}
	if err := t.loadVolume(ctx, facts); err != nil {
		return err
	}
	if err := t.loadPlaces(ctx, facts); err != nil {
		return err
	}
	locations, err := t.locations(ctx)
	if err != nil {
		return err
	}
	for _, l := range locations {
		facts.SetLocation(l)
	}
	if err := t.loadUnlinked(ctx, facts); err != nil {
		return err
	}
	return t.loadAccounts(ctx, facts, accounts)
}

// loadVolume counts every interaction that arrived, with or without mentions.
func (t *Turn) loadVolume(ctx context.Context, facts *measure.Facts) error {
	rows, err := t.tx.Query(ctx, `SELECT (i.occurred_at AT TIME ZONE $2)::date - DATE '1970-01-01', i.source, i.channel, i.language, count(*)
		FROM interactions i WHERE i.tenant_id = $1
		AND NOT EXISTS (SELECT FROM pending_interactions p WHERE p.tenant_id = $1 AND p.interaction_id = i.id)
		GROUP BY 1, 2, 3, 4`, t.tenant, facts.Zone().String())
	if err != nil {
		return err
	}
	var v measure.Volume
	_, err = pgx.ForEachRow(rows, []any{&v.Day, &v.Source, &v.Channel, &v.Language, &v.Interactions}, func() error {
		facts.AddVolume(v)
		return nil
	})
	return err
}

// loadPlaces counts every interaction that arrived and names a location.
func (t *Turn) loadPlaces(ctx context.Context, facts *measure.Facts) error {
	rows, err := t.tx.Query(ctx, `SELECT (i.occurred_at AT TIME ZONE $2)::date - DATE '1970-01-01', i.location_id, count(*)
		FROM interactions i WHERE i.tenant_id = $1 AND i.location_id <> ''
		AND NOT EXISTS (SELECT FROM pending_interactions p WHERE p.tenant_id = $1 AND p.interaction_id = i.id)
		GROUP BY 1, 2`, t.tenant, facts.Zone().String())
	if err != nil {
		return err
	}
	var v measure.PlaceVolume
	_, err = pgx.ForEachRow(rows, []any{&v.Day, &v.Location, &v.Interactions}, func() error {
		facts.AddPlaceVolume(v)
		return nil
	})
	return err
}

// loadUnlinked reads the commercial records that name no account.
func (t *Turn) loadUnlinked(ctx context.Context, facts *measure.Facts) error {
	records, err := t.recordsByAccount(ctx, []string{""})
	for _, r := range records {
		facts.SetRecord(r)
	}
	return err
}

func (t *Turn) loadAccounts(ctx context.Context, facts *measure.Facts, wanted map[string]bool) error {
	ids := make([]string, 0, len(wanted))
	for id := range wanted {
		if id != "" {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	accounts, err := t.accountsByID(ctx, ids)
	if err != nil {
		return err
	}
	for _, a := range accounts {
		facts.SetAccount(a)
	}
	records, err := t.recordsByAccount(ctx, ids)
	if err != nil {
		return err
	}
	for _, r := range records {
		facts.SetRecord(r)
	}
	return nil
}

// Learn adds to the facts of a kept state what the accounts of new arrivals are worth and
// what became of their records. Call it before the state is advanced with the arrivals.
func (t *Turn) Learn(ctx context.Context, facts *measure.Facts, arrivals []evaluate.Arrival) error {
	wanted := map[string]bool{}
	for _, a := range arrivals {
		if _, known := facts.Account(a.Interaction.AccountID); !known && len(a.Mentions) > 0 {
			wanted[a.Interaction.AccountID] = true
		}
	}
	return t.loadAccounts(ctx, facts, wanted)
}
