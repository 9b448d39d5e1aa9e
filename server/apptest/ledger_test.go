package apptest_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// ledger is what a client knows of what it pushed: which interactions the server acknowledged,
// with the name that it gave them, and of which batches no answer came.
type ledger struct {
	mu      sync.Mutex
	acked   map[string]string // name by external id
	unknown [][]string        // external ids of batches without an answer
}

func newLedger() *ledger { return &ledger{acked: map[string]string{}} }

// acknowledged notes an answer: every item must be stored, now or by an attempt before.
func (l *ledger) acknowledged(results []*v1.PushResult) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, r := range results {
		if r.GetStatus() != v1.PushStatus_PUSH_STATUS_ACCEPTED && r.GetStatus() != v1.PushStatus_PUSH_STATUS_DUPLICATE {
			return fmt.Errorf("%s is %v: %v", r.GetId(), r.GetStatus(), r.GetViolations())
		}
		if before, ok := l.acked[r.GetId()]; ok && before != r.GetName() {
			return fmt.Errorf("%s was acknowledged as %s and as %s", r.GetId(), before, r.GetName())
		}
		l.acked[r.GetId()] = r.GetName()
	}
	return nil
}

// unanswered notes a batch that was given up without an answer.
func (l *ledger) unanswered(batch []*v1.Interaction) {
	l.mu.Lock()
	defer l.mu.Unlock()
	ids := make([]string, len(batch))
	for i, in := range batch {
		ids[i] = in.GetExternalId()
	}
	l.unknown = append(l.unknown, ids)
}

// storedRow is an interaction as the database holds it.
type storedRow struct{ externalID, name string }

// check compares what is stored with what the client knows, and says all that is wrong: what
// was acknowledged is there once, under its name; what was not is there once or not at all, the
// whole batch alike, and nothing else is there.
func (l *ledger) check(stored []storedRow) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var wrong []string
	names := map[string][]string{}
	for _, s := range stored {
		names[s.externalID] = append(names[s.externalID], s.name)
	}
	known := map[string]bool{}
	for id, name := range l.acked {
		known[id] = true
		if got := names[id]; len(got) != 1 || got[0] != name {
			wrong = append(wrong, fmt.Sprintf("%s was acknowledged as %s and is stored as %v", id, name, got))
		}
	}
	for _, batch := range l.unknown {
		there := 0
		for _, id := range batch {
			known[id] = true
			if n := len(names[id]); n > 1 {
				wrong = append(wrong, fmt.Sprintf("%s was never acknowledged and is stored %d times", id, n))
			}
			there += min(len(names[id]), 1)
		}
		if there != 0 && there != len(batch) {
			wrong = append(wrong, fmt.Sprintf("of the batch of %s, %d of %d are stored", batch[0], there, len(batch)))
		}
	}
	for id := range names {
		if !known[id] {
			wrong = append(wrong, id+" is stored and was never pushed")
		}
	}
	slices.Sort(wrong)
	return wrong
}

// storedRows reads a tenant's interactions behind the server's back.
func storedRows(t testing.TB, adminURL, tenant string) []storedRow {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), adminURL)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	rows, err := conn.Query(t.Context(), `SELECT external_id, 'tenants/' || tenant_id || '/interactions/' || id FROM interactions WHERE tenant_id = $1`, tenant)
	if err != nil {
		t.Fatal(err)
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (s storedRow, err error) {
		return s, row.Scan(&s.externalID, &s.name)
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The check must find what it is there for.
func TestLedgerFindsFaults(t *testing.T) {
	l := newLedger()
	l.acked = map[string]string{"a": "A", "b": "B"}
	l.unknown = [][]string{{"c", "d"}, {"e"}}
	sound := []storedRow{{"a", "A"}, {"b", "B"}, {"c", "C"}, {"d", "D"}}
	for _, c := range []struct {
		name   string
		stored []storedRow
		want   string // part of what is wrong; empty for nothing
	}{
		{"nothing", sound, ""},
		{"neither of a batch without an answer", sound[:2], ""},
		{"lost", sound[1:], "a was acknowledged as A and is stored as []"},
		{"twice", append(slices.Clone(sound), storedRow{"a", "A2"}), "stored as [A A2]"},
		{"another", append(slices.Clone(sound[1:]), storedRow{"a", "A2"}), "stored as [A2]"},
		{"half a batch", sound[:3], "1 of 2 are stored"},
		{"an unanswered one twice", append(slices.Clone(sound), storedRow{"d", "D2"}), "d was never acknowledged and is stored 2 times"},
		{"from nowhere", append(slices.Clone(sound), storedRow{"x", "X"}), "x is stored and was never pushed"},
	} {
		wrong := l.check(c.stored)
		if (c.want == "") != (len(wrong) == 0) || !strings.Contains(strings.Join(wrong, "\n"), c.want) {
			t.Errorf("%s: %q, want %q", c.name, wrong, c.want)
		}
	}
	if err := l.acknowledged([]*v1.PushResult{{Id: "a", Name: "A2", Status: v1.PushStatus_PUSH_STATUS_DUPLICATE}}); err == nil {
		t.Error("a second name for what was acknowledged is taken")
	}
}
