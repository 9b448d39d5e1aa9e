package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/sqljson"
	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/ent"
	entdelivery "github.com/throughline-cx/throughline/ent/delivery"
	entdestination "github.com/throughline-cx/throughline/ent/destination"
	entroute "github.com/throughline-cx/throughline/ent/route"
	"github.com/throughline-cx/throughline/server/route"
)

// ErrInUse means that something still needs what should be deleted.
var ErrInUse = errors.New("in use")

// Destination is a place where a team is told of alerts, without its signing secrets.
type Destination struct {
	ID             uuid.UUID
	DisplayName    string
	Kind           route.DestinationKind
	URL            string    // may hold a token: never log it
	DisabledAt     time.Time // zero while messages are sent
	DisabledReason string    // why the server disabled it; empty unless it did
	FailingSince   time.Time // when it first failed after its last success; zero while it works
	ETag           string
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

// LogValue leaves the address out of logs.
func (d Destination) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", d.ID.String()), slog.String("kind", string(d.Kind)))
}

// CreateDestination makes a destination with the secrets that sign its messages, newest
// first. A repeated request gets what the first one made, and repeated is true.
func (s *Store) CreateDestination(ctx context.Context, tenant string, d Destination, secrets []string, r Request) (out Destination, repeated bool, err error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Destination{}, false, err
	}
	sealed, err := s.seal(secrets, tenant+"/"+id.String())
	if err != nil {
		return Destination{}, false, err
	}
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		var earlier uuid.UUID
		if earlier, repeated, err = w.once(ctx, r, id); err != nil {
			return err
		}
		var row *ent.Destination
		if repeated {
			row, err = w.ent.Destination.Get(ctx, earlier)
		} else {
			row, err = w.ent.Destination.Create().SetID(id).SetDisplayName(d.DisplayName).SetKind(string(d.Kind)).SetURL(d.URL).
				SetSealedSecrets(sealed).SetNillableDisabledAt(unlessZero(d.DisabledAt)).SetEtag(newEtag()).Save(ctx)
		}
		if err != nil {
			return err
		}
		out = destinationFrom(row)
		return w.inputsChanged(ctx)
	})
	if err != nil {
		return Destination{}, false, fmt.Errorf("create destination: %w", err)
	}
	return out, repeated, nil
}

// GetDestination returns a destination, or ErrNotFound.
func (s *Store) GetDestination(ctx context.Context, tenant string, id uuid.UUID) (Destination, error) {
	var out Destination
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		row, err := w.ent.Destination.Get(ctx, id)
		if err == nil {
			out = destinationFrom(row)
		}
		return err
	})
	if err != nil {
		return Destination{}, fmt.Errorf("destination %s: %w", id, err)
	}
	return out, nil
}

// ListDestinations returns the tenant's destinations, oldest first.
func (s *Store) ListDestinations(ctx context.Context, tenant string) ([]Destination, error) {
	var out []Destination
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.destinations(ctx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list destinations: %w", err)
	}
	return out, nil
}

// UpdateDestination changes a destination's name, address and whether it is disabled. An
// etag that is not empty must be the stored one. Disabling holds its waiting deliveries;
// enabling it, or another address, lets them go on at once.
func (s *Store) UpdateDestination(ctx context.Context, tenant string, d Destination, etag string) (Destination, error) {
	var out Destination
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		row, err := w.lockDestination(ctx, d.ID, etag)
		if err != nil {
			return err
		}
		update := w.ent.Destination.UpdateOne(row).SetDisplayName(d.DisplayName).SetURL(d.URL).
			SetDisabledReason(d.DisabledReason).SetEtag(newEtag())
		if d.DisabledAt.IsZero() {
			update.ClearDisabledAt().ClearFailingSince().SetDisabledReason("")
		} else {
			update.SetDisabledAt(d.DisabledAt)
		}
		before := destinationFrom(row)
		if row, err = update.Save(ctx); err != nil {
			return err
		}
		out = destinationFrom(row)
		if out.URL != before.URL || out.DisabledAt.IsZero() != before.DisabledAt.IsZero() {
			if err := w.holdDeliveries(ctx, d.ID, !out.DisabledAt.IsZero()); err != nil {
				return err
			}
		}
		return w.inputsChanged(ctx)
	})
	if err != nil {
		return Destination{}, fmt.Errorf("update destination %s: %w", d.ID, err)
	}
	return out, nil
}

// DeleteDestination removes a destination; its past deliveries stay. An etag that is not
// empty must be the stored one. ErrInUse while a route leads to it or a delivery waits.
func (s *Store) DeleteDestination(ctx context.Context, tenant string, id uuid.UUID, etag string) error {
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		row, err := w.lockDestination(ctx, id, etag)
		if err != nil {
			return err
		}
		routed, err := w.ent.Route.Query().Where(func(s *sql.Selector) { s.Where(sqljson.ValueContains(entroute.FieldDestinations, id.String())) }).Exist(ctx)
		if err != nil {
			return err
		}
		waiting, err := w.ent.Delivery.Query().Where(entdelivery.DestinationID(id), entdelivery.State(string(DeliveryPending))).Exist(ctx)
		switch {
		case err != nil:
			return err
		case routed:
			return fmt.Errorf("a route leads to it: %w", ErrInUse)
		case waiting:
			return fmt.Errorf("a delivery waits for it: %w", ErrInUse)
		}
		if err := w.ent.Destination.DeleteOne(row).Exec(ctx); err != nil {
			return err
		}
		return w.inputsChanged(ctx)
	})
	if err != nil {
		return fmt.Errorf("delete destination %s: %w", id, err)
	}
	return nil
}

// lockDestination reads a destination for update and compares the caller's etag.
func (w *Work) lockDestination(ctx context.Context, id uuid.UUID, etag string) (*ent.Destination, error) {
	row, err := w.ent.Destination.Query().Where(entdestination.ID(id)).ForUpdate().Only(ctx)
	if err != nil {
		return nil, err
	}
	if etag != "" && etag != row.Etag {
		return nil, ErrConflict
	}
	return row, nil
}

func (w *Work) destinations(ctx context.Context) ([]Destination, error) {
	rows, err := w.ent.Destination.Query().Order(entdestination.ByCreatedAt(), entdestination.ByID()).All(ctx)
	return column(rows, destinationFrom), err
}

func destinationFrom(row *ent.Destination) Destination {
	return Destination{
		ID: row.ID, DisplayName: row.DisplayName, Kind: route.DestinationKind(row.Kind), URL: row.URL,
		DisabledAt: orZero(row.DisabledAt), DisabledReason: row.DisabledReason, FailingSince: orZero(row.FailingSince),
		ETag: row.Etag, CreatedAt: row.CreatedAt.UTC(), UpdatedAt: row.UpdatedAt.UTC(),
	}
}
