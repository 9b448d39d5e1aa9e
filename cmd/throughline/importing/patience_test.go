package importing

import (
	"context"
	"encoding/base64"
	"errors"
	"log/slog"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/ingest"
)

// secretKey is the same at each start: without it the server would not know what it has.
var secretKey = base64.StdEncoding.EncodeToString(make([]byte, 32))

// restart starts a server on the fixture's database at the address of the one that stopped.
func (f *fixture) restart(address string) {
	f.t.Helper()
	a, err := app.New(f.t.Context(), app.Options{
		Database: app.DatabaseOptions{URL: f.DB.AppURL}, SecretKey: secretKey,
		GRPCAddr: address, HTTPAddr: "127.0.0.1:0", Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		f.t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx) }()
	f.t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			f.t.Errorf("the second server did not stop well: %v", err)
		}
	})
}

func TestRidesOutARestart(t *testing.T) {
	f := newFixture(t, func(o *app.Options) { o.SecretKey = secretKey })
	f.write("journey.yaml", journeyYAML)
	f.write("interactions.jsonl", interactions(1, 1200))
	address, told := f.GRPCAddr(), 0
	result, err := f.run(Options{
		Server: address, StateDir: f.state, Patience: Patience,
		Progress: func(_ string, items int64, _ float64) {
			if items == batchItems {
				f.Stop()
			}
		},
		Waiting: func(err error, left time.Duration) {
			if told++; told == 2 {
				f.restart(address)
			}
			var e *throughline.Error
			if !errors.As(err, &e) || left <= 0 || left > Patience {
				t.Errorf("told of %v, %v left", err, left)
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := counts(t, result, ingest.InteractionsFile); got[0]+got[1] != 1200 || got[2] != 0 || f.stored() != 1200 {
		t.Errorf("stored, known, refused: %v, and %d are there; want 1,200", got, f.stored())
	}
	if told < 2 {
		t.Errorf("told %d times that the server is away", told)
	}
}

func TestPatienceEnds(t *testing.T) {
	f := newFixture(t)
	f.write("interactions.jsonl", interactions(1, 1200))
	stopAfterOne := func(string, int64, float64) { f.Stop() }
	for _, patience := range []time.Duration{0, time.Millisecond} {
		_, err := f.run(Options{Patience: patience, Progress: stopAfterOne})
		var e *throughline.Error
		if !errors.As(err, &e) || e.Code != codes.Unavailable {
			t.Fatalf("with a patience of %v: %v; want Unavailable", patience, err)
		}
	}
}

// An address that never answered is more likely wrong than away for a moment.
func TestTheFirstCallIsNotWaitedFor(t *testing.T) {
	f := newFixture(t)
	f.write("interactions.jsonl", interactions(1, 1))
	f.Stop()
	_, err := f.run(Options{Patience: time.Hour, Waiting: func(error, time.Duration) { t.Error("it waits") }})
	var e *throughline.Error
	if !errors.As(err, &e) || e.Code != codes.Unavailable {
		t.Errorf("error %v; want Unavailable", err)
	}
}

func TestLater(t *testing.T) {
	for name, c := range map[string]struct {
		err   error
		again bool
	}{
		"away":               {&throughline.Error{Code: codes.Unavailable}, true},
		"too slow":           {&throughline.Error{Code: codes.DeadlineExceeded}, true},
		"too much, and when": {&throughline.Error{Code: codes.ResourceExhausted, RetryAfter: time.Second}, true},
		"too large":          {&throughline.Error{Code: codes.ResourceExhausted}, false},
		"wrong key":          {&throughline.Error{Code: codes.Unauthenticated}, false},
		"not the server's":   {errors.New("disk"), false},
	} {
		if _, again := later(c.err); again != c.again {
			t.Errorf("%s: again %v", name, again)
		}
	}
}
