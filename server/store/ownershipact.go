package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
)

// OwnershipAct is what somebody does about a slot of an alert.
type OwnershipAct struct {
	AlertID uuid.UUID
	Slot    route.Role
	ETag    string // of the slot as the person saw it; empty for whatever it is now
	Act     route.Act
	Request Request
	Audit   AuditEntry // goes into the audit log with it
}

// ActOnOwnership carries an act out, puts it on record, and plans who hears of it, in one
// transaction. A repeated request changes nothing, and gets the slot as it is now. Errors:
// ErrNotFound, ErrConflict, ErrRequestReused, and those of route.Assignment.Apply.
func (s *Store) ActOnOwnership(ctx context.Context, tenant string, o OwnershipAct) (Ownership, error) {
	var out Ownership
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		id, err := uuid.NewV7()
		if err != nil {
			return err
		}
		_, repeated, err := w.once(ctx, o.Request, id)
		if err != nil {
			return err
		}
		held, err := w.ownership(ctx, o.AlertID, o.Slot, "FOR UPDATE")
		if err != nil || repeated {
			out = held
			return err
		}
		if o.ETag != "" && o.ETag != held.ETag {
			out = held
			return ErrConflict
		}
		if err := w.act(ctx, id, held.Assignment, o.Act); err != nil {
			return err
		}
		if err := w.addAudit(ctx, o.Audit); err != nil {
			return err
		}
		out, err = w.ownership(ctx, o.AlertID, o.Slot, "")
		return err
	})
	if err != nil {
		return out, fmt.Errorf("%s of alert %s: %w", o.Slot, o.AlertID, err)
	}
	return out, nil
}

// act carries an act out on a slot that is locked.
func (w *Work) act(ctx context.Context, id uuid.UUID, held route.Assignment, act route.Act) error {
	t, err := w.routeTable(ctx)
	if err != nil {
		return err
	}
	after, done, err := held.Apply(act, t.Settings)
	if err != nil {
		return err
	}
	story, err := w.latestStory(ctx, held.AlertID)
	if err != nil {
		return err
	}
	if err := w.saveOwnership(ctx, after); err != nil {
		return err
	}
	e := OwnershipEvent{Done: done, ID: id, AlertID: held.AlertID, Slot: held.Slot, Seam: story.Change.Reading.Seam, Mode: story.Change.Reading.Mode}
	if err := w.addOwnershipEvent(ctx, e); err != nil {
		return err
	}
	t.Held[held.AlertID] = replaced(t.Held[held.AlertID], after)
	return w.addDeliveries(ctx, route.TellAct(story.Event, story.firedAt, after, done, t))
}

// replaced returns the slots of an alert with one as it is now.
func replaced(slots []route.Assignment, a route.Assignment) []route.Assignment {
	out := []route.Assignment{}
	for _, s := range slots {
		if s.Slot == a.Slot {
			s = a
		}
		out = append(out, s)
	}
	return out
}

// story is the last change of an alert as routes look at it.
type story struct {
	route.Event
	firedAt time.Time
}

func (w *Work) latestStory(ctx context.Context, alertID uuid.UUID) (story, error) {
	found, err := w.storedAlerts(ctx, `WHERE a.tenant_id = $1 AND a.id = $2`, w.tenant, alertID)
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return story{}, err
	}
	return w.storyOf(ctx, found[0])
}

func (w *Work) storyOf(ctx context.Context, a StoredAlert) (story, error) {
	m, err := w.journeyMap(ctx)
	if err != nil {
		return story{}, err
	}
	groups, err := w.locationGroups(ctx)
	if err != nil {
		return story{}, err
	}
	return story{Event: route.EventOf(a.LastChange.Change, m.Map, func(l string) string { return groups[l] }), firedAt: a.FiredAt}, nil
}

// locationGroups returns the group of each location that has one.
func (w *Work) locationGroups(ctx context.Context) (map[string]string, error) {
	rows, err := w.tx.Query(ctx, `SELECT id, attributes->>'group' FROM locations WHERE tenant_id = $1 AND attributes ? 'group'`, w.tenant)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	var location, group string
	return out, forEach(rows, []any{&location, &group}, func() { out[location] = group })
}

// saveOwners asks the owners of alerts that begin, and starts the clocks of those that begin again.
// Clocks run by the time on the wall: an import of old complaints leaves nobody late.
func (t *Turn) saveOwners(ctx context.Context, e Evaluated) error {
	at := time.Now().UTC().Truncate(time.Microsecond)
	last := map[uuid.UUID]int{}
	for i, n := range e.Delta.Notices {
		last[n.Alert.ID] = i
	}
	for i, n := range e.Delta.Notices {
		if last[n.Alert.ID] != i || !route.Runs(n.Alert.State) {
			continue
		}
		present, err := t.lockedSlots(ctx, n.Alert.ID)
		if err != nil {
			return err
		}
		known := len(present) > 0
		if known && route.Runs(n.Change.From) {
			continue // the clocks run already
		}
		if !known {
			present = route.Open(n.Alert.ID, n.Owners, n.Change.Outcome.Severity, e.Config.Routes.Settings, at)
		}
		for _, a := range present {
			if known {
				a = a.Again(n.Change.Outcome.Severity, e.Config.Routes.Settings, at)
			}
			if err := t.saveOwnership(ctx, a); err != nil {
				return err
			}
			if !known {
				if err := t.recordOpening(ctx, a, n.Change.Reading.Seam, n.Change.Reading.Mode); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// lockedSlots returns who holds the slots of an alert, and keeps others from acting on them until the
// turn ends: what a team said since the turn began must not be lost.
func (t *Turn) lockedSlots(ctx context.Context, alertID uuid.UUID) ([]route.Assignment, error) {
	slots, err := t.ownerships(ctx, `WHERE o.tenant_id = $1 AND o.alert_id = $2 ORDER BY o.slot FOR UPDATE`, t.tenant, alertID)
	return column(slots, func(o Ownership) route.Assignment { return o.Assignment }), err
}

// recordOpening puts on record that the first team was asked.
func (t *Turn) recordOpening(ctx context.Context, a route.Assignment, seam journey.Seam, mode journey.FailureMode) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	return t.addOwnershipEvent(ctx, OwnershipEvent{
		ID: id, AlertID: a.AlertID, Slot: a.Slot, Seam: seam, Mode: mode,
		Done: route.Done{
			Act:    route.Act{Kind: route.ActAssign, To: a.Team, Actor: "server", Reason: strings.Join(a.Reasons, "; "), At: a.Since},
			Number: a.Number, State: a.State, Holder: a.Team,
		},
	})
}
