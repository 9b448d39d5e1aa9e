package group

import "github.com/google/uuid"

// EventKind says what happened.
type EventKind string

// The closed set of event kinds.
const (
	Born     EventKind = "born"     // a mention founded a cluster
	Joined   EventKind = "joined"   // a mention that was in no cluster joined one
	Held     EventKind = "held"     // a mention is in no cluster: it waits for review
	Moved    EventKind = "moved"    // mentions went from one cluster to another
	Merged   EventKind = "merged"   // all mentions of a cluster went to another; its id leads there from now on
	Split    EventKind = "split"    // mentions left a cluster and make up another
	Retired  EventKind = "retired"  // a cluster has no mentions any more; its id leads to ClusterID
	Rejected EventKind = "rejected" // mentions are no break, a person says: in no cluster, never counted
	Renamed  EventKind = "renamed"  // a cluster has another title
)

// Event is one step of a tenant's grouping. It says where its mentions are and where they were
// before, so that it can be undone.
type Event struct {
	Kind          EventKind
	Sequence      int64       // the place in the order of the tenant's events, from 1, without gaps
	MentionIDs    []uuid.UUID // the mentions, in order of when they happened; one when born, joined or held; none when retired or renamed
	ClusterID     uuid.UUID   // where they are now; uuid.Nil for none
	FromClusterID uuid.UUID   // where they were before; uuid.Nil for none
	Fit           Fit         // how well the mention fits the cluster; zero where that did not decide
	Reason        string      // in words, with figures
	Actor         string      // resource name of the API key that decided; "" for grouping itself
	DecisionID    uuid.UUID   // the decision that this comes from or undoes; uuid.Nil for none
}

// emit numbers an event and keeps it for the caller.
func (s *State) emit(e Event) {
	s.sequence++
	e.Sequence = s.sequence
	s.events = append(s.events, e)
}

// taken returns the events since it was last called.
func (s *State) taken() []Event {
	out := s.events
	s.events = nil
	return out
}
