package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/jobs"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/storetest"
	"github.com/throughline-cx/throughline/server/understand"
)

// rereading is a worker that reads the pipeline's texts as a newer model would.
func (p *pipeline) rereading(by string, read func(ingest.Interaction) []understand.Mention) *jobs.Rereading {
	u := &jobs.Understanding{Store: p.Store, Given: read, GivenBy: by}
	return &jobs.Rereading{Store: p.Store, Understanding: u, Log: slog.New(slog.DiscardHandler)}
}

func (p *pipeline) start(by string) store.Rereading {
	p.t.Helper()
	r, err := p.StartRereading(p.t.Context(), acme, by)
	if err != nil {
		p.t.Fatal(err)
	}
	return r
}

// readOn runs a worker until it finds nothing to do, and returns how many interactions it read.
func (p *pipeline) readOn(r *jobs.Rereading) (total int) {
	p.t.Helper()
	for {
		n, err := r.Once(p.t.Context())
		if err != nil {
			p.t.Fatal(err)
		}
		total += n
		if latest, err := p.LatestRereading(p.t.Context(), acme); err != nil || n == 0 && latest.State != store.RereadingReading {
			if err != nil {
				p.t.Fatal(err)
			}
			return total
		}
	}
}

// firing is a pipeline with five complaints, over which an alert fires.
func firing(t *testing.T) *pipeline {
	t.Helper()
	p := newPipeline(t)
	p.push("a", days(p.now.AddDate(0, 0, -4), 5)...)
	p.settle()
	if got := p.onlyAlert(); got.State != alert.Firing {
		t.Fatalf("the history does not fire: %s", got.State)
	}
	return p
}

// without finds what given finds, except in the interactions named.
func without(ids ...string) func(ingest.Interaction) []understand.Mention {
	return func(in ingest.Interaction) []understand.Mention {
		for _, id := range ids {
			if in.ExternalID == id {
				return nil
			}
		}
		return given(in)
	}
}

func TestADiffIsShownBeforeItTakesEffect(t *testing.T) {
	p := firing(t)
	before := p.onlyAlert()
	r := p.rereading("new", without("a-0", "a-1", "a-2", "a-3"))
	p.start("new")
	if _, _, err := r.Diff(t.Context(), acme, uuid.Nil, false); err == nil || !strings.Contains(err.Error(), "0 of 5") {
		t.Errorf("a diff of half a reading: %v", err)
	}
	if _, err := r.Apply(t.Context(), acme, uuid.Nil, false); err == nil || !strings.Contains(err.Error(), "not ready yet") {
		t.Errorf("half a reading was applied: %v", err)
	}
	if n := p.readOn(r); n != 5 {
		t.Errorf("%d interactions were read, want 5", n)
	}
	_, diff, err := r.Diff(t.Context(), acme, uuid.Nil, false)
	if err != nil || diff.Mentions.Lost != 4 || len(diff.Alerts) != 1 || !diff.Alerts[0].Stops() {
		t.Fatalf("%+v, %v", diff, err)
	}
	if now := p.onlyAlert(); now.ETag != before.ETag {
		t.Error("looking at the diff changed the alert")
	}
	ended, err := r.Apply(t.Context(), acme, uuid.Nil, false)
	if err != nil || ended.Diff.Mentions != diff.Mentions {
		t.Fatalf("%+v, %v", ended, err)
	}
	after := p.onlyAlert()
	if after.ID != before.ID || after.State != alert.Fading || !strings.HasPrefix(after.LastChange.Reason, "texts read again by model new: ") {
		t.Errorf("the alert is %s because %s", after.State, after.LastChange.Reason)
	}
	for what, err := range map[string]error{"diff": third(r.Diff(t.Context(), acme, uuid.Nil, false)), "apply": second(r.Apply(t.Context(), acme, uuid.Nil, false))} {
		if err == nil || !strings.Contains(err.Error(), "the last one was applied") {
			t.Errorf("%s once it has ended: %v", what, err)
		}
	}
	p.push("b", p.now.AddDate(0, 0, -1), p.now, p.now) // the kept state of before is of an older generation
	p.settle()
	if got := p.onlyAlert(); got.State != alert.Firing || len(got.Last.Customers) != 4 {
		t.Errorf("with three more complaints: %s with %d customers, want firing with 4", got.State, len(got.Last.Customers))
	}
}

func second[A any](_ A, err error) error { return err }

func third[A, B any](_ A, _ B, err error) error { return err }

// A worker that is stopped in the middle leaves what is read; another process reads the rest.
func TestAnotherProcessReadsOn(t *testing.T) {
	db := storetest.New(t)
	p := pipelineOn(t, db, true)
	p.push("a", days(p.now.AddDate(0, 0, -1), 2)...)
	for i := range 20 {
		p.push("many-"+string(rune('a'+i)), days(p.now.AddDate(0, 0, -5), 5)...)
	}
	p.settle()
	p.start("new")
	ctx, cancel := context.WithCancel(t.Context())
	read := 0
	stopped := p.rereading("new", func(in ingest.Interaction) []understand.Mention {
		if read++; read == 70 { // in its second batch
			cancel()
		}
		return given(in)
	})
	for ctx.Err() == nil {
		if _, err := stopped.Once(ctx); err != nil && ctx.Err() == nil {
			t.Fatal(err)
		}
	}
	if r, err := p.LatestRereading(t.Context(), acme); err != nil || r.Interactions != 64 {
		t.Fatalf("the stopped process left %+v, %v; want its first batch", r, err)
	}
	other := pipelineOn(t, db, false)
	if err := other.rereading("new", given).Finish(t.Context(), acme, nil); err != nil {
		t.Fatal(err)
	}
	if r, err := p.LatestRereading(t.Context(), acme); err != nil || r.Interactions != 102 || r.State != store.RereadingReady {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestLiveTrafficGoesFirst(t *testing.T) {
	p := firing(t)
	r := p.rereading("new", given)
	p.start("new")
	p.push("live", p.now)
	if n, err := r.Once(t.Context()); n != 0 || err != nil {
		t.Errorf("read %d, %v, while live traffic waits", n, err)
	}
	if tenant, err := p.ClaimRereading(t.Context(), time.Minute); tenant != "" || err != nil {
		t.Errorf("%q may be claimed again at once, %v", tenant, err)
	}
	p.settle()
	if err := p.YieldRereading(t.Context(), acme, 0); err != nil {
		t.Fatal(err)
	}
	if n := p.readOn(r); n != 6 {
		t.Errorf("read %d, want 6: the live one too", n)
	}
}

// A program with another model leaves a rereading to those who have its model, and can still
// show and apply what they found.
func TestARereadingIsReadByItsModelAlone(t *testing.T) {
	p := firing(t)
	p.start("new")
	old := p.rereading("old", without("a-0"))
	if n, err := old.Once(t.Context()); n != 0 || err != nil {
		t.Errorf("another model read %d, %v", n, err)
	}
	if err := old.Finish(t.Context(), acme, nil); err == nil || !strings.Contains(err.Error(), "another model") {
		t.Errorf("another model finished it: %v", err)
	}
	if err := p.rereading("new", given).Finish(t.Context(), acme, nil); err != nil {
		t.Fatal(err)
	}
	if _, diff, err := old.Diff(t.Context(), acme, uuid.Nil, false); err != nil || diff.Mentions.Same != 5 {
		t.Errorf("%+v, %v", diff.Mentions, err)
	}
	if _, err := old.Apply(t.Context(), acme, uuid.Nil, false); err != nil {
		t.Error(err)
	}
}

// What comes in between the end of the reading and its application is read before it is applied.
func TestApplyingCatchesUp(t *testing.T) {
	p := firing(t)
	r := p.rereading("new", without("a-0", "live-0"))
	p.start("new")
	p.readOn(r)
	p.push("live", p.now)
	p.settle()
	ended, err := r.Apply(t.Context(), acme, uuid.Nil, false)
	if err != nil || ended.Diff.Mentions.Before != 6 || ended.Diff.Mentions.Lost != 2 || ended.Interactions != 6 {
		t.Errorf("%+v with %+v, %v", ended, ended.Diff, err)
	}
	if got := p.onlyAlert(); got.State != alert.Firing {
		t.Errorf("the alert is %s", got.State)
	}
}

func TestNoRereadingIsOpen(t *testing.T) {
	p := newPipeline(t)
	r := p.rereading("new", given)
	if n, err := r.Once(t.Context()); n != 0 || err != nil {
		t.Errorf("read %d, %v", n, err)
	}
	for what, err := range map[string]error{
		"diff": third(r.Diff(t.Context(), acme, uuid.Nil, false)), "apply": second(r.Apply(t.Context(), acme, uuid.Nil, false)), "finish": r.Finish(t.Context(), acme, nil),
	} {
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
