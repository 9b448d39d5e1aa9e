//go:build sdk

package real_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/apptest"
)

// complaint is an interaction as the customer of a number would have it.
const complaint = `{"source_system":"crm","external_id":"c-%[1]d","source":"ticket","channel":"email","occurred_at":"{now}","customer_id":"c-%[1]d",` +
	`"turns":[{"speaker":"SPEAKER_CUSTOMER","text":"The app said my order was ready for pickup. I drove to the store and the staff at the pickup desk couldn't find it."}]}`

// pushed is a push of a complaint.
func pushed(n int) string {
	return `{"parent":"tenants/acme","interactions":[` + fmt.Sprintf(complaint, n) + `]}`
}

const (
	service = "throughline.v1."
	nothing = `{"parent":"tenants/acme"}`
)

// use is one call of a program that we did not write. Its words may hold {grpc} and {http}, the
// server's addresses, {key}, the API key, and {now}.
type use struct {
	what    string
	command []string
	want    []string // in what it prints; JSON without blanks after colons
	fails   bool     // it must end with an error
}

// grpcurl, bufCurl and curl are how each of them is called here; what it is told follows.
func grpcurl(words ...string) []string {
	return append([]string{"go", "tool", "-modfile=tools/clients/go.mod", "grpcurl", "-plaintext", "-H", "authorization: Bearer {key}"}, words...)
}

func bufCurl(protocol, body, method string) []string {
	return []string{
		"tools/buf/node_modules/.bin/buf", "curl", "--protocol", protocol, "--http2-prior-knowledge", "--reflect-header", "*",
		"-H", "authorization: Bearer {key}", "-d", body, "http://{http}/" + service + method,
	}
}

func curl(words ...string) []string {
	return append([]string{
		"curl", "--silent", "--show-error", "--compressed", "--write-out", "\nstatus %{http_code}", "-H", "authorization: Bearer {key}",
		"-H", "content-type: application/json",
	}, words...)
}

func ghz(method, body string) []string {
	return []string{
		"go", "tool", "-modfile=tools/clients/go.mod", "ghz", "--insecure", "--total", "200", "--concurrency", "4",
		"--metadata", `{"authorization":"Bearer {key}"}`, "--call", service + method, "--data", body, "--format", "json", "{grpc}",
	}
}

// TestForeignClients calls a server with programs that know nothing of it but what it says
// through reflection. Three customers complain, each through another program: that is an alert,
// which all of them read.
func TestForeignClients(t *testing.T) {
	s := apptest.Start(t)
	configure(t, s)
	for _, u := range pushes {
		t.Run(u.what, func(t *testing.T) { u.run(t, s) })
	}
	s.Settle()
	for _, u := range reads {
		t.Run(u.what, func(t *testing.T) { u.run(t, s) })
	}
}

// fieldInvalid is how an ErrorInfo of that reason begins where a program prints details as they
// are on the wire.
var fieldInvalid = base64.StdEncoding.EncodeToString([]byte("\n\rFIELD_INVALID"))

// pushes are what each program does before there is an alert.
var pushes = []use{
	{
		what: "grpcurl lists the services", command: grpcurl("{grpc}", "list"),
		want: []string{
			service + "AdminService", service + "AlertService", service + "ClusterService", service + "IngestionService", service + "JourneyService",
			service + "PolicyService", service + "ReviewService", service + "RoutingService", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
		},
	},
	{
		what: "grpcurl describes a message", command: grpcurl("{grpc}", "describe", service+"ListAlertsRequest"),
		want: []string{"string parent = 1", "page_token"},
	},
	{
		what: "grpcurl asks for the server's health", command: grpcurl("{grpc}", "grpc.health.v1.Health/Check"),
		want: []string{`"status":"SERVING"`},
	},
	{
		what: "grpcurl pushes", command: grpcurl("-d", pushed(1), "{grpc}", service+"IngestionService/PushInteractions"),
		want: []string{`"status":"PUSH_STATUS_ACCEPTED"`},
	},
	{
		what: "buf curl pushes", command: bufCurl("grpc", pushed(2), "IngestionService/PushInteractions"),
		want: []string{`"status":"PUSH_STATUS_ACCEPTED"`},
	},
	{
		what: "curl pushes", command: curl("-d", pushed(3), "http://{http}/v1/tenants/acme/interactions:push"),
		want: []string{`"status":"PUSH_STATUS_ACCEPTED"`, "status 200"},
	},
	{
		what: "grpcurl shows an error with its details", fails: true,
		command: grpcurl("-d", nothing, "{grpc}", service+"IngestionService/PushInteractions"),
		want:    []string{"Code: InvalidArgument", "google.rpc.BadRequest", `"field":"interactions"`, "google.rpc.ErrorInfo", `"reason":"FIELD_INVALID"`, "google.rpc.RequestInfo"},
	},
	{
		what: "buf curl shows an error with its details", fails: true, command: bufCurl("grpc", nothing, "IngestionService/PushInteractions"),
		want: []string{`"code":"invalid_argument"`, "google.rpc.BadRequest", "google.rpc.ErrorInfo", fieldInvalid, "google.rpc.RequestInfo"},
	},
	{
		what: "curl shows an error with its details", command: curl("-d", nothing, "http://{http}/v1/tenants/acme/interactions:push"),
		want: []string{"status 400", "google.rpc.BadRequest", `"field":"interactions"`, `"reason":"FIELD_INVALID"`},
	},
	{
		what: "grpcurl has a wrong key", fails: true,
		command: []string{"go", "tool", "-modfile=tools/clients/go.mod", "grpcurl", "-plaintext", "-H", "authorization: Bearer tl_live_acme_wrong", "{grpc}", service + "AlertService/ListAlerts"},
		want:    []string{"Code: Unauthenticated", `"reason":"API_KEY_INVALID"`},
	},
}

// reads are what each program sees of the alert.
var reads = []use{
	{what: "grpcurl lists alerts", command: grpcurl("-d", nothing, "{grpc}", service+"AlertService/ListAlerts"), want: []string{`"state":"ALERT_STATE_FIRING"`}},
	{what: "buf curl lists alerts over gRPC", command: bufCurl("grpc", nothing, "AlertService/ListAlerts"), want: []string{`"state":"ALERT_STATE_FIRING"`}},
	{what: "buf curl lists alerts over gRPC-Web", command: bufCurl("grpcweb", nothing, "AlertService/ListAlerts"), want: []string{`"state":"ALERT_STATE_FIRING"`}},
	{what: "buf curl lists alerts over Connect", command: bufCurl("connect", nothing, "AlertService/ListAlerts"), want: []string{`"state":"ALERT_STATE_FIRING"`}},
	{what: "curl lists alerts", command: curl("http://{http}/v1/tenants/acme/alerts"), want: []string{`"state":"ALERT_STATE_FIRING"`, "status 200"}},
	{
		what: "curl lists alerts over Connect", command: curl("-d", nothing, "http://{http}/"+service+"AlertService/ListAlerts"),
		want: []string{`"state":"ALERT_STATE_FIRING"`, "status 200"},
	},
	{
		what: "grpcurl watches until its time is over", fails: true,
		command: grpcurl("-max-time", "2", "-d", nothing, "{grpc}", service+"AlertService/WatchAlerts"),
		want:    []string{`"heartbeat"`, `"resumeToken"`, "Code: DeadlineExceeded"},
	},
}

// run calls the program and looks at what it prints.
func (u use) run(t *testing.T, s *apptest.Server) {
	out, err := u.output(t, s)
	if (err != nil) != u.fails {
		t.Errorf("it ended with %v, must it fail: %v", err, u.fails)
	}
	printed := strings.ReplaceAll(string(out), `": `, `":`)
	for _, want := range u.want {
		if !strings.Contains(printed, want) {
			t.Errorf("it printed no %q", want)
		}
	}
	if t.Failed() {
		t.Logf("%q printed\n%s", u.command, out)
	}
}

func (u use) output(t *testing.T, s *apptest.Server) ([]byte, error) {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	fill := strings.NewReplacer("{grpc}", s.GRPCAddr(), "{http}", s.HTTPAddr(), "{key}", s.Key, "{now}", now())
	words := make([]string, len(u.command))
	for i, w := range u.command {
		words[i] = fill.Replace(w)
	}
	command := exec.CommandContext(t.Context(), words[0], words[1:]...)
	command.Dir = root
	return command.CombinedOutput()
}

// TestLoadGenerator lets ghz call 200 times over 4 workers: no call may fail.
func TestLoadGenerator(t *testing.T) {
	s := apptest.Start(t)
	out, err := use{command: ghz("AlertService/ListAlerts", nothing)}.output(t, s)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var report struct {
		Count  int            `json:"count"`
		Status map[string]int `json:"statusCodeDistribution"`
	}
	if err := json.NewDecoder(bytes.NewReader(out)).Decode(&report); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if report.Count != 200 || report.Status["OK"] != 200 {
		t.Errorf("%+v, want 200 calls that are OK", report)
	}
}
