package throughline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/sdk/conformance"
)

// TestConformance runs the scenarios that every SDK must pass.
func TestConformance(t *testing.T) {
	server, err := conformance.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer server.Stop()
	var names []string
	ask(t, http.MethodGet, server.URL+"/scenarios", nil, &names)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			var b conformance.Beginning
			ask(t, http.MethodPost, server.URL+"/begin?scenario="+url.QueryEscape(name), nil, &b)
			r := newRun(t, b)
			r.do(t.Context(), b.Do)
			var wrong []string
			ask(t, http.MethodPost, server.URL+"/end?run="+b.Run, r.outcome, &wrong)
			for _, w := range wrong {
				t.Error(w)
			}
		})
	}
	if missing := server.Missing(); len(missing) > 0 {
		t.Errorf("not passed: %q", missing)
	}
}

func ask(t *testing.T, method, address string, body, answer any) {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), method, address, bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(answer); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d, %v", address, response.StatusCode, err)
	}
}

// run is one run of one scenario.
type run struct {
	client   *Client
	webhooks []conformance.Webhook

	mu      sync.Mutex
	outcome conformance.Outcome
}

func newRun(t *testing.T, b conformance.Beginning) *run {
	r := &run{webhooks: b.Webhooks}
	options := []Option{WithAPIKey(b.Key), WithInsecure(), func(c *config) {
		real := c.wait
		c.wait = func(ctx context.Context, d time.Duration) error {
			r.mu.Lock()
			r.outcome.WaitsMs = append(r.outcome.WaitsMs, float64(d)/float64(time.Millisecond))
			r.mu.Unlock()
			if b.Client.RealWaits {
				return real(ctx, d)
			}
			return ctx.Err()
		}
		if b.Client.SilenceMs > 0 {
			c.silence = time.Duration(b.Client.SilenceMs) * time.Millisecond
		}
	}}
	if n := b.Client.Attempts; n > 0 {
		options = append(options, WithAttempts(n))
	}
	if d := b.Client.DeadlineMs; d > 0 {
		options = append(options, WithDeadline(time.Duration(d)*time.Millisecond))
	}
	if b.Client.UserAgent != "" {
		options = append(options, WithUserAgent(b.Client.UserAgent))
	}
	client, err := New(b.GRPC, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	r.client = client
	return r
}

func (r *run) do(ctx context.Context, a conformance.Action) {
	switch {
	case a.Call != nil:
		for range max(a.Call.Times, 1) {
			r.failed(r.call(ctx, *a.Call))
		}
	case a.List != nil:
		r.list(ctx, *a.List)
	case a.Watch != nil:
		r.watch(ctx, *a.Watch)
	case a.Push != nil:
		r.push(ctx, *a.Push)
	case a.Ingest != nil:
		r.ingest(ctx, *a.Ingest)
	case a.Verify:
		r.verify()
	}
}

func (r *run) call(ctx context.Context, c conformance.Call) (err error) {
	switch c.Method {
	case "GetAlert":
		_, err = r.client.Alerts.GetAlert(ctx, &throughlinev1.GetAlertRequest{Name: r.client.Name("alerts", "0")})
	case "UpdatePolicy":
		_, err = r.client.Policy.UpdatePolicy(ctx, &throughlinev1.UpdatePolicyRequest{Policy: &throughlinev1.Policy{Name: r.client.Name("policy")}})
	case "CreateApiKey":
		_, err = r.client.Admin.CreateApiKey(ctx, &throughlinev1.CreateApiKeyRequest{Parent: c.Parent, RequestId: c.RequestID})
	default:
		err = errors.New("unknown method " + c.Method)
	}
	return err
}

func (r *run) list(ctx context.Context, l conformance.List) {
	for alert, err := range r.client.ListAlerts(ctx, &throughlinev1.ListAlertsRequest{PageSize: l.PageSize, PageToken: l.PageToken}) {
		if err != nil {
			r.failed(err)
			return
		}
		r.outcome.Items = append(r.outcome.Items, alert.GetName())
		if len(r.outcome.Items) == l.Take {
			return
		}
	}
}

func (r *run) watch(ctx context.Context, w conformance.Take) {
	for message, err := range r.client.WatchAlerts(ctx, &throughlinev1.WatchAlertsRequest{ResumeToken: w.ResumeToken}) {
		if err != nil {
			r.failed(err)
			return
		}
		r.outcome.Tokens = append(r.outcome.Tokens, message.GetResumeToken())
		if len(r.outcome.Tokens) == w.Messages {
			return
		}
	}
}

func (r *run) push(ctx context.Context, p conformance.Push) {
	report, err := r.client.PushInteractions(ctx, made(p))
	r.failed(err)
	r.outcome.Counts = &conformance.Counts{
		Accepted: int(report.Counts.GetAccepted()), Duplicate: int(report.Counts.GetDuplicate()),
		Conflict: int(report.Counts.GetConflict()), Rejected: int(report.Counts.GetRejected()),
	}
	for f := range report.Failures() {
		r.outcome.Results = append(r.outcome.Results, conformance.Result{ID: f.GetId(), Index: int(f.GetIndex()), Status: statusName(f)})
	}
}

func statusName(r *PushResult) string {
	return strings.TrimPrefix(r.GetStatus().String(), "PUSH_STATUS_")
}

// made makes the items of a push.
func made(p conformance.Push) []*Interaction {
	out := make([]*Interaction, p.Items)
	text := strings.Repeat("x", max(p.TextBytes, 10))
	for i := range out {
		out[i] = &Interaction{ExternalId: fmt.Sprint(i), Turns: []*Turn{{Text: text}}}
		if slices.Contains(p.Broken, i) {
			out[i].Turns = nil
		}
		if slices.Contains(p.Oversize, i) {
			out[i].Turns[0].Text = strings.Repeat("x", 5<<20)
		}
	}
	return out
}

func (r *run) ingest(ctx context.Context, o conformance.Ingest) {
	results := make(chan struct{}, o.Items)
	ingester := r.client.NewIngester(IngesterOptions{
		MaxItems: o.MaxItems, MaxBytes: o.MaxBytes, QueueItems: o.QueueItems, Drop: o.Drop,
		Interval: time.Duration(o.IntervalMs) * time.Millisecond,
		OnResult: func(result IngestResult) {
			r.ingested(result)
			results <- struct{}{}
		},
	})
	for _, item := range made(o.Push) {
		if err := ingester.Add(ctx, item); err != nil && !errors.Is(err, ErrDropped) {
			r.failed(err)
		}
	}
	if o.Await {
		for range o.Items {
			<-results
		}
	}
	if o.Flush {
		r.failed(ingester.Flush(ctx))
	}
	limit := time.Minute
	if o.CloseMs > 0 {
		limit = time.Duration(o.CloseMs) * time.Millisecond
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	r.failed(ingester.Close(ctx))
	s := ingester.Stats()
	r.outcome.Counts = &conformance.Counts{
		Accepted: s.Accepted, Duplicate: s.Duplicate, Conflict: s.Conflict, Rejected: s.Rejected, Dropped: s.Dropped, Failed: s.Failed,
	}
}

func (r *run) ingested(result IngestResult) {
	out := conformance.Result{ID: result.Item.GetExternalId()}
	var e *Error
	switch {
	case errors.As(result.Err, &e):
		out.Code = codeName(e.Code)
	case result.Result != nil:
		out.Status = statusName(result.Result)
	}
	r.outcome.Results = append(r.outcome.Results, out)
}

func (r *run) verify() {
	for _, w := range r.webhooks {
		verifier, err := NewWebhookVerifier(w.Secrets...)
		header := http.Header{}
		for name, value := range w.Headers {
			header.Set(name, value)
		}
		if err == nil {
			err = verifier.Verify([]byte(w.Body), header)
		}
		r.outcome.Verified = append(r.outcome.Verified, err == nil)
	}
}

// failed notes an error as the SDK tells it.
func (r *run) failed(err error) {
	if err == nil {
		return
	}
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Code: codes.Unknown, Message: err.Error()}
	}
	f := &conformance.Failure{
		Code: codeName(e.Code), Reason: e.ReasonName, Message: e.Message, Text: e.Error(), Metadata: e.Metadata, RequestID: e.RequestID,
		RetryAfterMs: int(e.RetryAfter.Milliseconds()), Retryable: e.Retryable(),
	}
	for _, v := range e.FieldViolations {
		f.Violations = append(f.Violations, conformance.Violation(v))
	}
	r.outcome.Error = f
}

// codeName is the code as google.rpc.Code spells it.
func codeName(c codes.Code) string {
	var out strings.Builder
	for i, letter := range c.String() {
		if i > 0 && letter >= 'A' && letter <= 'Z' {
			out.WriteByte('_')
		}
		out.WriteRune(letter)
	}
	return strings.ToUpper(out.String())
}
