package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/ent"
	entdestination "github.com/throughline-cx/throughline/ent/destination"
	entroute "github.com/throughline-cx/throughline/ent/route"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
)

// Route says where a team hears of alerts, and of which.
type Route struct {
	ID           uuid.UUID
	Name         string // what people call it; may be empty
	Team         string
	Destinations []uuid.UUID
	route.Conditions
	ETag      string
	CreatedAt time.Time
}

// CreateRoute makes a route. A repeated request gets what the first one made, and repeated is
// true. Errors: ErrNotFound when the destination does not exist, *ExistsError when an equal
// route does, ErrRequestReused.
func (s *Store) CreateRoute(ctx context.Context, tenant string, r Route, request Request) (out Route, repeated bool, err error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Route{}, false, err
	}
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		var earlier uuid.UUID
		if earlier, repeated, err = w.once(ctx, request, id); err != nil {
			return err
		}
		var row *ent.Route
		if repeated {
			row, err = w.ent.Route.Get(ctx, earlier)
		} else {
			r.ID = id
			row, err = w.addRoute(ctx, r)
		}
		if err != nil {
			return err
		}
		if out, err = routeFrom(row); err != nil {
			return err
		}
		return w.inputsChanged(ctx)
	})
	if err != nil {
		return Route{}, false, fmt.Errorf("create route: %w", err)
	}
	return out, repeated, nil
}

func (w *Work) addRoute(ctx context.Context, r Route) (*ent.Route, error) {
	if err := w.routable(ctx, r); err != nil {
		return nil, err
	}
	conditions, err := json.Marshal(r.Conditions)
	if err != nil {
		return nil, err
	}
	from, to := r.sides()
	return w.ent.Route.Create().SetID(r.ID).SetDisplayName(r.Name).SetTeam(r.Team).SetDestinations(column(r.Destinations, uuid.UUID.String)).
		SetFromTouchpoint(from).SetToTouchpoint(to).SetEtag(newEtag()).SetStates(column(r.States, func(s alert.State) string { return string(s) })).
		SetConditions(conditions).Save(ctx)
}

// routable fails when a destination does not exist, or when another route says the same. The lock
// orders those who add the same route at once, and keeps the destinations.
func (w *Work) routable(ctx context.Context, r Route) error {
	for _, id := range slices.SortedFunc(slices.Values(r.Destinations), func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) }) {
		if _, err := w.ent.Destination.Query().Where(entdestination.ID(id)).ForUpdate().Only(ctx); err != nil {
			return fmt.Errorf("destination %s: %w", id, err)
		}
	}
	existing, err := w.ent.Route.Query().Where(entroute.Team(r.Team)).All(ctx)
	if err != nil {
		return err
	}
	for _, row := range existing {
		o, err := routeFrom(row)
		if err != nil {
			return err
		}
		if o.ID != r.ID && o.equal(r) {
			return fmt.Errorf("another route says the same: %w", &ExistsError{ID: row.ID})
		}
	}
	return nil
}

func (r Route) sides() (from, to string) {
	if r.Seam == nil {
		return "", ""
	}
	return r.Seam.From, r.Seam.To
}

// equal reports whether two routes lead the same alerts to the same places.
func (r Route) equal(o Route) bool {
	return reflect.DeepEqual(r.sorted(), o.sorted())
}

// sorted returns what a route does, in an order of its own.
func (r Route) sorted() Route {
	r.ID, r.Name, r.ETag, r.CreatedAt = uuid.Nil, "", "", time.Time{}
	r.Destinations = slices.SortedFunc(slices.Values(r.Destinations), func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
	r.States, r.PreviousStates = slices.Sorted(slices.Values(r.States)), slices.Sorted(slices.Values(r.PreviousStates))
	r.Journeys, r.ProductLines = slices.Sorted(slices.Values(r.Journeys)), slices.Sorted(slices.Values(r.ProductLines))
	r.LocationGroups = slices.Sorted(slices.Values(r.LocationGroups))
	return r
}

// GetRoute returns a route, or ErrNotFound.
func (s *Store) GetRoute(ctx context.Context, tenant string, id uuid.UUID) (Route, error) {
	var out Route
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		row, err := w.ent.Route.Get(ctx, id)
		if err != nil {
			return err
		}
		out, err = routeFrom(row)
		return err
	})
	if err != nil {
		return Route{}, fmt.Errorf("route %s: %w", id, err)
	}
	return out, nil
}

// UpdateRoute replaces what a route says. change gets the route as it is, and returns it as it
// shall be; its error comes back as it is. Errors: ErrNotFound, ErrConflict for an etag that is
// not empty and not the stored one, and those of CreateRoute.
func (s *Store) UpdateRoute(ctx context.Context, tenant string, id uuid.UUID, etag string, change func(Route) (Route, error)) (Route, error) {
	var out Route
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		row, err := w.lockRoute(ctx, id, etag)
		if err != nil {
			return err
		}
		r, err := routeFrom(row)
		if err != nil {
			return err
		}
		if r, err = change(r); err != nil {
			return err
		}
		r.ID = id
		if err := w.routable(ctx, r); err != nil {
			return err
		}
		if row, err = w.saveRoute(ctx, row, r); err != nil {
			return err
		}
		if out, err = routeFrom(row); err != nil {
			return err
		}
		return w.inputsChanged(ctx)
	})
	if err != nil {
		return Route{}, fmt.Errorf("update route %s: %w", id, err)
	}
	return out, nil
}

func (w *Work) saveRoute(ctx context.Context, row *ent.Route, r Route) (*ent.Route, error) {
	conditions, err := json.Marshal(r.Conditions)
	if err != nil {
		return nil, err
	}
	from, to := r.sides()
	return w.ent.Route.UpdateOne(row).SetDisplayName(r.Name).SetTeam(r.Team).SetDestinations(column(r.Destinations, uuid.UUID.String)).
		SetFromTouchpoint(from).SetToTouchpoint(to).SetEtag(newEtag()).SetStates(column(r.States, func(s alert.State) string { return string(s) })).
		SetConditions(conditions).Save(ctx)
}

// lockRoute reads a route for update and compares the caller's etag.
func (w *Work) lockRoute(ctx context.Context, id uuid.UUID, etag string) (*ent.Route, error) {
	row, err := w.ent.Route.Query().Where(entroute.ID(id)).ForUpdate().Only(ctx)
	if err != nil {
		return nil, err
	}
	if etag != "" && etag != row.Etag {
		return nil, ErrConflict
	}
	return row, nil
}

// ListRoutes returns the tenant's routes, oldest first.
func (s *Store) ListRoutes(ctx context.Context, tenant string) ([]Route, error) {
	var out []Route
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.routes(ctx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list routes: %w", err)
	}
	return out, nil
}

// DeleteRoute removes a route. Deliveries that are planned already still go out. An etag that
// is not empty must be the stored one.
func (s *Store) DeleteRoute(ctx context.Context, tenant string, id uuid.UUID, etag string) error {
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		row, err := w.lockRoute(ctx, id, etag)
		if err != nil {
			return err
		}
		if err := w.ent.Route.DeleteOne(row).Exec(ctx); err != nil {
			return err
		}
		return w.inputsChanged(ctx)
	})
	if err != nil {
		return fmt.Errorf("delete route %s: %w", id, err)
	}
	return nil
}

func (w *Work) routes(ctx context.Context) ([]Route, error) {
	rows, err := w.ent.Route.Query().Order(entroute.ByCreatedAt(), entroute.ByID()).All(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Route, len(rows))
	for i, row := range rows {
		if out[i], err = routeFrom(row); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func routeFrom(row *ent.Route) (Route, error) {
	r := Route{ID: row.ID, Name: row.DisplayName, Team: row.Team, ETag: row.Etag, CreatedAt: row.CreatedAt.UTC()}
	if err := json.Unmarshal(row.Conditions, &r.Conditions); err != nil {
		return r, err
	}
	for _, text := range row.Destinations {
		id, err := uuid.Parse(text)
		if err != nil {
			return r, err
		}
		r.Destinations = append(r.Destinations, id)
	}
	if row.FromTouchpoint != "" {
		r.Seam = &journey.Seam{From: row.FromTouchpoint, To: row.ToTouchpoint}
	}
	for _, s := range row.States {
		r.States = append(r.States, alert.State(s))
	}
	return r, nil
}
