package apptest

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// Whoever runs the server must see calls, the queue and deliveries, and nothing of a tenant's.
func TestMetrics(t *testing.T) {
	s := Start(t)
	if _, err := s.Client(s.Key).Alerts.ListAlerts(t.Context(), nil); err != nil {
		t.Fatal(err)
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
	for _, want := range []string{"rpc_server_call_duration", `throughline_queue_depth`, "throughline_deliveries_due", "go_goroutines"} {
		if !strings.Contains(string(body), want) {
			t.Errorf("%s is not measured", want)
		}
	}
	for _, secret := range []string{Tenant, s.Key} {
		if strings.Contains(string(body), secret) {
			t.Errorf("the metrics tell %q", secret)
		}
	}
}
