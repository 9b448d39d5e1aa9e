package command

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/demo"
	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/store/embedded"
)

type demoOptions struct {
	grpcAddr string
	httpAddr string
	dataDir  string
	verbose  bool
	once     bool
}

func newDemo(s Streams) *cobra.Command {
	var o demoOptions
	c := &cobra.Command{
		Use:   "demo",
		Short: "See it work: a server with its own Postgres and three made-up companies",
		Long: `Starts a server with a private Postgres, makes three tenants, imports their complaints through
the public API, receives the signed webhooks of both owners of each broken handoff, and prints
the continuity alerts the way a leader reads them. Then the two teams of one alert answer for it: one
takes its side, the other does not, and the next is asked. Times are moved by whole weeks, so that
the last complaint is of the past week. Ctrl-C stops everything; the next run begins anew.`,
		Example: `  throughline demo
  throughline demo --grpc-addr 127.0.0.1:9443 --http-addr 127.0.0.1:9080`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runDemo(c.Context(), s, o) },
	}
	c.Flags().StringVar(&o.grpcAddr, "grpc-addr", "127.0.0.1:7443", "`address` where gRPC is served")
	c.Flags().StringVar(&o.httpAddr, "http-addr", "127.0.0.1:7080", "`address` where Connect, gRPC-Web and JSON are served")
	c.Flags().StringVar(&o.dataDir, "data-dir", "", "`folder` where the demo keeps its data; it is removed at the start of each run")
	c.Flags().BoolVarP(&o.verbose, "verbose", "v", false, "show the server's log")
	c.Flags().BoolVar(&o.once, "once", false, "stop after the alerts are shown")
	return c
}

// demoMarker stands in a folder that a demo made, and so may remove.
const demoMarker = "made-by-throughline-demo"

// demoDir returns the demo's data directory, empty but for the marker.
func demoDir(dir string) (string, error) {
	if dir == "" {
		base, err := embedded.DefaultDataDir()
		if err != nil {
			return "", err
		}
		dir = base + "-demo"
	}
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		if _, err := os.Stat(filepath.Join(dir, demoMarker)); err != nil {
			return "", fmt.Errorf("%s is not empty and was not made by a demo; choose another --data-dir", dir)
		}
		if _, err := embedded.Attach(dir); err == nil {
			return "", fmt.Errorf("another demo runs on %s; stop it, or choose another --data-dir", dir)
		}
		if err := os.RemoveAll(dir); err != nil {
			return "", err
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	return dir, os.WriteFile(filepath.Join(dir, demoMarker), nil, 0o600)
}

func runDemo(ctx context.Context, s Streams, o demoOptions) (err error) {
	dir, err := demoDir(o.dataDir)
	if err != nil {
		return err
	}
	fmt.Fprintln(s.Err, "starting a server with its own Postgres …")
	if _, err := embedded.Find(ctx, embedded.Options{DataDir: dir, Offline: true}); err != nil {
		fmt.Fprintln(s.Err, "this machine has none that fits; downloading one from Maven Central, once …")
	}
	log := slog.New(slog.DiscardHandler)
	if o.verbose {
		log = slog.New(slog.NewTextHandler(s.Err, nil))
	}
	a, err := app.New(ctx, app.Options{
		// Three tenants' histories are imported at once: on a slow machine that keeps the database busy.
		Database: app.DatabaseOptions{DataDir: dir, Logger: log, Patience: time.Minute}, Logger: log,
		GRPCAddr: o.grpcAddr, HTTPAddr: o.httpAddr, Reflection: true, AllowPrivateWebhooks: true,
	})
	if err != nil {
		return err
	}
	running, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- a.Run(running) }()
	defer func() {
		stop()
		err = errors.Join(err, <-ended)
	}()
	teams, err := newReceiver(running)
	if err != nil {
		return err
	}
	defer teams.close()
	d := demonstration{streams: s, app: a, receiver: teams}
	if err := d.show(running); err != nil || o.once {
		return err
	}
	fmt.Fprintln(s.Err, "\nThe server runs until Ctrl-C.")
	select {
	case <-ctx.Done():
		fmt.Fprintln(s.Err, "stopping …")
	case err := <-ended:
		ended <- nil
		return err
	}
	return nil
}

// demonstration is one demo under way.
type demonstration struct {
	streams  Streams
	app      *app.App
	receiver *receiver
}

// show imports every tenant and prints what came of it.
func (d *demonstration) show(ctx context.Context) error {
	shown, err := d.load(ctx)
	if err != nil {
		return err
	}
	for _, t := range shown {
		if err := d.print(ctx, t); err != nil {
			return err
		}
	}
	if err := d.answer(ctx, shown[0]); err != nil {
		return err
	}
	d.printDoors(shown[0])
	return nil
}

// load imports every tenant and waits until the last message has arrived.
func (d *demonstration) load(ctx context.Context) ([]demoTenant, error) {
	progress := newBars(d.streams)
	defer progress.done()
	var loaded []demoTenant
	for _, t := range demo.Tenants {
		tenant, err := d.setUp(ctx, t)
		if err == nil {
			err = tenant.load(ctx, progress)
		}
		if err != nil {
			return nil, fmt.Errorf("tenant %s: %w", t.ID, err)
		}
		loaded = append(loaded, tenant)
	}
	progress.println("reading what they say, grouping, measuring, alerting …")
	return loaded, d.settle(ctx, progress)
}

// settle waits until the pipeline has nothing left to do and the messages have arrived.
func (d *demonstration) settle(ctx context.Context, progress *bars) error {
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	var most int64
	for {
		idle, err := d.app.Idle(ctx)
		if err != nil {
			return err
		}
		depth, err := d.app.Store().QueueDepth(ctx)
		if err != nil {
			return err
		}
		waiting := depth.Understand + depth.Group
		most = max(most, waiting, 1)
		progress.set("understood and grouped", most-waiting, float64(most-waiting)/float64(most))
		if idle {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
