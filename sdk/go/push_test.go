package throughline

import (
	"fmt"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/sdk/go/internal/fakeserver"
)

func someInteractions(n, textBytes int) []*Interaction {
	out := make([]*Interaction, n)
	for i := range out {
		out[i] = &Interaction{ExternalId: fmt.Sprint(i), Turns: []*Turn{{Text: strings.Repeat("x", textBytes)}}}
	}
	return out
}

func batchSizes(calls []fakeserver.Call) []int {
	var out []int
	for _, c := range calls {
		out = append(out, len(c.Request.(*throughlinev1.PushInteractionsRequest).GetInteractions()))
	}
	return out
}

func TestPushSplitsByCount(t *testing.T) {
	server, client, _ := start(t)
	items := someInteractions(2500, 10)
	items[1700].Turns = nil
	report, err := client.PushInteractions(t.Context(), items)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(batchSizes(server.Calls("PushInteractions"))); got != "[1000 1000 500]" {
		t.Errorf("batches of %s", got)
	}
	if len(report.Results) != 2500 || report.Counts.Accepted != 2499 || report.Counts.Rejected != 1 {
		t.Errorf("%d results, counts %v", len(report.Results), &report.Counts)
	}
	for i, r := range report.Results {
		if int(r.GetIndex()) != i || r.GetId() != fmt.Sprint(i) {
			t.Fatalf("result %d is about item %d, id %s", i, r.GetIndex(), r.GetId())
		}
	}
	for failure := range report.Failures() {
		if failure.GetIndex() != 1700 || failure.GetViolations()[0].GetField() != "turns" {
			t.Errorf("failure %v", failure)
		}
	}
}

func TestPushSplitsBySize(t *testing.T) {
	server, client, _ := start(t)
	if _, err := client.PushInteractions(t.Context(), someInteractions(10, 1<<20)); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(batchSizes(server.Calls("PushInteractions"))); got != "[2 2 2 2 2]" {
		t.Errorf("batches of %s, each at most 3 MiB", got)
	}
}

func TestPushReportsWhatNoMessageCanHold(t *testing.T) {
	server, client, _ := start(t)
	items := someInteractions(3, 10)
	items[1].Turns[0].Text = strings.Repeat("x", 5<<20)
	report, err := client.PushInteractions(t.Context(), items)
	if err != nil {
		t.Fatal(err)
	}
	large := report.Results[1]
	if large.GetStatus() != throughlinev1.PushStatus_PUSH_STATUS_REJECTED || large.GetId() != "1" ||
		large.GetViolations()[0].GetReason() != throughlinev1.ViolationReason_VIOLATION_REASON_TOO_LONG {
		t.Errorf("result %v", large)
	}
	if report.Counts.Accepted != 2 || report.Counts.Rejected != 1 || report.Results[2].GetIndex() != 2 {
		t.Errorf("counts %v, last %v", &report.Counts, report.Results[2])
	}
	if sent := len(server.Calls("PushInteractions")); sent != 2 {
		t.Errorf("%d batches were sent, want the items before and after", sent)
	}
}

func TestPushSendsBrokenTextForTheServerToJudge(t *testing.T) {
	server, client, _ := start(t)
	item := &Interaction{ExternalId: "\xff", Turns: []*Turn{{Text: "a\xffb"}}, Attributes: map[string]string{"\xfe": "\xfd"}}
	if _, err := client.PushInteractions(t.Context(), []*Interaction{item}); err != nil {
		t.Fatal(err)
	}
	got := server.Calls("PushInteractions")[0].Request.(*throughlinev1.PushInteractionsRequest).GetInteractions()[0]
	if !proto.Equal(got, item) {
		t.Errorf("arrived as %v", got)
	}
}

func TestPushStopsAtAnError(t *testing.T) {
	server, client, _ := start(t)
	server.Fail("PushInteractions", nil, fault(codes.PermissionDenied, "no", reason("ROLE_INSUFFICIENT")))
	report, err := client.PushInteractions(t.Context(), someInteractions(2500, 10))
	if err == nil || len(report.Results) != 1000 || report.Counts.Accepted != 1000 {
		t.Errorf("error %v, report of %d items; want that of the first batch", err, len(report.Results))
	}
}

func TestPushTriesABatchAgain(t *testing.T) {
	server, client, _ := start(t)
	server.Fail("PushInteractions", nil, unavailable)
	report, err := client.PushInteractions(t.Context(), someInteractions(1500, 10))
	if err != nil || report.Counts.Accepted != 1500 {
		t.Errorf("error %v, counts %v", err, &report.Counts)
	}
}

func TestPushKnowsEveryKind(t *testing.T) {
	_, client, _ := start(t)
	accounts, err := client.PushAccounts(t.Context(), []*Account{{}, {}})
	if err != nil || accounts.Counts.Updated != 2 {
		t.Errorf("accounts: %v, %v", accounts, err)
	}
	locations, err := client.PushLocations(t.Context(), []*Location{{}})
	if err != nil || locations.Counts.Duplicate != 1 {
		t.Errorf("locations: %v, %v", locations, err)
	}
	records, err := client.PushCommercialRecords(t.Context(), []*CommercialRecord{{}})
	if err != nil || records.Counts.Accepted != 1 {
		t.Errorf("records: %v, %v", records, err)
	}
	nothing, err := client.PushAccounts(t.Context(), nil)
	if err != nil || len(nothing.Results) != 0 {
		t.Errorf("nothing: %v, %v", nothing, err)
	}
}

func TestBatchesHoldEverythingInOrderAndFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.IntRange(0, 1<<20), 0, 50).Draw(t, "sizes")
		items := make([]*Interaction, len(sizes))
		for i, size := range sizes {
			items[i] = &Interaction{Turns: []*Turn{{Text: strings.Repeat("x", size)}}}
		}
		for rest := items; len(rest) > 0; {
			n := batchLength(rest)
			if n < 1 || n > maxBatchItems {
				t.Fatalf("a batch of %d", n)
			}
			request := &throughlinev1.PushInteractionsRequest{Parent: "tenants/retail", Interactions: rest[:n]}
			if size := proto.Size(request); n > 1 && size > maxBatchBytes+100 {
				t.Fatalf("a batch of %d bytes", size)
			}
			rest = rest[n:]
		}
	})
}
