package apptest_test

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/store"
)

// row is one item of a batch, and what must become of it.
type row struct {
	id     string
	change func(*v1.Interaction)
	status v1.PushStatus
	wrong  []string // field and reason of each violation
	binary bool     // JSON cannot say it
}

func rejected(id string, change func(*v1.Interaction), wrong ...string) row {
	return row{id: id, change: change, status: v1.PushStatus_PUSH_STATUS_REJECTED, wrong: wrong}
}

// rows is a batch with everything that a row can have wrong.
func rows(now time.Time) []row {
	text := func(s string) func(*v1.Interaction) {
		return func(in *v1.Interaction) { in.Turns[0].Text = s }
	}
	notUTF8 := rejected("not UTF-8", text("caf\xe9"), "turns[0].text INVALID_UTF8")
	notUTF8.binary = true
	idNotUTF8 := rejected("id \xff", func(*v1.Interaction) {}, "external_id INVALID_UTF8")
	idNotUTF8.binary = true
	return []row{
		{id: "first", change: text("it works"), status: v1.PushStatus_PUSH_STATUS_ACCEPTED},
		rejected("no time", func(in *v1.Interaction) { in.OccurredAt = nil }, "occurred_at MISSING"),
		rejected("far ahead", func(in *v1.Interaction) { in.OccurredAt = timestamppb.New(now.AddDate(0, 0, 3)) }, "occurred_at IN_FUTURE"),
		rejected("long ago", func(in *v1.Interaction) { in.OccurredAt = timestamppb.New(time.Unix(0, 0)) }, "occurred_at OUT_OF_RANGE"),
		rejected("no time at all", func(in *v1.Interaction) { in.OccurredAt = &timestamppb.Timestamp{Seconds: 1 << 37} }, "occurred_at IN_FUTURE"),
		rejected("no turns", func(in *v1.Interaction) { in.Turns = nil }, "turns MISSING"),
		rejected("no text", text(" \n"), "turns NO_TEXT"),
		rejected("NUL", text("a\x00b"), "turns[0].text NUL_BYTE"),
		notUTF8,
		idNotUTF8,
		rejected("3 MiB", text(strings.Repeat("abc ", 3<<18)), "turns[0].text TOO_LONG", "turns TOO_LONG"),
		rejected("nobody speaks", func(in *v1.Interaction) { in.Turns[0].Speaker = 0 }, "turns[0].speaker MISSING"),
		rejected("somebody unknown speaks", func(in *v1.Interaction) { in.Turns[0].Speaker = 99 }, "turns[0].speaker UNKNOWN_VALUE"),
		rejected("no system", func(in *v1.Interaction) { in.SourceSystem = "" }, "source_system MISSING"),
		rejected("two lines\nof id", func(*v1.Interaction) {}, "external_id MALFORMED"),
		rejected("", func(*v1.Interaction) {}, "external_id MISSING"),
		rejected("first", text("with other words"), "external_id REPEATED_IN_BATCH"),
		{id: "first", change: text("it works"), status: v1.PushStatus_PUSH_STATUS_DUPLICATE},
		{id: "last", change: text("it works too"), status: v1.PushStatus_PUSH_STATUS_ACCEPTED},
	}
}

func (r row) interaction(now time.Time) *v1.Interaction {
	in := &v1.Interaction{
		SourceSystem: "crm", ExternalId: r.id, Source: "call", OccurredAt: timestamppb.New(now.Add(-time.Hour)),
		Turns: []*v1.Turn{{Speaker: v1.Speaker_SPEAKER_CUSTOMER, Text: "hello"}},
	}
	r.change(in)
	return in
}

// TestBadRowsAreNamedAndGoodOnesStored pushes a batch with all kinds of bad rows through every
// door.
func TestBadRowsAreNamedAndGoodOnesStored(t *testing.T) {
	s := apptest.Start(t)
	now := time.Now()
	for name, d := range openDoors(t, s) {
		t.Run(name, func(t *testing.T) {
			key := s.KeyFor("rows-"+name, store.Admin)
			batch := rows(now)
			if strings.Contains(name, "json") {
				batch = slices.DeleteFunc(batch, func(r row) bool { return r.binary })
			}
			request := &v1.PushInteractionsRequest{Parent: "tenants/rows-" + name}
			for _, r := range batch {
				request.Interactions = append(request.Interactions, r.interaction(now))
			}
			answer := only[*v1.PushInteractionsResponse](t, d, key, "IngestionService.PushInteractions", request)
			if len(answer.GetResults()) != len(batch) {
				t.Fatalf("%d results for %d rows", len(answer.GetResults()), len(batch))
			}
			for i, r := range batch {
				r.check(t, i, answer.GetResults()[i])
			}
			list := only[*v1.ListInteractionsResponse](t, d, key, "IngestionService.ListInteractions", &v1.ListInteractionsRequest{Parent: request.GetParent()})
			var stored []string
			for _, in := range list.GetInteractions() {
				stored = append(stored, in.GetExternalId()+": "+in.GetTurns()[0].GetText())
			}
			slices.Sort(stored)
			if want := []string{"first: it works", "last: it works too"}; !slices.Equal(stored, want) {
				t.Errorf("stored are %q, want %q", stored, want)
			}
		})
	}
}

func (r row) check(t *testing.T, index int, got *v1.PushResult) {
	t.Helper()
	var wrong []string
	for _, v := range got.GetViolations() {
		wrong = append(wrong, v.GetField()+" "+strings.TrimPrefix(v.GetReason().String(), "VIOLATION_REASON_"))
		if v.GetDescription() == "" {
			t.Errorf("row %q: %s is not explained", r.id, v.GetField())
		}
	}
	if got.GetStatus() != r.status || !slices.Equal(wrong, r.wrong) {
		t.Errorf("row %q is %v %q, want %v %q", r.id, got.GetStatus(), wrong, r.status, r.wrong)
	}
	if int(got.GetIndex()) != index || got.GetId() != strings.ToValidUTF8(r.id, "�") {
		t.Errorf("row %d %q comes back as %d %q", index, r.id, got.GetIndex(), got.GetId())
	}
}

// only calls a method that answers once.
func only[M proto.Message](t *testing.T, d door, key, method string, request proto.Message) (answer M) {
	t.Helper()
	err := d.call(t.Context(), key, methodOf(t, method), []proto.Message{request}, func(m proto.Message) bool {
		answer = m.(M)
		return false
	})
	if err != nil {
		t.Fatalf("%s: %v", method, err)
	}
	return answer
}

// TestJSONThatIsNone sends by hand what no client would: rows are judged alone as long as the
// body is JSON, and a body that is none is refused as a whole.
func TestJSONThatIsNone(t *testing.T) {
	s := apptest.Start(t)
	good := `{"source_system":"crm","external_id":"good","source":"call","occurred_at":"2026-11-01T10:00:00Z","turns":[{"speaker":"SPEAKER_CUSTOMER","text":"hi"}]}`
	bad := func(from, to string) string {
		return strings.Replace(strings.Replace(good, `"good"`, `"bad"`, 1), from, to, 1)
	}
	for _, c := range []struct {
		name, row string
		want      string // violation of the row, or the reason why the whole body is refused
	}{
		{"a speaker nobody knows", bad("SPEAKER_CUSTOMER", "SPEAKER_MARTIAN"), "turns[0].speaker"},
		{"a field nobody knows", bad(`"source":"call"`, `"sauce":"call"`), "source"},
		{"bytes that are not UTF-8", bad(`"hi"`, "\"caf\xe9\""), "MESSAGE_MALFORMED"},
		{"half a surrogate", bad(`"hi"`, `"\ud800"`), "MESSAGE_MALFORMED"},
		{"a time that is none", bad("2026-11-01T10:00:00Z", "yesterday"), "MESSAGE_MALFORMED"},
		{"no JSON", `{"source_system`, "MESSAGE_MALFORMED"},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, body := postJSON(t, s, []byte(`{"interactions":[`+c.row+`,`+good+`]}`))
			answer := &v1.PushInteractionsResponse{}
			if code == http.StatusOK {
				if err := protojson.Unmarshal(body, answer); err != nil {
					t.Fatal(err)
				}
				if v := answer.GetResults()[0].GetViolations(); len(v) != 1 || v[0].GetField() != c.want || answer.GetCounts().GetRejected() != 1 {
					t.Errorf("the bad row: %v; want %s", answer, c.want)
				}
				return
			}
			refusal := &spb.Status{}
			if err := protojson.Unmarshal(body, refusal); err != nil {
				t.Fatal(err)
			}
			if code != http.StatusBadRequest || !strings.Contains(protojson.Format(refusal), c.want) {
				t.Errorf("%d %v; want %s", code, refusal, c.want)
			}
		})
	}
}

func postJSON(t *testing.T, s *apptest.Server, body []byte) (int, []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+s.HTTPAddr()+"/v1/tenants/acme/interactions:push", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Api-Key", s.Key)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, answer
}
