package doors

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/rs/cors"

	"github.com/throughline-cx/throughline/server/api/bridge"
)

// newHTTP makes the server of the HTTP door. It has no time limit for whole requests, which
// would cut streams: clients that stall are cut instead.
func (d *Doors) newHTTP(ctx context.Context) (*http.Server, error) {
	mux := http.NewServeMux()
	d.handleRPC(mux)
	if err := d.handleJSON(ctx, mux); err != nil {
		return nil, err
	}
	d.handleHealth(mux)
	if d.options.OpenAPI != nil {
		mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write(d.options.OpenAPI) // fails only when the client has left
		})
	}
	for pattern, handler := range d.options.Handlers {
		mux.Handle(pattern, handler)
	}
	server := &http.Server{
		Handler:           CrossOrigin(d.options.Origins, mux),
		ReadHeaderTimeout: headerTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		HTTP2: &http.HTTP2Config{
			MaxConcurrentStreams: streamsPerConn, SendPingTimeout: pingAfter, PingTimeout: pingTimeout,
		},
		ErrorLog:    slog.NewLogLogger(d.options.Logger.Handler(), slog.LevelDebug), // broken clients, mostly
		BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
		TLSConfig:   d.options.TLS.Clone(),
		Protocols:   new(http.Protocols),
	}
	server.Protocols.SetHTTP1(true)
	server.Protocols.SetHTTP2(d.options.TLS != nil)
	server.Protocols.SetUnencryptedHTTP2(d.options.TLS == nil)
	return server, nil
}

// handleRPC serves Connect, gRPC-Web and gRPC.
func (d *Doors) handleRPC(mux *http.ServeMux) {
	b := bridge.New(bridge.Options{
		Interceptor:     d.options.Chain.Intercept,
		ReceiveMaxBytes: d.options.MaxRequestBytes,
		SendMaxBytes:    maxAnswerBytes,
		SendTimeout:     d.options.StallTimeout,
		ReceiveTimeout:  d.options.StallTimeout,
		JSON:            writeJSON,
	})
	d.register(b, b)
	handler := b.Handler()
	for service := range b.GetServiceInfo() {
		mux.Handle("/"+service+"/", handler)
	}
}

// CrossOrigin lets the scripts of some web pages call: "https://app.example.com"; "*" is any.
// Without origins no browser lets a page of another origin see an answer.
func CrossOrigin(origins []string, next http.Handler) http.Handler {
	if len(origins) == 0 {
		return next
	}
	return cors.New(cors.Options{
		AllowedOrigins: origins,
		AllowedMethods: []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete},
		AllowedHeaders: []string{
			"Authorization", "X-Api-Key", "X-Request-Id", "Content-Type", "Connect-Protocol-Version", "Connect-Timeout-Ms",
			"Grpc-Timeout", "X-Grpc-Web", "X-User-Agent", "Traceparent", "Tracestate",
		},
		ExposedHeaders: []string{"X-Request-Id", "Retry-After", "Grpc-Status", "Grpc-Message", "Grpc-Status-Details-Bin"},
		MaxAge:         int((2 * time.Hour).Seconds()),
	}).Handler(next)
}
