package store_test

import (
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/store"
)

func TestADestinationHasItsShareOfLeases(t *testing.T) {
	f := newFixture(t)
	f.fire(acme)
	f.fire(other)
	first, err := f.ClaimDeliveries(t.Context(), 10, 1, time.Minute)
	if err != nil || len(first) != 2 || first[0].Destination.ID == first[1].Destination.ID {
		t.Fatalf("claimed %+v, %v; want one of each destination", first, err)
	}
	if again, err := f.ClaimDeliveries(t.Context(), 10, 1, time.Minute); err != nil || len(again) != 0 {
		t.Errorf("%d more claimed while both are leased, %v", len(again), err)
	}
	if err := f.MarkDelivered(t.Context(), first[0].Tenant, first[0].ID, store.Attempt{Status: 200}); err != nil {
		t.Fatal(err)
	}
	if next, err := f.ClaimDeliveries(t.Context(), 10, 1, time.Minute); err != nil || len(next) != 1 || next[0].Tenant != first[0].Tenant {
		t.Errorf("claimed %+v, %v; want the one whose destination is free", next, err)
	}
}

func TestPostponingIsNoAttempt(t *testing.T) {
	f := newFixture(t)
	f.fire(acme)
	failed := f.claim(1, time.Minute)[0]
	if err := f.RetryDelivery(t.Context(), acme, failed.ID, store.Attempt{Status: 503, Error: "busy"}, 0); err != nil {
		t.Fatal(err)
	}
	held := f.claim(1, time.Minute)[0]
	if err := f.PostponeDelivery(t.Context(), acme, held.ID, time.Hour); err != nil {
		t.Fatal(err)
	}
	got := f.delivery(acme, held.ID)
	if got.Attempts != held.Attempts-1 || time.Until(got.NextAttemptAt) < 50*time.Minute {
		t.Errorf("after holding the attempt %d: %+v", held.Attempts, got)
	}
	if n := len(f.claim(10, time.Minute)); n != 0 {
		t.Errorf("%d others of the destination are still due", n)
	}
}

// A message that is held while another one gets through must not wait.
func TestPostponingAfterASuccessHoldsNothing(t *testing.T) {
	f := newFixture(t)
	f.fire(acme)
	claimed := f.claim(2, time.Minute)
	if err := f.MarkDelivered(t.Context(), acme, claimed[0].ID, store.Attempt{Status: 200}); err != nil {
		t.Fatal(err)
	}
	if err := f.PostponeDelivery(t.Context(), acme, claimed[1].ID, time.Hour); err != nil {
		t.Fatal(err)
	}
	if next := f.claim(10, time.Minute); len(next) != 1 || next[0].ID != claimed[1].ID || next[0].Attempts != 1 {
		t.Errorf("claimed %+v, want the held one at once", next)
	}
}
