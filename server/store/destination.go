package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"time"

	"entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/sqljson"
	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/ent"
	entdelivery "github.com/throughline-cx/throughline/ent/delivery"
	entdestination "github.com/throughline-cx/throughline/ent/destination"
	entroute "github.com/throughline-cx/throughline/ent/route"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/action"
	"github.com/throughline-cx/throughline/server/route/channel"
)

// ErrInUse means that something still needs what should be deleted.
var ErrInUse = errors.New("in use")

// Destination is a place where a team is told of alerts, without its secrets.
type Destination struct {
	ID              uuid.UUID
	DisplayName     string
	Kind            route.DestinationKind
	URL             string // may hold a token: never log it; empty of kinds that have no address
	Config          DestinationConfig
	OldSecretsUntil time.Time // when all signing secrets but the newest stop; zero for never
	DisabledAt      time.Time // zero while messages are sent
	DisabledReason  string    // why the server disabled it; empty unless it did
	FailingSince    time.Time // when it first failed after its last success; zero while it works
	ETag            string
	CreatedAt       time.Time
	UpdatedAt       time.Time
}

// DestinationConfig is the settings of the destination's kind, of that kind only, and who may act from
// there; nothing secret.
type DestinationConfig struct {
	Slack        *channel.Slack        `json:"slack,omitempty"`
	Email        *channel.Email        `json:"email,omitempty"`
	Jira         *channel.Jira         `json:"jira,omitempty"`
	Alertmanager *channel.Alertmanager `json:"alertmanager,omitempty"`
	Acting       action.Acting         `json:"acting,omitzero"` // of every kind from which people act
}

// Reach returns what a channel needs to reach the destination.
func (d Destination) Reach(secrets channel.Secrets) channel.Destination {
	return channel.Destination{
		URL: d.URL, Slack: d.Config.Slack, Email: d.Config.Email, Jira: d.Config.Jira, Alertmanager: d.Config.Alertmanager, Secrets: secrets,
	}
}

// LogValue leaves the address out of logs.
func (d Destination) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", d.ID.String()), slog.String("kind", string(d.Kind)))
}

// CreateDestination makes a destination with its secrets. A repeated request gets what the first
// one made, and repeated is true.
func (s *Store) CreateDestination(ctx context.Context, tenant string, d Destination, secrets channel.Secrets, r Request) (out Destination, repeated bool, err error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Destination{}, false, err
	}
	sealed, err := s.seal(secrets, sealedFor(tenant, id))
	if err != nil {
		return Destination{}, false, err
	}
	config, err := json.Marshal(d.Config)
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
			row, err = w.ent.Destination.Create().SetID(id).SetDisplayName(d.DisplayName).SetKind(string(d.Kind)).SetURL(d.URL).SetConfig(config).
				SetSealedSecrets(sealed).SetNillableDisabledAt(unlessZero(d.DisabledAt)).SetEtag(newEtag()).Save(ctx)
		}
		if err != nil {
			return err
		}
		if out, err = destinationFrom(row); err != nil {
			return err
		}
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
		if err != nil {
			return err
		}
		out, err = destinationFrom(row)
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

// UpdateDestination changes a destination's name, address, settings, whether it is disabled, and by
// the function its secrets; nil leaves these as they are. Secrets that cannot be read, as when the
// sealing key was changed, are empty for the function. An etag that is not empty must be the stored
// one. Disabling holds its waiting deliveries; enabling it, or another way to reach it, lets them go
// on at once.
func (s *Store) UpdateDestination(ctx context.Context, tenant string, d Destination, secrets func(*channel.Secrets), etag string) (Destination, error) {
	var out Destination
	config, err := json.Marshal(d.Config)
	if err != nil {
		return out, err
	}
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		row, err := w.lockDestination(ctx, d.ID, etag)
		if err != nil {
			return err
		}
		update := w.ent.Destination.UpdateOne(row).SetDisplayName(d.DisplayName).SetURL(d.URL).SetConfig(config).
			SetDisabledReason(d.DisabledReason).SetEtag(newEtag())
		if d.DisabledAt.IsZero() {
			update.ClearDisabledAt().ClearFailingSince().SetDisabledReason("")
		} else {
			update.SetDisabledAt(d.DisabledAt)
		}
		if secrets != nil {
			// What cannot be read is replaced.
			kept, _ := s.unseal(row.SealedSecrets, sealedFor(tenant, d.ID))
			secrets(&kept)
			sealed, err := s.seal(kept, sealedFor(tenant, d.ID))
			if err != nil {
				return err
			}
			update.SetSealedSecrets(sealed)
		}
		before, err := destinationFrom(row)
		if err != nil {
			return err
		}
		if row, err = update.Save(ctx); err != nil {
			return err
		}
		if out, err = destinationFrom(row); err != nil {
			return err
		}
		elsewhere := secrets != nil || out.URL != before.URL || !reflect.DeepEqual(out.Config, before.Config)
		if elsewhere || out.DisabledAt.IsZero() != before.DisabledAt.IsZero() {
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
		if _, err := w.tx.Exec(ctx, `DELETE FROM postings WHERE tenant_id = $1 AND destination_id = $2`, w.tenant, id); err != nil {
			return err
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
	if err != nil {
		return nil, err
	}
	out := make([]Destination, len(rows))
	for i, row := range rows {
		if out[i], err = destinationFrom(row); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func destinationFrom(row *ent.Destination) (Destination, error) {
	out := Destination{
		ID: row.ID, DisplayName: row.DisplayName, Kind: route.DestinationKind(row.Kind), URL: row.URL, OldSecretsUntil: orZero(row.OldSecretsUntil),
		DisabledAt: orZero(row.DisabledAt), DisabledReason: row.DisabledReason, FailingSince: orZero(row.FailingSince),
		ETag: row.Etag, CreatedAt: row.CreatedAt.UTC(), UpdatedAt: row.UpdatedAt.UTC(),
	}
	return out, json.Unmarshal(row.Config, &out.Config)
}

// sealedFor names the row that a destination's secrets are sealed for.
func sealedFor(tenant string, id uuid.UUID) string { return tenant + "/" + id.String() }
