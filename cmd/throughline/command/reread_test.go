package command

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/jobs"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/storetest"
	"github.com/throughline-cx/throughline/server/understand"
)

const complaint = "The website said my order was ready for pickup, but the store told me they had no record of it."

// history is a tenant whose interactions an older model has read, all of them as complaints
// about one handoff, so that an alert fires. Only some of them are complaints.
func history(t *testing.T, db *storetest.DB, n int) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), db.AppURL, store.Options{SealingKey: make([]byte, 32)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err = s.CreateTenant(t.Context(), store.Tenant{ID: apptest.Tenant, DisplayName: "Acme"})
	must(err)
	_, err = s.PutJourneyMap(t.Context(), apptest.Tenant, &journey.Map{Touchpoints: []journey.Touchpoint{
		{ID: "website", Name: "Website", Kinds: []journey.Kind{journey.KindWeb}, Aliases: []string{"website"}},
		{ID: "store", Name: "Store", Kinds: []journey.Kind{journey.KindStore}, Aliases: []string{"store"}},
	}}, "", "test")
	must(err)
	_, err = s.PutPolicy(t.Context(), apptest.Tenant, alert.Policy{WindowDays: 7, MinCustomers: 3}.WithDefaults(), "", "test")
	must(err)
	items := make([]store.Item, n)
	for i := range items {
		text := "Thank you for the quick answer, everything is fine and I like the new colours."
		if i%10 == 0 {
			text = complaint
		}
		items[i] = interaction(fmt.Sprintf("call-%04d", i), text)
	}
	_, err = s.PushInteractions(t.Context(), apptest.Tenant, items)
	must(err)
	older := &jobs.Understanding{Store: s, GivenBy: "older", Given: func(in ingest.Interaction) []understand.Mention {
		return []understand.Mention{{
			Confidence: 0.9, From: journey.Certain("website", 0.9), To: journey.Certain("store", 0.9), Located: journey.LocatedBoth,
			Mode:  journey.Certain(string(journey.ModeStateMismatch), 0.9),
			Quote: understand.Quote{End: 10, Text: in.Turns[0].Text[:10]}, Model: "older",
		}}
	}}
	evaluation := &jobs.Evaluation{Store: s, Clock: time.Now}
	for busy := true; busy; {
		read, err := older.Once(t.Context())
		must(err)
		judged, err := evaluation.Once(t.Context())
		must(err)
		busy = read+judged > 0
	}
	return s
}

func TestRereadFromStartToApply(t *testing.T) {
	db := storetest.New(t)
	s := history(t, db, 40)
	reread := func(name string, more ...string) result {
		return run(t, "", append([]string{"reread", name, "--tenant", apptest.Tenant, "--database-url", db.AppURL}, more...)...)
	}
	reread("status").want(t, exitFailure, "'throughline reread start --tenant acme' starts one")
	reread("diff").want(t, exitFailure, "'throughline reread start --tenant acme' starts one")
	reread("start").want(t, exitOK, "reading: 0 of 40 interactions read with model "+understand.Default().Version())
	reread("diff").want(t, exitFailure, "it has read 0 of 40 interactions")
	reread("discard").want(t, exitOK, "discarded: 0 of 40")
	reread("apply").want(t, exitFailure, "the last one was discarded")
	reread("start", "--here").want(t, exitOK, "ready: 40 of 40 interactions read")
	shown := reread("diff", "--limit", "2")
	shown.want(t, exitOK, "mentions: 40 now, ", "  lost call-0001: website -> store (state_mismatch) \"Thank you \"", " more lost\n", "clusters: 0 new, ")
	var diff evaluate.Diff
	if r := reread("diff", "--json"); json.Unmarshal([]byte(r.out), &diff) != nil || diff.Mentions.Lost < 30 {
		t.Errorf("as JSON: %s%s", r.out, r.err)
	}
	reread("diff", "--regroup").want(t, exitOK, "mentions: 40 now, ", "clusters: ")
	applied := reread("apply", "--limit", "2")
	applied.want(t, exitOK, "applied what model "+understand.Default().Version()+" found in 40 interactions")
	if applied.out != shown.out {
		t.Errorf("applied:\n%s\nshown before:\n%s", applied.out, shown.out)
	}
	reread("status", "--json").want(t, exitOK, `"state":"applied"`, `"clusters_same":`)
	if r, err := s.StartRereading(t.Context(), apptest.Tenant, "newer"); err != nil || r.Interactions != 0 {
		t.Fatal(r, err)
	}
	reread("status").want(t, exitOK, "only a server whose model is newer reads on")
	reread("start").want(t, exitFailure, "one with model newer is reading: apply or discard it first")
}

// A process that is killed while it reads leaves what it has read; the next one goes on there.
func TestRereadGoesOnAfterKill(t *testing.T) {
	db := storetest.New(t)
	const n = 2000
	s := history(t, db, n)
	args := []string{"reread", "start", "--here", "--tenant", apptest.Tenant, "--database-url", db.AppURL}
	process := exec.CommandContext(context.WithoutCancel(t.Context()), os.Args[0], args...)
	process.Env = append(os.Environ(), programVariable+"=1")
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	latest := func() store.Rereading {
		r, _ := s.LatestRereading(t.Context(), apptest.Tenant)
		return r
	}
	apptest.Eventually(t, "the process reads", func() bool { return latest().Interactions > 0 })
	if err := process.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = process.Wait() // says that it was killed
	killed := latest()
	if killed.State != store.RereadingReading || killed.Interactions >= n {
		t.Fatalf("it was killed too late: %+v", killed)
	}
	run(t, "", args...).want(t, exitOK, fmt.Sprintf("ready: %d of %d interactions read", n, n))
	if r := latest(); r.ID != killed.ID || r.Interactions != n {
		t.Errorf("another rereading ended: %+v, the killed one was %+v", r, killed)
	}
}

// A running server reads in the background, and goes on with what was applied beside it.
func TestRereadNextToAServer(t *testing.T) {
	db := storetest.New(t)
	s := history(t, db, 60)
	where := []string{"--tenant", apptest.Tenant, "--database-url", db.AppURL}
	_, stop := start(t, app.Options{
		Database: app.DatabaseOptions{URL: db.AppURL}, SecretKey: base64.StdEncoding.EncodeToString(make([]byte, 32)),
		GRPCAddr: "127.0.0.1:0", HTTPAddr: "127.0.0.1:0",
	})
	run(t, "", append([]string{"reread", "start"}, where...)...).want(t, exitOK)
	apptest.Eventually(t, "the server has read everything", func() bool {
		r, err := s.LatestRereading(t.Context(), apptest.Tenant)
		return err == nil && r.State == store.RereadingReady
	})
	run(t, "", append([]string{"reread", "apply"}, where...)...).want(t, exitOK, "mentions: 60 now, 6 then; 0 gained, ")
	complain(t, s, 5)
	apptest.Eventually(t, "the server has evaluated what came in since", func() bool {
		depth, err := s.QueueDepth(t.Context())
		return err == nil && depth == store.QueueDepth{}
	})
	clusters, err := s.ListClusters(t.Context(), apptest.Tenant, store.Page{Size: 10})
	if err != nil || len(clusters) != 1 || clusters[0].Mentions != 11 {
		t.Errorf("clusters %+v, %v; want one with 6 + 5 mentions", clusters, err)
	}
	stop()
}

// complain pushes complaints beside a server.
func complain(t *testing.T, s *store.Store, n int) {
	t.Helper()
	items := make([]store.Item, n)
	for i := range items {
		items[i] = interaction(fmt.Sprintf("later-%d", i), complaint)
	}
	if _, err := s.PushInteractions(t.Context(), apptest.Tenant, items); err != nil {
		t.Fatal(err)
	}
}

func interaction(id, text string) store.Item {
	hash := sha256.Sum256([]byte(id))
	return store.Item{ContentHash: hash[:], Interaction: ingest.Interaction{
		SourceSystem: "crm", ExternalID: id, Source: "call", Channel: "phone", Language: "en", CustomerID: id,
		OccurredAt: time.Now().Add(-time.Hour), Turns: []ingest.Turn{{Speaker: ingest.SpeakerCustomer, Text: text}},
	}}
}

func TestRereadOfNobody(t *testing.T) {
	db := storetest.New(t)
	run(t, "", "reread", "start", "--tenant", "acme", "--database-url", db.AppURL).want(t, exitFailure, `there is no tenant "acme"`)
	run(t, "", "reread", "apply", "--tenant", "acme", "--database-url", db.AppURL).want(t, exitFailure, `there is no tenant "acme"`)
	run(t, "", "reread", "diff", "--database-url", db.AppURL).want(t, exitUsage, "--tenant must be given")
	run(t, "", "reread", "dif").want(t, exitUsage, `did you mean "diff"?`)
}
