package store_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/store"
)

// A team goes only when what it holds has another home: in the map, in alerts, routes and settings.
func TestATeamIsRehomedBeforeItGoes(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	m, s := f.threeTeams(acme)
	s.Teams = []route.TeamSettings{{Team: "digital", EscalatesTo: "store_ops"}, {Team: "store_ops", BudgetAlerts: 3, BudgetDays: 7}}
	a := f.fired(acme, m, s)
	del := store.TeamDeletion{Team: "store_ops", Actor: "tenants/acme/apiKeys/test", At: time.Now()}
	_, err := f.DeleteTeam(ctx, acme, del)
	var held *store.HeldError
	if !errors.As(err, &held) || !errors.Is(err, store.ErrInUse) {
		t.Fatalf("a team that holds something: %v", err)
	}
	for _, want := range []string{"touchpoint desk", "seam web -> desk", "the escalation of team digital", "the contributing slot of alert " + a.ID.String()} {
		if !slices.Contains(held.Holdings, want) {
			t.Errorf("%q is not in the list %q", want, held.Holdings)
		}
	}
	without := *m
	without.Teams, without.Seams, without.Touchpoints = []string{"digital", "care"}, nil, nil
	if _, err := f.PutJourneyMap(ctx, acme, &without, "", "test"); !errors.As(err, &held) || len(held.Holdings) != 3 {
		t.Errorf("a map that leaves it out: %v", err)
	}
	del.To, del.ETag = "care", "stale"
	if _, err := f.DeleteTeam(ctx, acme, del); !errors.Is(err, store.ErrConflict) {
		t.Errorf("an old etag: %v, want ErrConflict", err)
	}
	if routes, err := f.ListRoutes(ctx, acme); err != nil || routes[1].Team != "store_ops" && routes[2].Team != "store_ops" {
		t.Errorf("a refused deletion has changed routes: %+v, %v", routes, err)
	}
	del.ETag = ""
	v, err := f.DeleteTeam(ctx, acme, del)
	if err != nil || slices.Contains(v.Map.Teams, "store_ops") || len(v.Map.Holdings("store_ops")) > 0 || v.Map.Seams[0].Contributing != "care" {
		t.Fatalf("deleted: %+v, %v", v.Map, err)
	}
	slot := f.slots(acme, a.ID)[1]
	if slot.Team != "care" || slot.State != route.Asked || slot.Number != 2 {
		t.Errorf("its slot: %+v", slot.Assignment)
	}
	settings, err := f.GetRoutingSettings(ctx, acme)
	if err != nil || len(settings.Teams) != 1 || settings.Teams[0].EscalatesTo != "care" || settings.FallbackTeam != "care" {
		t.Errorf("settings: %+v, %v", settings.Settings, err)
	}
	routes, err := f.ListRoutes(ctx, acme)
	for _, r := range routes {
		if err != nil || r.Team == "store_ops" {
			t.Errorf("route of the team: %+v, %v", r, err)
		}
	}
	if _, err := f.DeleteTeam(ctx, acme, del); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("deleted twice: %v", err)
	}
}

// What nobody owns is listed until a team accepts it.
func TestUnownedAlerts(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	m, s := f.threeTeams(acme)
	bare := *m
	bare.Seams = nil
	a := f.fired(acme, &bare, s)
	list, fallback, err := f.ListUnownedAlerts(ctx, acme, noon.AddDate(0, 0, 6))
	if err != nil || len(list) != 1 || list[0].ID != a.ID || list[0].Likely != "store_ops" || fallback != "care" {
		t.Fatalf("unowned: %+v, fallback %q, %v", list, fallback, err)
	}
	act := store.OwnershipAct{AlertID: a.ID, Slot: route.Accountable, Act: route.Act{Kind: route.ActAccept, Team: "store_ops", At: time.Now()}}
	if _, err := f.ActOnOwnership(ctx, acme, act); err != nil {
		t.Fatal(err)
	}
	if list, _, err := f.ListUnownedAlerts(ctx, acme, noon.AddDate(0, 0, 6)); err != nil || len(list) > 0 {
		t.Errorf("after a team has accepted: %+v, %v", list, err)
	}
	q, err := f.OwnerQuestion(ctx, acme, journey.Seam{From: "web", To: "desk"}, noon.AddDate(0, 0, 6))
	if err != nil || q.Reading == nil || len(q.Past) != 1 {
		t.Errorf("the question: %+v, %v", q, err)
	}
	if got := route.Resolve(q); got.Tried[2].Rule != route.RulePast || !got.Tried[2].Used || got.Owners[0].Team != "store_ops" {
		t.Errorf("who would own the next: %+v", got)
	}
}

// A draft of a route is tried on what really happened.
func TestRouteHistory(t *testing.T) {
	f := newFixture(t)
	m, s := f.threeTeams(acme)
	a := f.fired(acme, m, s)
	past, table, err := f.RouteHistory(t.Context(), acme, time.Time{}, time.Time{})
	if err != nil || len(past) != a.Changes || past[0].Change.Number != 1 || len(past[0].Owners) != 2 {
		t.Fatalf("%d changes of %d, %v", len(past), a.Changes, err)
	}
	draft := table.Routes[0]
	draft.ID, draft.Team, draft.Audience = "draft", "leaders", route.RouteAnybody
	if got := route.PreviewRoute(draft, past, table); len(got.Messages) != 1 || got.Messages[0].AlertID != a.ID || got.Messages[0].Owner.Role != route.Audience {
		t.Errorf("a draft for leaders: %+v", got)
	}
	if past, _, err := f.RouteHistory(t.Context(), acme, a.ChangedAt.Add(time.Second), time.Time{}); err != nil || len(past) != 0 {
		t.Errorf("after the last change: %d, %v", len(past), err)
	}
}
