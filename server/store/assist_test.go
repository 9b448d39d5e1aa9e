package store_test

import (
	"sync"
	"testing"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand"
)

const today = 20_782 // a UTC day, counted from 1970

func TestAnswersOfALanguageModelAreKept(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	if got, err := f.AssistAnswer(ctx, acme, "h"); err != nil || got != nil {
		t.Fatalf("before: %s, %v", got, err)
	}
	for _, answer := range []string{`[{"confidence": 0.9}]`, `[]`} { // the second one is too late
		if err := f.KeepAssistAnswer(ctx, acme, "h", []byte(answer)); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := f.AssistAnswer(ctx, acme, "h"); err != nil || string(got) != `[{"confidence": 0.9}]` {
		t.Errorf("kept: %s, %v", got, err)
	}
	if got, err := f.AssistAnswer(ctx, other, "h"); err != nil || got != nil {
		t.Errorf("another tenant's: %s, %v", got, err)
	}
	if err := f.KeepAssistAnswer(ctx, acme, "broken", []byte(`[`)); err == nil {
		t.Error("half an answer was kept")
	}
}

func TestTheLanguageModelsBudgetIsKept(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct {
		name                          string
		tenant                        string
		day                           int64
		tokens, mostRequests, mostTok int64
		want                          bool
	}{
		{"the first", acme, today, 100, 2, 1000, true},
		{"too many tokens", acme, today, 901, 2, 1000, false},
		{"all the tokens that are left", acme, today, 900, 2, 1000, true},
		{"too many requests", acme, today, 0, 2, 1000, false},
		{"without limits", acme, today, 100, 0, 0, true},
		{"the next day", acme, today + 1, 100, 2, 1000, true},
		{"another tenant", other, today, 100, 2, 1000, true},
		{"more than a day's at once", other, today + 1, 1001, 2, 1000, false},
	} {
		if got, err := f.SpendAssist(t.Context(), c.tenant, c.day, c.tokens, c.mostRequests, c.mostTok); err != nil || got != c.want {
			t.Errorf("%s: %v, %v; want %v", c.name, got, err, c.want)
		}
	}
}

func TestTheLanguageModelsBudgetIsSettled(t *testing.T) {
	f := newFixture(t)
	spend := func(want bool) {
		t.Helper()
		if got, err := f.SpendAssist(t.Context(), acme, today, 600, 0, 1000); err != nil || got != want {
			t.Fatalf("%v, %v; want %v", got, err, want)
		}
	}
	spend(true)
	spend(false)
	for _, tokens := range []int64{-5000, 300} { // gives back no more than was spent
		if err := f.SettleAssist(t.Context(), acme, today, tokens); err != nil {
			t.Fatal(err)
		}
	}
	if n := f.count(`SELECT tokens FROM assist_days WHERE tenant_id = 'acme'`); n != 300 {
		t.Errorf("%d tokens are spent, want 300", n)
	}
	spend(true)
}

// Any number of processes share a budget, and none spends what another has.
func TestTheLanguageModelsBudgetIsSpentOnce(t *testing.T) {
	f := newFixture(t)
	var granted sync.Map
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			if ok, err := f.SpendAssist(t.Context(), acme, today, 1, 10, 0); err != nil {
				t.Error(err)
			} else if ok {
				granted.Store(i, true)
			}
		})
	}
	all.Wait()
	n := 0
	granted.Range(func(any, any) bool { n++; return true })
	if n != 10 {
		t.Errorf("%d of 40 were granted, want 10", n)
	}
}

func TestOldAssistanceIsForgotten(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	for _, hash := range []string{"old", "new"} {
		if err := f.KeepAssistAnswer(ctx, acme, hash, []byte(`[]`)); err != nil {
			t.Fatal(err)
		}
	}
	for _, day := range []int64{today - 100, today} {
		if _, err := f.SpendAssist(ctx, acme, day, 1, 0, 0); err != nil {
			t.Fatal(err)
		}
	}
	f.count(`WITH a AS (UPDATE assist_answers SET created_at = now() - interval '91 days' WHERE id = 'old')
		, d AS (UPDATE assist_days SET created_at = now() - interval '91 days' WHERE id < 20700) SELECT 0`)
	if err := f.ForgetAssistance(ctx, acme); err != nil {
		t.Fatal(err)
	}
	if n := f.count(`SELECT count(*) FROM assist_answers WHERE id = 'new'`); n != 1 || f.count(`SELECT count(*) FROM assist_answers`) != 1 {
		t.Error("not only the old answer was forgotten")
	}
	if f.count(`SELECT count(*) FROM assist_days`) != 1 {
		t.Error("not only the old day was forgotten")
	}
}

// A mention says which language model read its text, and what it was asked.
func TestProvenanceOfAnAssistedMention(t *testing.T) {
	f := newFixture(t)
	f.configure(acme)
	f.push(acme, item("x", "it broke"))
	claims, err := f.ClaimUnderstanding(t.Context(), 10, 0)
	if err != nil || len(claims) != 1 {
		t.Fatal(claims, err)
	}
	m := broken("it broke")
	m.Assistant = understand.Assistant{Model: "labels-1", Prompt: "7"}
	in := claims[0].Interactions[0]
	if _, err := f.SaveUnderstanding(t.Context(), acme, []store.Understood{{Interaction: in, Mentions: []understand.Mention{m}}}); err != nil {
		t.Fatal(err)
	}
	if n := f.count(`SELECT count(*) FROM mentions WHERE assistant = 'labels-1' AND prompt = '7' AND model = $1`, m.Model); n != 1 {
		t.Errorf("%d mentions are stored with their provenance", n)
	}
	id := group.MentionID(in.SourceSystem, in.ExternalID, m.Ordinal)
	pending, from, err := f.GetMention(t.Context(), acme, id) // before it is grouped
	if err != nil || from.ID != in.ID {
		t.Fatalf("mention of %s, %v", from.ID, err)
	}
	same(t, "mention", pending, m)
}
