package evaluate_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/measure"
)

// changesBy writes every change up to an instant, with everything that is told of it.
func changesBy(t testing.TB, notices []evaluate.Notice, until time.Time) []string {
	t.Helper()
	var out []string
	for _, n := range notices {
		if n.Change.At.After(until) {
			continue
		}
		line, err := json.Marshal(struct {
			Event   evaluate.Event
			Reading measure.Reading
		}{evaluate.EventOf(n), n.Change.Reading})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(line))
	}
	return out
}

// received returns what had come in by an instant.
func received(arrivals []evaluate.Arrival, until time.Time) []evaluate.Arrival {
	return slices.DeleteFunc(slices.Clone(arrivals), func(a evaluate.Arrival) bool { return a.ReceivedAt.After(until) })
}

// Replaying the first days of the demo gives exactly the beginning of the whole replay: nothing that
// is told knows of what came later.
func TestDemoKnowsNothingOfLater(t *testing.T) {
	for _, dir := range scenarios() {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			whole, arrivals, c := load(t, dir)
			first, last := measure.DayOf(arrivals[0].ReceivedAt), measure.DayOf(arrivals[len(arrivals)-1].ReceivedAt)
			all := whole.Advance(last.End(), arrivals, c).Notices
			if len(all) == 0 {
				t.Fatal("nothing is told")
			}
			for _, days := range []int{60, 100} {
				part, _, _ := load(t, dir)
				cut := (first + measure.Day(days) - 1).End()
				got, want := changesBy(t, part.Advance(cut, received(arrivals, cut), c).Notices, cut), changesBy(t, all, cut)
				if !slices.Equal(got, want) {
					t.Errorf("the first %d days tell %d changes, the whole %d by then, or others", days, len(got), len(want))
				}
				t.Logf("first %d days: %d changes, the same as those of the whole replay by then", days, len(got))
			}
		})
	}
}

// The same over random logs, with what comes late and out of order.
func TestNothingKnowsOfLater(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		arrivals := stream(rt)
		end := (measure.DayOf(monday) + 41).End()
		cut := (measure.DayOf(monday) + measure.Day(rapid.IntRange(0, 40).Draw(rt, "cut"))).End()
		whole, part := evaluate.NewState(), evaluate.NewState()
		want := changesBy(t, whole.Advance(end, received(arrivals, end), config).Notices, cut)
		got := changesBy(t, part.Advance(cut, received(arrivals, cut), config).Notices, cut)
		if !slices.Equal(got, want) {
			rt.Fatalf("by %s:\n%v\nof the whole:\n%v", cut, got, want)
		}
	})
}
