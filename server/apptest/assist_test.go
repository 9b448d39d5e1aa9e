package apptest_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/assist"
	"github.com/throughline-cx/throughline/server/assist/assisttest"
)

// A server with a language model shows in its metrics what came of asking, and tells clients
// which model read a mention.
func TestAssistedServer(t *testing.T) {
	endpoint := &assisttest.Endpoint{Key: "sk-not-to-be-seen", Answer: func(s assist.Shown) assist.Answer {
		made := assist.Said{FromKind: "app", ToKind: "store", FailureMode: "state_mismatch", Located: "both", Confidence: 0.9, Quote: "what nobody has said"}
		honest := made
		for _, turn := range slices.Backward(s.Turns) {
			if turn.Speaker == "customer" && strings.Contains(turn.Text, " ") {
				honest.Quote = turn.Text
			}
		}
		return assist.Answer{Mentions: []assist.Said{made, honest}}
	}}
	model := httptest.NewServer(endpoint)
	defer model.Close()
	s := apptest.Start(t, func(o *app.Options) {
		o.Assist = &assist.Settings{BaseURL: model.URL, Model: "labels-1", APIKey: assist.Secret(endpoint.Key), To: 1, Timeout: 10 * time.Second, Concurrency: 2}
	})
	o := &office{Client: s.Client(s.Key), t: t}
	o.configure()
	o.push(complaints(t, 3)...)
	s.Settle()
	clusters, err := o.Clusters.ListClusters(t.Context(), &v1.ListClustersRequest{Parent: "tenants/" + apptest.Tenant})
	if err != nil || len(clusters.GetClusters()) == 0 {
		t.Fatalf("%v, %v; want clusters", clusters, err)
	}
	for m, err := range o.ListMentions(t.Context(), &v1.ListMentionsRequest{Parent: clusters.GetClusters()[0].GetName()}) {
		if err != nil || m.GetAssistant() != "labels-1" || m.GetPromptVersion() != assist.PromptVersion || m.GetModel() == "" {
			t.Errorf("provenance of %v, %v", m, err)
		}
	}
	answer, err := http.Get("http://" + s.HTTPAddr() + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`throughline_assist_readings_total{`, `outcome="asked"`, `throughline_assist_dropped_total{`, `reason="quote"`, `throughline_assist_tokens_total`} {
		if !strings.Contains(string(body), want) {
			t.Errorf("%s is not measured", want)
		}
	}
	if strings.Contains(string(body), endpoint.Key) {
		t.Error("the metrics tell the key")
	}
}
