package store_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/store"
)

// showOne notes that some delivery of a tenant left something to see.
func (f *fixture) showOne(tenant string) error {
	_, err := f.super.Exec(f.t.Context(), `INSERT INTO postings (tenant_id, id, alert_id, team, destination_id, reference, change, at)
		SELECT tenant_id, id, alert_id, team, destination_id, 'x', change, now() FROM deliveries WHERE tenant_id = $1 LIMIT 1`, tenant)
	return err
}

// board is a destination that shows one message for an alert, with what one team is told there.
type board struct {
	*fixture
	destination uuid.UUID
	first       uuid.UUID // the delivery that is planned
}

// newBoard has one delivery to a destination of a kind.
func newBoard(t *testing.T, kind route.DestinationKind) *board {
	f := newFixture(t)
	b := &board{fixture: f, destination: f.fire(acme).ID}
	b.exec(`UPDATE destinations SET kind = $1`, string(kind))
	b.exec(`DELETE FROM due_deliveries`)
	b.exec(`DELETE FROM deliveries WHERE team <> 'digital'`)
	b.exec(`INSERT INTO due_deliveries (tenant_id, delivery_id, destination_id) SELECT tenant_id, id, destination_id FROM deliveries`)
	if err := f.super.QueryRow(t.Context(), `SELECT id FROM deliveries`).Scan(&b.first); err != nil {
		t.Fatal(err)
	}
	return b
}

func (f *fixture) exec(query string, args ...any) {
	f.t.Helper()
	if _, err := f.super.Exec(f.t.Context(), query, args...); err != nil {
		f.t.Fatal(err)
	}
}

// plan plans another delivery about the alert: of n changes later, or besides one.
func (b *board) plan(later int, occasion string) uuid.UUID {
	b.t.Helper()
	id := uuid.New()
	b.exec(`INSERT INTO alert_changes SELECT (jsonb_populate_record(c, jsonb_build_object('id', c.id + 1000000 + $1::int, 'number', c.number + $1::int))).*
		FROM alert_changes c, deliveries d WHERE d.id = $2 AND c.tenant_id = d.tenant_id AND c.alert_id = d.alert_id AND c.number = d.change
		ON CONFLICT DO NOTHING`, later, b.first)
	b.exec(`INSERT INTO deliveries (tenant_id, id, alert_id, change, team, role, likely, destination_id, route_id, occasion)
		SELECT tenant_id, $1, alert_id, change + $2, team, role, likely, destination_id, route_id, $3 FROM deliveries WHERE id = $4`, id, later, occasion, b.first)
	b.exec(`INSERT INTO due_deliveries (tenant_id, delivery_id, destination_id) SELECT tenant_id, id, destination_id FROM deliveries WHERE id = $1`, id)
	return id
}

// taken claims what is due and returns the ids.
func (b *board) taken() []uuid.UUID {
	b.t.Helper()
	var out []uuid.UUID
	for _, c := range b.claim(10, time.Minute) {
		out = append(out, c.ID)
	}
	return out
}

func (b *board) want(what string, got []uuid.UUID, want ...uuid.UUID) {
	b.t.Helper()
	if len(got) != len(want) || len(got) == 1 && got[0] != want[0] {
		b.t.Fatalf("%s: claimed %v, want %v", what, got, want)
	}
}

func TestANewerChangeTakesThePlaceOfAnOlderOne(t *testing.T) {
	b := newBoard(t, route.Alertmanager)
	second, third := b.plan(1, ""), b.plan(2, "")
	b.want("the newest alone", b.taken(), third)
	for _, id := range []uuid.UUID{b.first, second} {
		if d := b.delivery(acme, id); d.State != store.DeliverySuperseded || d.SupersededBy != third || d.Attempts != 0 || !d.NextAttemptAt.IsZero() {
			t.Errorf("an older change: %+v", d)
		}
	}
	if n := b.count(`SELECT count(*) FROM due_deliveries`); n != 1 {
		t.Errorf("%d are due, want the newest alone", n)
	}
}

func TestAWebhookHearsOfEveryChange(t *testing.T) {
	b := newBoard(t, route.Webhook)
	b.plan(1, "")
	b.plan(2, "")
	if n := len(b.taken()); n != 3 {
		t.Errorf("%d claimed, want all three", n)
	}
}

func TestOneAttemptAtATimeAndInOrder(t *testing.T) {
	b := newBoard(t, route.Alertmanager)
	reminder := b.plan(0, "reminder/accountable/1")
	b.want("the change before what is said besides", b.taken(), b.first)
	newer := b.plan(1, "")
	b.want("while the first is under way", b.taken())
	if d := b.delivery(acme, b.first); d.State != store.DeliveryPending {
		t.Errorf("what is under way was taken from its dispatcher: %+v", d)
	}
	shown := channel.Posting{Reference: "r1", ChangeNumber: b.delivery(acme, b.first).ChangeNumber, At: noon}
	if err := b.MarkDelivered(t.Context(), acme, b.first, store.Attempt{Status: 200, Posting: &shown}); err != nil {
		t.Fatal(err)
	}
	next := b.claim(10, time.Minute)
	if len(next) != 1 || next[0].ID != newer || next[0].Posted == nil || *next[0].Posted != shown {
		t.Fatalf("then %+v, want the newer change with what is shown", next)
	}
	if err := b.RetryDelivery(t.Context(), acme, newer, store.Attempt{Error: "busy"}, time.Hour); err != nil {
		t.Fatal(err)
	}
	b.want("what is said besides, while the change waits for its next attempt", b.taken(), reminder)
}

func TestACrashDoesNotBlockAPlaceForGood(t *testing.T) {
	b := newBoard(t, route.Alertmanager)
	b.claim(10, time.Minute)
	newer := b.plan(1, "")
	b.want("while somebody may be at it", b.taken())
	b.exec(`UPDATE due_deliveries SET due_at = due_at - interval '61 seconds', leased_until = leased_until - interval '61 seconds'`)
	b.want("when the lease is over", b.taken(), newer)
	if d := b.delivery(acme, b.first); d.State != store.DeliverySuperseded {
		t.Errorf("the crashed one: %+v", d)
	}
}

func TestAnOldChangeIsNotShownOverANewerOne(t *testing.T) {
	b := newBoard(t, route.Slack)
	first := b.taken()
	b.want("the first", first, b.first)
	change := b.delivery(acme, b.first).ChangeNumber
	if err := b.MarkDelivered(t.Context(), acme, b.first, store.Attempt{Posting: &channel.Posting{Reference: "r", ChangeNumber: change + 3, At: noon}}); err != nil {
		t.Fatal(err)
	}
	again, err := b.RedeliverDelivery(t.Context(), acme, b.first)
	if err != nil || again.State != store.DeliveryPending || again.Attempts != 0 || !again.DeliveredAt.IsZero() {
		t.Fatal(again, err)
	}
	b.want("an old one again", b.taken())
	if d := b.delivery(acme, b.first); d.State != store.DeliverySuperseded {
		t.Errorf("delivery %+v", d)
	}
}

func TestAPostingNeverGoesBackAndIsFoundByItsReference(t *testing.T) {
	b := newBoard(t, route.Jira)
	change := b.delivery(acme, b.first).ChangeNumber
	for i, p := range []channel.Posting{{Reference: "OPS-1", ChangeNumber: change + 1, At: noon}, {Reference: "OPS-0", ChangeNumber: change, At: noon}} {
		if err := b.MarkDelivered(t.Context(), acme, b.first, store.Attempt{Posting: &p}); err != nil {
			t.Fatal(i, err)
		}
	}
	shown, err := b.FindPosting(t.Context(), acme, b.destination, "OPS-1")
	if err != nil || shown.ChangeNumber != change+1 || shown.Team != "digital" || shown.AlertID == uuid.Nil {
		t.Errorf("%+v, %v", shown, err)
	}
	for _, err := range []error{
		second(b.FindPosting(t.Context(), acme, b.destination, "OPS-0")), second(b.FindPosting(t.Context(), other, b.destination, "OPS-1")),
		second(b.FindPosting(t.Context(), acme, uuid.New(), "OPS-1")),
	} {
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%v, want ErrNotFound", err)
		}
	}
}

// TestDispatchersShareAPlace: whatever several dispatchers claim at once, no place has two attempts.
func TestDispatchersShareAPlace(t *testing.T) {
	b := newBoard(t, route.Alertmanager)
	for i := range 20 {
		b.plan(0, "reminder/"+string(rune('a'+i)))
	}
	var mu sync.Mutex
	under, done := 0, 0
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for {
				claimed, err := b.ClaimDeliveries(t.Context(), 4, 4, time.Minute)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				if under += len(claimed); under > 1 {
					t.Errorf("%d attempts at one place at once", under)
				}
				finished := done == 21
				mu.Unlock()
				if finished {
					return
				}
				for _, c := range claimed {
					mu.Lock()
					under--
					done++
					mu.Unlock()
					if err := b.MarkDelivered(t.Context(), acme, c.ID, store.Attempt{}); err != nil {
						t.Error(err)
					}
				}
				if len(claimed) == 0 { // what another had just locked comes back a moment later
					b.exec(`UPDATE due_deliveries SET due_at = now() WHERE delivery_id IN (
						SELECT delivery_id FROM due_deliveries WHERE waits_for IS NULL AND leased_until IS NULL FOR UPDATE SKIP LOCKED)`)
				}
			}
		})
	}
	group.Wait()
	if n := b.count(`SELECT count(*) FROM deliveries WHERE state = 'delivered' AND attempts = 1`); n != 21 {
		t.Errorf("%d delivered at the first attempt, want 21", n)
	}
}

func TestADestinationIsPaced(t *testing.T) {
	b := newBoard(t, route.Slack)
	// Another alert of the same team: the pace is the destination's.
	other := b.plan(0, "asked/accountable/1")
	b.exec(`UPDATE deliveries SET team = 'stores' WHERE id = $1`, other)
	first := b.taken()
	if len(first) != 1 {
		t.Fatalf("%d claimed at once, want 1", len(first))
	}
	b.want("right after", b.taken())
	if err := b.MarkDelivered(t.Context(), acme, first[0], store.Attempt{}); err != nil {
		t.Fatal(err)
	}
	b.want("still", b.taken())
	var wait time.Duration
	if err := b.super.QueryRow(t.Context(), `SELECT due_at - now() FROM due_deliveries`).Scan(&wait); err != nil || wait <= 0 || wait > route.Slack.Pace()+time.Second {
		t.Errorf("the next is due in %s, %v", wait, err)
	}
	b.exec(`UPDATE destinations SET paced_until = paced_until - interval '2 seconds'`)
	b.exec(`UPDATE due_deliveries SET due_at = due_at - interval '2 seconds'`)
	if n := len(b.taken()); n != 1 {
		t.Errorf("%d claimed when it may be sent, want 1", n)
	}
	if d := b.delivery(acme, other); d.Attempts+b.delivery(acme, b.first).Attempts != 2 {
		t.Errorf("waiting counted as an attempt: %+v", d)
	}
}
