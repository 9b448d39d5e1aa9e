package doors

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
)

// Doors are open ports with the services behind them.
type Doors struct {
	options Options
	health  *health.Server
	grpc    *grpc.Server
	http    *http.Server
	onGRPC  net.Listener
	onHTTP  net.Listener
}

// Open opens both ports. Calls are answered once Run runs. Errors: a port that cannot be had, a
// method that no rule of the chain is for, a gateway that cannot be set up.
func Open(ctx context.Context, options Options) (*Doors, error) {
	d := &Doors{options: options.withDefaults(), health: health.NewServer()}
	d.grpc = d.newGRPC()
	if err := d.options.Chain.Covers(d.grpc.GetServiceInfo()); err != nil {
		return nil, err
	}
	var err error
	if d.http, err = d.newHTTP(ctx); err != nil {
		return nil, err
	}
	if d.onGRPC, err = listen(ctx, "gRPC", options.GRPCAddr, "--grpc-addr"); err != nil {
		return nil, err
	}
	if d.onHTTP, err = listen(ctx, "HTTP", options.HTTPAddr, "--http-addr"); err != nil {
		_ = d.onGRPC.Close()
		return nil, err
	}
	return d, nil
}

// listen opens a port; flag is what the error advises to use for another.
func listen(ctx context.Context, what, address, flag string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		_, port, _ := net.SplitHostPort(address)
		return nil, fmt.Errorf("%s port %s is in use by another program; choose another with %s", what, port, flag)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("%s address %s may not be used by this user; choose a port above 1023 with %s", what, address, flag)
	case err != nil:
		return nil, fmt.Errorf("%s address %q cannot be listened on (%w); choose another with %s", what, address, err, flag)
	}
	return l, nil
}

// GRPCAddress is where native gRPC is served, "host:port".
func (d *Doors) GRPCAddress() string { return d.onGRPC.Addr().String() }

// HTTPAddress is where everything else is served, "host:port".
func (d *Doors) HTTPAddress() string { return d.onHTTP.Addr().String() }

// Close closes both ports. It is for doors that Run was never called for.
func (d *Doors) Close() error { return errors.Join(d.onGRPC.Close(), d.onHTTP.Close()) }

// Run answers calls until ctx ends, then stops gracefully: no calls are taken any more, calls in
// progress get DrainTimeout, streams to clients end at once. It returns nil then, or why a door
// fell shut before. Both ports are closed when it returns.
func (d *Doors) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	failed := make(chan error, 2)
	var running sync.WaitGroup
	running.Go(func() {
		if err := d.grpc.Serve(d.onGRPC); err != nil {
			failed <- fmt.Errorf("gRPC door: %w", err)
		}
	})
	running.Go(func() {
		if err := d.serveHTTP(); !errors.Is(err, http.ErrServerClosed) {
			failed <- fmt.Errorf("HTTP door: %w", err)
		}
	})
	running.Go(func() { d.watchReadiness(ctx) })
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
		cancel()
	}
	d.stop()
	running.Wait()
	return err
}

func (d *Doors) serveHTTP() error {
	if d.options.TLS != nil {
		return d.http.ServeTLS(d.onHTTP, "", "")
	}
	return d.http.Serve(d.onHTTP)
}

// stop closes the doors, the last thing opened first: load balancers hear of it, new calls are
// refused, calls in progress end. The two ports depend on nothing of each other, so they share
// the time to drain.
func (d *Doors) stop() {
	d.health.Shutdown()
	d.options.Chain.Stop()
	ctx, cancel := context.WithTimeout(context.Background(), d.options.DrainTimeout)
	defer cancel()
	var draining sync.WaitGroup
	draining.Go(func() {
		if err := d.http.Shutdown(ctx); err != nil {
			_ = d.http.Close() // what did not end in time is cut
		}
	})
	draining.Go(func() {
		cut := time.AfterFunc(d.options.DrainTimeout, d.grpc.Stop)
		d.grpc.GracefulStop()
		cut.Stop()
	})
	draining.Wait()
}
