package store

import (
	"context"
	"fmt"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
)

// ListUnownedAlerts returns the alerts that run and that nobody owns: no team is recorded for their
// seam, and none has accepted; and the tenant's fallback team.
func (s *Store) ListUnownedAlerts(ctx context.Context, tenant string, now time.Time) (out []route.UnownedAlert, fallback string, err error) {
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		out = nil
		m, err := w.journeyMap(ctx)
		if err != nil {
			return err
		}
		t, err := w.routeTable(ctx)
		if err != nil {
			return err
		}
		fallback = t.Settings.FallbackTeam
		running, err := w.storedAlerts(ctx, `WHERE a.tenant_id = $1 AND a.state = ANY($2) ORDER BY a.id`, w.tenant, runningStates())
		if err != nil {
			return err
		}
		for _, a := range running {
			q := questionOf(m.Map, a.LastChange.Reading, t, now)
			q.Held = t.Held[a.ID]
			if !route.Resolve(q).Unowned {
				continue
			}
			q.Held = nil
			u := route.UnownedAlert{ID: a.ID, FiredAt: a.FiredAt, Reading: a.LastChange.Reading}
			if owners := route.Owners(q); len(owners) > 0 && owners[0].Likely && owners[0].Role == route.Accountable {
				u.Likely = owners[0].Team
			}
			out = append(out, u)
		}
		return nil
	})
	if err != nil {
		return nil, "", fmt.Errorf("unowned alerts: %w", err)
	}
	return out, fallback, nil
}

func runningStates() []string {
	return column(route.Running(), func(s alert.State) string { return string(s) })
}

// questionOf asks who owns a break by what is known now.
func questionOf(m *journey.Map, r measure.Reading, t route.Table, now time.Time) route.Question {
	return route.Question{
		Map: m, Day: measure.DayOf(now).String(), Seam: r.Seam, Mode: r.Mode, Reading: &r, Past: t.Past, Fallback: t.Settings.FallbackTeam,
	}
}

// OwnerQuestion returns what there is to say who would own an alert at a seam now: with the last
// reading of the latest alert there, or none. Nobody holds its slots.
func (s *Store) OwnerQuestion(ctx context.Context, tenant string, seam journey.Seam, now time.Time) (route.Question, error) {
	var q route.Question
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		m, err := w.journeyMap(ctx)
		if err != nil {
			return err
		}
		t, err := w.routeTable(ctx)
		if err != nil {
			return err
		}
		latest, err := w.storedAlerts(ctx, `WHERE a.tenant_id = $1 AND a.reading->'seam'->>'from' = $2 AND a.reading->'seam'->>'to' = $3
			ORDER BY a.changed_at DESC, a.id DESC LIMIT 1`, w.tenant, seam.From, seam.To)
		if err != nil {
			return err
		}
		q = questionOf(m.Map, measure.Reading{Seam: seam}, t, now)
		q.Reading = nil
		if len(latest) > 0 {
			q = questionOf(m.Map, latest[0].LastChange.Reading, t, now)
		}
		return nil
	})
	if err != nil {
		return q, fmt.Errorf("owners of %s -> %s: %w", seam.From, seam.To, err)
	}
	return q, nil
}
