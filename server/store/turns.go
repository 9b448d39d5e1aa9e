package store

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/route"
)

// place is what one message is kept true for: an alert, a team and a destination.
type place struct {
	alert       uuid.UUID
	team        string
	destination uuid.UUID
}

// turn is a due delivery of a kind that has its messages take turns.
type turn struct {
	id uuid.UUID
	place
	kind route.DestinationKind
}

// takeTurns returns those of the claimed deliveries that are attempted now. Where a destination shows
// one message for an alert, older changes give way to newer ones, and one attempt at a time is made;
// where it wants few messages, the others wait.
func (w *Work) takeTurns(ctx context.Context, ids []uuid.UUID, lease time.Duration) ([]uuid.UUID, error) {
	turns, err := w.turns(ctx, ids)
	if err != nil || len(turns) == 0 {
		return ids, err
	}
	gone := map[uuid.UUID]bool{} // those that are not attempted now
	inPlace := slices.DeleteFunc(slices.Clone(turns), func(t turn) bool { return !t.kind.EditsInPlace() })
	if len(inPlace) > 0 {
		if err := w.queueUp(ctx, ids, inPlace, lease, gone); err != nil {
			return nil, err
		}
	}
	turns = slices.DeleteFunc(turns, func(t turn) bool { return gone[t.id] || t.kind.Pace() == 0 })
	if err := w.pace(ctx, turns, gone); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id uuid.UUID) bool { return gone[id] }), nil
}

// turns returns those of the deliveries whose kind has them take turns: changes before what is said
// besides, the oldest first.
func (w *Work) turns(ctx context.Context, ids []uuid.UUID) ([]turn, error) {
	rows, err := w.tx.Query(ctx, `
		SELECT d.id, d.alert_id, d.team, d.destination_id, t.kind FROM deliveries d
		JOIN destinations t ON t.tenant_id = d.tenant_id AND t.id = d.destination_id
		WHERE d.tenant_id = $1 AND d.id = ANY($2) AND d.state = 'pending' AND t.disabled_at IS NULL AND t.kind = ANY($3)
		ORDER BY d.occasion <> '', d.change, d.created_at, d.id`, w.tenant, ids, kindsInTurn)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (t turn, err error) {
		err = row.Scan(&t.id, &t.alert, &t.team, &t.destination, &t.kind)
		return t, err
	})
}

// kindsInTurn are the kinds whose deliveries do not simply go when they are due.
var kindsInTurn = func() (out []string) {
	for _, k := range route.DestinationKinds {
		if k.EditsInPlace() || k.Pace() > 0 {
			out = append(out, string(k))
		}
	}
	return out
}()

// queueUp settles which deliveries are attempted of those whose destinations show one message for an
// alert, and notes in gone which are not.
func (w *Work) queueUp(ctx context.Context, ids []uuid.UUID, turns []turn, lease time.Duration, gone map[uuid.UUID]bool) error {
	var places []place
	for _, t := range turns {
		if !slices.Contains(places, t.place) {
			places = append(places, t.place)
		}
	}
	free, err := w.lockPlaces(ctx, places)
	if err != nil {
		return err
	}
	superseded, err := w.supersede(ctx, ids, free)
	if err != nil {
		return err
	}
	batch := &pgx.Batch{}
	until := map[uuid.UUID]time.Time{} // by what takes their place: when those that are superseded would have been tried
	for _, s := range superseded {
		due := s.due
		if slices.Contains(ids, s.id) || !s.later {
			gone[s.id], due = true, time.Time{}
		}
		if at, known := until[s.by]; !known || due.Before(at) {
			until[s.by] = due
		}
		// What takes its place is tried when it would have been: it may be the one that finds out
		// whether a destination is back.
		batch.Queue(`UPDATE due_deliveries SET due_at = least(due_at, greatest($3, now())) WHERE tenant_id = $1 AND delivery_id = $2 AND leased_until IS NULL`, w.tenant, s.by, due)
	}
	ahead, ending, err := w.underWay(ctx, ids, free)
	if err != nil {
		return err
	}
	for _, t := range turns {
		if gone[t.id] {
			continue
		}
		before, busy := ahead[t.place]
		later := until[t.id]
		switch {
		case !slices.Contains(free, t.place) || slices.Contains(ending, t.place): // another dispatcher is about to decide
			batch.Queue(`UPDATE due_deliveries SET due_at = now() + interval '100 milliseconds', leased_until = NULL WHERE tenant_id = $1 AND delivery_id = $2`, w.tenant, t.id)
			gone[t.id] = true
		case busy: // its end makes the delivery due; if it never ends, its lease does
			batch.Queue(`UPDATE due_deliveries SET due_at = now() + $4, leased_until = NULL, waits_for = $3 WHERE tenant_id = $1 AND delivery_id = $2`,
				w.tenant, t.id, before, lease)
			gone[t.id] = true
		case !later.IsZero():
			batch.Queue(`UPDATE due_deliveries SET due_at = $3, leased_until = NULL WHERE tenant_id = $1 AND delivery_id = $2`, w.tenant, t.id, later)
			gone[t.id] = true
		default:
			ahead[t.place] = t.id
		}
	}
	return w.send(ctx, batch)
}

// lockPlaces keeps other dispatchers from looking at places until the transaction ends, and returns
// those that none of them looks at already. It never waits, so it never waits in a circle.
func (w *Work) lockPlaces(ctx context.Context, places []place) ([]place, error) {
	keys := column(places, func(p place) string {
		return "place/" + w.tenant + "/" + p.alert.String() + "/" + p.team + "/" + p.destination.String()
	})
	rows, err := w.tx.Query(ctx, `SELECT pg_try_advisory_xact_lock(hashtextextended(k, 0)) FROM unnest($1::text[]) WITH ORDINALITY AS k (k, n) ORDER BY n`, keys)
	if err != nil {
		return nil, err
	}
	got, err := pgx.CollectRows(rows, pgx.RowTo[bool])
	if err != nil {
		return nil, err
	}
	var free []place
	for i, ok := range got {
		if ok {
			free = append(free, places[i])
		}
	}
	return free, nil
}

// supersession is a delivery that gave way to one of a newer change.
type supersession struct {
	id, by uuid.UUID // by is uuid.Nil when what is newer was sent long ago
	place
	due   time.Time // when it would have been tried, within an hour
	later bool      // that lies ahead
}

// supersede ends the waiting deliveries of older changes than the newest that waits, or is shown
// already, and returns them. One that another dispatcher attempts is left to it.
func (w *Work) supersede(ctx context.Context, mine []uuid.UUID, places []place) ([]supersession, error) {
	rows, err := w.tx.Query(ctx, `
		WITH place AS (SELECT * FROM unnest($2::uuid[], $3::text[], $4::uuid[]) AS p (alert_id, team, destination_id)),
		newer AS (
		  SELECT d.id, (SELECT n.id FROM deliveries n WHERE n.tenant_id = $1 AND n.alert_id = d.alert_id AND n.team = d.team
		      AND n.destination_id = d.destination_id AND n.occasion = '' AND n.change > d.change AND n.state IN ('pending', 'delivered')
		      ORDER BY n.change DESC LIMIT 1) AS by
		  FROM place JOIN deliveries d ON d.tenant_id = $1 AND d.alert_id = place.alert_id AND d.team = place.team AND d.destination_id = place.destination_id
		  WHERE d.occasion = '' AND d.state = 'pending'
		    AND (EXISTS (SELECT FROM deliveries n WHERE n.tenant_id = $1 AND n.alert_id = d.alert_id AND n.team = d.team
		          AND n.destination_id = d.destination_id AND n.occasion = '' AND n.state = 'pending' AND n.change > d.change)
		      OR EXISTS (SELECT FROM postings p WHERE p.tenant_id = $1 AND p.alert_id = d.alert_id AND p.team = d.team
		          AND p.destination_id = d.destination_id AND p.change > d.change))
		    AND NOT EXISTS (SELECT FROM due_deliveries q WHERE q.tenant_id = $1 AND q.delivery_id = d.id AND q.leased_until > now() AND q.delivery_id <> ALL($5))
		), ended AS (
		  UPDATE deliveries d SET state = 'superseded', superseded_by = newer.by, next_attempt_at = NULL
		  FROM newer WHERE d.tenant_id = $1 AND d.id = newer.id RETURNING d.id, coalesce(newer.by, `+nilUUID+`) AS by, d.alert_id, d.team, d.destination_id
		)
		DELETE FROM due_deliveries q USING ended WHERE q.tenant_id = $1 AND q.delivery_id = ended.id
		RETURNING ended.id, ended.by, ended.alert_id, ended.team, ended.destination_id, least(q.due_at, now() + interval '1 hour'), q.due_at > now()`,
		w.tenant, column(places, func(p place) uuid.UUID { return p.alert }), column(places, func(p place) string { return p.team }),
		column(places, func(p place) uuid.UUID { return p.destination }), mine)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (s supersession, err error) {
		err = row.Scan(&s.id, &s.by, &s.alert, &s.team, &s.destination, &s.due, &s.later)
		return s, err
	})
}

// underWay returns, by place, a delivery that another dispatcher attempts just now, and the places
// where such an attempt is ending. A delivery that is returned cannot end before the transaction does,
// so that its end finds whatever waits for it.
func (w *Work) underWay(ctx context.Context, mine []uuid.UUID, places []place) (map[place]uuid.UUID, []place, error) {
	rows, err := w.tx.Query(ctx, `
		SELECT d.alert_id, d.team, d.destination_id, d.id
		FROM unnest($2::uuid[], $3::text[], $4::uuid[]) AS p (alert_id, team, destination_id)
		JOIN deliveries d ON d.tenant_id = $1 AND d.alert_id = p.alert_id AND d.team = p.team AND d.destination_id = p.destination_id AND d.state = 'pending'
		JOIN due_deliveries q ON q.tenant_id = $1 AND q.delivery_id = d.id AND q.leased_until > now() AND q.delivery_id <> ALL($5)`,
		w.tenant, column(places, func(p place) uuid.UUID { return p.alert }), column(places, func(p place) string { return p.team }),
		column(places, func(p place) uuid.UUID { return p.destination }), mine)
	if err != nil {
		return nil, nil, err
	}
	busy := map[place]uuid.UUID{}
	var p place
	var id uuid.UUID
	err = forEach(rows, []any{&p.alert, &p.team, &p.destination, &id}, func() { busy[p] = id })
	if err != nil || len(busy) == 0 {
		return busy, nil, err
	}
	rows, err = w.tx.Query(ctx, `SELECT delivery_id FROM due_deliveries WHERE tenant_id = $1 AND delivery_id = ANY($2) AND leased_until > now() FOR SHARE SKIP LOCKED`,
		w.tenant, slices.Collect(maps.Values(busy)))
	if err != nil {
		return nil, nil, err
	}
	held, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	var ending []place
	for p, id := range busy {
		if !slices.Contains(held, id) {
			ending = append(ending, p)
		}
	}
	return busy, ending, err
}
