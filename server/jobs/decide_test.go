package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/jobs"
	"github.com/throughline-cx/throughline/server/store"
)

// known returns a tenant's grouping as one process knows it.
func known(t *testing.T, e *jobs.Evaluation) (parts group.Parts) {
	t.Helper()
	err := e.Look(t.Context(), acme, func(s *evaluate.State, _ evaluate.Config) error { parts = s.Groups().Parts(); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return parts
}

// Two processes decide in turn while the one evaluates what comes in: each sees what the other did.
func TestTwoProcessesDecide(t *testing.T) {
	p := newPipeline(t)
	elsewhere := &jobs.Evaluation{Store: p.Store, Log: p.evaluation.Log, Clock: p.evaluation.Clock}
	p.push("x", slices.Repeat([]time.Time{p.now}, 6)...)
	p.settle()
	parts := known(t, elsewhere)
	var undo []uuid.UUID
	for i, m := range parts.Members {
		who := []*jobs.Evaluation{p.evaluation, elsewhere}[i%2]
		d := group.Decision{Kind: group.Reject, Mentions: []uuid.UUID{m.Member.ID}, Actor: fmt.Sprint("reviewer ", i)}
		made, err := who.Carry(t.Context(), acme, store.Order{Decision: d})
		if err != nil {
			t.Fatal(err)
		}
		undo = append(undo, made.ID)
		p.push(fmt.Sprint("more", i), slices.Repeat([]time.Time{p.now}, 1)...)
		p.settle()
	}
	if here, there := known(t, p.evaluation), known(t, elsewhere); !reflect.DeepEqual(here, there) || here.Decided != 6 {
		t.Errorf("one process knows\n%+v\nthe other\n%+v", here, there)
	}
	for i, id := range undo {
		who := []*jobs.Evaluation{elsewhere, p.evaluation}[i%2]
		if _, err := who.Carry(t.Context(), acme, store.Order{Undo: id, Decision: group.Decision{Actor: "admin"}}); err != nil {
			t.Fatal(err)
		}
	}
	after := known(t, p.evaluation)
	if len(after.Decisions) != 0 || len(after.Members) != 12 {
		t.Errorf("%d decisions hold of %d mentions", len(after.Decisions), len(after.Members))
	}
}

// Many decide at once, each about a mention of its own: all get through, one after the other.
func TestManyDecideAtOnce(t *testing.T) {
	p := newPipeline(t)
	p.push("x", slices.Repeat([]time.Time{p.now}, 8)...)
	p.settle()
	parts := known(t, p.evaluation)
	errs := make([]error, len(parts.Members))
	var all sync.WaitGroup
	for i, m := range parts.Members {
		all.Go(func() {
			_, errs[i] = p.evaluation.Carry(t.Context(), acme, store.Order{
				Decision: group.Decision{Kind: group.Hold, Mentions: []uuid.UUID{m.Member.ID}, Actor: "a"},
			})
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	if got := known(t, p.evaluation); got.Decided != 8 {
		t.Errorf("%d decisions, want 8", got.Decided)
	}
}

// A refused decision leaves nothing behind, and the state in memory goes on.
func TestRefusedDecisionLeavesNothing(t *testing.T) {
	p := newPipeline(t)
	p.push("x", slices.Repeat([]time.Time{p.now}, 3)...)
	p.settle()
	before := known(t, p.evaluation)
	request := store.Request{ID: uuid.New(), Hash: []byte("h")}
	bad := store.Order{Decision: group.Decision{Kind: group.Reject, Mentions: []uuid.UUID{uuid.New()}, Actor: "a"}, Request: request}
	if _, err := p.evaluation.Carry(t.Context(), acme, bad); !errors.Is(err, group.ErrUnknown) {
		t.Fatalf("an unknown mention: %v", err)
	}
	if after := known(t, p.evaluation); !reflect.DeepEqual(before, after) {
		t.Errorf("before\n%+v\nafter\n%+v", before, after)
	}
	good := bad
	good.Decision.Mentions = []uuid.UUID{before.Members[0].Member.ID}
	if _, err := p.evaluation.Carry(t.Context(), acme, good); err != nil {
		t.Errorf("the request id of the refused one: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.evaluation.Carry(ctx, acme, good); !errors.Is(err, context.Canceled) {
		t.Errorf("a caller that gave up: %v", err)
	}
}
