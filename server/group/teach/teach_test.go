package teach_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/group/teach"
)

// reviewed simulates people who decide rightly about n mentions whose confidence as read is
// uniform, where truth is how likely a break really is at a confidence.
func reviewed(rng *rand.Rand, n int, truth func(read float64) float64) []group.Verdict {
	out := make([]group.Verdict, n)
	for i := range out {
		read := 0.05 + 0.9*rng.Float64()
		out[i] = group.Verdict{Decision: group.Derive("decision", fmt.Sprint(rng.Int64())), Read: read, Break: rng.Float64() < truth(read)}
	}
	return out
}

func calibrated(read float64) float64 { return read }

// boastful is a reader that is far surer than it should be.
func boastful(read float64) float64 { return group.Logistic(0.6*group.LogOdds(read) - 1.2) }

// linked simulates decisions about links: at a margin the same break with a probability whose odds
// are even at a line.
func linked(rng *rand.Rand, n int, line float64) []group.Link {
	out := make([]group.Link, n)
	for i := range out {
		margin := 8*rng.Float64() - 4
		out[i] = group.Link{Decision: group.Derive("decision", fmt.Sprint(rng.Int64())), Margin: margin, Same: rng.Float64() < group.Logistic(2*(margin-line))}
	}
	return out
}

func logLoss(c group.Calibration, list []group.Verdict) float64 {
	sum := 0.0
	for _, v := range list {
		p := c.Confidence(v.Read)
		if !v.Break {
			p = 1 - p
		}
		sum -= math.Log(p)
	}
	return sum / float64(len(list))
}

// What is calibrated already is left alone, however often and with however many decisions one asks.
func TestCalibratedReaderIsLeftAlone(t *testing.T) {
	const runs = 200
	confidence, lines := 0, 0
	for seed := range uint64(runs) {
		rng := rand.New(rand.NewPCG(seed, 1))
		p := teach.Propose(group.AsRead, reviewed(rng, 100+rng.IntN(900), calibrated), linked(rng, 100+rng.IntN(400), 0))
		if p.Confidence.Beats {
			confidence++
		}
		if p.Lines.Beats {
			lines++
		}
		if !p.Better() && p.Proposed != group.AsRead {
			t.Fatalf("seed %d: %+v is proposed and does not beat", seed, p.Proposed)
		}
	}
	t.Logf("of %d tenants whose reader and lines are right, %d got another calibration and %d other lines", runs, confidence, lines)
	if confidence > runs/50 || lines > runs/50 {
		t.Errorf("%d and %d of %d were recalibrated, want at most 2 %% each", confidence, lines, runs)
	}
}

func TestBoastfulReaderIsCorrected(t *testing.T) {
	const runs = 100
	promoted, better := 0, 0
	for seed := range uint64(runs) {
		rng := rand.New(rand.NewPCG(seed, 2))
		p := teach.Propose(group.AsRead, reviewed(rng, 300, boastful), nil)
		if !p.Confidence.Beats {
			continue
		}
		promoted++
		fresh := reviewed(rng, 2000, boastful)
		if logLoss(p.Proposed, fresh) < logLoss(group.AsRead, fresh) {
			better++
		}
	}
	t.Logf("with 300 decisions %d of %d were recalibrated, %d of these are better on 2,000 fresh ones", promoted, runs, better)
	if promoted < runs*95/100 || better < promoted {
		t.Errorf("%d of %d recalibrated, %d better on fresh mentions; want 95 %% and all", promoted, runs, better)
	}
}

func TestWrongLinesAreMoved(t *testing.T) {
	const runs = 200
	moved := 0
	for seed := range uint64(runs) {
		rng := rand.New(rand.NewPCG(seed, 3))
		p := teach.Propose(group.AsRead, nil, linked(rng, 300, 1.5))
		if p.Lines.Beats && math.Abs(p.Proposed.Lines-1.5) <= 0.75 && p.Proposed.Slope == 1 {
			moved++
		}
	}
	t.Logf("%d of %d tenants whose breaks part at 1.5 log-odds more got their lines within 0.75 of that", moved, runs)
	if moved < runs*95/100 {
		t.Errorf("%d of %d, want 95 %%", moved, runs)
	}
}

func TestTooFewDecisionsSayHowMany(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 4))
	yes := func(float64) float64 { return 1 }
	for _, c := range []struct {
		name string
		list []group.Verdict
		need int
	}{
		{"none", nil, 100},
		{"seventy", reviewed(rng, 70, calibrated), 30},
		{"all of one kind", reviewed(rng, 500, yes), 20},
	} {
		got := teach.Propose(group.AsRead, c.list, nil).Confidence
		if got.Needed != c.need || got.Beats || got.Gain != 0 {
			t.Errorf("%s: %+v, want %d more", c.name, got, c.need)
		}
	}
}

// A thousand mentions that were rejected at one go are one decision.
func TestADecisionCountsOnce(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 5))
	list := reviewed(rng, 99, calibrated)
	one := group.Derive("decision", "bulk")
	for range 1000 {
		list = append(list, group.Verdict{Decision: one, Read: 0.9})
	}
	with := teach.Propose(group.AsRead, list, nil).Confidence
	single := teach.Propose(group.AsRead, list[:100], nil).Confidence
	if with.Decisions != 100 || with.Beats || math.Abs(with.Gain-single.Gain) > 1e-9 {
		t.Errorf("with a thousand at one go %+v, with one %+v", with, single)
	}
}

// Once it was taken over there is nothing left to learn from the same decisions.
func TestWhatWasLearnedIsNotProposedAgain(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 6))
	list := reviewed(rng, 400, boastful)
	first := teach.Propose(group.AsRead, list, nil)
	if !first.Better() {
		t.Fatalf("nothing is proposed: %+v", first)
	}
	if again := teach.Propose(first.Proposed, list, nil); again.Better() {
		t.Errorf("proposed again: %+v", again)
	}
}

func TestCalibrationsKeepTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 7))
		at := rapid.Float64Range(-3, 3)
		a, b := at.Draw(t, "slope"), at.Draw(t, "offset")
		list := reviewed(rng, rapid.IntRange(0, 300).Draw(t, "n"), func(p float64) float64 { return group.Logistic(a*group.LogOdds(p) + b) })
		links := linked(rng, 150, b)
		p := teach.Propose(group.AsRead, list, links)
		if again := teach.Propose(group.AsRead, list, links); !reflect.DeepEqual(p, again) {
			t.Fatalf("the same decisions gave %+v, then %+v", p, again)
		}
		c := p.Proposed
		for x := 0.01; x < 0.98; x += 0.01 {
			if c.Confidence(x) >= c.Confidence(x+0.01) || math.Abs(c.Read(c.Confidence(x))-x) > 1e-6 {
				t.Fatalf("%+v: %.2f stands for %v, %.2f for %v", c, x, c.Confidence(x), x+0.01, c.Confidence(x+0.01))
			}
		}
	})
}
