package intercept

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
	"google.golang.org/grpc/codes"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// book records audit entries.
type book struct {
	mu      sync.Mutex
	entries []Entry
	err     error
}

func (b *book) Audit(_ context.Context, e Entry) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.entries = append(b.entries, e)
	return b.err
}

func TestWhatChangedIsRecorded(t *testing.T) {
	b := &book{}
	s := start(t, Options{Auditor: b})
	if err := s.fetch(as(t, "viewer")); err != nil {
		t.Fatal(err)
	}
	failing := goodPolicy()
	failing.Etag = "old"
	_, err := s.policies().UpdatePolicy(as(t, "admin"), &v1.UpdatePolicyRequest{Policy: failing})
	expect(t, err, codes.Aborted, "ETAG_MISMATCH")
	if len(b.entries) != 0 {
		t.Fatalf("reading, or a change that failed, was recorded: %v", b.entries)
	}
	b.err = errors.New("no ink")
	if _, err := s.policies().UpdatePolicy(as(t, "admin"), &v1.UpdatePolicyRequest{Policy: goodPolicy()}); err != nil {
		t.Fatal(err)
	}
	if len(b.entries) != 1 {
		t.Fatal(b.entries)
	}
	e := b.entries[0]
	if e.Principal.KeyID != "key-of-admin" || e.Method != v1.PolicyService_UpdatePolicy_FullMethodName ||
		e.Resource != "tenants/acme/policy" || e.RequestID == "" || e.Peer == "" {
		t.Errorf("%+v", e)
	}
	if !strings.Contains(s.logs.String(), "no ink") {
		t.Error("nobody hears that it was not recorded")
	}
}

// TestAccessLines: one line a call, which says who and what but nothing that was said.
func TestAccessLines(t *testing.T) {
	s := start(t, Options{})
	if _, err := s.ingestion().PushInteractions(as(t, "ingester"), &v1.PushInteractionsRequest{
		Parent:       "tenants/acme",
		Interactions: []*v1.Interaction{{ExternalId: canary, Turns: []*v1.Turn{{Text: canary}}, Attributes: map[string]string{canary: canary}}},
	}); err != nil {
		t.Fatal(err)
	}
	_, err := s.alerts().ListAlerts(as(t, "viewer"), &v1.ListAlertsRequest{Parent: "tenants/acme", PageToken: strings.Repeat(canary, 1000)})
	expect(t, err, codes.InvalidArgument, "FIELD_INVALID")
	expect(t, s.fetch(as(t, canary)), codes.Unauthenticated, "API_KEY_INVALID")
	lines := strings.Split(strings.TrimSpace(s.logs.String()), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines: %s", len(lines), lines)
	}
	for _, want := range []string{`"tenant":"acme"`, `"key":"key-of-ingester"`, `"code":"OK"`, `"took":`, `"request_id":"`, `PushInteractions`} {
		if !strings.Contains(lines[0], want) {
			t.Errorf("%s is not in %s", want, lines[0])
		}
	}
	if !strings.Contains(lines[1], `"reason":"FIELD_INVALID"`) {
		t.Error(lines[1])
	}
	if strings.Contains(s.logs.String(), canary) {
		t.Errorf("the log holds what was sent: %s", s.logs)
	}
}

// tracer counts spans.
type tracer struct {
	noop.TracerProvider
	mu    sync.Mutex
	spans []string
}

func (r *tracer) Tracer(string, ...trace.TracerOption) trace.Tracer { return spanTracer{owner: r} }

type spanTracer struct {
	noop.Tracer
	owner *tracer
}

func (s spanTracer) Start(ctx context.Context, name string, opts ...trace.SpanStartOption) (context.Context, trace.Span) {
	s.owner.mu.Lock()
	defer s.owner.mu.Unlock()
	s.owner.spans = append(s.owner.spans, name)
	return s.Tracer.Start(ctx, name, opts...)
}

func TestEveryCallIsASpan(t *testing.T) {
	r := &tracer{}
	s := start(t, Options{TracerProvider: r})
	if err := s.fetch(as(t, "viewer")); err != nil {
		t.Fatal(err)
	}
	if len(r.spans) != 1 || r.spans[0] != "throughline.v1.AlertService/GetAlert" {
		t.Error(r.spans)
	}
	c := carrier{}
	c.Set("traceparent", "x")
	if c.Get("traceparent") != "x" || c.Get("nothing") != "" || len(c.Keys()) != 1 {
		t.Error(c)
	}
}
