package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/store"
)

// fire gives a tenant an alert whose two owners are to be told.
func (f *fixture) fire(tenant string) store.Destination {
	f.t.Helper()
	d := f.configure(tenant)
	f.complain(tenant, "x", 5)
	f.advance(tenant, noon.AddDate(0, 0, 5))
	return d
}

func (f *fixture) claim(limit int, lease time.Duration) []store.ClaimedDelivery {
	f.t.Helper()
	claimed, err := f.ClaimDeliveries(f.t.Context(), limit, limit, lease)
	if err != nil {
		f.t.Fatal(err)
	}
	return claimed
}

// makeDue lets time pass for the deliveries of a tenant that wait for their next attempt.
func (f *fixture) makeDue() {
	f.t.Helper()
	_, err := f.super.Exec(f.t.Context(), `UPDATE due_deliveries SET due_at = now(), leased_until = NULL WHERE due_at < 'infinity'`)
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *fixture) delivery(tenant string, id uuid.UUID) store.Delivery {
	f.t.Helper()
	all, err := f.ListDeliveries(f.t.Context(), tenant, store.DeliveryFilter{}, store.Page{Size: 100})
	if err != nil {
		f.t.Fatal(err)
	}
	for _, d := range all {
		if d.ID == id {
			return d
		}
	}
	f.t.Fatalf("no delivery %s", id)
	return store.Delivery{}
}

func TestAClaimHasWhatADispatcherNeeds(t *testing.T) {
	f := newFixture(t)
	d := f.fire(acme)
	claimed := f.claim(10, time.Minute)
	if len(claimed) != 2 {
		t.Fatalf("%d claimed, want one for each owner", len(claimed))
	}
	for _, c := range claimed {
		if c.Tenant != acme || c.Destination.ID != d.ID || c.Destination.URL != d.URL || c.Attempts != 1 ||
			len(c.Secrets.Signing) != 1 || c.Secrets.Signing[0] != "whsec_c2VjcmV0" || len(c.Message.Body) < 10 || c.Message.At.IsZero() {
			t.Errorf("claim %+v", c)
		}
	}
	if string(claimed[0].Message.Body) != string(claimed[1].Message.Body) {
		t.Error("the owners are told different things")
	}
	if again := f.claim(10, time.Minute); len(again) != 0 {
		t.Errorf("%d claimed again under the lease", len(again))
	}
}

func TestAChangedSealingKeyHoldsUpNobodyElse(t *testing.T) {
	f := newFixture(t)
	f.fire(acme)
	changed := f.open(func(o *store.Options) { o.SealingKey = []byte("another key, of thirty-two bytes") })
	claimed, err := changed.ClaimDeliveries(t.Context(), 10, 10, time.Minute)
	if err != nil || len(claimed) != 2 {
		t.Fatalf("%d claimed, %v", len(claimed), err)
	}
	for _, c := range claimed {
		if c.Sealed == nil || len(c.Secrets.Signing) != 0 || c.Destination.URL == "" {
			t.Errorf("secrets %v, sealed %v", c.Secrets, c.Sealed)
		}
	}
}

func TestDeliveriesEndOnce(t *testing.T) {
	f := newFixture(t)
	f.fire(acme)
	claimed := f.claim(10, time.Minute)
	ctx := t.Context()
	if err := f.MarkDelivered(ctx, acme, claimed[0].ID, store.Attempt{Status: 204}); err != nil {
		t.Fatal(err)
	}
	if err := f.KillDelivery(ctx, acme, claimed[1].ID, store.Attempt{Status: 410, Error: "gone"}); err != nil {
		t.Fatal(err)
	}
	// What comes after the end changes nothing.
	for _, err := range []error{
		f.KillDelivery(ctx, acme, claimed[0].ID, store.Attempt{Error: "late"}),
		f.RetryDelivery(ctx, acme, claimed[1].ID, store.Attempt{Error: "late"}, 0),
		f.MarkDelivered(ctx, acme, claimed[1].ID, store.Attempt{Status: 200}),
	} {
		if err != nil {
			t.Error(err)
		}
	}
	done, dead := f.delivery(acme, claimed[0].ID), f.delivery(acme, claimed[1].ID)
	if done.State != store.DeliveryDone || done.LastStatus != 204 || done.DeliveredAt.IsZero() || !done.NextAttemptAt.IsZero() {
		t.Errorf("delivered: %+v", done)
	}
	if dead.State != store.DeliveryDead || dead.LastError != "gone" || !dead.DeliveredAt.IsZero() {
		t.Errorf("dead: %+v", dead)
	}
	if n := f.count(`SELECT count(*) FROM due_deliveries`); n != 0 {
		t.Errorf("%d are still due", n)
	}
	if err := f.MarkDelivered(ctx, acme, uuid.New(), store.Attempt{}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("unknown delivery: %v, want ErrNotFound", err)
	}
}

func TestFailuresAreTriedAgainAndSuccessFreesTheRest(t *testing.T) {
	f := newFixture(t)
	d := f.fire(acme)
	claimed := f.claim(10, time.Minute)
	for _, c := range claimed {
		if err := f.RetryDelivery(t.Context(), acme, c.ID, store.Attempt{Status: 503, Error: "busy"}, time.Hour); err != nil {
			t.Fatal(err)
		}
	}
	waiting := f.delivery(acme, claimed[0].ID)
	if waiting.Attempts != 1 || waiting.LastStatus != 503 || time.Until(waiting.NextAttemptAt) < 50*time.Minute {
		t.Errorf("after a failure: %+v", waiting)
	}
	if failing, err := f.GetDestination(t.Context(), acme, d.ID); err != nil || failing.FailingSince.IsZero() {
		t.Errorf("the destination does not count as failing: %+v, %v", failing, err)
	}
	if n := len(f.claim(10, time.Minute)); n != 0 {
		t.Fatalf("%d claimed before they are due", n)
	}
	f.makeDue()
	probe := f.claim(1, time.Minute)
	if len(probe) != 1 || probe[0].Attempts != 2 || probe[0].Destination.FailingSince.IsZero() {
		t.Fatalf("probe %+v", probe)
	}
	if err := f.RetryDelivery(t.Context(), acme, probe[0].ID, store.Attempt{Error: "busy"}, time.Hour); err != nil {
		t.Fatal(err)
	}
	probe = f.claim(1, time.Minute)
	if err := f.MarkDelivered(t.Context(), acme, probe[0].ID, store.Attempt{Status: 200}); err != nil {
		t.Fatal(err)
	}
	if rest := f.claim(10, time.Minute); len(rest) != 1 {
		t.Errorf("%d of the rest are due after a success, want 1 at once", len(rest))
	}
}

func TestACrashedDispatcherLosesItsLease(t *testing.T) {
	f := newFixture(t)
	f.fire(acme)
	first := f.claim(10, 0)
	second := f.claim(10, time.Minute)
	if len(first) != 2 || len(second) != 2 || second[0].Attempts != 2 {
		t.Errorf("%d, then %d claimed", len(first), len(second))
	}
}

func TestDispatchersShareTheDeliveries(t *testing.T) {
	f := newFixture(t)
	f.fire(acme)
	f.fire(other)
	var seen sync.Map
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() {
			for {
				claimed, err := f.ClaimDeliveries(t.Context(), 1, 4, time.Minute)
				if err != nil {
					t.Error(err)
				}
				if len(claimed) == 0 {
					return
				}
				for _, c := range claimed {
					if _, twice := seen.LoadOrStore(c.Tenant+c.ID.String(), true); twice {
						t.Errorf("%s was claimed twice", c.ID)
					}
					if err := f.MarkDelivered(t.Context(), c.Tenant, c.ID, store.Attempt{Status: 200}); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	group.Wait()
	if n := f.count(`SELECT count(*) FROM deliveries WHERE state = 'delivered' AND attempts = 1`); n != 4 {
		t.Errorf("%d delivered at the first attempt, want 4", n)
	}
}

func TestADisabledDestinationHoldsItsDeliveries(t *testing.T) {
	for name, disable := range map[string]func(*fixture, store.Destination) error{
		"by the server": func(f *fixture, d store.Destination) error {
			return f.DisableDestination(f.t.Context(), acme, store.Delivery{DestinationID: d.ID}, "410 Gone")
		},
		"by a person": func(f *fixture, d store.Destination) error {
			d.DisabledAt = time.Now()
			return second(f.UpdateDestination(f.t.Context(), acme, d, nil, ""))
		},
		"behind the queue's back": func(f *fixture, d store.Destination) error {
			_, err := f.super.Exec(f.t.Context(), `UPDATE destinations SET disabled_at = now() WHERE id = $1`, d.ID)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			d := f.fire(acme)
			if err := disable(f, d); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				if n := len(f.claim(10, 0)); n != 0 {
					t.Fatalf("%d claimed for a disabled destination", n)
				}
			}
			if err := f.DeleteDestination(t.Context(), acme, d.ID, ""); !errors.Is(err, store.ErrInUse) {
				t.Errorf("deletion while deliveries wait: %v, want ErrInUse", err)
			}
			d.DisabledAt = time.Time{}
			if got, err := f.UpdateDestination(t.Context(), acme, d, nil, ""); err != nil || got.DisabledReason != "" {
				t.Fatal(got, err)
			}
			if n := len(f.claim(10, 0)); n != 2 {
				t.Errorf("%d claimed once it was enabled, want 2", n)
			}
		})
	}
}

func TestADeliveryWithoutADestinationDies(t *testing.T) {
	f := newFixture(t)
	d := f.fire(acme)
	if _, err := f.super.Exec(t.Context(), `DELETE FROM routes`); err != nil {
		t.Fatal(err)
	}
	if _, err := f.super.Exec(t.Context(), `DELETE FROM destinations WHERE id = $1`, d.ID); err != nil {
		t.Fatal(err)
	}
	if n := len(f.claim(10, 0)); n != 0 {
		t.Errorf("%d claimed", n)
	}
	if n := f.count(`SELECT count(*) FROM deliveries WHERE state = 'dead'`); n != 2 {
		t.Errorf("%d are dead, want 2", n)
	}
	if n := f.count(`SELECT count(*) FROM due_deliveries`); n != 0 {
		t.Errorf("%d are still due", n)
	}
}

func TestDeliveriesArePlannedOnce(t *testing.T) {
	f := newFixture(t)
	f.fire(acme)
	before := f.count(`SELECT count(*) FROM deliveries`)
	f.advance(acme, noon.AddDate(0, 0, 5).Add(time.Hour))
	if after := f.count(`SELECT count(*) FROM deliveries`); after != before || before != 2 {
		t.Errorf("%d deliveries, then %d", before, after)
	}
	page, err := f.ListDeliveries(context.Background(), acme, store.DeliveryFilter{State: store.DeliveryPending}, store.Page{Size: 1})
	if err != nil || len(page) != 1 {
		t.Fatal(page, err)
	}
	next, err := f.ListDeliveries(context.Background(), acme, store.DeliveryFilter{},
		store.Page{Size: 5, After: store.Position{Time: page[0].CreatedAt, ID: page[0].ID}})
	if err != nil || len(next) != 1 || next[0].ID == page[0].ID {
		t.Errorf("second page %+v, %v", next, err)
	}
}
