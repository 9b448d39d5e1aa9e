package api

import (
	"testing"

	"google.golang.org/grpc/codes"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// stream sends batches and returns the answer.
func (f *fixture) stream(batches ...*v1.StreamInteractionsRequest) (*v1.StreamInteractionsResponse, error) {
	f.t.Helper()
	s, err := f.ingestion.StreamInteractions(f.t.Context())
	if err != nil {
		f.t.Fatal(err)
	}
	for _, b := range batches {
		if s.Send(b) != nil {
			break // the answer says why
		}
	}
	return s.CloseAndRecv()
}

func batch(parent string, items ...*v1.Interaction) *v1.StreamInteractionsRequest {
	return &v1.StreamInteractionsRequest{Parent: parent, Interactions: items}
}

func TestStreamStoresBatchesAndNamesWhatItDidNot(t *testing.T) {
	f := newFixture(t)
	bad := interaction("bad", "")
	got, err := f.stream(
		batch(parent, interaction("a", "one"), interaction("b", "one")),
		batch("", interaction("c", "one"), bad, interaction("a", "one")),
		batch(parent, interaction("a", "two")))
	if err != nil {
		t.Fatal(err)
	}
	c := got.GetCounts()
	if got.GetBatches() != 3 || c.GetAccepted() != 3 || c.GetDuplicate() != 1 || c.GetConflict() != 1 || c.GetRejected() != 1 {
		t.Errorf("%d batches, counts %v; want 3, with 3 accepted and one of each other", got.GetBatches(), c)
	}
	if len(got.GetFailures()) != 2 {
		t.Fatalf("failures %v, want the rejected and the conflicting item", got.GetFailures())
	}
	for i, want := range []struct {
		batch int64
		index int32
		id    string
	}{{1, 1, "bad"}, {2, 0, "a"}} {
		r := got.GetFailures()[i]
		if r.GetBatch() != want.batch || r.GetResult().GetIndex() != want.index || r.GetResult().GetId() != want.id {
			t.Errorf("failure %d: %v, want %+v", i, r, want)
		}
	}
	if got, err := f.stream(); err != nil || got.GetBatches() != 0 || got.GetCounts() == nil {
		t.Errorf("an empty stream: %v %v, want zero counts", got, err)
	}
}

func TestStreamKeepsToOneTenant(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct {
		name    string
		batches []*v1.StreamInteractionsRequest
		code    codes.Code
		reason  string
		stored  int
	}{
		{"no parent first", []*v1.StreamInteractionsRequest{batch("", interaction("1", "x"))}, codes.InvalidArgument, "FIELD_INVALID", 0},
		{"another tenant", []*v1.StreamInteractionsRequest{batch("tenants/other", interaction("2", "x"))}, codes.NotFound, "RESOURCE_NOT_FOUND", 0},
		{"another tenant later", []*v1.StreamInteractionsRequest{
			batch(parent, interaction("3", "x")), batch("tenants/other", interaction("4", "x")),
		}, codes.NotFound, "RESOURCE_NOT_FOUND", 1},
		{"empty batch", []*v1.StreamInteractionsRequest{batch(parent, interaction("5", "x")), batch("")}, codes.InvalidArgument, "FIELD_INVALID", 2},
	} {
		_, err := f.stream(c.batches...)
		checkError(t, err, c.code, c.reason)
		list := call(t, f.ingestion.ListInteractions, &v1.ListInteractionsRequest{Parent: parent})
		if n := len(list.GetInteractions()); n != c.stored {
			t.Errorf("%s: %d interactions are stored, want the leading batches' %d", c.name, n, c.stored)
		}
	}
}

func TestStreamNamesAThousandFailures(t *testing.T) {
	f := newFixture(t)
	bad := make([]*v1.Interaction, 600)
	for i := range bad {
		bad[i] = interaction("x", "")
	}
	got, err := f.stream(batch(parent, bad...), batch("", bad...))
	if err != nil || got.GetCounts().GetRejected() != 1200 || len(got.GetFailures()) != 1000 {
		t.Errorf("%d failures of %v (%v), want 1000 of 1200", len(got.GetFailures()), got.GetCounts(), err)
	}
}
