package api

import (
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// badItem is an item that must be rejected, and why.
type badItem struct {
	name   string
	change func(*v1.Interaction)
	field  string
	reason v1.ViolationReason
}

var badItems = []badItem{
	{"no source system", func(i *v1.Interaction) { i.SourceSystem = "" }, "source_system", v1.ViolationReason_VIOLATION_REASON_MISSING},
	{"no id", func(i *v1.Interaction) { i.ExternalId = "" }, "external_id", v1.ViolationReason_VIOLATION_REASON_MISSING},
	{"no time", func(i *v1.Interaction) { i.OccurredAt = nil }, "occurred_at", v1.ViolationReason_VIOLATION_REASON_MISSING},
	{"far ahead", func(i *v1.Interaction) { i.OccurredAt = timestamppb.New(noon.AddDate(0, 0, 2)) }, "occurred_at", v1.ViolationReason_VIOLATION_REASON_IN_FUTURE},
	{"no year of ours", func(i *v1.Interaction) { i.OccurredAt = &timestamppb.Timestamp{Seconds: 1 << 62} }, "occurred_at", v1.ViolationReason_VIOLATION_REASON_IN_FUTURE},
	{"before 1990", func(i *v1.Interaction) { i.OccurredAt = &timestamppb.Timestamp{} }, "occurred_at", v1.ViolationReason_VIOLATION_REASON_OUT_OF_RANGE},
	{"received ahead", func(i *v1.Interaction) { i.ReceivedAt = timestamppb.New(noon.AddDate(1, 0, 0)) }, "received_at", v1.ViolationReason_VIOLATION_REASON_IN_FUTURE},
	{"no turns", func(i *v1.Interaction) { i.Turns = nil }, "turns", v1.ViolationReason_VIOLATION_REASON_MISSING},
	{"blank turns", func(i *v1.Interaction) { i.Turns[0].Text = " \n" }, "turns", v1.ViolationReason_VIOLATION_REASON_NO_TEXT},
	{"no speaker", func(i *v1.Interaction) { i.Turns[0].Speaker = 0 }, "turns[0].speaker", v1.ViolationReason_VIOLATION_REASON_MISSING},
	{"unknown speaker", func(i *v1.Interaction) { i.Turns[0].Speaker = 99 }, "turns[0].speaker", v1.ViolationReason_VIOLATION_REASON_UNKNOWN_VALUE},
	{"NUL byte", func(i *v1.Interaction) { i.Turns[0].Text = "a\x00b" }, "turns[0].text", v1.ViolationReason_VIOLATION_REASON_NUL_BYTE},
	{"no UTF-8", func(i *v1.Interaction) { i.Turns[0].Text = "a\xffb" }, "turns[0].text", v1.ViolationReason_VIOLATION_REASON_INVALID_UTF8},
	{"3 MiB", func(i *v1.Interaction) { i.Turns[0].Text = strings.Repeat("words ", 512<<10) }, "turns[0].text", v1.ViolationReason_VIOLATION_REASON_TOO_LONG},
	{"control character", func(i *v1.Interaction) { i.CustomerId = "a\nb" }, "customer_id", v1.ViolationReason_VIOLATION_REASON_MALFORMED},
	{"no language", func(i *v1.Interaction) { i.Language = "English, I think" }, "language", v1.ViolationReason_VIOLATION_REASON_MALFORMED},
	{"broken id", func(i *v1.Interaction) { i.ExternalId = "a\xff" }, "external_id", v1.ViolationReason_VIOLATION_REASON_INVALID_UTF8},
}

// Each bad item must be named and none of the good ones around it may suffer.
func TestPushJudgesEachItemAlone(t *testing.T) {
	f := newFixture(t)
	batch := []*v1.Interaction{interaction("good-first", "it broke")}
	for _, b := range badItems {
		item := interaction(b.name, "it broke")
		b.change(item)
		batch = append(batch, item)
	}
	batch = append(batch, interaction("good-last", "it broke"))
	got := f.push(batch...)
	if got.GetCounts().GetAccepted() != 2 || got.GetCounts().GetRejected() != int64(len(badItems)) {
		t.Errorf("counts %v, want 2 accepted and %d rejected", got.GetCounts(), len(badItems))
	}
	for i, b := range badItems {
		r := got.GetResults()[i+1]
		named := slices.ContainsFunc(r.GetViolations(), func(v *v1.ItemViolation) bool {
			return v.GetField() == b.field && v.GetReason() == b.reason && v.GetDescription() != ""
		})
		if r.GetStatus() != v1.PushStatus_PUSH_STATUS_REJECTED || int(r.GetIndex()) != i+1 || r.GetName() != "" || !named {
			t.Errorf("%s: %v, want %s %v", b.name, r, b.field, b.reason)
		}
	}
	for _, i := range []int{0, len(batch) - 1} {
		if r := got.GetResults()[i]; r.GetStatus() != v1.PushStatus_PUSH_STATUS_ACCEPTED || r.GetId() != batch[i].GetExternalId() {
			t.Errorf("good item %d: %v", i, r)
		}
	}
	list := call(t, f.ingestion.ListInteractions, &v1.ListInteractionsRequest{Parent: parent})
	if len(list.GetInteractions()) != 2 {
		t.Errorf("%d interactions are stored, want the 2 good ones", len(list.GetInteractions()))
	}
}

func TestPushIsIdempotent(t *testing.T) {
	f := newFixture(t)
	first := f.push(interaction("a", "write to eva.meier@example.com")).GetResults()[0]
	again := f.push(interaction("a", "write to eva.meier@example.com")).GetResults()[0]
	if again.GetStatus() != v1.PushStatus_PUSH_STATUS_DUPLICATE || again.GetName() != first.GetName() {
		t.Errorf("the same again: %v, want a duplicate of %s", again, first.GetName())
	}
	// Other personal data, which redaction would make equal, is other content too.
	changed := f.push(interaction("a", "write to max.huber@example.com")).GetResults()[0]
	if changed.GetStatus() != v1.PushStatus_PUSH_STATUS_CONFLICT || changed.GetName() != first.GetName() ||
		changed.GetViolations()[0].GetReason() != v1.ViolationReason_VIOLATION_REASON_CONTENT_DIFFERS {
		t.Errorf("changed content: %v, want a conflict with %s", changed, first.GetName())
	}
	stored := call(t, f.ingestion.GetInteraction, &v1.GetInteractionRequest{Name: first.GetName()})
	text := stored.GetTurns()[0].GetText()
	if !strings.HasPrefix(text, "write to [EMAIL:") || strings.Contains(text, "example.com") {
		t.Errorf("stored text %q, want the address as a label", text)
	}
	f.clock.Add(time.Hour)
	want := proto.CloneOf(stored)
	f.push(interaction("a", "something else"))
	if got := call(t, f.ingestion.GetInteraction, &v1.GetInteractionRequest{Name: first.GetName()}); !proto.Equal(got, want) {
		t.Errorf("stored %v, want what came first: %v", got, want)
	}
}

func TestRepeatsWithinABatch(t *testing.T) {
	f := newFixture(t)
	got := f.push(interaction("a", "one"), interaction("a", "one"), interaction("a", "two"), interaction("b", "one"))
	want := []v1.PushStatus{
		v1.PushStatus_PUSH_STATUS_ACCEPTED, v1.PushStatus_PUSH_STATUS_DUPLICATE,
		v1.PushStatus_PUSH_STATUS_REJECTED, v1.PushStatus_PUSH_STATUS_ACCEPTED,
	}
	for i, r := range got.GetResults() {
		if r.GetStatus() != want[i] {
			t.Errorf("item %d: %v, want %v", i, r, want[i])
		}
	}
	if v := got.GetResults()[2].GetViolations(); len(v) != 1 || v[0].GetReason() != v1.ViolationReason_VIOLATION_REASON_REPEATED_IN_BATCH {
		t.Errorf("other content in one batch: %v", v)
	}
	if got.GetResults()[0].GetName() != got.GetResults()[1].GetName() {
		t.Error("the repeat is not named as what was stored")
	}
}

func TestReceivedAtComesFromTheClockUnlessItIsSaid(t *testing.T) {
	f := newFixture(t)
	said := interaction("said", "it broke")
	said.ReceivedAt = timestamppb.New(noon.AddDate(-1, 0, 0))
	for _, r := range f.push(interaction("unsaid", "it broke"), said).GetResults() {
		want := noon
		if r.GetId() == "said" {
			want = noon.AddDate(-1, 0, 0)
		}
		got := call(t, f.ingestion.GetInteraction, &v1.GetInteractionRequest{Name: r.GetName()})
		if !got.GetReceivedAt().AsTime().Equal(want) {
			t.Errorf("%s: received at %v, want %v", r.GetId(), got.GetReceivedAt().AsTime(), want)
		}
	}
}

func TestBatchLimits(t *testing.T) {
	f := newFixture(t)
	refused(t, f.ingestion.PushInteractions, &v1.PushInteractionsRequest{Parent: parent}, codes.InvalidArgument, "FIELD_INVALID")
	many := make([]*v1.Interaction, 1001)
	for i := range many {
		many[i] = interaction("x", "y")
	}
	refused(t, f.ingestion.PushInteractions, &v1.PushInteractionsRequest{Parent: parent, Interactions: many}, codes.InvalidArgument, "FIELD_INVALID")
	refused(t, f.ingestion.PushInteractions, &v1.PushInteractionsRequest{Parent: "tenants/other", Interactions: many[:1]}, codes.NotFound, "RESOURCE_NOT_FOUND")
	for _, filter := range []*v1.ListInteractionsRequest{
		{Parent: parent, ExternalId: "a\x00"}, {Parent: parent, ExternalId: "a\xff"}, {Parent: parent, SourceSystem: "a\x00"},
	} {
		refused(t, f.ingestion.ListInteractions, filter, codes.InvalidArgument, "FIELD_INVALID")
	}
}

// A touchpoint that is called like a person is known to the redactor from the map that holds it on.
func TestNamesOfTouchpointsAreNotRedacted(t *testing.T) {
	f := newFixture(t)
	text := func(id string) string {
		f.push(interaction(id, "I went to Dr. Helen Morgan and they told me to ask Mr. Arthur Bell, but nobody knew my order."))
		found := call(t, f.ingestion.ListInteractions, &v1.ListInteractionsRequest{Parent: parent, PageSize: 1})
		return found.GetInteractions()[0].GetTurns()[0].GetText()
	}
	if got := text("before"); strings.Contains(got, "Morgan") {
		t.Fatalf("without a map: %q", got)
	}
	call(t, f.journeys.UpdateJourneyMap, &v1.UpdateJourneyMapRequest{JourneyMap: &v1.JourneyMap{
		Name: mapName, Touchpoints: []*v1.Touchpoint{{Id: "clinic", DisplayName: "Dr. Helen Morgan", Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_STORE}}},
	}})
	f.clock.Add(time.Second)
	if got := text("after"); !strings.Contains(got, "Dr. Helen Morgan") || strings.Contains(got, "Bell") {
		t.Errorf("with the clinic on the map: %q", got)
	}
}
