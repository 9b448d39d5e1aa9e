package evaluate

import (
	"fmt"
	"maps"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
)

// Preview is what a decision would change.
type Preview struct {
	Events   []group.Event   // what it would do, in order
	Clusters []ClusterChange // of those it would touch: in order of birth, new ones last
	Alerts   []AlertChange   // those that would change their state
}

// Preview says what Decide would change, and changes nothing.
func (s *State) Preview(d group.Decision, c Config) (Preview, error) {
	return s.preview(c, func(next *State) (Delta, error) { return next.Decide(d, c) })
}

// PreviewUndo says what Undo would change, and changes nothing.
func (s *State) PreviewUndo(decision uuid.UUID, by group.Decision, c Config) (Preview, error) {
	return s.preview(c, func(next *State) (Delta, error) { return next.Undo(decision, by, c) })
}

func (s *State) preview(c Config, do func(*State) (Delta, error)) (Preview, error) {
	groups, err := group.Restore(s.groups.Parts())
	if err != nil {
		return Preview{}, fmt.Errorf("preview: %w", err)
	}
	next := *s
	next.groups, next.alerts = groups, maps.Clone(s.alerts)
	defer s.facts.LearnWords(s.groups.Clusters()) // the copy shares the facts, and learns from its own clusters
	delta, err := do(&next)
	if err != nil {
		return Preview{}, err
	}
	out := Preview{Events: delta.Events, Alerts: alertChanges(s, delta.Notices)}
	after := readingsByID(delta.Readings)
	for _, touched := range delta.Clusters {
		out.Clusters = append(out.Clusters, s.clusterChange(touched, &next, c, after))
	}
	return out, nil
}

// clusterChange compares a cluster with what it would be.
func (s *State) clusterChange(touched group.StoredCluster, next *State, c Config, after map[uuid.UUID]measure.Reading) ClusterChange {
	change := ClusterChange{Kind: Changed, ClusterID: touched.ID, Into: touched.Into}
	before, was := s.groups.Cluster(touched.ID)
	now, is := next.groups.Cluster(touched.ID)
	if was {
		change.Before = counted(before, s.measured(before, c))
	}
	if is {
		change.After = counted(now, after[touched.ID])
	}
	switch {
	case was && is:
		change.Joined, change.Left = moved(before, now)
	case was:
		change.Kind, change.Left = Lost, change.Before.Interactions
	case is:
		change.Kind, change.Joined = Gained, change.After.Interactions
	}
	return change
}

// measured is what would be measured of a cluster now, as it is judged.
func (s *State) measured(cluster *group.Cluster, c Config) measure.Reading {
	run := s.run(c, "")
	sight, look := run.look(cluster, s.at), c.Policy.Looks()[0]
	if c.Policy.Set() {
		_, look = c.Policy.Judge(s.Alert(cluster.ID), run.subject(cluster), sight.figures)
	}
	return sight.reading(look)
}

// alertChanges returns the alerts whose state changes.
func alertChanges(live *State, notices []Notice) []AlertChange {
	out := []AlertChange{}
	for _, n := range notices {
		was := live.Alert(n.Change.ClusterID).State
		if was == n.Change.To {
			continue
		}
		out = append(out, AlertChange{
			AlertID: n.Change.AlertID, ClusterID: n.Change.ClusterID, Before: was, After: n.Change.To,
			Reason: n.Change.Reason, Deliveries: len(n.Deliveries),
		})
	}
	return out
}
