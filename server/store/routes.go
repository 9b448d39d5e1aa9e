package store

import (
	"context"
	"fmt"
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

// Route says where a team hears of alerts.
type Route struct {
	ID            uuid.UUID
	Team          string
	DestinationID uuid.UUID
	Seam          *journey.Seam // only of this seam; nil for all
	States        []alert.State // only when an alert comes to one of these; the default ones when empty
	ETag          string
	CreatedAt     time.Time
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
		out = routeFrom(row)
		return w.inputsChanged(ctx)
	})
	if err != nil {
		return Route{}, false, fmt.Errorf("create route: %w", err)
	}
	return out, repeated, nil
}

func (w *Work) addRoute(ctx context.Context, r Route) (*ent.Route, error) {
	// The lock orders those who add the same route at once, and keeps the destination.
	if _, err := w.ent.Destination.Query().Where(entdestination.ID(r.DestinationID)).ForUpdate().Only(ctx); err != nil {
		return nil, fmt.Errorf("destination %s: %w", r.DestinationID, err)
	}
	existing, err := w.ent.Route.Query().Where(entroute.DestinationID(r.DestinationID), entroute.Team(r.Team)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, row := range existing {
		if routeFrom(row).equal(r) {
			return nil, fmt.Errorf("another route says the same: %w", &ExistsError{ID: row.ID})
		}
	}
	create := w.ent.Route.Create().SetID(r.ID).SetTeam(r.Team).SetDestinationID(r.DestinationID).
		SetFromTouchpoint("").SetToTouchpoint("").SetEtag(newEtag()).
		SetStates(column(r.States, func(s alert.State) string { return string(s) }))
	if r.Seam != nil {
		create.SetFromTouchpoint(r.Seam.From).SetToTouchpoint(r.Seam.To)
	}
	return create.Save(ctx)
}

// equal reports whether two routes lead the same alerts to the same place.
func (r Route) equal(o Route) bool {
	sameSeam := r.Seam == nil && o.Seam == nil || r.Seam != nil && o.Seam != nil && *r.Seam == *o.Seam
	a, b := slices.Sorted(slices.Values(r.States)), slices.Sorted(slices.Values(o.States))
	return r.Team == o.Team && r.DestinationID == o.DestinationID && sameSeam && slices.Equal(a, b)
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
		row, err := w.ent.Route.Query().Where(entroute.ID(id)).ForUpdate().Only(ctx)
		if err != nil {
			return err
		}
		if etag != "" && etag != row.Etag {
			return ErrConflict
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
	return column(rows, routeFrom), err
}

// routeTable returns everything the tenant set about routing, as route.Plan takes it.
func (w *Work) routeTable(ctx context.Context) (route.Table, error) {
	tenant, err := w.ent.Tenant.Get(ctx, w.tenant)
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
		FallbackTeam: tenant.FallbackTeam,
		Routes: column(routes, func(r Route) route.Route {
			return route.Route{ID: r.ID.String(), Team: r.Team, DestinationID: r.DestinationID.String(), Seam: r.Seam, States: r.States}
		}),
		Destinations: column(destinations, func(d Destination) route.Destination {
			return route.Destination{ID: d.ID.String(), Kind: d.Kind, Disabled: !d.DisabledAt.IsZero()}
		}),
	}, nil
}

func routeFrom(row *ent.Route) Route {
	r := Route{ID: row.ID, Team: row.Team, DestinationID: row.DestinationID, ETag: row.Etag, CreatedAt: row.CreatedAt.UTC()}
	if row.FromTouchpoint != "" {
		r.Seam = &journey.Seam{From: row.FromTouchpoint, To: row.ToTouchpoint}
	}
	for _, s := range row.States {
		r.States = append(r.States, alert.State(s))
	}
	return r
}
