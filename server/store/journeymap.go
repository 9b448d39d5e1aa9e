package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/ent"
	"github.com/throughline-cx/throughline/ent/journeyversion"
	"github.com/throughline-cx/throughline/server/journey"
)

// JourneyVersion is one version of a tenant's journey map.
type JourneyVersion struct {
	Version
	Map *journey.Map // an empty one at version 0; never nil
}

var journeyTable = documentTable{
	noun: "journey map",
	latest: func(ctx context.Context, w *Work) (*document, error) {
		row, err := w.ent.JourneyVersion.Query().Order(ent.Desc(journeyversion.FieldVersion)).First(ctx)
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
		return w.ent.JourneyVersion.Create().SetID(id).SetVersion(d.Number).SetDocument(d.data).
			SetEffectiveAt(d.CreatedAt).SetAuthor(d.Author).Exec(ctx)
	},
}

// GetJourneyMap returns the tenant's journey map; an empty one of version 0 when none was
// ever set.
func (s *Store) GetJourneyMap(ctx context.Context, tenant string) (JourneyVersion, error) {
	var out JourneyVersion
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.journeyMap(ctx)
		return err
	})
	if err != nil {
		return JourneyVersion{}, fmt.Errorf("journey map of tenant %s: %w", tenant, err)
	}
	return out, nil
}

// PutJourneyMap sets the tenant's journey map, which must have passed its validation, see
// PutPolicy. A *HeldError when it leaves out a team that alerts, routes or settings still name.
func (s *Store) PutJourneyMap(ctx context.Context, tenant string, m *journey.Map, etag, author string) (JourneyVersion, error) {
	data, err := json.Marshal(storeMap(m))
	if err != nil {
		return JourneyVersion{}, invalid("journey map: %v", err)
	}
	out := JourneyVersion{Map: m}
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		present, err := w.journeyMap(ctx)
		if err != nil {
			return err
		}
		d, err := w.putDocument(ctx, journeyTable, data, etag, author)
		if err != nil {
			return err
		}
		out.Version = d.Version
		if err := w.leaving(ctx, present.Map, m); err != nil {
			return err
		}
		return w.wakeUnderstanding(ctx)
	})
	if err != nil {
		return JourneyVersion{}, fmt.Errorf("set journey map of tenant %s: %w", tenant, err)
	}
	return out, nil
}

func (w *Work) journeyMap(ctx context.Context) (JourneyVersion, error) {
	d, err := w.getDocument(ctx, journeyTable)
	if err != nil {
		return JourneyVersion{}, err
	}
	if d.Number == 0 {
		return JourneyVersion{Version: d.Version, Map: &journey.Map{}}, nil
	}
	var stored storedMap
	if err := json.Unmarshal(d.data, &stored); err != nil {
		return JourneyVersion{}, err
	}
	return JourneyVersion{Version: d.Version, Map: stored.toMap()}, nil
}

// storedMap is the JSON of journey_versions.document.
type storedMap struct {
	Teams       []string           `json:"teams"`
	Touchpoints []storedTouchpoint `json:"touchpoints"`
	Journeys    []storedJourney    `json:"journeys"`
	Seams       []storedSeam       `json:"seams"`
}

type storedTouchpoint struct {
	ID      string           `json:"id"`
	Name    string           `json:"name"`
	Kinds   []journey.Kind   `json:"kinds"`
	Aliases []string         `json:"aliases"`
	Team    string           `json:"team"`
	Tenures []journey.Tenure `json:"tenures,omitempty"`
}

type storedJourney struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Touchpoints []string `json:"touchpoints"`
}

type storedSeam struct {
	From         string `json:"from"`
	To           string `json:"to"`
	Accountable  string `json:"accountable"`
	Contributing string `json:"contributing"`
	journey.Span
}

func storeMap(m *journey.Map) storedMap {
	return storedMap{
		Teams:       m.Teams,
		Touchpoints: column(m.Touchpoints, func(t journey.Touchpoint) storedTouchpoint { return storedTouchpoint(t) }),
		Journeys:    column(m.Journeys, func(j journey.Journey) storedJourney { return storedJourney(j) }),
		Seams: column(m.Seams, func(s journey.OwnedSeam) storedSeam {
			return storedSeam{s.From, s.To, s.Accountable, s.Contributing, s.Span}
		}),
	}
}

func (s storedMap) toMap() *journey.Map {
	return &journey.Map{
		Teams:       s.Teams,
		Touchpoints: column(s.Touchpoints, func(t storedTouchpoint) journey.Touchpoint { return journey.Touchpoint(t) }),
		Journeys:    column(s.Journeys, func(j storedJourney) journey.Journey { return journey.Journey(j) }),
		Seams: column(s.Seams, func(x storedSeam) journey.OwnedSeam {
			return journey.OwnedSeam{Seam: journey.Seam{From: x.From, To: x.To}, Accountable: x.Accountable, Contributing: x.Contributing, Span: x.Span}
		}),
	}
}
