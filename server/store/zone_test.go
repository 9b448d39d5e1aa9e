package store_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/store"
)

// A tenant's days are those of its own zone, in the volume too, and its day ends when they do.
func TestTenantsCountByTheirOwnDays(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	made, err := f.CreateTenant(ctx, store.Tenant{ID: "berlin", TimeZone: "Europe/Berlin"})
	if err != nil || made.TimeZone != "Europe/Berlin" {
		t.Fatal(made, err)
	}
	for id, want := range map[string]string{"berlin": "Europe/Berlin", acme: "UTC"} {
		if got, err := f.GetTenant(ctx, id); err != nil || got.TimeZone != want {
			t.Errorf("%s counts by %q (%v), want %s", id, got.TimeZone, err, want)
		}
	}
	late := item("late", "it broke")
	late.Interaction.OccurredAt = time.Date(2026, 3, 28, 23, 30, 0, 0, time.UTC) // the 29th in Berlin
	for id, want := range map[string]string{"berlin": "2026-03-29", acme: "2026-03-28"} {
		f.push(id, late)
		f.understandAll()
		f.advance(id, late.Interaction.OccurredAt)
		_, err := f.TakeTurn(ctx, id, func(ctx context.Context, turn *store.Turn) error {
			parts, err := turn.Parts(ctx)
			if err != nil {
				return err
			}
			if got := parts.Facts.Volumes(); len(got) != 1 || got[0].Day.String() != want {
				t.Errorf("%s: volume %v, want it on %s", id, got, want)
			}
			if got := parts.Facts.PlaceVolumes(); len(got) != 1 || got[0].Day.String() != want {
				t.Errorf("%s: volume of places %v, want it on %s", id, got, want)
			}
			if got := parts.Facts.Zone().String(); turn.Zone.String() != got {
				t.Errorf("%s: the turn is in %s, its facts in %s", id, turn.Zone, got)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	// It is the 29th in Berlin, but the day of what was evaluated there then ends at ten in the evening
	// by UTC: clocks have changed.
	for at, want := range map[string]bool{"2026-03-29T21:59:59Z": false, "2026-03-29T22:00:00Z": true} {
		now, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.TenantsToEvaluate(ctx, now, 10)
		if err != nil || slices.Contains(got, "berlin") != want {
			t.Errorf("at %s due: %v (%v), berlin among them: %v wanted", at, got, err, want)
		}
	}
}

func TestTimeZonesAreNamesThatAreKnown(t *testing.T) {
	f := newFixture(t)
	for _, zone := range []string{"Mars/Olympus", "Local", "+02:00", "EST5EDT,M3.2.0,M11.1.0"} {
		if _, err := f.CreateTenant(t.Context(), store.Tenant{ID: "nowhere", TimeZone: zone}); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("time zone %q: %v, want it refused", zone, err)
		}
	}
}
