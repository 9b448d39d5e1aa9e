package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/store"
)

func TestDeliveriesAreSentOnceMore(t *testing.T) {
	f := newFixture(t)
	d := f.fire(acme)
	ctx := t.Context()
	claimed := f.claim(10, time.Minute)
	if err := f.MarkDelivered(ctx, acme, claimed[0].ID, store.Attempt{Status: 200}); err != nil {
		t.Fatal(err)
	}
	if err := f.KillDelivery(ctx, acme, claimed[1].ID, store.Attempt{Status: 500, Error: "broken"}); err != nil {
		t.Fatal(err)
	}
	planned := f.delivery(acme, claimed[0].ID).CreatedAt
	for what, none := range map[string]store.Redelivery{
		"before they were planned": {DestinationID: d.ID, State: store.DeliveryDead, To: planned},
		"after":                    {DestinationID: d.ID, State: store.DeliveryDone, From: planned.Add(time.Hour)},
	} {
		if n, err := f.RedeliverDeliveries(ctx, acme, none); err != nil || n != 0 {
			t.Errorf("%s: %d, %v", what, n, err)
		}
	}
	if n, err := f.RedeliverDeliveries(ctx, acme, store.Redelivery{DestinationID: d.ID, State: store.DeliveryDead, From: planned.Add(-time.Second)}); err != nil || n != 1 {
		t.Fatalf("%d dead ones, %v", n, err)
	}
	again := f.claim(10, time.Minute)
	if len(again) != 1 || again[0].ID != claimed[1].ID || again[0].Attempts != 1 || again[0].LastError != "" {
		t.Fatalf("then %+v", again)
	}
	if got, err := f.RedeliverDelivery(ctx, acme, claimed[0].ID); err != nil || got.State != store.DeliveryPending {
		t.Fatal(got, err)
	}
	if again := f.claim(10, time.Minute); len(again) != 1 || again[0].ID != claimed[0].ID {
		t.Errorf("the delivered one: %+v", again)
	}
	if got, err := f.RedeliverDelivery(ctx, acme, claimed[1].ID); err != nil || got.State != store.DeliveryPending {
		t.Fatal(got, err)
	}
	if again := f.claim(10, time.Minute); len(again) != 0 {
		t.Errorf("one that is attempted just now was taken from its dispatcher: %+v", again)
	}
	for _, err := range []error{
		second(f.RedeliverDelivery(ctx, acme, uuid.New())), second(f.RedeliverDelivery(ctx, other, claimed[0].ID)),
		second(f.RedeliverDeliveries(ctx, other, store.Redelivery{DestinationID: d.ID, State: store.DeliveryDead})),
	} {
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%v, want ErrNotFound", err)
		}
	}
}

// TestManyDeliveriesAreSentOnceMore: more than one transaction takes.
func TestManyDeliveriesAreSentOnceMore(t *testing.T) {
	f := newFixture(t)
	d := f.fire(acme)
	f.exec(`INSERT INTO deliveries (tenant_id, id, alert_id, change, team, role, likely, destination_id, route_id, state)
		SELECT tenant_id, gen_random_uuid(), alert_id, change, team || n, role, likely, destination_id, route_id, 'dead'
		FROM (SELECT * FROM deliveries LIMIT 1) d, generate_series(1, 2500) n`)
	n, err := f.RedeliverDeliveries(t.Context(), acme, store.Redelivery{DestinationID: d.ID, State: store.DeliveryDead})
	if err != nil || n != 2500 {
		t.Errorf("%d, %v, want 2500", n, err)
	}
	if n := f.count(`SELECT count(*) FROM due_deliveries WHERE due_at <= now()`); n != 2502 {
		t.Errorf("%d are due, want 2502", n)
	}
}

func TestWhatIsSentOnceMoreToADisabledDestinationWaits(t *testing.T) {
	f := newFixture(t)
	d := f.fire(acme)
	claimed := f.claim(10, time.Minute)
	if err := f.KillDelivery(t.Context(), acme, claimed[0].ID, store.Attempt{Error: "broken"}); err != nil {
		t.Fatal(err)
	}
	f.exec(`UPDATE destinations SET disabled_at = now() WHERE id = $1`, d.ID)
	if _, err := f.RedeliverDelivery(t.Context(), acme, claimed[0].ID); err != nil {
		t.Fatal(err)
	}
	if n := f.count(`SELECT count(*) FROM due_deliveries WHERE delivery_id = $1 AND due_at = 'infinity'`, claimed[0].ID); n != 1 {
		t.Error("it is not held")
	}
}
