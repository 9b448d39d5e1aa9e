package evaluate

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
)

// History is a tenant's history as it is live and as it was read again.
type History struct {
	Live     Parts     // what is live; its Facts also hold the interactions in which only the new reading finds something
	Arrivals []Arrival // the interactions with mentions in either reading, in any order, each with those that are to count
	Model    string    // who read, for the reasons
	Regroup  bool      // everything is grouped afresh, see group.State.Regroup; else only what changed is looked at
}

// Rereading is what comes of making the new reading live.
type Rereading struct {
	Members   []group.Stored  // all mentions, in order of Sequence
	Decisions []group.Decided // those in force, with the ids that their mentions have now
	Delta     Delta           // for a store to write; its Readings are of all clusters, the retired ones too
	Retired   []Retired
	Diff      Diff
}

// Retired is a cluster that has no members any more. Its id is never used again.
type Retired struct {
	ClusterID uuid.UUID
	Into      uuid.UUID // the cluster where its id leads; uuid.Nil for none
}

// Reread puts the mentions that a new reading found in the place of a tenant's live ones, and
// judges the outcome at an instant, which should be that of the last evaluation: no day that has
// ended is judged again.
//
// Mentions of the same place stay in their clusters, unless they say something else now and do
// not belong there any more; with Regroup clusters are merged and split too. A mention that a person decided about and that the new reading does
// not find is kept as it was. Clusters keep their ids and alerts go on from the state they are
// in: what fires and still crosses its policy changes in nothing, and nobody is told of it twice;
// what fired and is not found any more fades, with its history.
func Reread(h History, now time.Time, c Config) (Rereading, error) {
	h.Live.Stale = true // so that every cluster is measured on both sides
	live, err := Restore(h.Live)
	if err != nil {
		return Rereading{}, fmt.Errorf("the live history: %w", err)
	}
	next, err := Restore(h.Live)
	if err != nil {
		return Rereading{}, fmt.Errorf("the live history: %w", err)
	}
	before := live.rejudge(now, c, nil, "")
	replaced, lost, gained := matched(next.groups, h)
	events := next.groups.Reread(replaced, lost, gained)
	if h.Regroup {
		events = append(events, next.groups.Regroup("grouped afresh by what model "+h.Model+" read")...)
	}
	out := Rereading{Delta: next.rejudge(now, c, events, "texts read again by model "+h.Model+": ")}
	parts := next.groups.Parts()
	out.Members, out.Decisions = parts.Members, parts.Decisions
	for _, g := range out.Delta.Clusters {
		if g.Gone {
			out.Retired = append(out.Retired, Retired{ClusterID: g.ID, Into: g.Into})
		}
	}
	out.Diff = compare(live, next, before, out)
	return out, nil
}

// rejudge judges every cluster at one instant, after events.
func (s *State) rejudge(now time.Time, c Config, events []group.Event, because string) Delta {
	if now.Before(s.at) {
		now = s.at
	}
	run := s.run(c, because)
	run.record(events)
	run.at(now)
	return run.finish()
}

// retire judges a cluster that has lost all its members. It returns its reading without them.
func (a *advance) retire(id uuid.UUID, now time.Time) (measure.Reading, bool) {
	last := a.Alert(id).Last
	if last == nil {
		return measure.Reading{}, false // nothing ever came of it
	}
	p := a.config.Policy
	r := measure.Reading{
		ClusterID: id, At: now, Window: p.Window(measure.DayOf(now)),
		Seam: last.Seam, Mode: last.Mode, Bounced: last.Bounced, Title: last.Title,
	}
	if p.Set() {
		was := a.because
		if into, alive := a.groups.Resolve(id); alive {
			a.because += mergedInto(into)
		}
		a.step(alert.Judgement{Reading: r, Outcome: p.Emptied(r), Policy: p, PolicyVersion: a.config.PolicyVersion, At: now, Gone: true}, nil)
		a.because = was
	}
	return r, true
}

func readingsByID(readings []measure.Reading) map[uuid.UUID]measure.Reading {
	out := make(map[uuid.UUID]measure.Reading, len(readings))
	for _, r := range readings {
		out[r.ClusterID] = r
	}
	return out
}

// matched finds the live mention of the same place for each of the new reading, and what is left
// on either side. Live ones that a person decided about are never lost.
func matched(groups *group.State, h History) (replaced []group.Replacement, lost []uuid.UUID, gained []group.Member) {
	live := map[uuid.UUID][]*group.Member{} // by interaction; nil once matched
	for i := range h.Live.Groups.Members {
		m := &h.Live.Groups.Members[i].Member
		live[m.InteractionID] = append(live[m.InteractionID], m)
	}
	arrivals := slices.Clone(h.Arrivals)
	slices.SortFunc(arrivals, func(a, b Arrival) int {
		return cmp.Or(a.Interaction.OccurredAt.Compare(b.Interaction.OccurredAt), slices.Compare(a.Interaction.ID[:], b.Interaction.ID[:]))
	})
	for _, a := range arrivals {
		list := live[a.Interaction.ID]
		members := a.members()
		old := make([]*group.Member, len(members))
		for i := range members {
			old[i] = takeSamePlace(list, &members[i])
		}
		a.keepApart(members, groups, list)
		for i, m := range members {
			if old[i] == nil {
				gained = append(gained, m)
				continue
			}
			replaced = append(replaced, group.Replacement{Old: old[i].ID, New: m, Changed: saysElse(groups, old[i], &m)})
		}
	}
	for i := range h.Live.Groups.Members {
		m := &h.Live.Groups.Members[i].Member
		if slices.Contains(live[m.InteractionID], m) && !groups.Decided(m.ID) {
			lost = append(lost, m.ID)
		}
	}
	return replaced, lost, gained
}

// keepApart gives new mentions other places in the interaction's list than those that are kept
// because a person decided about them.
func (a Arrival) keepApart(members []group.Member, groups *group.State, left []*group.Member) {
	kept := map[int]bool{}
	for _, m := range left {
		if m != nil && groups.Decided(m.ID) {
			kept[m.Ordinal] = true
		}
	}
	if len(kept) == 0 {
		return
	}
	next := 0
	for i := range members {
		for kept[next] {
			next++
		}
		m := &members[i]
		m.Ordinal = next
		m.ID = group.MentionID(m.SourceSystem, m.ExternalID, next)
		next++
	}
}

// saysElse reports whether two readings of one place differ in what they say at their best.
func saysElse(groups *group.State, a, b *group.Member) bool {
	x, y := said(a), said(b)
	return x.Seam != y.Seam || x.Mode != y.Mode || groups.Counts(a) != groups.Counts(b)
}
