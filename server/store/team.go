package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	entroute "github.com/throughline-cx/throughline/ent/route"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
)

// HeldError is an ErrInUse of a team, with what it still holds.
type HeldError struct {
	Team     string
	Holdings []string // "seam web -> desk", "the fallback team", "route …"
}

// Error implements error.
func (e *HeldError) Error() string {
	return fmt.Sprintf("team %s holds %d things: %v", e.Team, len(e.Holdings), ErrInUse)
}

// Unwrap makes it an ErrInUse.
func (e *HeldError) Unwrap() error { return ErrInUse }

// TeamDeletion is what DeleteTeam does.
type TeamDeletion struct {
	Team  string
	To    string // the team that gets what it holds; empty deletes only a team that holds nothing
	ETag  string // of the journey map; empty for whatever is there
	Actor string
	At    time.Time
}

// DeleteTeam takes a team out of the journey map, and gives what it holds there, in alerts, routes
// and routing settings to another, in one transaction. Errors: ErrNotFound, ErrConflict, *HeldError.
func (s *Store) DeleteTeam(ctx context.Context, tenant string, d TeamDeletion) (JourneyVersion, error) {
	var out JourneyVersion
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		present, err := w.journeyMap(ctx)
		if err != nil {
			return err
		}
		if !slices.Contains(present.Map.Teams, d.Team) {
			return notFound("team %s", d.Team)
		}
		held, err := w.teamHoldings(ctx, d.Team)
		if err != nil {
			return err
		}
		if held = append(present.Map.Holdings(d.Team), held...); d.To == "" && len(held) > 0 {
			return &HeldError{Team: d.Team, Holdings: held}
		}
		if err := w.rehome(ctx, d); err != nil {
			return err
		}
		m := present.Map.Rehomed(d.Team, d.To)
		data, err := json.Marshal(storeMap(m))
		if err != nil {
			return err
		}
		v, err := w.putDocument(ctx, journeyTable, data, d.ETag, d.Actor)
		if err != nil {
			return err
		}
		out = JourneyVersion{Version: v.Version, Map: m}
		return w.wakeUnderstanding(ctx)
	})
	if err != nil {
		return JourneyVersion{}, fmt.Errorf("delete team of tenant %s: %w", tenant, err)
	}
	return out, nil
}

// teamHoldings returns what a team holds outside the journey map.
func (w *Work) teamHoldings(ctx context.Context, team string) ([]string, error) {
	settings, err := w.routingSettings(ctx)
	if err != nil {
		return nil, err
	}
	out := settings.Holdings(team)
	routes, err := w.routes(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range routes {
		if r.Team == team {
			out = append(out, "route "+r.ID.String())
		}
	}
	slots, err := w.teamSlots(ctx, team, "")
	for _, o := range slots {
		out = append(out, fmt.Sprintf("the %s slot of alert %s", o.Slot, o.AlertID))
	}
	return out, err
}

func (w *Work) teamSlots(ctx context.Context, team, lock string) ([]Ownership, error) {
	return w.ownerships(ctx, `WHERE o.tenant_id = $1 AND (o.team = $2 OR o.asked_team = $2) ORDER BY o.alert_id, o.slot `+lock, w.tenant, team)
}

// rehome gives what a team holds outside the journey map to another.
func (w *Work) rehome(ctx context.Context, d TeamDeletion) error {
	if d.To == "" {
		return nil
	}
	settings, err := w.routingSettings(ctx)
	if err != nil {
		return err
	}
	if len(settings.Holdings(d.Team)) > 0 || slices.ContainsFunc(settings.Teams, func(t route.TeamSettings) bool { return t.Team == d.Team }) {
		if _, err := w.putRoutingSettings(ctx, settings.Rehomed(d.Team, d.To), "", d.Actor); err != nil {
			return err
		}
	}
	if err := w.ent.Route.Update().Where(entroute.Team(d.Team)).SetTeam(d.To).SetEtag(newEtag()).Exec(ctx); err != nil {
		return err
	}
	slots, err := w.teamSlots(ctx, d.Team, "FOR UPDATE")
	if err != nil {
		return err
	}
	for _, o := range slots {
		id, err := uuid.NewV7()
		if err != nil {
			return err
		}
		act := route.Act{Kind: route.ActRehome, Team: d.Team, To: d.To, Actor: d.Actor, Reason: "team " + d.Team + " was deleted", At: d.At}
		if err := w.act(ctx, id, o.Assignment, act); err != nil && !errors.Is(err, route.ErrNotHolder) {
			return err
		}
	}
	return nil
}

// leaving fails with a HeldError when a map leaves a team out that something outside it names.
func (w *Work) leaving(ctx context.Context, before, after *journey.Map) error {
	for _, team := range before.Teams {
		if slices.Contains(after.Teams, team) {
			continue
		}
		held, err := w.teamHoldings(ctx, team)
		if err != nil {
			return err
		}
		if len(held) > 0 {
			return &HeldError{Team: team, Holdings: held}
		}
	}
	return nil
}
