package evaluate

import (
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/track"
)

// heirOf returns the cluster whose alert goes on from that of another which an event ended: the one
// that took its mentions.
func heirOf(e group.Event) (uuid.UUID, bool) {
	ended := e.Kind == group.Merged || e.Kind == group.Retired
	return e.ClusterID, ended && e.ClusterID != uuid.Nil && e.FromClusterID != uuid.Nil
}

// since adds to a judgement what speaks against a fix or a resolution, what can be heard, and where
// complaints are going.
func (a *advance) since(c *group.Cluster, j alert.Judgement, sight *sight) alert.Judgement {
	was := a.Alert(c.ID)
	j.Fix = latestFix(a.config.Fixes, j.Reading.Seam, j.Reading.Mode, j.At)
	if mark, has := alert.Mark(was, j.Fix); has {
		again, _ := j.Policy.Judge(was, a.subject(c), func(l alert.Look) alert.Figures {
			return sight.figures(l.From(mark))
		})
		j.Again = &again
	}
	if was.Fired() {
		j.Unheard = unheard(c, a.facts, j.Reading.Window, was)
	}
	if alert.Watched(was, j.Fix) {
		t := measure.TrendOf(c, a.facts, a.over(j.At), alert.CourseWeeks, measure.Filter{})
		j.Course = &alert.Course{Word: t.Course, Reason: t.CourseReason}
	}
	return j
}

// latestFix returns the fix that shipped last by the end of an instant's day, everywhere, at a seam
// and for a mode.
func latestFix(fixes []track.Fix, seam journey.Seam, mode journey.FailureMode, at time.Time) *alert.Fix {
	var latest *alert.Fix
	for _, f := range fixes {
		everywhere := len(f.Locations)+len(f.Channels) == 0
		if f.Seam != seam || f.Mode != "" && f.Mode != mode || !everywhere || measure.DayOf(f.ShippedAt) > measure.DayOf(at) {
			continue
		}
		if latest == nil || f.ShippedAt.After(latest.ShippedAt) {
			latest = &alert.Fix{ID: f.ID, ShippedAt: f.ShippedAt, By: f.Actor}
		}
	}
	return latest
}

// unheard returns the sources that brought a tenth of a cluster's complaints or more and are heard
// less over the window that is judged than over the one in which its alert last came to fire.
func unheard(c *group.Cluster, facts *measure.Facts, now measure.Window, a alert.Alert) []string {
	if a.Evidence == nil {
		return nil
	}
	then := a.Evidence.Reading.Window
	if then.Last >= now.Last {
		return nil
	}
	bySource := map[string]int{}
	for i := range c.Members {
		if in, known := facts.Interaction(c.Members[i].InteractionID); known {
			bySource[in.Source]++
		}
	}
	var sources []string
	for source, n := range bySource {
		if 10*n >= len(c.Members) {
			sources = append(sources, source)
		}
	}
	slices.Sort(sources)
	return facts.HeardLess(sources, then, now)
}

// ErrNoAlert means that the alert of a cluster never changed, so that nothing can be done about it.
var ErrNoAlert = errors.New("nothing has come of this cluster yet")

// Act carries out what a person does about the alert of a cluster, on the reading of now. Errors are
// those of alert.Do, and ErrNoAlert.
func (s *State) Act(cluster uuid.UUID, act alert.Act, c Config) (Delta, error) {
	a, known := s.alerts[cluster]
	found, alive := s.groups.Cluster(cluster)
	if !known || a.Last == nil {
		return Delta{}, ErrNoAlert
	}
	run := s.run(c, "")
	j := alert.Judgement{Reading: *a.Last, Policy: c.Policy, PolicyVersion: c.PolicyVersion, At: s.at}
	var interactions []string
	if alive && c.Policy.Set() {
		j, interactions = run.judgement(found, s.at)
	}
	after, change, err := alert.Do(a, act, j)
	if err != nil {
		return Delta{}, err
	}
	run.notice(change, after, interactions)
	return run.finish(), nil
}

// Recount measures a window of a cluster with what is known now; false when the cluster has no
// mentions any more. Rules that count only some of the complaints make no difference to it.
func (s *State) Recount(cluster uuid.UUID, w measure.Window, c Config) (measure.Reading, bool) {
	found, alive := s.groups.Cluster(cluster)
	if !alive {
		return measure.Reading{}, false
	}
	return measure.Read(found, s.facts, c.Map, w, c.Policy.Options(), s.at), true
}
