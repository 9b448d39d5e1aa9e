package doors

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// field returns a field of a JSON object as text.
func field(object, name string) string {
	var m map[string]any
	if json.Unmarshal([]byte(object), &m) != nil {
		return ""
	}
	return fmt.Sprint(m[name])
}

func details(s *status.Status) string { return fmt.Sprint(s.Details()) }

// rawMessage marshals to a field that claims more bytes than there are.
func rawMessage() *wrapperspb.StringValue {
	m := &wrapperspb.StringValue{}
	m.ProtoReflect().SetUnknown([]byte("\x0a\x7fx"))
	return m
}

func TestJSONErrorsAreComplete(t *testing.T) {
	d, _ := open(t, Options{})
	for _, c := range []struct {
		method, path, body string
		code               int
		reason             string
	}{
		{"GET", "/v1/tenants/acme/alerts/nonsense", "", 400, "FIELD_INVALID"},
		{"GET", "/v1/tenants/acme/alerts?pageSize=-1", "", 400, "FIELD_INVALID"},
		{"GET", "/v1/tenants/acme/alerts?pageSize=x", "", 400, "MESSAGE_MALFORMED"},
		{"GET", "/v1/tenants/acme/alerts/0198c0de-0000-5000-8000-00000000000f", "", 404, "RESOURCE_NOT_FOUND"},
		{"GET", "/v1/nothing", "", 404, "METHOD_UNKNOWN"},
		{"DELETE", "/v1/tenants/acme/alerts", "", 405, "METHOD_UNKNOWN"},
		{"PUT", "/v1/tenants/acme/policy", `{"windowDays":`, 400, "MESSAGE_MALFORMED"},
		{"PUT", "/v1/tenants/acme/policy", "{\"displayName\":\"\xff\"}", 400, "MESSAGE_MALFORMED"},
		{"PUT", "/v1/tenants/acme/policy", `{"windowDayz":3}`, 400, "MESSAGE_MALFORMED"},
		{"PUT", "/v1/tenants/acme/policy", strings.Repeat("[", 100_000), 400, "MESSAGE_MALFORMED"},
		{"PUT", "/v1/tenants/other/policy", `{"windowDays":28,"minCustomers":1}`, 404, "RESOURCE_NOT_FOUND"},
		{"POST", "/v1/tenants/acme/interactions:push", ``, 400, "FIELD_INVALID"},
	} {
		response, answer := call(t, d, c.method, c.path, c.body, "X-Request-Id", "my-id")
		if response.StatusCode != c.code || !strings.Contains(answer, `"`+c.reason+`"`) {
			t.Errorf("%s %s: %d %s", c.method, c.path, response.StatusCode, answer)
		}
		if !strings.Contains(answer, "google.rpc.RequestInfo") || strings.Count(answer, "my-id") != 2 || response.Header.Get("X-Request-Id") != "my-id" {
			t.Errorf("%s %s: the request id is not told: %v %s", c.method, c.path, response.Header, answer)
		}
	}
}

func TestZerosAreWrittenAsJSON(t *testing.T) {
	d, _ := open(t, Options{})
	item := `{"interactions":[{"externalId":"1"}]}`
	_, viaGateway := call(t, d, http.MethodPost, "/v1/tenants/acme/interactions:push", item)
	_, viaConnect := call(t, d, http.MethodPost, "/throughline.v1.IngestionService/PushInteractions", `{"parent":"tenants/acme",`+item[1:])
	for _, answer := range []string{viaGateway, viaConnect} {
		var got struct {
			Counts  struct{ Accepted, Rejected *string }
			Results []any
		}
		if err := json.Unmarshal([]byte(answer), &got); err != nil || got.Counts.Rejected == nil || *got.Counts.Rejected != "0" || *got.Counts.Accepted != "1" || got.Results == nil {
			t.Errorf("%v %s", err, answer)
		}
	}
}

// TestAnUnknownWordCostsAnItemNotTheBatch: where items are judged alone.
func TestAnUnknownWordCostsAnItemNotTheBatch(t *testing.T) {
	d, _ := open(t, Options{})
	body := `{"interactions":[{"externalId":"1","turns":[{"speaker":"SPEAKER_ALIEN"}]},{"external_idee":"2"},{"externalId":"3"}]}`
	response, answer := call(t, d, http.MethodPost, "/v1/tenants/acme/interactions:push", body)
	if response.StatusCode != http.StatusOK || !strings.Contains(strings.ReplaceAll(answer, " ", ""), `"accepted":"2"`) {
		t.Error(response.Status, answer)
	}
}

func zip(t *testing.T, from io.Reader) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := io.Copy(w, from); err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
	return out.String()
}

func TestCompressedJSON(t *testing.T) {
	d, _ := open(t, Options{})
	path := "/v1/tenants/acme/interactions:push"
	good := `{"interactions":[{"externalId":"1"}]}`
	if response, answer := call(t, d, http.MethodPost, path, zip(t, strings.NewReader(good)), "Content-Encoding", "gzip"); response.StatusCode != http.StatusOK {
		t.Error(response.Status, answer)
	}
	if response, answer := call(t, d, http.MethodPost, path, good, "Content-Encoding", "gzip"); response.StatusCode != http.StatusBadRequest || !strings.Contains(answer, "MESSAGE_MALFORMED") {
		t.Error(response.Status, answer)
	}
	if response, _ := call(t, d, http.MethodPost, path, good, "Content-Encoding", "br"); response.StatusCode != http.StatusUnsupportedMediaType {
		t.Error(response.Status)
	}
	bomb := zip(t, io.MultiReader(strings.NewReader(`{"interactions":[{"externalId":"`), io.LimitReader(zeros{}, 256<<20)))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	response, answer := call(t, d, http.MethodPost, path, bomb, "Content-Encoding", "gzip")
	runtime.ReadMemStats(&after)
	if response.StatusCode != http.StatusTooManyRequests || !strings.Contains(answer, "REQUEST_TOO_LARGE") {
		t.Error(response.Status, answer)
	}
	if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 64 {
		t.Errorf("%d MiB allocated to refuse %d bytes", grown, len(bomb))
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

// TestAStreamOfJSONMayBeLong: the limit is for each message.
func TestAStreamOfJSONMayBeLong(t *testing.T) {
	d, _ := open(t, Options{MaxRequestBytes: 1 << 20})
	message := func(size int) string {
		return `{"parent":"tenants/acme","interactions":[{"externalId":"` + strings.Repeat("x", size) + `"}]}` + "\n"
	}
	response, answer := call(t, d, http.MethodPost, "/v1/interactions:stream", strings.Repeat(message(700_000), 5))
	if response.StatusCode != http.StatusOK || field(answer, "batches") != "5" {
		t.Error(response.Status, answer)
	}
	response, answer = call(t, d, http.MethodPost, "/v1/interactions:stream", message(10)+message(2<<20))
	if response.StatusCode != http.StatusTooManyRequests || !strings.Contains(answer, "REQUEST_TOO_LARGE") {
		t.Error(response.Status, answer)
	}
}

func TestWatchingAsJSONLines(t *testing.T) {
	d, _ := open(t, Options{})
	request, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+d.HTTPAddress()+"/v1/tenants/acme/alerts:watch", nil)
	request.Header.Set("X-Api-Key", "viewer")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if got := response.Header.Get("Content-Type"); got != "application/x-ndjson" { // as OpenAPI says
		t.Errorf("Content-Type %q", got)
	}
	lines := bufio.NewScanner(response.Body)
	for _, want := range []string{"1", "2"} {
		if !lines.Scan() || !strings.Contains(strings.ReplaceAll(lines.Text(), " ", ""), `"resumeToken":"`+want+`"`) {
			t.Fatalf("%q", lines.Text())
		}
	}
}

// TestAWatchThatIsRefused: nothing was sent yet, so that the status can still say it.
func TestAWatchThatIsRefused(t *testing.T) {
	d, _ := open(t, Options{})
	for key, want := range map[string]int{"wrong": http.StatusUnauthorized, "viewer": http.StatusNotFound} {
		response, answer := call(t, d, http.MethodGet, "/v1/tenants/other/alerts:watch", "", "Authorization", "Bearer "+key)
		if response.StatusCode != want || !strings.Contains(answer, "google.rpc.ErrorInfo") {
			t.Errorf("%s: %s %s", key, response.Status, answer)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	d, _ := open(t, Options{})
	d.options.Chain.Stop()
	response, answer := call(t, d, http.MethodGet, "/v1/"+alert, "")
	if response.StatusCode != http.StatusServiceUnavailable || response.Header.Get("Retry-After") != "1" || !strings.Contains(answer, "SERVER_STOPPING") {
		t.Error(response.Status, response.Header, answer)
	}
}

func TestOtherPages(t *testing.T) {
	d, _ := open(t, Options{
		OpenAPI: []byte(`{"openapi":"3.1.0"}`),
		Origins: []string{"https://app.example.com"},
		Handlers: map[string]http.Handler{"GET /console/": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "console")
		})},
	})
	if response, answer := call(t, d, http.MethodGet, "/openapi.json", ""); response.Header.Get("Content-Type") != "application/json" || field(answer, "openapi") != "3.1.0" {
		t.Error(response.Status, answer)
	}
	if _, answer := call(t, d, http.MethodGet, "/console/", ""); answer != "console" {
		t.Error(answer)
	}
	if response, _ := call(t, d, http.MethodGet, "/", ""); response.StatusCode != http.StatusNotFound {
		t.Error(response.Status)
	}
	for origin, allowed := range map[string]bool{"https://app.example.com": true, "https://evil.example.com": false} {
		response, _ := call(t, d, http.MethodOptions, "/throughline.v1.AlertService/GetAlert", "", "Origin", origin,
			"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization,connect-protocol-version,content-type")
		if got := response.Header.Get("Access-Control-Allow-Origin"); (got == origin) != allowed || (got != "") != allowed {
			t.Errorf("%s: %v", origin, response.Header)
		}
	}
}

// TestASlowBodyIsCut: a client that pauses within its request.
func TestASlowBodyIsCut(t *testing.T) {
	d, _ := open(t, Options{StallTimeout: 100 * time.Millisecond})
	r, w := io.Pipe()
	defer w.Close()
	request, _ := http.NewRequestWithContext(t.Context(), http.MethodPut, "http://"+d.HTTPAddress()+"/v1/tenants/acme/policy", r)
	request.Header.Set("X-Api-Key", "admin")
	go func() { _, _ = io.WriteString(w, "{") }() // and nothing more
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusBadRequest {
		t.Error(response.Status)
	}
}
