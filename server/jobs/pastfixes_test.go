package jobs_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/track"
)

// A fix that was measured is told of by what is recommended for the next break of its sort; one
// that has not enough weeks around it is not.
func TestRecommendationsTellWhatEarlierFixesDid(t *testing.T) {
	p := newPipeline(t)
	const weeks = 16
	shipped := p.now.AddDate(0, 0, -7*weeks/2)
	var before []time.Time
	for d := p.now.AddDate(0, 0, -7*weeks); d.Before(shipped); d = d.AddDate(0, 0, 1) {
		before = append(before, d, d.Add(time.Hour))
	}
	p.push("old", before...)
	p.volume(p.now.AddDate(0, 0, -7*weeks), 7*weeks)
	p.settle()
	seam := journey.Seam{From: "notice", To: "desk"}
	for _, f := range []track.Fix{
		{Seam: seam, Mode: journey.ModeStateMismatch, ShippedAt: shipped, Note: "scan first"},
		{Seam: seam, Mode: journey.ModeStateMismatch, ShippedAt: p.now.AddDate(0, 0, -2), Note: "too new"},
	} {
		if _, err := p.CreateFix(t.Context(), acme, f, store.Request{}); err != nil {
			t.Fatal(err)
		}
	}
	p.now = p.now.Add(2 * time.Hour) // what was measured before the fixes were recorded is old
	p.push("new", p.now.AddDate(0, 0, -1), p.now.Add(-3*time.Minute), p.now.Add(-2*time.Minute), p.now.Add(-time.Minute), p.now)
	p.settle()
	alerts, err := p.ListAlerts(t.Context(), acme, store.AlertFilter{}, store.Page{Size: 2})
	if err != nil || len(alerts) != 1 {
		t.Fatalf("%d alerts, %v", len(alerts), err)
	}
	got := alerts[0].LastChange.Message.Fix
	if got.FindOut || got.Achieved == nil || len(got.Achieved.Fixes) != 1 || got.Achieved.Worked != 1 || got.Achieved.Median > 0.5 {
		t.Errorf("recommended: %+v, achieved %+v", got, got.Achieved)
	}
}

// volume stores twenty interactions a day that complain of nothing.
func (p *pipeline) volume(from time.Time, days int) {
	p.t.Helper()
	for d := range days {
		items := make([]store.Item, 20)
		for i := range items {
			at, id := from.AddDate(0, 0, d).Add(time.Duration(i)*time.Minute), fmt.Sprintf("quiet-%d-%d", d, i)
			items[i] = store.Item{ContentHash: []byte(id), Interaction: ingest.Interaction{
				SourceSystem: "test", ExternalID: id, Source: "call", Channel: "phone", OccurredAt: at, ReceivedAt: at,
				Turns: []ingest.Turn{{Speaker: ingest.SpeakerCustomer, Text: "all is well"}},
			}}
		}
		if _, err := p.PushInteractions(p.t.Context(), acme, items); err != nil {
			p.t.Fatal(err)
		}
	}
}
