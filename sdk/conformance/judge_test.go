package conformance

import (
	"slices"
	"strings"
	"testing"
)

// TestScenariosAreWellFormed reads the list, and looks that each scenario does one thing and
// wants something.
func TestScenariosAreWellFormed(t *testing.T) {
	all, err := Scenarios()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		actions := 0
		for _, is := range []bool{s.Do.Call != nil, s.Do.List != nil, s.Do.Watch != nil, s.Do.Push != nil, s.Do.Ingest != nil, s.Do.Verify} {
			if is {
				actions++
			}
		}
		if actions != 1 {
			t.Errorf("%s does %d things", s.Name, actions)
		}
		if wrong := judge(s, seen{calls: map[string][]call{}}, Outcome{}); len(wrong) == 0 && s.Do.Ingest == nil && s.Do.Push == nil {
			t.Errorf("%s is passed by doing nothing", s.Name)
		}
	}
}

// TestJudgeFindsWhatIsWrong is the control of every comparison.
func TestJudgeFindsWhatIsWrong(t *testing.T) {
	two := 2
	none := ""
	calls := map[string][]call{"GetAlert": {{requestID: "a"}, {requestID: "b"}}}
	for name, test := range map[string]struct {
		want Want
		seen seen
		out  Outcome
		says string
	}{
		"too few calls":      {Want{Attempts: map[string]int{"GetAlert": 3}}, seen{calls: calls}, Outcome{}, "2 calls of GetAlert, want 3"},
		"too many calls":     {Want{AtMost: map[string]int{"GetAlert": 1}}, seen{calls: calls}, Outcome{}, "at most 1"},
		"two ids":            {Want{SameID: "GetAlert"}, seen{calls: calls}, Outcome{}, "want one"},
		"unwanted error":     {Want{}, seen{}, Outcome{Error: &Failure{Code: "INTERNAL"}}, "it failed"},
		"missing error":      {Want{Error: &WantError{Code: "INTERNAL"}}, seen{}, Outcome{}, "it succeeded"},
		"another code":       {Want{Error: &WantError{Code: "INTERNAL"}}, seen{}, Outcome{Error: &Failure{Code: "UNKNOWN"}}, "code UNKNOWN"},
		"a reason too many":  {Want{Error: &WantError{Code: "X", Reason: &none}}, seen{}, Outcome{Error: &Failure{Code: "X", Reason: "Y"}}, `reason "Y"`},
		"no request id":      {Want{Error: &WantError{Code: "X"}}, seen{}, Outcome{Error: &Failure{Code: "X"}}, "no request id"},
		"a pause too short":  {Want{Waits: []Between{{10, 20}}}, seen{}, Outcome{WaitsMs: []float64{9}}, "pause 0"},
		"a pause too many":   {Want{NoWaits: true}, seen{}, Outcome{WaitsMs: []float64{1}}, "want 0"},
		"other items":        {Want{Items: []string{"a"}}, seen{}, Outcome{Items: []string{"b"}}, "items"},
		"an item too many":   {Want{NoItems: true}, seen{}, Outcome{Items: []string{"b"}}, "items"},
		"too little stored":  {Want{Stored: &two}, seen{stored: map[string]bool{"0": true}}, Outcome{}, "1 items are stored"},
		"a forgery believed": {Want{Verified: []bool{false}}, seen{}, Outcome{Verified: []bool{true}}, "verified"},
	} {
		wrong := judge(Scenario{Want: test.want}, test.seen, test.out)
		if !slices.ContainsFunc(wrong, func(w string) bool { return strings.Contains(w, test.says) }) {
			t.Errorf("%s: %q", name, wrong)
		}
	}
}

// TestJudgeFindsLostAndRepeatedItems is the control of "each once".
func TestJudgeFindsLostAndRepeatedItems(t *testing.T) {
	s := Scenario{Do: Action{Ingest: &Ingest{Push: Push{Items: 2}}}, Want: Want{EachOnce: true}}
	accepted := func(ids ...string) (out []Result) {
		for _, id := range ids {
			out = append(out, Result{ID: id, Status: "ACCEPTED"})
		}
		return out
	}
	for name, test := range map[string]struct {
		stored  []string
		results []Result
		right   bool
	}{
		"each once":          {[]string{"0", "1"}, accepted("0", "1"), true},
		"stored, one failed": {[]string{"0", "1"}, append(accepted("0"), Result{ID: "1", Code: "DEADLINE_EXCEEDED"}), true},
		"a result is lost":   {[]string{"0", "1"}, accepted("0"), false},
		"a result twice":     {[]string{"0", "1"}, accepted("0", "1", "1"), false},
		"an item is lost":    {[]string{"0"}, accepted("0", "1"), false},
	} {
		held := map[string]bool{}
		for _, id := range test.stored {
			held[id] = true
		}
		if wrong := judge(s, seen{stored: held}, Outcome{Results: test.results}); (len(wrong) == 0) != test.right {
			t.Errorf("%s: %q", name, wrong)
		}
	}
}
