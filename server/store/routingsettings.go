package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/ent"
	"github.com/throughline-cx/throughline/ent/routingversion"
	"github.com/throughline-cx/throughline/server/route"
)

// RoutingSettings is one version of what a tenant set about owners, clocks and when its teams are
// told. The fallback team is the tenant's own, whoever set it.
type RoutingSettings struct {
	Version
	route.Settings
}

var routingTable = documentTable{
	noun: "routing settings",
	latest: func(ctx context.Context, w *Work) (*document, error) {
		row, err := w.ent.RoutingVersion.Query().Order(ent.Desc(routingversion.FieldVersion)).First(ctx)
		if ent.IsNotFound(err) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return &document{data: row.Document, Version: Version{
			Number: row.Version, ETag: row.ID.String(), Author: row.Author, CreatedAt: row.EffectiveAt.UTC(),
		}}, nil
	},
	add: func(ctx context.Context, w *Work, id uuid.UUID, d document) error {
		return w.ent.RoutingVersion.Create().SetID(id).SetVersion(d.Number).SetDocument(d.data).
			SetEffectiveAt(d.CreatedAt).SetAuthor(d.Author).Exec(ctx)
	},
}

// GetRoutingSettings returns what the tenant set; version 0 with only a fallback team, or nothing,
// when it never did.
func (s *Store) GetRoutingSettings(ctx context.Context, tenant string) (RoutingSettings, error) {
	var out RoutingSettings
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.routingSettings(ctx)
		return err
	})
	if err != nil {
		return RoutingSettings{}, fmt.Errorf("routing settings of tenant %s: %w", tenant, err)
	}
	return out, nil
}

func (w *Work) routingSettings(ctx context.Context) (RoutingSettings, error) {
	d, err := w.getDocument(ctx, routingTable)
	if err != nil {
		return RoutingSettings{}, err
	}
	out := RoutingSettings{Version: d.Version}
	if d.Number > 0 {
		if err := json.Unmarshal(d.data, &out.Settings); err != nil {
			return out, err
		}
	}
	tenant, err := w.ent.Tenant.Get(ctx, w.tenant)
	if err != nil {
		return out, err
	}
	out.FallbackTeam = tenant.FallbackTeam
	return out, nil
}

// PutRoutingSettings sets them, which must have passed their validation, see PutPolicy.
func (s *Store) PutRoutingSettings(ctx context.Context, tenant string, settings route.Settings, etag, author string) (RoutingSettings, error) {
	var out RoutingSettings
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.putRoutingSettings(ctx, settings, etag, author)
		return err
	})
	if err != nil {
		return RoutingSettings{}, fmt.Errorf("set routing settings of tenant %s: %w", tenant, err)
	}
	return out, nil
}

func (w *Work) putRoutingSettings(ctx context.Context, settings route.Settings, etag, author string) (RoutingSettings, error) {
	data, err := json.Marshal(settings)
	if err != nil {
		return RoutingSettings{}, invalid("routing settings: %v", err)
	}
	d, err := w.putDocument(ctx, routingTable, data, etag, author)
	if err != nil {
		return RoutingSettings{}, err
	}
	err = w.ent.Tenant.UpdateOneID(w.tenant).SetFallbackTeam(settings.FallbackTeam).Exec(ctx)
	return RoutingSettings{Version: d.Version, Settings: settings}, err
}
