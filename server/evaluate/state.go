package evaluate

import (
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/measure"
)

// State is everything that evaluation knows of one tenant. Make one with NewState or Restore.
// It is not safe for concurrent use, and Advance changes it: a caller that could not write the
// delta must throw the State away and Restore it.
type State struct {
	groups *group.State
	facts  *measure.Facts
	alerts map[uuid.UUID]alert.Alert // by cluster id; only those that ever changed
	at     time.Time                 // of the last evaluation; zero before the first
	policy alert.Policy              // of the last evaluation
	stale  bool                      // accounts or records changed since
	tape   *Tape                     // records in the place of judging; nil for a tenant's own state
	worded int64                     // the Sequence as of which facts know the clusters' words

	reminded time.Time // the month in which costly breaks were last looked for; zero before the first time
}

// NewState returns the state of a tenant from whom nothing came in yet.
func NewState() *State {
	return &State{groups: group.NewState(), facts: measure.NewFacts(), alerts: map[uuid.UUID]alert.Alert{}}
}

// Parts are what a store keeps of a State: enough to rebuild it.
type Parts struct {
	Groups group.Parts
	Facts  *measure.Facts // with the interactions that have mentions, all volume, and the accounts, locations and records
	Alerts []alert.Alert  // in any order
	At     time.Time      // of the last evaluation
	Policy alert.Policy   // of the last evaluation
	Stale  bool           // accounts or records were written since
}

// Restore rebuilds a State from its parts; it goes on exactly as the one they were taken from.
func Restore(p Parts) (*State, error) {
	groups, err := group.Restore(p.Groups)
	if err != nil {
		return nil, err
	}
	s := &State{groups: groups, facts: p.Facts, alerts: map[uuid.UUID]alert.Alert{}, at: p.At, policy: p.Policy, stale: p.Stale}
	for _, a := range p.Alerts {
		s.alerts[a.ClusterID] = a
	}
	return s, nil
}

// SetAccount adds or replaces an account. Like SetLocation and SetRecord it takes effect at
// the next Advance, which then measures every live cluster again.
func (s *State) SetAccount(a ingest.Account) {
	s.facts.SetAccount(a)
	s.stale = true
}

// SetLocation adds or replaces a location.
func (s *State) SetLocation(l ingest.Location) {
	s.facts.SetLocation(l)
	s.stale = true
}

// SetRecord adds or replaces a commercial record.
func (s *State) SetRecord(r ingest.CommercialRecord) {
	s.facts.SetRecord(r)
	s.stale = true
}

// At returns the instant of the last evaluation, zero before the first.
func (s *State) At() time.Time { return s.at }

// Groups returns the grouping state. It belongs to the State: read it, do not change it.
func (s *State) Groups() *group.State { return s.groups }

// Facts returns what the tenant's readings are measured against. They belong to the State.
func (s *State) Facts() *measure.Facts { return s.facts }

// Alert returns the alert of a cluster: one that is forming when it never changed.
func (s *State) Alert(cluster uuid.UUID) alert.Alert {
	if a, ok := s.alerts[cluster]; ok {
		return a
	}
	return alert.New(cluster)
}
