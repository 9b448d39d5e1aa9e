package apptest_test

import (
	"errors"
	"fmt"
	"sync"
	"syscall"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// pushBatch is n interactions that no other batch holds.
func pushBatch(name string, n int) []*v1.Interaction {
	out := make([]*v1.Interaction, n)
	for i := range out {
		out[i] = &v1.Interaction{
			SourceSystem: "crm", ExternalId: fmt.Sprintf("%s-%d", name, i), Source: "call", OccurredAt: timestamppb.New(time.Now().Add(-time.Hour)),
			Turns: []*v1.Turn{{Speaker: v1.Speaker_SPEAKER_CUSTOMER, Text: "Where is my order? I called twice."}},
		}
	}
	return out
}

// holdDown kills Postgres, and again whenever its supervisor brings it back, until told to stop.
func holdDown(db *storetest.DB) (release func()) {
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			if pid := db.Server.PID(); pid != 0 {
				_ = syscall.Kill(pid, syscall.SIGKILL) // it may have ended by itself
			}
			select {
			case <-tick.C:
			case <-stop:
				return
			}
		}
	}()
	return sync.OnceFunc(func() { close(stop); <-done })
}

// TestDatabaseOutage kills the database under a server that is being pushed to: calls say
// UNAVAILABLE and when to try again, what was acknowledged stays, and the server goes on by
// itself once the database is back.
func TestDatabaseOutage(t *testing.T) {
	t.Parallel()
	db := storetest.NewDurable(t, nil)
	s := apptest.StartOn(t, db)
	client := s.Client(s.Key, throughline.WithAttempts(1))
	(&office{Client: client, t: t}).configure()
	l := newLedger()
	push := func(name string) error {
		batch := pushBatch(name, 20)
		answer, err := client.Ingestion.PushInteractions(t.Context(), &v1.PushInteractionsRequest{Interactions: batch})
		if err != nil {
			l.unanswered(batch)
			return err
		}
		return l.acknowledged(answer.GetResults())
	}
	if err := push("before"); err != nil {
		t.Fatal(err)
	}
	release := holdDown(db)
	defer release()
	refused := 0
	for n := 0; refused < 20; n++ {
		err := push(fmt.Sprintf("during-%d", n))
		if err == nil {
			continue // the kill has not come through yet
		}
		refused++
		unavailable(t, err)
	}
	_, err := client.Alerts.ListAlerts(t.Context(), &v1.ListAlertsRequest{})
	unavailable(t, err)
	release()
	n := 0
	apptest.Eventually(t, "pushes are taken again", func() bool {
		n++
		err := push(fmt.Sprintf("after-%d", n))
		if err != nil {
			unavailable(t, err)
		}
		return err == nil
	})
	if _, err := client.Alerts.ListAlerts(t.Context(), &v1.ListAlertsRequest{}); err != nil {
		t.Errorf("reading after the outage: %v", err)
	}
	s.Settle()
	for _, wrong := range l.check(storedRows(t, db.AdminURL, apptest.Tenant)) {
		t.Error(wrong)
	}
	t.Logf("%d interactions acknowledged, %d calls refused, %d until it was back", len(l.acked), refused, n-1)
}

// unavailable checks how an error says that the database is down.
func unavailable(t *testing.T, err error) {
	t.Helper()
	var e *throughline.Error
	if !errors.As(err, &e) || e.Code != codes.Unavailable || e.Reason != v1.ErrorReason_ERROR_REASON_STORAGE_UNAVAILABLE || e.RetryAfter <= 0 {
		t.Fatalf("%v (try again after %v), want UNAVAILABLE, STORAGE_UNAVAILABLE and when to try again", err, e.RetryAfter)
	}
}
