package evaluate

import (
	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
)

// Decide carries out what a person decided, and judges the clusters that it touched at the
// instant of the last evaluation. An error of group.State.Decide leaves everything as it was.
func (s *State) Decide(d group.Decision, c Config) (Delta, error) {
	events, err := s.groups.Decide(d)
	if err != nil {
		return Delta{}, err
	}
	delta := s.after(events, d.Mentions, c)
	all := s.groups.Decisions()
	delta.Decision = &all[len(all)-1]
	return delta, nil
}

// Undo takes a decision back, likewise. See group.State.Undo.
func (s *State) Undo(decision uuid.UUID, by group.Decision, c Config) (Delta, error) {
	var mentions []uuid.UUID
	for _, d := range s.groups.Decisions() {
		if d.ID == decision {
			mentions = d.Mentions
		}
	}
	events, err := s.groups.Undo(decision, by)
	if err != nil {
		return Delta{}, err
	}
	return s.after(events, mentions, c), nil
}

// after judges what events touched and where the mentions are that were decided about, at the
// instant of the last evaluation: a confirmation moves nothing, and may yet let an alert fire.
func (s *State) after(events []group.Event, mentions []uuid.UUID, c Config) Delta {
	run := s.run(c, "")
	run.record(events)
	for _, m := range mentions {
		if id, in := s.groups.ClusterOf(m); in {
			run.touched[id] = true
		}
	}
	run.at(s.at)
	return run.finish()
}
