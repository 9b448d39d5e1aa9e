package evaluate

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/group/teach"
)

// ErrNotBetter means that nothing beats the present calibration on held-back decisions.
var ErrNotBetter = errors.New("no calibration beats the present one")

// Lesson is what reviews teach, and what taking it over would change.
type Lesson struct {
	teach.Proposal
	Gained  int // mentions that would come to count as breaks
	Lost    int // mentions that would be held for review
	Preview Preview
}

// Learn works out what the decisions in force teach and what that would change now. It changes
// nothing.
func (s *State) Learn(c Config) (Lesson, error) {
	out := Lesson{Proposal: s.Propose()}
	if !out.Better() {
		return out, nil
	}
	for _, m := range s.groups.Parts().Members {
		if s.groups.Decided(m.Member.ID) {
			continue
		}
		was, is := s.groups.Counts(&m.Member), out.Proposed.Confidence(m.Member.Confidence) >= group.MinConfidence
		switch {
		case is && !was:
			out.Gained++
		case was && !is:
			out.Lost++
		}
	}
	var err error
	out.Preview, err = s.preview(c, func(next *State) (Delta, error) { return next.Recalibrate(out.Proposed, c), nil })
	return out, err
}

// Propose works out what the decisions in force teach.
func (s *State) Propose() teach.Proposal {
	verdicts, links := s.groups.Lessons()
	return teach.Propose(s.groups.Calibration(), verdicts, links)
}

// Recalibrate makes a calibration the tenant's, and judges every cluster anew at the instant of
// the last evaluation.
func (s *State) Recalibrate(to group.Calibration, c Config) Delta {
	run := s.run(c, "recalibrated from reviews: ")
	run.record(s.groups.Recalibrate(to))
	s.stale = true // so that every cluster is measured
	run.at(s.at)
	return run.finish()
}

// Mark identifies a proposal: another one has another mark.
func Mark(p teach.Proposal) (string, error) {
	data, err := json.Marshal(p)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16]), err
}

// Reasons say in words what a proposal rests on.
func Reasons(p teach.Proposal) []string {
	return []string{
		"confidence: " + reason(p.Confidence, "log loss", "a break", "none"),
		"lines of grouping: " + reason(p.Lines, "share of wrong links", "the same break", "another"),
	}
}

func reason(t teach.Trial, loss, yes, no string) string {
	told := fmt.Sprintf("%d decisions (%d say %s, %d %s)", t.Decisions, t.Yes, yes, t.No, no)
	if t.Needed > 0 {
		return fmt.Sprintf("%s are not enough: at least %d more are needed, %d in all with %d of each kind", told, t.Needed, teach.LeastDecisions, teach.LeastOfEach)
	}
	verdict := "does not beat the present one"
	if t.Beats {
		verdict = "beats the present one"
	}
	return fmt.Sprintf("%s; on held-back ones the proposed calibration %s: %s falls by %.3f (99%% interval %.3f to %.3f), %.1f%% are told right and %.1f%% were before",
		told, verdict, loss, t.Gain, t.Low, t.High, 100*t.After.Right, 100*t.Before.Right)
}
