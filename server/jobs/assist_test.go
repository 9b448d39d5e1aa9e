package jobs_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/assist"
	"github.com/throughline-cx/throughline/server/assist/assisttest"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand"
)

// assisted is a pipeline that reads with the language model behind an endpoint, and nothing else.
func assisted(t *testing.T, endpoint http.Handler, requestsPerDay int64) *pipeline {
	t.Helper()
	server := httptest.NewServer(endpoint)
	t.Cleanup(server.Close)
	p := newPipeline(t)
	a, err := assist.New(assist.Options{Keeper: p.Store, Settings: assist.Settings{
		BaseURL: server.URL, Model: "labels-1", To: 1, Timeout: 10 * time.Second, Concurrency: 3, RequestsPerDay: requestsPerDay,
	}})
	if err != nil {
		t.Fatal(err)
	}
	p.understanding.Assist, p.understanding.Given = a, nil
	return p
}

// careful is an endpoint whose model knows the complaint.
func careful() *assisttest.Endpoint {
	return &assisttest.Endpoint{Answer: func(assist.Shown) assist.Answer {
		return assist.Answer{Mentions: []assist.Said{{
			FromKind: "message", ToKind: "store", FailureMode: "state_mismatch", Located: "both", Confidence: 0.95,
			Quote: complaint, FromWords: "the notice", ToWords: "the desk",
		}}}
	}}
}

// pushText stores one interaction in which the customer says something.
func (p *pipeline) pushText(id, text string) {
	p.t.Helper()
	in := ingest.Interaction{
		SourceSystem: "test", ExternalID: id, Source: "call", Channel: "phone", OccurredAt: p.now, ReceivedAt: p.now,
		CustomerID: "customer-" + id, Turns: []ingest.Turn{{Speaker: ingest.SpeakerCustomer, Text: text}},
	}
	if _, err := p.PushInteractions(p.t.Context(), acme, []store.Item{{Interaction: in, ContentHash: []byte(id)}}); err != nil {
		p.t.Fatal(err)
	}
}

// members returns the mentions of the only cluster.
func (p *pipeline) members() []store.StoredMention {
	p.t.Helper()
	clusters, err := p.ListClusters(p.t.Context(), acme, store.Page{Size: 10})
	if err != nil || len(clusters) != 1 {
		p.t.Fatalf("%d clusters, %v; want 1", len(clusters), err)
	}
	mentions, err := p.ListMentions(p.t.Context(), acme, clusters[0].ID, 0, 100)
	if err != nil {
		p.t.Fatal(err)
	}
	return mentions
}

// What a language model reads goes the whole way to an alert, with its provenance. The same
// words, from many customers, are asked about no more often than they can be asked at once.
func TestAssistedComplaintsBecomeAnAlert(t *testing.T) {
	endpoint := careful()
	p := assisted(t, endpoint, 0)
	p.push("a", days(p.now.AddDate(0, 0, -3), 4)...)
	p.push("b", p.now, p.now, p.now, p.now, p.now, p.now)
	p.settle()
	p.onlyAlert()
	mentions := p.members()
	if len(mentions) != 10 {
		t.Errorf("%d mentions, want 10", len(mentions))
	}
	for _, m := range mentions {
		from, _ := m.From.Top()
		to, _ := m.To.Top()
		if from != "notice" || to != "desk" || m.Quote.Text != complaint || m.Assistant != (understand.Assistant{Model: "labels-1", Prompt: assist.PromptVersion}) {
			t.Errorf("%s to %s, %q, read by %+v", from, to, m.Quote.Text, m.Assistant)
		}
	}
	if n, wrong := endpoint.Requests(); n == 0 || n > 3 || len(wrong) > 0 {
		t.Errorf("%d requests, of another shape: %v", n, wrong)
	}
}

// When an answer is a lie, and when the day's budget is spent, the pipeline goes on with the
// local reading.
func TestTheLocalReadingStands(t *testing.T) {
	endpoint := careful()
	p := assisted(t, endpoint, 1)
	p.pushText("a", "The notice told me my order was ready. I drove to the store and the lady at the desk had no record of my order at all.")
	p.settle()
	p.pushText("b", "The notice said that my order was ready. I went to the store and the man at the desk had no record of my order at all.")
	p.settle()
	if n, _ := endpoint.Requests(); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
	for _, m := range p.members() {
		if m.Assistant != (understand.Assistant{}) { // the endpoint quotes another complaint: its only answer is a lie
			t.Errorf("read by %+v", m.Assistant)
		}
	}
	if n := len(p.members()); n != 2 {
		t.Errorf("%d mentions, want 2", n)
	}
}

// A worker that is told to stop while it waits for an answer stores no half reading and gives
// its claim back.
func TestStoppedAssistedUnderstandingGivesItsBatchBack(t *testing.T) {
	arrived, leave := make(chan struct{}, 10), make(chan struct{})
	var stalled atomic.Bool
	stalled.Store(true)
	model := careful()
	p := assisted(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if stalled.Load() {
			arrived <- struct{}{}
			<-leave
			return
		}
		model.ServeHTTP(w, r)
	}), 0)
	p.push("a", p.now, p.now)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-arrived; cancel() }()
	if _, err := p.understanding.Once(ctx); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v from a worker that was stopped", err)
	}
	stalled.Store(false)
	close(leave)
	p.settle()
	for _, m := range p.members() {
		if m.Assistant.Model != "labels-1" {
			t.Errorf("%+v was read while the worker stopped", m.Assistant)
		}
	}
	if n := len(p.members()); n != 2 {
		t.Errorf("%d mentions, want 2", n)
	}
}
