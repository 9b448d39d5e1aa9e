package alert

import (
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/measure"
)

// Judgement is one evaluation of a cluster: what was measured, against which policy, when.
type Judgement struct {
	Reading       measure.Reading
	Outcome       Outcome
	Policy        Policy
	PolicyVersion int
	Members       []uuid.UUID // mention ids of the whole cluster so far, in order of joining
	At            time.Time
}

// New returns the alert of a cluster that was never evaluated.
func New(cluster uuid.UUID) Alert {
	return Alert{ID: ID(cluster), ClusterID: cluster, State: Forming}
}

// Step gives the alert after a judgement. When its state changes it also returns the change;
// when not, the alert comes back as it was.
func Step(a Alert, j Judgement) (Alert, Change, bool) {
	to := next(a.State, j.Outcome)
	if to == a.State {
		return a, Change{}, false
	}
	c := Change{
		AlertID: a.ID, ClusterID: a.ClusterID, Number: a.Changes + 1, At: j.At,
		From: a.State, To: to, PolicyVersion: j.PolicyVersion,
		Outcome: j.Outcome, Reading: j.Reading, Previous: a.Last,
		Reason: reason(a.State, to, j.Outcome),
	}
	a.State, a.Changes, a.ChangedAt, a.Last = to, c.Number, j.At, &c.Reading
	if to == Firing {
		a.Evidence = freeze(j)
		if a.FiredAt.IsZero() {
			a.FiredAt = j.At
		}
	}
	return a, c, true
}

// next returns the state that follows. What fired keeps firing while it stays above the clear
// level, which is lower than the level it fired at, and fades below it; what fades fires again
// only when it crosses the whole policy again.
func next(s State, o Outcome) State {
	fired := s == Firing || s == Fading
	switch {
	case !fired && o.Held:
		return HeldForReview
	case o.Crossed:
		return Firing
	case fired && o.Clear:
		return Fading
	case fired:
		return s
	case o.Near:
		return NearThreshold
	default:
		return Forming
	}
}

// freeze keeps what the alert fires on.
func freeze(j Judgement) *Evidence {
	return &Evidence{
		FiredAt: j.At, PolicyVersion: j.PolicyVersion, Policy: j.Policy,
		Reading: j.Reading, Outcome: j.Outcome, Members: j.Members,
	}
}

// reason says in words, with figures, why the state changed.
func reason(from, to State, o Outcome) string {
	text := "every threshold is met: " + o.String()
	switch to {
	case Firing:
		if from == Fading {
			text = "fires again, " + text
		}
	case HeldForReview:
		text = "enough complaints, but they do not agree on the seam; a person decides: " + o.String()
		if o.Crossed {
			text = "every threshold is met, and the policy wants a person to confirm it first: " + o.String()
		}
	case Fading:
		text = "below the clear level of " + o.levels(func(t Threshold) float64 { return t.ClearBelow }) + ": " + o.String()
	case NearThreshold:
		text = "near from " + o.levels(func(t Threshold) float64 { return t.NearFrom }) + " on; still missing: " + o.missing()
	case Forming:
		text = "below the near level of " + o.levels(func(t Threshold) float64 { return t.NearFrom }) + ": " + o.String()
	}
	if o.Uncovered {
		text = o.String()
	}
	if o.Rule != "" {
		text = "rule " + o.Rule + ": " + text
	}
	return text
}
