package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/ent"
	"github.com/throughline-cx/throughline/ent/playbookversion"
	"github.com/throughline-cx/throughline/server/track"
)

// PlaybookVersion is one version of a tenant's own plays.
type PlaybookVersion struct {
	Version
	Plays []track.Play // its own, not those that are shipped
}

var playbookTable = documentTable{
	noun: "playbook",
	latest: func(ctx context.Context, w *Work) (*document, error) {
		row, err := w.ent.PlaybookVersion.Query().Order(ent.Desc(playbookversion.FieldVersion)).First(ctx)
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
		return w.ent.PlaybookVersion.Create().SetID(id).SetVersion(d.Number).SetDocument(d.data).
			SetEffectiveAt(d.CreatedAt).SetAuthor(d.Author).Exec(ctx)
	},
}

// GetPlaybook returns the tenant's own plays; version 0 without any when it never set some.
func (s *Store) GetPlaybook(ctx context.Context, tenant string) (PlaybookVersion, error) {
	var out PlaybookVersion
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.playbook(ctx)
		return err
	})
	if err != nil {
		return PlaybookVersion{}, fmt.Errorf("playbook of tenant %s: %w", tenant, err)
	}
	return out, nil
}

// PutPlaybook sets the tenant's own plays, which must have passed track.NewPlaybook, see PutPolicy.
func (s *Store) PutPlaybook(ctx context.Context, tenant string, plays []track.Play, etag, author string) (PlaybookVersion, error) {
	data, err := json.Marshal(append([]track.Play{}, plays...))
	if err != nil {
		return PlaybookVersion{}, invalid("playbook: %v", err)
	}
	out := PlaybookVersion{Plays: plays}
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		d, err := w.putDocument(ctx, playbookTable, data, etag, author)
		out.Version = d.Version
		return err
	})
	if err != nil {
		return PlaybookVersion{}, fmt.Errorf("set playbook of tenant %s: %w", tenant, err)
	}
	return out, nil
}

func (w *Work) playbook(ctx context.Context) (PlaybookVersion, error) {
	d, err := w.getDocument(ctx, playbookTable)
	out := PlaybookVersion{Version: d.Version}
	if err != nil || d.Number == 0 {
		return out, err
	}
	return out, json.Unmarshal(d.data, &out.Plays)
}

// plays returns the tenant's plays before those that are shipped. What was stored has passed its
// validation; should a later server think otherwise, the shipped ones count alone.
func (w *Work) plays(ctx context.Context) (track.Playbook, error) {
	own, err := w.playbook(ctx)
	if err != nil {
		return track.Playbook{}, err
	}
	book, _ := track.NewPlaybook(own.Plays)
	return book, nil
}
