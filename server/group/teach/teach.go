// Package teach works out what reviews taught about a tenant's reader and its grouping: a
// calibration that is proposed only where it beats the present one on decisions that it was not
// fitted to.
//
// Decisions are dealt into five folds by their ids. Each fold is judged by a calibration that was
// fitted to the other four, so that no figure rests on a decision that the fit has seen. A
// decision counts once, however many mentions it is about: what was decided at one go is one
// piece of evidence.
package teach

import (
	"math"
	"slices"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
)

const (
	// LeastDecisions is how many decisions it takes before anything is proposed.
	LeastDecisions = 100
	// LeastOfEach is how many of them must say yes, and how many no.
	LeastOfEach = 20

	folds = 5
	// surely is the normal quantile of a 99 % interval: narrower than usual for those who ask
	// again after every decision.
	surely = 2.576
)

// Proposal is what reviews taught so far.
type Proposal struct {
	Present    group.Calibration
	Proposed   group.Calibration // Present where nothing beats it
	Confidence Trial             // of its Slope and Offset: is it a break?
	Lines      Trial             // of its Lines: is it the same break?
}

// Trial compares a calibration with the present one on held-back decisions.
type Trial struct {
	Decisions int
	Yes, No   int // decisions that say a break, or the same break, and those that do not; of many mentions what most say
	Needed    int // more decisions that it takes at least; 0 when there are enough
	Before    Score
	After     Score
	// Gain is the mean of what a decision's loss falls by, log loss of a confidence and share of
	// wrong links of the lines, with its 99 % interval from Low to High: normal, over decisions.
	// All are 0 while decisions are missing.
	Gain, Low, High float64
	Beats           bool // Low is above 0, and neither Brier nor Right is worse
}

// Score is how well decisions are foreseen, as a mean over decisions.
type Score struct {
	LogLoss float64 // natural; 0 for the lines, which are no probability
	Brier   float64 // mean squared error of the confidence; 0 for the lines
	Right   float64 // share that is told right, 0 to 1
}

// Propose fits a calibration to what people decided and tries it against the present one. It is
// deterministic.
func Propose(present group.Calibration, verdicts []group.Verdict, links []group.Link) Proposal {
	out := Proposal{Present: present, Proposed: present}
	sure := votesOf(verdicts, func(v group.Verdict) (uuid.UUID, example) {
		return v.Decision, example{group.LogOdds(v.Read), v.Break}
	})
	out.Confidence = try(present, sure, fitConfidence, scoreConfidence)
	if out.Confidence.Beats {
		out.Proposed = fitConfidence(out.Proposed, sure)
	}
	apart := votesOf(links, func(l group.Link) (uuid.UUID, example) { return l.Decision, example{l.Margin, l.Same} })
	out.Lines = try(present, apart, fitLines, scoreLines)
	if out.Lines.Beats {
		out.Proposed = fitLines(out.Proposed, apart)
	}
	return out
}

// Better reports whether anything is proposed.
func (p Proposal) Better() bool { return p.Confidence.Beats || p.Lines.Beats }

// example is one mention or link that a person decided about.
type example struct {
	x   float64 // log-odds of the confidence as read, or the margin
	yes bool
}

// vote is one decision with everything it says.
type vote struct {
	of   []example
	fold int
}

// votesOf gathers examples by their decisions, in order of the first of each.
func votesOf[T any](list []T, tell func(T) (uuid.UUID, example)) []vote {
	place := map[uuid.UUID]int{}
	var out []vote
	for _, x := range list {
		decision, e := tell(x)
		at, known := place[decision]
		if !known {
			at = len(out)
			place[decision] = at
			out = append(out, vote{fold: foldOf(decision)})
		}
		out[at].of = append(out[at].of, e)
	}
	return out
}

// foldOf deals a decision by its id, of which the last bytes are drawn or hashed.
func foldOf(id uuid.UUID) int { return (int(id[13])<<16 | int(id[14])<<8 | int(id[15])) % folds }

func (v vote) yes() bool {
	n := 0
	for _, e := range v.of {
		if e.yes {
			n++
		}
	}
	return 2*n > len(v.of)
}

// try judges every vote by a fit to the other folds, and by the present calibration.
func try(present group.Calibration, votes []vote, fit func(group.Calibration, []vote) group.Calibration, score func(group.Calibration, vote) (Score, float64)) Trial {
	t := Trial{Decisions: len(votes)}
	for _, v := range votes {
		if v.yes() {
			t.Yes++
		} else {
			t.No++
		}
	}
	t.Needed = max(LeastDecisions-t.Decisions, LeastOfEach-t.Yes, LeastOfEach-t.No, 0)
	if t.Needed > 0 {
		return t
	}
	var gains []float64
	for fold := range folds {
		learned := fit(present, slices.DeleteFunc(slices.Clone(votes), func(v vote) bool { return v.fold == fold }))
		for _, v := range votes {
			if v.fold != fold {
				continue
			}
			before, was := score(present, v)
			after, is := score(learned, v)
			t.Before.add(before)
			t.After.add(after)
			gains = append(gains, was-is)
		}
	}
	n := float64(len(votes))
	t.Before, t.After = t.Before.over(n), t.After.over(n)
	t.Gain, t.Low, t.High = interval(gains)
	t.Beats = t.Low > 0 && t.After.Brier <= t.Before.Brier && t.After.Right >= t.Before.Right
	return t
}

func (s *Score) add(o Score) {
	s.LogLoss += o.LogLoss
	s.Brier += o.Brier
	s.Right += o.Right
}

func (s Score) over(n float64) Score { return Score{s.LogLoss / n, s.Brier / n, s.Right / n} }

// interval returns the mean of values and its 99 % interval.
func interval(values []float64) (mean, low, high float64) {
	n := float64(len(values))
	for _, x := range values {
		mean += x / n
	}
	variance := 0.0
	for _, x := range values {
		variance += (x - mean) * (x - mean) / (n - 1)
	}
	wide := surely * math.Sqrt(variance/n)
	return mean, mean - wide, mean + wide
}
