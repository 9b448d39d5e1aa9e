package store_test

import (
	"context"
	"testing"

	"github.com/throughline-cx/throughline/server/store"
)

func TestAuditLogOnlyGrows(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	for _, action := range []string{"one", "two", "three"} {
		entry := store.AuditEntry{Actor: "key", Action: action, Outcome: "OK", Detail: map[string]string{"field": "url"}}
		if err := f.Audit(ctx, acme, entry); err != nil {
			t.Fatal(err)
		}
	}
	first, err := f.AuditLog(ctx, acme, 0, 2)
	if err != nil || len(first) != 2 || first[0].Action != "one" || first[0].Detail["field"] != "url" || first[0].At.IsZero() {
		t.Fatalf("first page %+v, %v", first, err)
	}
	rest, err := f.AuditLog(ctx, acme, first[1].ID, 2)
	if err != nil || len(rest) != 1 || rest[0].Action != "three" {
		t.Errorf("second page %+v, %v", rest, err)
	}
	for _, sql := range []string{`DELETE FROM audit_entries`, `UPDATE audit_entries SET actor = 'x'`, `TRUNCATE audit_entries`} {
		err := f.InTx(ctx, acme, func(ctx context.Context, w *store.Work) error {
			_, err := w.Tx().Exec(ctx, sql)
			return err
		})
		if err == nil {
			t.Errorf("the application may run %s", sql)
		}
	}
}
