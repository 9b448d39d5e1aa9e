package demo

import (
	"io"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/ingest/folder"
	"github.com/throughline-cx/throughline/server/journey"
)

// read returns the items of a tenant's file. Each must be one that a server takes.
func read[T any](t *testing.T, f folder.Folder, name string,
	lines func(io.Reader, ingest.Position) iter.Seq2[ingest.Line[T], error], validate func(T) []journey.Violation,
) (items []T) {
	t.Helper()
	if !f.Has(name) {
		return nil
	}
	file, err := f.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	for line, err := range lines(file, ingest.Position{}) {
		if err != nil {
			t.Fatal(err)
		}
		if wrong := validate(line.Value); len(wrong) > 0 {
			t.Errorf("%s:%d: %v", f.Path(name), line.Number, wrong)
		}
		items = append(items, line.Value)
	}
	return items
}

// at fixes the clock of a validation.
func at[T any](validate func(T, time.Time) []journey.Violation) func(T) []journey.Violation {
	now := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	return func(v T) []journey.Violation { return validate(v, now) }
}

func TestTenantsAreWhatTheySay(t *testing.T) {
	want := map[string]int{"retail": 421, "insurance": 411, "bank": 4362}
	for _, tenant := range Tenants {
		files, err := tenant.Folder()
		if err != nil {
			t.Fatal(err)
		}
		f, err := folder.OpenFS(files, tenant.ID)
		if err != nil {
			t.Fatal(err)
		}
		interactions := read(t, f, ingest.InteractionsFile, ingest.Interactions, at(ingest.Validate))
		if len(interactions) != want[tenant.ID] {
			t.Errorf("%s: %d interactions, want %d", tenant.ID, len(interactions), want[tenant.ID])
		}
		accounts := read(t, f, ingest.AccountsFile, ingest.Accounts, at(ingest.ValidateAccount))
		records := read(t, f, ingest.CommercialRecordsFile, ingest.CommercialRecords, at(ingest.ValidateCommercialRecord))
		locations := read(t, f, ingest.LocationsFile, ingest.Locations, at(ingest.ValidateLocation))
		if public := tenant.ID == "bank"; public != (len(accounts) == 0) || public != (len(records) == 0) || len(locations) == 0 {
			t.Errorf("%s: %d accounts, %d records, %d locations", tenant.ID, len(accounts), len(records), len(locations))
		}
		configured(t, f)
		if tenant.Name == "" || strings.HasSuffix(tenant.What, ".") {
			t.Errorf("%+v", tenant)
		}
	}
}

// configured checks that a tenant's journey map and policy can be read.
func configured(t *testing.T, f folder.Folder) {
	t.Helper()
	data, err := f.Read(folder.JourneyFile)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := journey.ParseYAML(data); err != nil {
		t.Errorf("%s: %v", f.Path(folder.JourneyFile), err)
	}
	if data, err = f.Read(folder.PolicyFile); err != nil {
		t.Fatal(err)
	}
	if _, err := alert.ParseYAML(data); err != nil {
		t.Errorf("%s: %v", f.Path(folder.PolicyFile), err)
	}
}
