package jobs_test

import (
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/store"
)

// costly is an office with one complaint of an account that is worth much, of the month before.
func costly(t *testing.T) *office {
	t.Helper()
	o := newOffice(t)
	o.now = time.Date(2026, 5, 29, 12, 0, 0, 0, time.UTC)
	if _, err := o.PutPolicy(t.Context(), acme, alert.Policy{WindowDays: 60, MinCustomers: 50}.WithDefaults(), "", "test"); err != nil {
		t.Fatal(err)
	}
	if _, err := o.UpsertAccounts(t.Context(), acme, []ingest.Account{{AccountID: "rich", AnnualValue: &ingest.Money{Minor: 500_000_00, Currency: "USD"}}}); err != nil {
		t.Fatal(err)
	}
	in := ingest.Interaction{
		SourceSystem: "test", ExternalID: "one", Source: "call", Channel: "phone", OccurredAt: o.now, ReceivedAt: o.now,
		CustomerID: "c", AccountID: "rich", Turns: []ingest.Turn{{Speaker: ingest.SpeakerCustomer, Text: complaint}},
	}
	if _, err := o.PushInteractions(t.Context(), acme, []store.Item{{Interaction: in, ContentHash: []byte("one")}}); err != nil {
		t.Fatal(err)
	}
	o.settle()
	return o
}

// nextDay moves the clock, and lets the tenant's clock catch up.
func (o *office) nextDay(to time.Time) {
	o.t.Helper()
	o.now = to
	o.settle()
	o.now = to.Add(2 * time.Minute) // nothing arrives
	o.settle()
}

// The owners of a costly break hear of it with their next digest, once in the month, and a server that
// starts anew does not tell them again.
func TestOwnersAreRemindedOfACostlyBreak(t *testing.T) {
	o := costly(t)
	o.route("http://203.0.113.1/hook", "digital", "stores") // listens to firing alone
	if n := len(o.alerts()); n != 0 {
		t.Fatalf("%d alerts before the month is over", n)
	}
	o.nextDay(time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC))
	a := o.onlyAlert()
	if a.State != alert.Forming || !strings.HasPrefix(a.LastChange.Reason, "monthly reminder: few complain and much is at stake: USD 500000.00 of account value with 1 complaint") {
		t.Fatalf("%s: %q", a.State, a.LastChange.Reason)
	}
	digest := time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
	if n, err := o.ReleaseHeld(t.Context(), acme, digest.Add(-time.Minute)); err != nil || n != 0 {
		t.Errorf("%d told before the digest, %v", n, err)
	}
	if n, err := o.ReleaseHeld(t.Context(), acme, digest); err != nil || n != 2 {
		t.Fatalf("%d told with the digest, %v; want both owners", n, err)
	}
	sent, err := o.ListDeliveries(t.Context(), acme, store.DeliveryFilter{}, store.Page{Size: 10})
	if err != nil || len(sent) != 2 || sent[0].AlertID != a.ID || sent[0].ChangeNumber != 1 {
		t.Fatalf("%d deliveries, %v", len(sent), err)
	}
	o.evaluation.Forget(acme) // as a new process
	o.nextDay(time.Date(2026, 6, 20, 6, 0, 0, 0, time.UTC))
	if a := o.onlyAlert(); a.Changes != 1 {
		t.Errorf("reminded again in the same month: %q", a.LastChange.Reason)
	}
	o.nextDay(time.Date(2026, 7, 2, 6, 0, 0, 0, time.UTC))
	if a := o.onlyAlert(); a.Changes != 2 {
		t.Errorf("%d changes in July, want a second reminder", a.Changes)
	}
}

// Nobody is reminded who does not want to be, nor of what is in a history that is only now coming in.
func TestCostlyRemindersAreSwitchedOff(t *testing.T) {
	o := costly(t)
	if _, err := o.PutRoutingSettings(t.Context(), acme, route.Settings{NoCostlyReminder: true}, "", "test"); err != nil {
		t.Fatal(err)
	}
	o.nextDay(time.Date(2026, 6, 2, 6, 0, 0, 0, time.UTC))
	if n := len(o.alerts()); n != 0 {
		t.Errorf("%d reminders though they are off", n)
	}
}
