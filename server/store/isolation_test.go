package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/track"
)

// TestTenantsSeeNothingOfEachOther fills every table for one tenant, then looks as the other.
func TestTenantsSeeNothingOfEachOther(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	destination := f.configure(acme)
	key, _, err := f.CreateAPIKey(ctx, acme, store.NewAPIKey{DisplayName: "k", Role: store.Admin})
	if err != nil {
		t.Fatal(err)
	}
	f.complain(acme, "x", 5)
	f.advance(acme, noon.AddDate(0, 0, 5))
	for _, err := range []error{
		f.Audit(ctx, acme, store.AuditEntry{Actor: "test", Action: "test"}),
		second(f.UpsertAccounts(ctx, acme, []ingest.Account{{AccountID: "a"}})),
		second(f.UpsertLocations(ctx, acme, []ingest.Location{{LocationID: "l"}})),
		second(f.UpsertCommercialRecords(ctx, acme, []ingest.CommercialRecord{{RecordID: "r", OccurredAt: noon}})),
		f.InTx(ctx, acme, add),
		f.KeepAssistAnswer(ctx, acme, "hash", []byte("[]")),
		second(f.SpendAssist(ctx, acme, 1, 1, 0, 0)),
		second(f.StartRereading(ctx, acme, newModel)),
		second(f.PutRoutingSettings(ctx, acme, route.Settings{FallbackTeam: "digital"}, "", "test")),
		second(f.PutPlaybook(ctx, acme, []track.Play{{ID: "ours", Off: true}}, "", "test")),
		f.holdOne(acme, destination.ID),
		f.showOne(acme),
		second(f.CreateFix(ctx, acme, track.Fix{Seam: journey.Seam{From: "a", To: "b"}, ShippedAt: noon}, store.Request{})),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	f.decide(acme, group.Decision{Kind: group.Rename, Cluster: f.firstCluster(acme), Title: "the desk knows nothing"})
	if _, err := f.AddOpinion(ctx, acme, store.Opinion{Mention: f.firstMention(acme), Kind: group.Reject, Actor: "r", At: noon}, "", store.AuditEntry{}); err != nil {
		t.Fatal(err)
	}
	f.reread(acme, readAnew, 10, 1)
	_, err = f.TakeTurn(ctx, acme, func(ctx context.Context, t *store.Turn) error {
		taught := store.CalibrationDocument{Calibration: group.Calibration{Slope: 0.8, Offset: 0.2}}
		return t.AddCalibration(ctx, uuid.New(), "test", noon, taught)
	})
	if err != nil {
		t.Fatal(err)
	}
	proposal, err := f.Propose(ctx, acme, group.Decision{Kind: group.Rename, Cluster: f.firstCluster(acme), Title: "x", Actor: "one", At: noon}, store.Request{}, store.AuditEntry{})
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range f.strings(`SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relnamespace = 'public'::regnamespace`) {
		if f.count(fmt.Sprintf(`SELECT count(*) FROM %s WHERE tenant_id = 'acme'`, table)) == 0 {
			t.Errorf("this test writes no row of %s, so it proves nothing of it", table)
		}
		err := f.InTx(ctx, other, func(ctx context.Context, w *store.Work) error {
			var n int
			if err := w.Tx().QueryRow(ctx, fmt.Sprintf(`SELECT count(*) FROM %s WHERE tenant_id = 'acme'`, table)).Scan(&n); err != nil || n > 0 {
				t.Errorf("%s shows %d rows of another tenant, %v", table, n, err)
			}
			tag, err := w.Tx().Exec(ctx, fmt.Sprintf(`DELETE FROM %s WHERE tenant_id = 'acme'`, table))
			if err == nil && tag.RowsAffected() > 0 {
				t.Errorf("%s lets another tenant delete", table)
			}
			return nil
		})
		if err != nil && !strings.Contains(err.Error(), "rollback") {
			t.Error(err)
		}
	}
	alerts, err := f.ListAlerts(ctx, acme, store.AlertFilter{}, store.Page{Size: 1})
	if err != nil || len(alerts) != 1 {
		t.Fatal(err)
	}
	members, err := f.ListMentions(ctx, acme, alerts[0].ClusterID, 0, 1)
	if err != nil || len(members) != 1 {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"mention":      third(f.GetMention(ctx, other, members[0].ID)),
		"alert":        second(f.GetAlert(ctx, other, alerts[0].ID)),
		"cluster":      second(f.GetCluster(ctx, other, alerts[0].ClusterID)),
		"mentions":     second(f.ListMentions(ctx, other, alerts[0].ClusterID, 0, 10)),
		"destination":  second(f.GetDestination(ctx, other, destination.ID)),
		"update":       second(f.UpdateDestination(ctx, other, destination, nil, "")),
		"delete":       f.DeleteDestination(ctx, other, destination.ID, ""),
		"revoke":       second(f.RevokeAPIKey(ctx, other, key.ID)),
		"route across": third(f.CreateRoute(ctx, other, store.Route{Team: "t", Destinations: []uuid.UUID{destination.ID}}, store.Request{})),
		"proposal":     second(f.GetProposal(ctx, other, proposal.ID)),
		"decline":      second(f.DeclineProposal(ctx, other, store.Proposal{ID: proposal.ID, Reviewer: "two", ReviewedAt: noon}, store.Request{}, store.AuditEntry{})),
		"decision":     second(f.GetDecision(ctx, other, f.firstDecision(acme))),
		"placed":       second(f.PlacedMention(ctx, other, members[0].ID)),
		"events":       second(f.ListClusterEvents(ctx, other, alerts[0].ClusterID, 0, 10)),
		"opinion":      second(f.AddOpinion(ctx, other, store.Opinion{Mention: members[0].ID, Kind: group.Reject}, "", store.AuditEntry{})),
		"route":        second(f.GetRoute(ctx, other, f.firstRoute(acme))),
		"ownership":    second(f.GetOwnership(ctx, other, alerts[0].ID, route.Accountable)),
		"act": second(f.ActOnOwnership(ctx, other, store.OwnershipAct{
			AlertID: alerts[0].ID, Slot: route.Accountable, Act: route.Act{Kind: route.ActAccept, Team: "digital"},
		})),
		"exposed":     second(f.ExposedAccounts(ctx, other, store.ExposedFilter{Cluster: alerts[0].ClusterID})),
		"began":       second(f.ClusterBegan(ctx, other, alerts[0].ClusterID)),
		"calibration": second(f.GetCalibration(ctx, other, 1)),
		"never was":   second(f.GetAlert(ctx, other, uuid.New())),
	} {
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v, want ErrNotFound", name, err)
		}
	}
	if exposed, err := f.ExposedAccounts(ctx, other, store.ExposedFilter{}); err != nil || len(exposed) != 0 {
		t.Errorf("%d exposed accounts of another tenant, %v", len(exposed), err)
	}
	empty, err := f.ListDeliveries(ctx, other, store.DeliveryFilter{}, store.Page{Size: 10})
	if err != nil || len(empty) != 0 {
		t.Errorf("%d deliveries of another tenant, %v", len(empty), err)
	}
}

func second[A any](_ A, err error) error { return err }

func third[A, B any](_ A, _ B, err error) error { return err }

// TestSameIdsInTwoTenants: what sources and clients call things is theirs alone.
func TestSameIdsInTwoTenants(t *testing.T) {
	f := newFixture(t)
	for _, tenant := range []string{acme, other} {
		f.configure(tenant)
		f.complain(tenant, "same", 5)
		f.advance(tenant, noon.AddDate(0, 0, 5))
		if _, err := f.UpsertAccounts(t.Context(), tenant, []ingest.Account{{AccountID: "same-a1"}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, tenant := range []string{acme, other} {
		alerts, err := f.ListAlerts(t.Context(), tenant, store.AlertFilter{}, store.Page{Size: 10})
		if err != nil || len(alerts) != 1 {
			t.Fatalf("%s: %d alerts, %v", tenant, len(alerts), err)
		}
		cluster, err := f.GetCluster(t.Context(), tenant, alerts[0].ClusterID)
		if err != nil || cluster.Mentions != 5 {
			t.Errorf("%s: %d mentions, %v", tenant, cluster.Mentions, err)
		}
	}
}
