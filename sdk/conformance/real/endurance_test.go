//go:build sdk

package real_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/sdk/conformance"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// endurance is the run whose figures the documentation gives. Without it the test is a short one.
var endurance = flag.Bool("endurance", false, "ingest 100,000 items through 10 restarts for each SDK")

// faultRate is the share of the pushes that are made to fail.
const faultRate = 0.05

// ingested is what a program says that added items "item-0" and so on to a buffered ingester.
type ingested struct {
	Results  int   `json:"results"`  // that it was told of
	Distinct int   `json:"distinct"` // items among them
	Accepted int64 `json:"accepted"` // new and stored
	Repeats  int64 `json:"repeats"`  // stored already
	Others   int64 `json:"others"`   // rejected, dropped, failed
}

// programs add items, a hundred in a batch, to a buffered ingester of each SDK, and print an ingested. They are called
// with address, key and number of items; Go's runs in the test itself.
var programs = map[string]struct {
	folder  string
	command []string
}{
	"go":             {},
	"typescript":     {"../../typescript", []string{"node", "build/test/endure.js"}},
	"python":         {"../../python", []string{".venv/bin/python", "tests/endure.py", "sync"}},
	"python asyncio": {"../../python", []string{".venv/bin/python", "tests/endure.py", "async"}},
	"java":           {"../../java", []string{"bash", "-c", `java -cp "target/classes:target/test-classes:$(cat target/classpath)" dev.throughline.Endure "$@"`, "endure"}},
}

// TestIngestersEndure lets each SDK's buffered ingester push through a proxy that makes one push
// in twenty fail, to a real server that is killed with -9 again and again. Nothing may be lost or
// stored twice, and each item must have one result.
func TestIngestersEndure(t *testing.T) {
	items, restarts := 6_000, 3
	if *endurance {
		items, restarts = 100_000, 10
	}
	for name, p := range programs {
		t.Run(name, func(t *testing.T) {
			db := storetest.NewDurable(t, nil)
			key := tenantOn(t, db, "acme")
			server := startProcess(t, db.AppURL)
			proxy, err := conformance.StartProxy(server.with.GRPC, conformance.Random{Rate: faultRate, Seed: 1})
			if err != nil {
				t.Fatal(err)
			}
			defer proxy.Stop()
			began := time.Now()
			done := make(chan ingested, 1)
			go func() { done <- ingest(t, p.folder, p.command, proxy.Address, key, items) }()
			told := restartWhile(t, server, proxy, items, restarts, done)
			rows, distinct := stored(t, db.AdminURL)
			_, faults := proxy.Passed()
			t.Logf("%d items in %v, %d restarts, %d pushes made to fail: %d rows, %d distinct, told %+v",
				items, time.Since(began).Round(time.Second), restarts, faults, rows, distinct, told)
			if rows != items || distinct != items {
				t.Errorf("%d rows of %d items are stored, want each of %d once", rows, distinct, items)
			}
			if told.Results != items || told.Distinct != items || told.Others != 0 || told.Accepted+told.Repeats != int64(items) {
				t.Errorf("told of %+v, want one result for each of %d items", told, items)
			}
		})
	}
}

// restartWhile kills and starts the server as the items go by, until the program is done.
func restartWhile(t *testing.T, server *process, proxy *conformance.Proxy, items, restarts int, done <-chan ingested) ingested {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	killed := 0
	for {
		select {
		case told := <-done:
			if killed != restarts {
				t.Errorf("the server was restarted %d times, want %d", killed, restarts)
			}
			return told
		case <-tick.C:
			if passed, _ := proxy.Passed(); killed < restarts && passed > (killed+1)*items/(restarts+1) {
				server.kill()
				server.start()
				killed++
			}
		}
	}
}

func ingest(t *testing.T, folder string, command []string, address, key string, items int) (told ingested) {
	if folder == "" {
		return ingestWithGo(t, address, key, items)
	}
	cmd := exec.CommandContext(t.Context(), command[0], append(command[1:len(command):len(command)], address, key, fmt.Sprint(items))...)
	cmd.Dir = folder
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	if err := cmd.Run(); err != nil {
		t.Errorf("%v: %s", err, out.Bytes())
	} else if err := json.Unmarshal(out.Bytes(), &told); err != nil {
		t.Errorf("it printed %s: %v", out.Bytes(), err)
	}
	return told
}

func ingestWithGo(t *testing.T, address, key string, items int) (told ingested) {
	client, err := throughline.New(address, throughline.WithAPIKey(key), throughline.WithInsecure())
	if err != nil {
		t.Error(err)
		return told
	}
	defer client.Close()
	seen := map[string]bool{}
	ingester := client.NewIngester(throughline.IngesterOptions{MaxItems: 100, OnResult: func(r throughline.IngestResult) {
		told.Results++
		seen[r.Item.GetExternalId()] = true
	}})
	for i := range items {
		if err := ingester.Add(t.Context(), item(i)); err != nil {
			t.Error(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	if err := ingester.Close(ctx); err != nil {
		t.Error(err)
	}
	s := ingester.Stats()
	told.Distinct, told.Accepted, told.Repeats = len(seen), int64(s.Accepted), int64(s.Duplicate)
	told.Others = int64(s.Conflict + s.Rejected + s.Dropped + s.Failed)
	return told
}

func item(i int) *v1.Interaction {
	return &v1.Interaction{
		SourceSystem: "endurance", ExternalId: fmt.Sprintf("item-%d", i), Source: "survey", Channel: "web", OccurredAt: timestamppb.Now(),
		CustomerId: fmt.Sprintf("customer-%d", i), Turns: []*v1.Turn{{Speaker: v1.Speaker_SPEAKER_CUSTOMER, Text: "All fine, thank you."}},
	}
}

// stored counts the interactions and their distinct ids.
func stored(t *testing.T, url string) (rows, distinct int) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if err := conn.QueryRow(t.Context(), `SELECT count(*), count(DISTINCT external_id) FROM interactions`).Scan(&rows, &distinct); err != nil {
		t.Fatal(err)
	}
	return rows, distinct
}
