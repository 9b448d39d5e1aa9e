package evaluate

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
)

// History is a tenant's history as it is live and as it was read again.
type History struct {
	Live     Parts       // what is live; its Facts also hold the interactions in which only the new reading finds something
	Arrivals []Arrival   // the interactions with mentions in either reading, in any order, each with those that are to count
	Taken    []uuid.UUID // every cluster id that was ever given
	Sequence int64       // the last place in the order of grouping that was given
	Seed     uuid.UUID   // the rereading's id: new clusters whose natural id is taken get one from it
	Model    string      // who read, for the reasons
}

// Rereading is what comes of making the new reading live.
type Rereading struct {
	Members []group.Stored // all mentions, in order of Sequence, which goes on after History.Sequence
	Delta   Delta          // for a store to write; Events holds all mentions too, Readings the retired clusters' as well
	Retired []Retired
	Diff    Diff
}

// Retired is a cluster that has no members any more. Its id is never used again.
type Retired struct {
	ClusterID uuid.UUID
	Into      uuid.UUID // the cluster that most of its interactions are in now; uuid.Nil when they are in none
}

// Reread groups a tenant's history anew, with the mentions that a new reading found, and judges
// the outcome at an instant, which should be that of the last evaluation: no day that has ended
// is judged again.
//
// Clusters keep their ids where their interactions stay together, and alerts go on from the
// state they are in. So what fires and still crosses its policy changes in nothing, and nobody
// is told of it twice; what fired and is not found any more fades, with its history. Where the
// new reading finds what the live one found, nothing changes.
func Reread(h History, now time.Time, c Config) (Rereading, error) {
	h.Live.Stale = true // so that every cluster is measured on both sides
	live, err := Restore(h.Live)
	if err != nil {
		return Rereading{}, fmt.Errorf("the live history: %w", err)
	}
	before := live.Advance(now, nil, c)
	out := regroup(h)
	parts := h.Live
	parts.Members = out.Members
	next, err := Restore(parts)
	if err != nil {
		return Rereading{}, fmt.Errorf("the history as read again: %w", err)
	}
	events := out.Delta.Events
	out.Delta = next.rejudge(now, c, out.Retired, readingsByID(before.Readings), "texts read again by model "+h.Model+": ")
	out.Delta.Members, out.Delta.Events = out.Members, events
	out.Diff = compare(h, live, next, before, out)
	return out, nil
}

// rejudge judges every cluster at one instant, and the retired ones as empty.
func (s *State) rejudge(now time.Time, c Config, retired []Retired, before map[uuid.UUID]measure.Reading, because string) Delta {
	if now.Before(s.at) {
		now = s.at
	}
	run := advance{State: s, config: c, readings: map[uuid.UUID]measure.Reading{}, because: because}
	run.at(now, nil)
	var empty []measure.Reading
	for _, r := range retired {
		empty = append(empty, run.retire(before[r.ClusterID], now))
	}
	delta := run.finish()
	delta.Readings = append(delta.Readings, empty...)
	return delta
}

// retire judges a cluster that has lost all its members, given its last reading with them. It
// returns the reading without.
func (a *advance) retire(last measure.Reading, now time.Time) measure.Reading {
	p := a.config.Policy
	r := measure.Reading{
		ClusterID: last.ClusterID, At: now, Window: p.Window(measure.DayOf(now)),
		Seam: last.Seam, Mode: last.Mode, Bounced: last.Bounced,
	}
	if p.Set() {
		outcome := alert.Evaluate(r, p)
		outcome.Crossed, outcome.Disagrees, outcome.Near, outcome.Clear = false, false, false, true
		a.step(alert.Judgement{Reading: r, Outcome: outcome, Policy: p, PolicyVersion: a.config.PolicyVersion, At: now}, nil)
	}
	return r
}

func readingsByID(readings []measure.Reading) map[uuid.UUID]measure.Reading {
	out := make(map[uuid.UUID]measure.Reading, len(readings))
	for _, r := range readings {
		out[r.ClusterID] = r
	}
	return out
}
