package apptest_test

import (
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// killer is a receiver that takes a message, answers, and kills the server with -9 before that can
// note it: the first time that it sees the message.
type killer struct {
	p     *process
	mu    sync.Mutex
	taken map[string]int // how often, by the message's id
	kills int
	dead  chan struct{} // the server was killed
}

func (k *killer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	k.mu.Lock()
	defer k.mu.Unlock()
	id := r.Header.Get("webhook-id")
	k.taken[id]++
	w.WriteHeader(http.StatusNoContent)
	_ = http.NewResponseController(w).Flush() // it has the answer
	if k.taken[id] == 1 {
		k.kills++
		k.p.kill()
		k.dead <- struct{}{}
	}
}

// TestKillBetweenSendAndMark kills the server right after a receiver has answered, message after
// message. None may be missing, and each comes at most once more, with the same id. One message is
// under way at each kill; with more of them, each may come once more.
func TestKillBetweenSendAndMark(t *testing.T) {
	t.Parallel()
	kills := 50
	if testing.Short() || !figures {
		kills = 3
	}
	db := storetest.NewDurable(t, nil)
	key := tenantOn(t, db)
	p := startProcess(t, db.AppURL, masterKey())
	client, err := throughline.New(p.options.GRPCAddr, throughline.WithAPIKey(key), throughline.WithInsecure())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	k := &killer{p: p, taken: map[string]int{}, dead: make(chan struct{}, 1)}
	team := shop.GetTeams()[0]
	o := &office{Client: client, t: t, teams: map[string]*receiver{team: newReceiver(t)}}
	serve(t, o.teams[team].address, k)
	o.configure()
	conn, err := pgx.Connect(t.Context(), db.AdminURL)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := conn.Exec(t.Context(), query, args...); err != nil {
			t.Fatal(err)
		}
	}
	o.route(team)
	o.push(complaints(t, 4)...)
	for n := range kills {
		select {
		case <-k.dead:
		case <-time.After(time.Minute):
			t.Fatalf("no message came for kill %d", n+1)
		}
		exec(`UPDATE due_deliveries SET due_at = now(), leased_until = NULL`) // the killed one's lease is over
		p.start()
		apptest.Eventually(t, "the message is noted as delivered", func() bool {
			var waiting int
			if err := conn.QueryRow(t.Context(), `SELECT count(*) FROM deliveries WHERE state <> 'delivered'`).Scan(&waiting); err != nil {
				t.Fatal(err)
			}
			return waiting == 0
		})
		if n+1 < kills { // the next message, like the first
			exec(`WITH d AS (INSERT INTO deliveries (tenant_id, id, alert_id, change, team, role, likely, destination_id, route_id, occasion)
				SELECT tenant_id, gen_random_uuid(), alert_id, change, team, role, likely, destination_id, route_id, 'again/' || $1::int FROM deliveries ORDER BY created_at LIMIT 1
				RETURNING tenant_id, id, destination_id)
				INSERT INTO due_deliveries (tenant_id, delivery_id, destination_id) SELECT * FROM d`, n)
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	repeats := 0
	for id, n := range k.taken {
		repeats += n - 1
		if n > 2 {
			t.Errorf("message %s came %d times", id, n)
		}
	}
	if len(k.taken) != kills || k.kills != kills || repeats > kills {
		t.Errorf("%d kills, %d messages taken, %d repeats; want %d messages and at most one repeat for each kill", k.kills, len(k.taken), repeats, kills)
	}
	t.Logf("%d kills between send and mark: %d messages, 0 missing, %d repeats, each with its id", k.kills, len(k.taken), repeats)
}

// serve lets a handler answer at an address until the test ends.
func serve(t *testing.T, address string, h http.Handler) {
	t.Helper()
	server := &http.Server{Addr: address, Handler: h}
	go func() { _ = server.ListenAndServe() }() // ends with Close
	t.Cleanup(func() { _ = server.Close() })
}
