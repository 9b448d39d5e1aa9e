package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/ent"
	entfix "github.com/throughline-cx/throughline/ent/fix"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/track"
)

// StoredFix is a fix as it was recorded.
type StoredFix struct {
	track.Fix
	CreatedAt time.Time
}

// CreateFix records a fix, which must have passed its validation. A repeated request gets what
// the first one made. Errors: *ExistsError when a fix of the same seam, failure mode, time and
// scope is recorded, ErrRequestReused.
func (s *Store) CreateFix(ctx context.Context, tenant string, f track.Fix, request Request) (out StoredFix, err error) {
	if f.ID, err = uuid.NewV7(); err != nil {
		return StoredFix{}, err
	}
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		earlier, repeated, err := w.once(ctx, request, f.ID)
		if err != nil {
			return err
		}
		var row *ent.Fix
		if repeated {
			row, err = w.ent.Fix.Get(ctx, earlier)
		} else {
			row, err = w.addFix(ctx, f)
		}
		if err != nil {
			return err
		}
		out = fixFrom(row)
		if repeated {
			return nil
		}
		return w.inputsChanged(ctx) // the alert at its seam has a fix now
	})
	if err != nil {
		return StoredFix{}, fmt.Errorf("create fix: %w", err)
	}
	return out, nil
}

// addFix adds a fix unless an equal one is there. The lock orders those who add the same at once.
func (w *Work) addFix(ctx context.Context, f track.Fix) (*ent.Fix, error) {
	if _, err := w.tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('fixes ' || $1, 0))`, w.tenant); err != nil {
		return nil, err
	}
	same, err := w.ent.Fix.Query().Where(
		entfix.FromTouchpoint(f.Seam.From), entfix.ToTouchpoint(f.Seam.To), entfix.FailureMode(string(f.Mode)), entfix.ShippedAt(f.ShippedAt),
	).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, row := range same {
		if sameSet(row.Locations, f.Locations) && sameSet(row.Channels, f.Channels) {
			return nil, fmt.Errorf("another fix says the same: %w", &ExistsError{ID: row.ID})
		}
	}
	return w.ent.Fix.Create().SetID(f.ID).SetFromTouchpoint(f.Seam.From).SetToTouchpoint(f.Seam.To).
		SetFailureMode(string(f.Mode)).SetShippedAt(f.ShippedAt).SetNote(f.Note).SetActor(f.Actor).
		SetLocations(slices.Concat([]string{}, f.Locations)).SetChannels(slices.Concat([]string{}, f.Channels)).Save(ctx)
}

// sameSet reports whether two lists without repeats hold the same.
func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// ListFixes returns a page of fixes, the latest shipped first. The position of a fix is its
// ShippedAt and ID.
func (s *Store) ListFixes(ctx context.Context, tenant string, page Page) ([]StoredFix, error) {
	var out []StoredFix
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		query := w.ent.Fix.Query().Order(ent.Desc(entfix.FieldShippedAt, entfix.FieldID)).Limit(page.Size)
		if at := page.afterTime(); at != nil {
			query.Where(entfix.Or(entfix.ShippedAtLT(*at), entfix.And(entfix.ShippedAt(*at), entfix.IDLT(page.After.ID))))
		}
		rows, err := query.All(ctx)
		out = column(rows, fixFrom)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list fixes: %w", err)
	}
	return out, nil
}

// fixes returns every fix.
func (w *Work) fixes(ctx context.Context) ([]track.Fix, error) {
	rows, err := w.ent.Fix.Query().Order(ent.Asc(entfix.FieldShippedAt, entfix.FieldID)).All(ctx)
	return column(rows, func(row *ent.Fix) track.Fix { return fixFrom(row).Fix }), err
}

func fixFrom(row *ent.Fix) StoredFix {
	return StoredFix{CreatedAt: row.CreatedAt.UTC(), Fix: track.Fix{
		ID: row.ID, Seam: journey.Seam{From: row.FromTouchpoint, To: row.ToTouchpoint}, Mode: journey.FailureMode(row.FailureMode),
		ShippedAt: row.ShippedAt.UTC(), Locations: row.Locations, Channels: row.Channels, Note: row.Note, Actor: row.Actor,
	}}
}

const firstInteractionSQL = `SELECT min(occurred_at) FROM interactions WHERE tenant_id = $1`

// KnownToFix returns what a fix may refer to: the journey map, when the first interaction
// happened, and those of its own locations and channels that the tenant has. A location counts
// when it was pushed or when an interaction names it.
func (s *Store) KnownToFix(ctx context.Context, tenant string, f track.Fix) (track.Known, error) {
	var out track.Known
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		m, err := w.journeyMap(ctx)
		if err != nil {
			return err
		}
		out.Map = m.Map
		var first *time.Time
		if err := w.tx.QueryRow(ctx, firstInteractionSQL, w.tenant).Scan(&first); err != nil {
			return err
		}
		if first != nil {
			out.DataFrom = first.UTC()
		}
		locations, err := w.locations(ctx)
		if err != nil {
			return err
		}
		out.Locations = column(locations, func(l ingest.Location) string { return l.LocationID })
		heard, err := w.heard(ctx, "location_id", f.Locations)
		if err != nil {
			return err
		}
		out.Locations = append(out.Locations, heard...)
		slices.Sort(out.Locations)
		out.Channels, err = w.heard(ctx, "channel", f.Channels)
		slices.Sort(out.Channels)
		return err
	})
	if err != nil {
		return track.Known{}, fmt.Errorf("what a fix of tenant %s may refer to: %w", tenant, err)
	}
	return out, nil
}

// heard returns those of some values that an interaction has in a column.
func (w *Work) heard(ctx context.Context, column string, values []string) ([]string, error) {
	if len(values) == 0 {
		return nil, nil
	}
	return collectStrings(ctx, w.tx, `SELECT DISTINCT `+column+` FROM interactions WHERE tenant_id = $1 AND `+column+` = ANY($2)`, w.tenant, values)
}
