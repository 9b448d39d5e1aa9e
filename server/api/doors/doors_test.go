package doors

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"connectrpc.com/connect/v2"
	"connectrpc.com/connect/v2/connecthttp"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/status"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// TestOneScenarioThroughEveryDoor: the same call, allowed and refused, looks the same.
func TestOneScenarioThroughEveryDoor(t *testing.T) {
	d, _ := open(t, Options{})
	overGRPC := func(address string) func(key, name string) (string, string) {
		client := v1.NewAlertServiceClient(dial(t, address))
		return func(key, name string) (string, string) {
			got, err := client.GetAlert(as(t, key), &v1.GetAlertRequest{Name: name})
			return got.GetName(), status.Code(err).String()
		}
	}
	overConnect := connect.NewClient(connecthttp.NewTransport(http.DefaultClient, "http://"+d.HTTPAddress()))
	ways := map[string]func(key, name string) (string, string){
		"native": overGRPC(d.GRPCAddress()),
		"grpc":   overGRPC(d.HTTPAddress()),
		"connect": func(key, name string) (string, string) {
			ctx, info := connect.NewClientContext(t.Context())
			info.RequestHeader().Set("X-Api-Key", key)
			got := &v1.Alert{}
			err := overConnect.CallUnary(ctx, connect.Spec{Procedure: v1.AlertService_GetAlert_FullMethodName}, &v1.GetAlertRequest{Name: name}, got)
			if err == nil {
				return got.GetName(), "OK"
			}
			return "", codes.Code(connect.CodeOf(err)).String()
		},
		"json": func(key, name string) (string, string) {
			response, answer := call(t, d, http.MethodGet, "/v1/"+name, "", "Authorization", "Bearer "+key)
			if response.StatusCode == http.StatusOK {
				return field(answer, "name"), "OK"
			}
			return "", map[int]string{401: "Unauthenticated", 404: "NotFound"}[response.StatusCode]
		},
	}
	for way, get := range ways {
		for _, c := range []struct{ key, name, want, code string }{
			{"viewer", alert, alert, "OK"},
			{"wrong", alert, "", "Unauthenticated"},
			{"viewer", "tenants/other/alerts/0198c0de-0000-5000-8000-000000000001", "", "NotFound"},
			{"viewer", "tenants/acme/alerts/0198c0de-0000-5000-8000-000000000002", "", "NotFound"},
		} {
			if name, code := get(c.key, c.name); name != c.want || code != c.code {
				t.Errorf("%s: %s asks for %s: got %q, %s", way, c.key, c.name, name, code)
			}
		}
	}
}

// TestGetOfAConnectMethodWithoutSideEffects: caches and browsers can use it.
func TestGetOfAConnectMethodWithoutSideEffects(t *testing.T) {
	d, _ := open(t, Options{})
	path := v1.AlertService_GetAlert_FullMethodName + "?connect=v1&encoding=json&message=%7B%22name%22%3A%22" + strings.ReplaceAll(alert, "/", "%2F") + "%22%7D"
	if response, answer := call(t, d, http.MethodGet, path, ""); response.StatusCode != http.StatusOK || field(answer, "name") != alert {
		t.Error(response.Status, answer)
	}
	if response, _ := call(t, d, http.MethodGet, v1.PolicyService_UpdatePolicy_FullMethodName+"?connect=v1&encoding=json&message=%7B%7D", ""); response.StatusCode != http.StatusMethodNotAllowed {
		t.Error("a change by GET:", response.Status)
	}
}

func TestOversizeIsTheSameThroughEveryDoor(t *testing.T) {
	d, _ := open(t, Options{})
	big := strings.Repeat("x", 4<<20)
	for name, address := range map[string]string{"native": d.GRPCAddress(), "grpc": d.HTTPAddress()} {
		for _, compress := range []grpc.CallOption{grpc.EmptyCallOption{}, grpc.UseCompressor("gzip")} {
			_, err := v1.NewAlertServiceClient(dial(t, address)).GetAlert(as(t, "viewer"), &v1.GetAlertRequest{Name: big}, compress)
			if s := status.Convert(err); s.Code() != codes.ResourceExhausted || !strings.Contains(s.String()+details(s), "REQUEST_TOO_LARGE") {
				t.Errorf("%s: %v %s", name, s, details(s))
			}
		}
	}
	response, answer := call(t, d, http.MethodPost, "/v1/tenants/acme/interactions:push", `{"interactions":[{"externalId":"`+big+`"}]}`)
	if response.StatusCode != http.StatusTooManyRequests || !strings.Contains(answer, "REQUEST_TOO_LARGE") || response.Header.Get("Retry-After") != "" {
		t.Error(response.Status, answer)
	}
}

// TestMalformedProtobuf: native gRPC tells it as the others do, with a reason.
func TestMalformedProtobuf(t *testing.T) {
	d, _ := open(t, Options{})
	for _, address := range []string{d.GRPCAddress(), d.HTTPAddress()} {
		// Both have a field 1, but of another kind: in Alert's wire format it is text.
		err := dial(t, address).Invoke(as(t, "viewer"), v1.PolicyService_GetPolicy_FullMethodName, &v1.GetPolicyRequest{Name: "\xff"}, &v1.Policy{})
		if err == nil {
			t.Fatal("a broken string passes")
		}
		err = dial(t, address).Invoke(as(t, "viewer"), v1.PolicyService_GetPolicy_FullMethodName, rawMessage(), &v1.Policy{})
		if s := status.Convert(err); s.Code() != codes.InvalidArgument || !strings.Contains(details(s), "MESSAGE_MALFORMED") {
			t.Errorf("%v %s", s, details(s))
		}
	}
}

func TestAWatcherThatStopsReadingIsCut(t *testing.T) {
	d, p := open(t, Options{StallTimeout: 200 * time.Millisecond})
	for _, address := range []string{d.GRPCAddress(), d.HTTPAddress()} {
		ctx, cancel := context.WithCancel(as(t, "viewer"))
		if _, err := v1.NewAlertServiceClient(dial(t, address)).WatchAlerts(ctx, &v1.WatchAlertsRequest{Parent: "tenants/acme", ResumeToken: "flood"}); err != nil {
			t.Fatal(err)
		}
		select {
		case err := <-p.flooding:
			t.Log(err)
		case <-time.After(20 * time.Second):
			t.Error("still sending")
		}
		cancel()
	}
}

func TestHealth(t *testing.T) {
	sick := make(chan bool, 100)
	d, _ := open(t, Options{Reflection: true, Ready: func(context.Context) error {
		select {
		case <-sick:
			return errors.New("secret address of the database")
		default:
			return nil
		}
	}})
	if response, answer := call(t, d, http.MethodGet, "/healthz", ""); response.StatusCode != http.StatusOK || answer != "ok\n" {
		t.Error(response.Status, answer)
	}
	if response, answer := call(t, d, http.MethodGet, "/readyz", ""); response.StatusCode != http.StatusOK || answer != "ready\n" {
		t.Error(response.Status, answer)
	}
	for range cap(sick) {
		sick <- true
	}
	if response, answer := call(t, d, http.MethodGet, "/readyz", ""); response.StatusCode != http.StatusServiceUnavailable || answer != "not ready\n" {
		t.Error(response.Status, answer)
	}
	for _, address := range []string{d.GRPCAddress(), d.HTTPAddress()} { // no key is needed
		watch, err := grpc_health_v1.NewHealthClient(dial(t, address)).Watch(t.Context(), &grpc_health_v1.HealthCheckRequest{Service: "throughline.v1.AlertService"})
		if err != nil {
			t.Fatal(err)
		}
		for {
			m, err := watch.Recv()
			if err != nil {
				t.Fatal(err)
			}
			if m.GetStatus() == grpc_health_v1.HealthCheckResponse_NOT_SERVING {
				break
			}
		}
	}
}

func TestHugeHeadersAreRefused(t *testing.T) {
	d, _ := open(t, Options{})
	if response, _ := call(t, d, http.MethodGet, "/healthz", "", "X-Long", strings.Repeat("x", 80<<10)); response.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Error(response.Status)
	}
}

func TestClosedDoorsFreeTheirPorts(t *testing.T) {
	d := prepare(t, Options{}, &product{})
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{d.GRPCAddress(), d.HTTPAddress()} {
		l, err := net.Listen("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		_ = l.Close()
	}
}

func TestReflectionIsOffUnlessAsked(t *testing.T) {
	for _, on := range []bool{true, false} {
		d, _ := open(t, Options{Reflection: on})
		for _, address := range []string{d.GRPCAddress(), d.HTTPAddress()} {
			stream, err := grpc_reflection_v1.NewServerReflectionClient(dial(t, address)).ServerReflectionInfo(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			_ = stream.Send(&grpc_reflection_v1.ServerReflectionRequest{MessageRequest: &grpc_reflection_v1.ServerReflectionRequest_ListServices{}})
			list, err := stream.Recv()
			if on != (err == nil) || on != strings.Contains(list.String(), "throughline.v1.AlertService") {
				t.Errorf("asked %v: %v, %v", on, list, err)
			}
		}
	}
}

func TestAPortInUseIsSaidPlainly(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	for address, want := range map[string]string{
		l.Addr().String(): "gRPC port " + port + " is in use by another program; choose another with --grpc-addr",
		"nonsense":        `gRPC address "nonsense" cannot be listened on`,
	} {
		if _, err := listen(t.Context(), "gRPC", address, "--grpc-addr"); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestGracefulStop(t *testing.T) {
	p := &product{entered: make(chan struct{}), leave: make(chan struct{})}
	d := prepare(t, Options{}, p)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	results := make(chan error, 2)
	watches := make(chan error, 2)
	for _, address := range []string{d.GRPCAddress(), d.HTTPAddress()} {
		client := v1.NewAlertServiceClient(dial(t, address))
		call := as(t, "viewer")
		go func() {
			_, err := client.ListAlerts(call, &v1.ListAlertsRequest{Parent: "tenants/acme"})
			results <- err
		}()
		<-p.entered
		watch, err := client.WatchAlerts(call, &v1.WatchAlertsRequest{Parent: "tenants/acme"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := watch.Recv(); err != nil {
			t.Fatal(err)
		}
		go func() {
			err := error(nil)
			for err == nil {
				_, err = watch.Recv()
			}
			watches <- err
		}()
	}
	stop()
	for range 2 {
		if err := <-watches; status.Code(err) != codes.Unavailable || !strings.Contains(details(status.Convert(err)), "SERVER_STOPPING") {
			t.Errorf("a watcher hears %v", err)
		}
	}
	p.leave <- struct{}{}
	p.leave <- struct{}{}
	for range 2 {
		if err := <-results; err != nil {
			t.Errorf("a call in progress was cut: %v", err)
		}
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if _, err := net.Dial("tcp", d.HTTPAddress()); err == nil {
		t.Error("the port is still open")
	}
}

func TestADoorThatFallsShutIsTold(t *testing.T) {
	for _, c := range []struct {
		listener func(*Doors) net.Listener
		want     string
	}{
		{func(d *Doors) net.Listener { return d.onGRPC }, "gRPC door: "},
		{func(d *Doors) net.Listener { return d.onHTTP }, "HTTP door: "},
	} {
		d := prepare(t, Options{}, &product{})
		_ = c.listener(d).Close() // as if the system took it away
		if err := d.Run(t.Context()); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("got %v, want %s…", err, c.want)
		}
	}
}

func TestACallThatDoesNotEndIsCut(t *testing.T) {
	p := &product{entered: make(chan struct{}), leave: make(chan struct{})}
	d := prepare(t, Options{DrainTimeout: 100 * time.Millisecond}, p)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	results := make(chan error, 1)
	call := as(t, "viewer")
	client := v1.NewAlertServiceClient(dial(t, d.HTTPAddress()))
	go func() {
		_, err := client.ListAlerts(call, &v1.ListAlertsRequest{Parent: "tenants/acme"})
		results <- err
	}()
	<-p.entered
	stop()
	if err := <-results; err == nil || errors.Is(err, io.EOF) {
		t.Errorf("got %v", err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	close(p.leave)
}
