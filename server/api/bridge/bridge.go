package bridge

import (
	"net/http"
	"strings"
	"time"

	"connectrpc.com/connect/v2"
	"connectrpc.com/connect/v2/connecthttp"
	"connectrpc.com/connect/v2/connectproto"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/throughline-cx/throughline/server/api/stall"
)

// compressFrom is the size in bytes from which an answer is worth compressing.
const compressFrom = 1024

// Options say how a Bridge serves. The zero value has every limit at its default.
type Options struct {
	// Interceptor runs around every call, unary ones included. Nil runs none.
	Interceptor grpc.StreamServerInterceptor
	// ReceiveMaxBytes is the most that one message may hold after decompression;
	// 4 MiB when zero. Larger ones end the call with RESOURCE_EXHAUSTED.
	ReceiveMaxBytes int
	// SendMaxBytes is the most that one answer may hold; 16 MiB when zero.
	SendMaxBytes int
	// SendTimeout is how long a client may leave an answer unread; 30 s when zero.
	SendTimeout time.Duration
	// ReceiveTimeout is how long a client may pause within a request of one message; 30 s when
	// zero. Streams from clients may pause for as long as their deadline allows.
	ReceiveTimeout time.Duration
	// JSON says how answers are written as JSON.
	JSON protojson.MarshalOptions
}

func (o Options) withDefaults() Options {
	o.ReceiveMaxBytes = orElse(o.ReceiveMaxBytes, 4<<20)
	o.SendMaxBytes = orElse(o.SendMaxBytes, 16<<20)
	o.SendTimeout = orElse(o.SendTimeout, 30*time.Second)
	o.ReceiveTimeout = orElse(o.ReceiveTimeout, 30*time.Second)
	if o.Interceptor == nil {
		o.Interceptor = passThrough
	}
	return o
}

func passThrough(impl any, s grpc.ServerStream, _ *grpc.StreamServerInfo, next grpc.StreamHandler) error {
	return next(impl, s)
}

func orElse[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// Bridge is a grpc.ServiceRegistrar whose services are served by Handler.
type Bridge struct {
	options  Options
	server   *connect.Server
	services map[string]grpc.ServiceInfo
}

// New returns a bridge without services.
func New(options Options) *Bridge {
	b := &Bridge{
		options:  options.withDefaults(),
		server:   connect.NewServer(),
		services: map[string]grpc.ServiceInfo{},
	}
	b.server.SetUnknownHandler(serve(nil, Unknown(b.options.Interceptor)))
	return b
}

// RegisterService adds a service, as grpc.Server does. It panics when the service is there
// already. Not to be called once Handler was.
func (b *Bridge) RegisterService(desc *grpc.ServiceDesc, impl any) {
	b.services[desc.ServiceName] = serviceInfo(desc)
	for _, stream := range streamsOf(desc, b.options.Interceptor) {
		spec := specOf(desc.ServiceName, stream)
		b.server.Register(connect.Method{Spec: spec, Handler: serve(impl, stream.Handler)})
	}
}

// GetServiceInfo returns the services by name; grpc's reflection service asks for it.
func (b *Bridge) GetServiceInfo() map[string]grpc.ServiceInfo { return b.services }

// Handler serves every service that is registered at "/package.Service/Method", and answers
// 404 to every other path.
func (b *Bridge) Handler() http.Handler {
	mux := http.NewServeMux()
	json := connectproto.NewJSONCodec() // ignores unknown fields: a client may be newer than the server
	json.MarshalOptions = b.options.JSON
	connecthttp.Mount(guarded{mux, b}, b.server,
		connecthttp.WithReadMaxBytes(b.options.ReceiveMaxBytes),
		connecthttp.WithSendMaxBytes(b.options.SendMaxBytes),
		connecthttp.WithCompressMinBytes(compressFrom),
		connecthttp.WithCodecs(connectproto.NewBinaryCodec(), json),
	)
	return mux
}

// guarded puts a stall guard around what is mounted.
type guarded struct {
	*http.ServeMux
	bridge *Bridge
}

func (g guarded) Handle(pattern string, next http.Handler) {
	limits := stall.Limits{Write: g.bridge.options.SendTimeout, Read: g.bridge.options.ReceiveTimeout}
	for spec := range g.bridge.server.Specs() {
		if spec.Procedure == pattern && spec.StreamType&connect.StreamTypeClient != 0 {
			limits.Read = 0
		}
	}
	if strings.HasSuffix(pattern, "/") {
		next = unknownOnHTTP1(next)
	}
	g.ServeMux.Handle(pattern, stall.Guard(next, limits))
}

// unknownOnHTTP1 answers 404, which clients take as UNIMPLEMENTED, where connect would refuse
// HTTP/1.1 because it takes every unknown method for one that both sides stream.
func unknownOnHTTP1(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kind := r.Header.Get("Content-Type")
		if r.ProtoMajor < 2 && (strings.HasPrefix(kind, "application/grpc") || strings.HasPrefix(kind, "application/connect+")) {
			http.NotFound(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}
