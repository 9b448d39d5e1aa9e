package doors

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"google.golang.org/grpc/health/grpc_health_v1"
)

// readyTimeout is how long Ready may take before it counts as a no.
const readyTimeout = 2 * time.Second

// handleHealth serves /healthz, which says that the process lives, and /readyz, which says that
// it can work.
func (d *Doors) handleHealth(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "ok\n") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if err := d.ready(r.Context()); err != nil {
			say(w, http.StatusServiceUnavailable, "not ready\n")
			return
		}
		say(w, http.StatusOK, "ready\n")
	})
}

func say(w http.ResponseWriter, code int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = io.WriteString(w, text) // fails only when the client has left
}

func (d *Doors) ready(ctx context.Context) error {
	if err := d.options.Chain.Stopped(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, readyTimeout)
	defer cancel()
	return d.options.Ready(ctx)
}

// watchReadiness keeps grpc.health.v1 up to date until ctx ends, and logs changes.
func (d *Doors) watchReadiness(ctx context.Context) {
	ticker := time.NewTicker(readyInterval)
	defer ticker.Stop()
	before := grpc_health_v1.HealthCheckResponse_UNKNOWN
	for {
		now, err := grpc_health_v1.HealthCheckResponse_SERVING, d.ready(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			now = grpc_health_v1.HealthCheckResponse_NOT_SERVING
		}
		if now != before {
			d.setHealth(now)
			d.options.Logger.LogAttrs(ctx, slog.LevelInfo, "readiness", slog.String("status", now.String()), slog.Any("error", err))
		}
		before = now
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// setHealth sets the status of the server, which has the empty name, and of every service.
func (d *Doors) setHealth(to grpc_health_v1.HealthCheckResponse_ServingStatus) {
	d.health.SetServingStatus("", to)
	for service := range d.grpc.GetServiceInfo() {
		d.health.SetServingStatus(service, to)
	}
}
