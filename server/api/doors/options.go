package doors

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net/http"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	"github.com/throughline-cx/throughline/server/api/intercept"
)

// Options say what is served, and where. Chain and Register are required.
type Options struct {
	// GRPCAddr and HTTPAddr are what to listen on, "host:port". Port 0 takes a free one.
	GRPCAddr, HTTPAddr string
	// Chain runs around every call, whatever its door.
	Chain *intercept.Chain
	// Register registers the services. It is called once for each door.
	Register func(grpc.ServiceRegistrar)
	// RegisterGateway registers the JSON routes of the services, which call them through conn.
	// Nil serves no JSON under /v1/.
	RegisterGateway func(ctx context.Context, mux *runtime.ServeMux, conn grpc.ClientConnInterface) error
	// ItemsJudgedAlone are the requests whose handler judges each of their items alone. As JSON,
	// their unknown fields and enum names are ignored, so that one of them rejects its item and
	// not the batch; in every other request they are errors, as they are most likely misspelt.
	ItemsJudgedAlone []proto.Message
	// OpenAPI is the JSON document that is served as /openapi.json. Nil serves none.
	OpenAPI []byte
	// Handlers are more HTTP handlers, by pattern of http.ServeMux: the console, metrics.
	Handlers map[string]http.Handler
	// Ready reports whether the server can work; nil means that it always can. Load balancers ask
	// through /readyz and grpc.health.v1. Its error is logged and not told.
	Ready func(context.Context) error
	// Reflection lets anybody list the methods. Off in production.
	Reflection bool
	// Origins are the web pages whose scripts may call, "https://app.example.com"; "*" is any.
	Origins []string
	// TLS is used on both ports; nil serves without.
	TLS *tls.Config
	// MaxRequestBytes is the most that one request message may hold, after decompression;
	// 4 MiB when zero.
	MaxRequestBytes int
	// StallTimeout is how long a client may leave an answer unread, or pause within a request;
	// 30 s when zero.
	StallTimeout time.Duration
	// DrainTimeout is how long calls in progress may take once the server stops; 20 s when zero.
	DrainTimeout time.Duration
	// Logger gets what the doors have to say; slog.Default() when nil.
	Logger *slog.Logger
}

// Limits that nobody has had a reason to set yet.
const (
	maxAnswerBytes     = 16 << 20 // one answer
	maxHeaderBytes     = 64 << 10 // a call's header
	streamsPerConn     = 1000     // calls at once on one connection
	headerTimeout      = 10 * time.Second
	idleTimeout        = 5 * time.Minute  // of a connection without calls
	pingAfter          = 1 * time.Minute  // of silence, to find clients that are gone
	pingTimeout        = 20 * time.Second // for the answer to a ping
	clientPingInterval = 10 * time.Second // at most so often may a client ping
	connectionAge      = 1 * time.Hour    // then clients connect again, and spread over the servers
	connectionGrace    = 1 * time.Minute  // for calls when a connection's age is reached
	readyInterval      = 2 * time.Second  // between two looks at Ready
)

func (o Options) withDefaults() Options {
	if o.MaxRequestBytes == 0 {
		o.MaxRequestBytes = 4 << 20
	}
	if o.StallTimeout == 0 {
		o.StallTimeout = 30 * time.Second
	}
	if o.DrainTimeout == 0 {
		o.DrainTimeout = 20 * time.Second
	}
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	if o.Ready == nil {
		o.Ready = func(context.Context) error { return nil }
	}
	return o
}
