package apptest_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/apptest"
)

// shared is a buffer for several writers.
type shared struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.Write(p)
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.String()
}

// TestNothingShowsASecret makes destinations of every kind with credentials, tries them at a place that
// fails and repeats what it is sent, and looks for the credentials in all answers and in the log.
func TestNothingShowsASecret(t *testing.T) {
	t.Parallel()
	log := &shared{}
	s := apptest.Start(t, func(o *app.Options) {
		o.Logger = slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		o.SMTPURL, o.MailFrom = "smtp://us:hush-mail@127.0.0.1:1?tls=required", "alerts@example.com"
	})
	echo := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = fmt.Fprint(w, r.Header, r.URL) // as careless services do
	}))
	defer echo.Close()
	client := s.Client(s.Key)
	var answers []string
	seen := func(m proto.Message, err error) {
		if err != nil {
			answers = append(answers, err.Error())
		}
		text, _ := protojson.Marshal(m)
		answers = append(answers, string(text))
	}
	for _, d := range []*v1.Destination{
		{Target: &v1.Destination_Slack{Slack: &v1.Slack{Channel: "C0123456789", BotToken: "xoxb-hush-1234567890", SigningSecret: "hush-sign-0123456789"}}},
		{Target: &v1.Destination_Slack{Slack: &v1.Slack{Channel: "C0123456789", BotToken: "xoxp-hush-1234567890"}}}, // refused
		{Target: &v1.Destination_Jira{Jira: &v1.Jira{Url: echo.URL, User: "us", Project: "OPS", ApiToken: "hush-token", WebhookSecret: "hush-hook-0123456789"}}},
		{Target: &v1.Destination_Jira{Jira: &v1.Jira{Url: echo.URL, Project: "OPS", ApiToken: "hush token"}}}, // refused
		{Target: &v1.Destination_Alertmanager{Alertmanager: &v1.Alertmanager{Url: echo.URL, User: "us", Token: "hush-password"}}},
		{Target: &v1.Destination_Email{Email: &v1.Email{To: []string{"stores@example.com"}}}},
	} {
		made, err := client.Routing.CreateDestination(t.Context(), &v1.CreateDestinationRequest{Destination: d})
		seen(made, err)
		if err != nil {
			continue
		}
		if d.GetSlack() == nil { // that would speak to Slack itself
			trial, err := client.Routing.TestDestination(t.Context(), &v1.TestDestinationRequest{Name: made.GetName()})
			if seen(trial, err); err != nil || trial.GetOutcome() == v1.DeliveryOutcome_DELIVERY_OUTCOME_DELIVERED || trial.GetReason() == "" {
				t.Errorf("tried %v: %v, %v", d, trial, err)
			}
		}
		d.Name, d.DisplayName = made.GetName(), "renamed"
		renamed, err := client.Routing.UpdateDestination(t.Context(), &v1.UpdateDestinationRequest{Destination: d, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"display_name"}}})
		seen(renamed, err)
		replaced, err := client.Routing.UpdateDestination(t.Context(), &v1.UpdateDestinationRequest{Destination: d})
		seen(replaced, err)
	}
	list, err := client.Routing.ListDestinations(t.Context(), &v1.ListDestinationsRequest{})
	if seen(list, err); len(list.GetDestinations()) != 4 {
		t.Errorf("%d destinations are made, want 4: %v", len(list.GetDestinations()), answers)
	}
	for _, answer := range answers {
		if strings.Contains(answer, "hush") {
			t.Errorf("an answer shows a secret: %s", answer)
		}
	}
	if text := log.String(); text == "" || strings.Contains(text, "hush") {
		t.Errorf("the log shows a secret, or nothing:\n%s", text)
	}
}
