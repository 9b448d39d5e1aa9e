package store_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/store"
)

// firstRoute returns the id of a tenant's oldest route.
func (f *fixture) firstRoute(tenant string) uuid.UUID {
	f.t.Helper()
	routes, err := f.ListRoutes(f.t.Context(), tenant)
	if err != nil || len(routes) == 0 {
		f.t.Fatal(routes, err)
	}
	return routes[0].ID
}

// holdOne makes a message of the tenant's first alert wait, as quiet hours would.
func (f *fixture) holdOne(tenant string, destination uuid.UUID) error {
	_, err := f.super.Exec(f.t.Context(), `INSERT INTO held_deliveries (tenant_id, id, alert_id, change, team, role, likely, destination_id, route_id, until, why)
		SELECT tenant_id, gen_random_uuid(), id, change, 'digital', 'accountable', false, $2, $2, now() + interval '1 day', 'digest' FROM alerts WHERE tenant_id = $1 LIMIT 1`,
		tenant, destination)
	return err
}

// fired lets a tenant's complaints become an alert, with the given map, and returns it.
func (f *fixture) fired(tenant string, m *journey.Map, s route.Settings) store.StoredAlert {
	f.t.Helper()
	ctx := f.t.Context()
	f.configure(tenant)
	if _, err := f.PutJourneyMap(ctx, tenant, m, "", "test"); err != nil {
		f.t.Fatal(err)
	}
	if _, err := f.PutRoutingSettings(ctx, tenant, s, "", "test"); err != nil {
		f.t.Fatal(err)
	}
	f.complain(tenant, "x", 5)
	f.advance(tenant, noon.AddDate(0, 0, 5))
	alerts, err := f.ListAlerts(ctx, tenant, store.AlertFilter{States: []alert.State{alert.Firing}}, store.Page{Size: 2})
	if err != nil || len(alerts) != 1 {
		f.t.Fatalf("%d alerts fire, %v", len(alerts), err)
	}
	return alerts[0]
}

func (f *fixture) slots(tenant string, id uuid.UUID) []store.Ownership {
	f.t.Helper()
	found, err := f.ListOwnerships(f.t.Context(), tenant, id)
	if err != nil {
		f.t.Fatal(err)
	}
	return found[id]
}

// occasions returns why which team was told of an alert, as "team occasion".
func (f *fixture) occasions(tenant string, id uuid.UUID) []string {
	f.t.Helper()
	list, err := f.ListDeliveries(f.t.Context(), tenant, store.DeliveryFilter{AlertID: id}, store.Page{Size: 100})
	if err != nil {
		f.t.Fatal(err)
	}
	out := []string{}
	for _, d := range list {
		if d.Occasion != "" {
			out = append(out, d.Owner.Team+" "+string(d.Occasion))
		}
	}
	slices.Sort(out)
	return out
}

// threeTeams is theMap with a fallback team that has a route.
func (f *fixture) threeTeams(tenant string) (*journey.Map, route.Settings) {
	f.t.Helper()
	m := *theMap
	m.Teams = append(slices.Clone(m.Teams), "care")
	d, _, err := f.CreateDestination(f.t.Context(), tenant, store.Destination{Kind: route.Webhook, URL: "https://hooks.example/care"}, channel.Secrets{Signing: []string{"whsec_c2VjcmV0"}}, store.Request{})
	if err != nil {
		f.t.Fatal(err)
	}
	if _, _, err := f.CreateRoute(f.t.Context(), tenant, store.Route{Team: "care", Destinations: []uuid.UUID{d.ID}}, store.Request{}); err != nil {
		f.t.Fatal(err)
	}
	return &m, route.Settings{FallbackTeam: "care", Clocks: []route.Clock{{Severity: alert.SeverityMedium, AcceptWithin: 4 * time.Hour, RemindEvery: time.Hour}}}
}

// One accepts, the other declines: who holds what, what is on record, and who hears of it.
func TestOwnersAcceptAndDecline(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	m, s := f.threeTeams(acme)
	a := f.fired(acme, m, s)
	slots := f.slots(acme, a.ID)
	if len(slots) != 2 || slots[0].Team != "digital" || slots[0].State != route.Asked || slots[1].Team != "store_ops" || slots[1].DueAt.IsZero() {
		t.Fatalf("slots %+v", slots)
	}
	act := func(slot route.Role, a2 route.Act, etag string) (store.Ownership, error) {
		a2.At, a2.Actor = time.Now(), "tenants/acme/apiKeys/test"
		return f.ActOnOwnership(ctx, acme, store.OwnershipAct{AlertID: a.ID, Slot: slot, ETag: etag, Act: a2, Audit: store.AuditEntry{Actor: a2.Actor, Action: "act"}})
	}
	took, err := act(route.Accountable, route.Act{Kind: route.ActAccept, Team: "digital", Person: "Ada"}, slots[0].ETag)
	if err != nil || took.State != route.Accepted || took.Person != "Ada" || !took.DueAt.IsZero() || took.ETag == slots[0].ETag {
		t.Fatalf("accepted: %+v, %v", took, err)
	}
	if _, err := act(route.Accountable, route.Act{Kind: route.ActHandOver, Team: "digital", To: "care"}, slots[0].ETag); !errors.Is(err, store.ErrConflict) {
		t.Errorf("an old etag: %v, want ErrConflict", err)
	}
	if _, err := act(route.Accountable, route.Act{Kind: route.ActAccept, Team: "care"}, ""); !errors.Is(err, route.ErrNotAsked) {
		t.Errorf("a team that is not asked: %v", err)
	}
	passed, err := act(route.Contributing, route.Act{Kind: route.ActDecline, Team: "store_ops", Reason: "the web shop's"}, "")
	if err != nil || passed.Team != "care" || !passed.Fallback || passed.State != route.Asked {
		t.Fatalf("declined: %+v, %v", passed, err)
	}
	want := []string{"care asked/contributing/2", "digital answered/contributing/2", "store_ops answered/accountable/2"}
	if got := f.occasions(acme, a.ID); !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
	events, err := f.ListOwnershipEvents(ctx, acme, a.ID, store.Page{Size: 10})
	if err != nil || len(events) != 4 || events[0].Kind != route.ActDecline || events[0].Reason != "the web shop's" || events[0].Actor != "tenants/acme/apiKeys/test" ||
		events[0].To != "care" || events[0].Seam.From != "web" {
		t.Errorf("on record: %+v, %v", events, err)
	}
	f.advance(acme, noon.AddDate(0, 0, 6))
	if again := f.slots(acme, a.ID); !reflect.DeepEqual(again[0], took) || again[1].ETag != passed.ETag {
		t.Errorf("another evaluation changed who holds it: %+v", again)
	}
}

// The clock reminds, and then asks the next; what is over has no clock.
func TestClocksRemindAndEscalate(t *testing.T) {
	f := newFixture(t)
	m, s := f.threeTeams(acme)
	a := f.fired(acme, m, s)
	start := f.slots(acme, a.ID)[0].Since
	run := func(later time.Duration) int {
		t.Helper()
		n, err := f.RunClocks(t.Context(), acme, start.Add(later))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := run(59 * time.Minute); n != 0 {
		t.Errorf("before the hour %d slots are due", n)
	}
	if n := run(time.Hour); n != 2 || run(time.Hour) != 0 {
		t.Errorf("after an hour %d slots are reminded, once each", n)
	}
	want := []string{"digital reminder/accountable/2", "store_ops reminder/contributing/2"}
	if got := f.occasions(acme, a.ID); !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
	run(4 * time.Hour)
	for _, slot := range f.slots(acme, a.ID) {
		if slot.Team != "care" || !slot.Fallback || slot.State != route.Asked || !slot.DueAt.Equal(start.Add(8*time.Hour)) {
			t.Errorf("after the clock: %+v", slot.Assignment)
		}
	}
	past := f.advance(acme, noon.AddDate(0, 0, 40)) // quiet for so long that it fades and is resolved
	if n := len(past.Notices); n == 0 || past.Notices[n-1].Alert.State != alert.Resolved {
		t.Fatalf("%+v", past.Notices)
	}
	if n := run(100 * time.Hour); n != 0 {
		t.Errorf("of an alert that is over %d clocks run", n)
	}
}

// A break that nobody owns goes to the fallback team, which hears as what it is.
func TestUnownedBreaksGoToTheFallback(t *testing.T) {
	f := newFixture(t)
	m, s := f.threeTeams(acme)
	bare := *m
	bare.Seams, bare.Touchpoints = nil, slices.Clone(m.Touchpoints)
	for i := range bare.Touchpoints {
		bare.Touchpoints[i].Team = ""
	}
	a := f.fired(acme, &bare, s)
	slots := f.slots(acme, a.ID)
	if len(slots) != 1 || slots[0].Team != "care" || !slots[0].Fallback || slots[0].Owner().Role != route.Fallback {
		t.Errorf("slots %+v", slots)
	}
	if !a.LastChange.Message.Unowned || len(a.LastChange.Message.Owners) != 1 || a.LastChange.Message.Cost == nil {
		t.Errorf("the message: unowned %v, owners %+v, cost %+v", a.LastChange.Message.Unowned, a.LastChange.Message.Owners, a.LastChange.Message.Cost)
	}
}

// What was accepted once makes the team likely at the same seam, though no map names it.
func TestLaterAlertsLearnFromWhatTeamsSaid(t *testing.T) {
	f := newFixture(t)
	m, s := f.threeTeams(acme)
	bare := *m
	bare.Seams = nil
	a := f.fired(acme, &bare, s)
	act := store.OwnershipAct{AlertID: a.ID, Slot: route.Accountable, Act: route.Act{Kind: route.ActPropose, Team: "store_ops", To: "care", At: time.Now()}}
	if _, err := f.ActOnOwnership(t.Context(), acme, act); err != nil {
		t.Fatal(err)
	}
	act.Act = route.Act{Kind: route.ActAccept, Team: "care", At: time.Now()}
	if _, err := f.ActOnOwnership(t.Context(), acme, act); err != nil {
		t.Fatal(err)
	}
	var config evaluate.Config
	_, err := f.TakeTurn(t.Context(), acme, func(ctx context.Context, turn *store.Turn) (err error) {
		config, err = turn.Config(ctx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	got := route.Resolve(route.Question{Map: &bare, Seam: journey.Seam{From: "web", To: "desk"}, Past: config.Routes.Past, Fallback: "care"})
	if got.Owners[0].Team != "care" || !got.Owners[0].Likely {
		t.Errorf("owners %+v", got.Owners)
	}
}

// What is held back is told together when its time comes, once.
func TestHeldMessagesAreTold(t *testing.T) {
	f := newFixture(t)
	m, s := f.threeTeams(acme)
	s.Teams = []route.TeamSettings{{Team: "digital", DigestAlways: true}}
	a := f.fired(acme, m, s)
	told := func() (teams []string) {
		list, err := f.ListDeliveries(t.Context(), acme, store.DeliveryFilter{AlertID: a.ID}, store.Page{Size: 100})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range list {
			teams = append(teams, d.Owner.Team)
		}
		return teams
	}
	if got := told(); !slices.Equal(got, []string{"store_ops"}) {
		t.Fatalf("told at once: %q", got)
	}
	digest := s.Team("digital").NextDigest(a.ChangedAt)
	if n, err := f.ReleaseHeld(t.Context(), acme, digest.Add(-time.Second)); err != nil || n != 0 {
		t.Errorf("before the digest %d are told, %v", n, err)
	}
	if n, err := f.ReleaseHeld(t.Context(), acme, digest); err != nil || n != 1 {
		t.Errorf("at the digest %d are told, %v", n, err)
	}
	if n, err := f.ReleaseHeld(t.Context(), acme, digest); err != nil || n != 0 {
		t.Errorf("again: %d, %v", n, err)
	}
	if got := told(); !slices.Contains(got, "digital") || len(got) != 2 {
		t.Errorf("told in the end: %q", got)
	}
}

// The audience hears of affected accounts as their renewals come near, each once.
func TestRenewalsAreToldOnce(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	m, s := f.threeTeams(acme)
	a := f.fired(acme, m, s)
	d, _, err := f.CreateDestination(ctx, acme, store.Destination{Kind: route.Webhook, URL: "https://hooks.example/retention"}, channel.Secrets{Signing: []string{"whsec_c2VjcmV0"}}, store.Request{})
	if err != nil {
		t.Fatal(err)
	}
	asks := store.Route{Team: "retention", Destinations: []uuid.UUID{d.ID}, Conditions: route.Conditions{Audience: route.RouteAnybody, RenewalDays: 30}}
	if _, _, err := f.CreateRoute(ctx, acme, asks, store.Request{}); err != nil {
		t.Fatal(err)
	}
	due := func(account string, days int) ingest.Account {
		return ingest.Account{AccountID: account, RenewalDate: noon.AddDate(0, 0, days).Format(time.DateOnly)}
	}
	if _, err := f.UpsertAccounts(ctx, acme, []ingest.Account{due("x-a0", 20), due("x-a1", 50), due("x-a2", -3), due("elsewhere", 20)}); err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		days int
		want []string // accounts, of all messages so far
	}{{0, []string{"x-a0"}}, {1, []string{"x-a0"}}, {25, []string{"x-a0", "x-a1"}}, {26, []string{"x-a0", "x-a1"}}} {
		if _, err := f.TellRenewals(ctx, acme, noon.AddDate(0, 0, c.days)); err != nil {
			t.Fatal(err)
		}
		got := f.strings(`SELECT x->>'account_id' FROM deliveries d, jsonb_array_elements(d.addition->'exposed_renewals') x WHERE d.team = 'retention' AND d.alert_id = '` + a.ID.String() + `' ORDER BY 1`)
		if !slices.Equal(got, c.want) {
			t.Errorf("step %d: told of %q, want %q", i, got, c.want)
		}
	}
}
