package bridge_test

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"testing"
	"time"

	"connectrpc.com/connect/v2"
	"connectrpc.com/connect/v2/connecthttp"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	testgrpc "google.golang.org/grpc/interop/grpc_testing"

	"github.com/throughline-cx/throughline/server/api/bridge"
)

// door is one way to the same service.
type door struct {
	name   string
	client testgrpc.TestServiceClient
	conn   grpc.ClientConnInterface
	duplex bool // both sides may send at once
}

// listen serves handler on HTTP/1.1 and HTTP/2 without TLS, as doors does.
func listen(t *testing.T, handler http.Handler) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: handler, Protocols: new(http.Protocols)}
	server.Protocols.SetHTTP1(true)
	server.Protocols.SetUnencryptedHTTP2(true)
	go func() { _ = server.Serve(l) }() // ends with Close
	t.Cleanup(func() { _ = server.Close() })
	return l.Addr().String()
}

// start serves s through a bridge, and returns its address.
func start(t *testing.T, s testgrpc.TestServiceServer, options bridge.Options) string {
	t.Helper()
	b := bridge.New(options)
	testgrpc.RegisterTestServiceServer(b, s)
	return listen(t, b.Handler())
}

// native serves s with grpc-go itself, to compare with.
func native(t *testing.T, s testgrpc.TestServiceServer, interceptor grpc.StreamServerInterceptor) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	if interceptor == nil {
		testgrpc.RegisterTestServiceServer(server, s)
	} else {
		testgrpc.RegisterTestServiceServer(bridge.Streams(server, interceptor), s)
	}
	go func() { _ = server.Serve(l) }() // ends with Stop
	t.Cleanup(server.Stop)
	return l.Addr().String()
}

func dial(t *testing.T, address string) *grpc.ClientConn {
	t.Helper()
	c, err := grpc.NewClient("passthrough:///"+address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// h1 and h2 are HTTP clients that speak one version without TLS.
func h1(t *testing.T) *http.Client { return httpClient(t, false) }
func h2(t *testing.T) *http.Client { return httpClient(t, true) }

func httpClient(t *testing.T, two bool) *http.Client {
	t.Helper()
	transport := &http.Transport{Protocols: new(http.Protocols), TLSClientConfig: &tls.Config{}, IdleConnTimeout: time.Second}
	transport.Protocols.SetHTTP1(!two)
	transport.Protocols.SetUnencryptedHTTP2(two)
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// doors are all the ways to s: grpc-go's own server first, then every protocol of the bridge.
func doors(t *testing.T, s testgrpc.TestServiceServer, options bridge.Options) []door {
	t.Helper()
	address := start(t, s, options)
	through := func(client *http.Client, opts ...connecthttp.Option) grpc.ClientConnInterface {
		return conn{connect.NewClient(connecthttp.NewTransport(client, "http://"+address, opts...))}
	}
	all := []door{
		{name: "native", conn: dial(t, native(t, s, options.Interceptor)), duplex: true},
		{name: "grpc", conn: dial(t, address), duplex: true},
		{name: "grpc-web/h1", conn: through(h1(t), connecthttp.WithGRPCWeb())},
		{name: "grpc-web/h2", conn: through(h2(t), connecthttp.WithGRPCWeb()), duplex: true},
		{name: "connect/h1", conn: through(h1(t))},
		{name: "connect/h2", conn: through(h2(t)), duplex: true},
		{name: "connect-json/h2", conn: through(h2(t), connecthttp.WithProtoJSON()), duplex: true},
		{name: "connect-gzip/h1", conn: through(h1(t), connecthttp.WithSendGzip())},
	}
	for i := range all {
		all[i].client = testgrpc.NewTestServiceClient(all[i].conn)
	}
	return all
}

// through runs a case through every door.
func through(t *testing.T, options bridge.Options, run func(t *testing.T, s *service, d door)) {
	t.Helper()
	s := newService()
	for _, d := range doors(t, s, options) {
		t.Run(d.name, func(t *testing.T) { run(t, s, d) })
	}
}

func within(t *testing.T, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}
