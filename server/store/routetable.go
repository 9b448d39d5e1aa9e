package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/route"
)

// routeTable returns everything that decides who hears of what, as route.Plan takes it.
func (w *Work) routeTable(ctx context.Context) (route.Table, error) {
	t, err := w.places(ctx)
	if err != nil {
		return t, err
	}
	if t.Held, err = w.heldSlots(ctx); err != nil {
		return t, err
	}
	if t.Past, err = w.pastDecisions(ctx); err != nil {
		return t, err
	}
	t.Told, err = w.told(ctx, t.Settings)
	return t, err
}

// places returns the part of the table that says where teams can be told.
func (w *Work) places(ctx context.Context) (route.Table, error) {
	settings, err := w.routingSettings(ctx)
	if err != nil {
		return route.Table{}, err
	}
	routes, err := w.routes(ctx)
	if err != nil {
		return route.Table{}, err
	}
	destinations, err := w.destinations(ctx)
	if err != nil {
		return route.Table{}, err
	}
	return route.Table{
		Settings: settings.Settings, Routes: column(routes, Route.Planned),
		Destinations: column(destinations, func(d Destination) route.Destination {
			return route.Destination{ID: d.ID.String(), Kind: d.Kind, Disabled: !d.DisabledAt.IsZero()}
		}),
	}, nil
}

// Planned returns the route as route.Plan takes it.
func (r Route) Planned() route.Route {
	return route.Route{ID: r.ID.String(), Name: r.Name, Team: r.Team, Destinations: column(r.Destinations, uuid.UUID.String), Conditions: r.Conditions}
}

// heldSlots returns who holds the slots of every alert.
func (w *Work) heldSlots(ctx context.Context) (map[uuid.UUID][]route.Assignment, error) {
	slots, err := w.ownerships(ctx, `WHERE o.tenant_id = $1 ORDER BY o.alert_id, o.slot`, w.tenant)
	out := make(map[uuid.UUID][]route.Assignment, len(slots))
	for _, o := range slots {
		out[o.AlertID] = append(out[o.AlertID], o.Assignment)
	}
	return out, err
}

// pastKept is how many of the last answers to alerts decide who is likely to own a seam.
const pastKept = 5000

// pastDecisions returns what teams said of alerts, the oldest first.
func (w *Work) pastDecisions(ctx context.Context) ([]route.PastDecision, error) {
	rows, err := w.tx.Query(ctx, `SELECT from_touchpoint, to_touchpoint, slot, team, kind <> 'accept', at, reason FROM (
		SELECT * FROM ownership_events WHERE tenant_id = $1 AND kind IN ('accept', 'decline', 'escalate') ORDER BY at DESC, id DESC LIMIT $2
	) e ORDER BY at, id`, w.tenant, pastKept)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (d route.PastDecision, err error) {
		err = row.Scan(&d.Seam.From, &d.Seam.To, &d.Slot, &d.Team, &d.Refused, &d.At, &d.Reason)
		d.At = d.At.UTC()
		return d, err
	})
}

// told returns when teams that have a budget were last told at once of each alert.
func (w *Work) told(ctx context.Context, s route.Settings) (route.Told, error) {
	out := route.Told{}
	var teams []string
	for _, t := range s.Teams {
		if t.BudgetAlerts > 0 {
			teams = append(teams, t.Team)
		}
	}
	if len(teams) == 0 {
		return out, nil
	}
	rows, err := w.tx.Query(ctx, `SELECT d.team, d.alert_id, max(c.at) FROM deliveries d
		JOIN alert_changes c ON c.tenant_id = d.tenant_id AND c.alert_id = d.alert_id AND c.number = d.change
		WHERE d.tenant_id = $1 AND d.team = ANY($2) AND d.occasion = '' AND d.created_at > now() - make_interval(days => $3) GROUP BY 1, 2`,
		w.tenant, teams, route.MaxBudgetDays)
	if err != nil {
		return nil, err
	}
	var team string
	var alertID uuid.UUID
	var at time.Time
	return out, forEach(rows, []any{&team, &alertID, &at}, func() { out.Note(team, alertID, at.UTC()) })
}
