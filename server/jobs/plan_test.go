package jobs

import (
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/store"
)

var noon = time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)

func received(at ...time.Time) []evaluate.Arrival {
	out := make([]evaluate.Arrival, len(at))
	for i, t := range at {
		out[i].ReceivedAt = t
	}
	return out
}

func TestOldArrivalsWaitForOlderOnes(t *testing.T) {
	monday, tuesday := noon.AddDate(0, 0, -30), noon.AddDate(0, 0, -29)
	for _, c := range []struct {
		name    string
		waiting Waiting
		take    int
	}{
		{"nothing else is under way", Waiting{Arrivals: received(monday, tuesday)}, 2},
		{"an older one is under way", Waiting{
			Arrivals: received(monday, tuesday), Backlog: store.Backlog{Interactions: 1, Oldest: monday.Add(time.Hour)},
		}, 1},
		{"everything under way is older", Waiting{
			Arrivals: received(tuesday), Backlog: store.Backlog{Interactions: 1, Oldest: monday},
		}, 0},
		{"what is under way is later", Waiting{
			Arrivals: received(monday), Backlog: store.Backlog{Interactions: 1, Oldest: tuesday},
		}, 1},
		{"live arrivals wait for nobody", Waiting{
			Arrivals: received(noon), Backlog: store.Backlog{Interactions: 9, Oldest: noon.Add(-time.Second)},
		}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := len(inOrder(c.waiting, noon)); got != c.take {
				t.Errorf("takes %d arrivals, want %d", got, c.take)
			}
		})
	}
}

func TestInstant(t *testing.T) {
	yesterday := noon.AddDate(0, 0, -1)
	for _, c := range []struct {
		name    string
		waiting Waiting
		take    []evaluate.Arrival
		quiet   bool
		want    time.Time // zero for none
	}{
		{"a live arrival", Waiting{EvaluatedAt: yesterday}, received(noon.Add(-time.Second)), false, noon.Add(-time.Second)},
		{"an import's clock is that of its arrivals", Waiting{}, received(yesterday.AddDate(-1, 0, 0)), true, yesterday.AddDate(-1, 0, 0)},
		{"never ahead of the wall", Waiting{}, received(noon.Add(time.Hour)), false, noon},
		{"nothing ever arrived", Waiting{Changed: true}, nil, true, time.Time{}},
		{"no day has ended where the tenant is", Waiting{EvaluatedAt: noon.Add(-13 * time.Hour).In(time.FixedZone("west", -13*3600))}, nil, true, time.Time{}},
		{"a day has ended and all is quiet", Waiting{EvaluatedAt: yesterday}, nil, true, noon},
		{"a day has ended but an import may be under way", Waiting{EvaluatedAt: yesterday}, nil, false, time.Time{}},
		{"quiet on the same day", Waiting{EvaluatedAt: noon.Add(-time.Hour)}, nil, true, time.Time{}},
		{"new settings are judged at the tenant's own time", Waiting{EvaluatedAt: yesterday, Changed: true}, nil, false, yesterday},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := instant(c.waiting, c.take, noon, c.quiet)
			if ok != !c.want.IsZero() || !got.Equal(c.want) {
				t.Errorf("instant = %v, %v; want %v", got, ok, c.want)
			}
		})
	}
}

func TestQuietness(t *testing.T) {
	var q quietness
	steps := []struct {
		at    time.Time
		heard bool
		want  bool
	}{
		{noon, false, false},                        // never heard of: counts from here
		{noon.Add(59 * time.Second), false, false},  // not yet
		{noon.Add(60 * time.Second), false, true},   // a minute without anything
		{noon.Add(61 * time.Second), true, false},   // something came
		{noon.Add(120 * time.Second), false, false}, // 59 s later
		{noon.Add(121 * time.Second), false, true},
	}
	for i, s := range steps {
		if s.heard {
			q.heard("acme", s.at)
		}
		if got := q.quiet("acme", s.at); got != s.want {
			t.Errorf("step %d: quiet = %v, want %v", i, got, s.want)
		}
	}
	if q.quiet("other", noon.Add(time.Hour)) {
		t.Error("another tenant is quiet before it was ever looked at")
	}
}
