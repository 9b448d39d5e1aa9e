package alert

import (
	"fmt"
	"strings"
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

	Inherited []Alert  // of clusters that merged into this one since the last judgement, as they were
	Gone      bool     // the cluster has no mentions any more
	Fix       *Fix     // the latest that shipped at the seam by At; nil for none
	Again     *Outcome // of what came since the Mark alone; nil where there is no Mark
	Unheard   []string // sources of its complaints that are heard less than before, in words with figures
	Course    *Course  // where its complaints are going; nil where nobody has taken or fixed it, see Watched

	Crossing *measure.Crossing // when its customers reach the level; nil for what fires, or where no rule asks for them
}

// New returns the alert of a cluster that was never evaluated.
func New(cluster uuid.UUID) Alert {
	return Alert{ID: ID(cluster), ClusterID: cluster, State: Forming, Level: Forming}
}

// Step gives the alert after a judgement. When its state, its level or what people did about it
// changes it also returns the change; when not, the alert comes back as it was.
func Step(a Alert, j Judgement) (Alert, Change, bool) {
	after, change, _ := Cross(a, j)
	reasons := []string{}
	if change.Reason != "" {
		reasons = append(reasons, change.Reason)
	}
	for _, settle := range []func(*Alert, Alert, Judgement) string{bury, regress, noteFix, endSnooze, rest} {
		if why := settle(&after, a, j); why != "" {
			reasons = append(reasons, why)
		}
	}
	facets, why := after.facets(j)
	after.State = stateOf(after.Level, facets)
	if after.State == a.State && after.Level == a.Level && after.Handling == a.Handling && !change.Inherited {
		return a, Change{}, false
	}
	if why != "" && after.State != a.State {
		reasons = append(reasons, why)
	}
	change.From, change.To, change.Reason = a.State, after.State, strings.Join(reasons, "; ")
	return after.changed(change, a, j)
}

// changed numbers a change and notes it in the alert.
func (a Alert) changed(c Change, before Alert, j Judgement) (Alert, Change, bool) {
	c.AlertID, c.ClusterID, c.Number, c.At = a.ID, a.ClusterID, before.Changes+1, j.At
	c.Level, c.Handling, c.PolicyVersion = a.Level, a.Handling, j.PolicyVersion
	c.Outcome, c.Reading, c.Previous = j.Outcome, j.Reading, before.Last
	a.Changes, a.ChangedAt, a.Last = c.Number, c.At, &c.Reading
	return a, c, true
}

// Cross gives the alert after what the thresholds alone say, without its State: the part of Step
// that a simulation runs. Of the change, From and To are levels. It is one when the level changes, or
// when the alert goes on from an inherited one.
func Cross(a Alert, j Judgement) (Alert, Change, bool) {
	before := a
	var c Change
	var goesOn string
	a, goesOn = inherit(a, j.Inherited)
	from := a.Level
	c.Inherited = goesOn != ""
	a.Level = next(from, j.Outcome)
	if a.Level != from {
		c.Reason = reason(from, a.Level, j.Outcome)
	}
	if c.Inherited {
		c.Reason = strings.TrimSuffix(goesOn+"; "+c.Reason, "; ")
	}
	if a.Level == Firing && from != Firing {
		a.Evidence = freeze(j)
		if a.FiredAt.IsZero() {
			a.FiredAt = j.At
		}
	}
	if a.Level == before.Level && !c.Inherited {
		return a, Change{}, false
	}
	c.From, c.To = before.Level, a.Level
	return a.changed(c, before, j)
}

// inherit goes on from the first fired alert of the clusters that merged into this one, where this
// one never fired. Where it did, the earliest firing counts.
func inherit(a Alert, from []Alert) (Alert, string) {
	why := ""
	for _, other := range from {
		if !other.Fired() || other.FiredAt.IsZero() {
			continue
		}
		if a.Fired() {
			if other.FiredAt.Before(a.FiredAt) {
				a.FiredAt = other.FiredAt
			}
			continue
		}
		a.Level, a.FiredAt, a.Evidence, a.Handling = other.Level, other.FiredAt, other.Evidence, other.Handling
		why = fmt.Sprintf("goes on from alert %s, whose cluster merged into this one", other.ID)
	}
	return a, why
}

// Changes reports whether a judgement changes the level of an alert: whether Cross does.
func Changes(a Alert, o Outcome, inherited []Alert) bool {
	a, goesOn := inherit(a, inherited)
	return goesOn != "" || next(a.Level, o) != a.Level
}

// next returns the level that follows. What fired keeps firing while it stays above the clear
// level, which is lower than the level it fired at, and fades below it; what fades fires again
// only when it crosses the whole policy again.
func next(level State, o Outcome) State {
	fired := level == Firing || level == Fading
	switch {
	case !fired && o.Held:
		return HeldForReview
	case o.Crossed:
		return Firing
	case fired && o.Clear:
		return Fading
	case fired:
		return level
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

// reason says in words, with figures, why the level changed.
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
	case Acknowledged, FixShipped, Growing, Steady, Resolved, Regressed, Snoozed, CoverageLost: // no levels
	}
	if o.Uncovered {
		text = o.String()
	}
	if o.Rule != "" {
		text = "rule " + o.Rule + ": " + text
	}
	return text
}
