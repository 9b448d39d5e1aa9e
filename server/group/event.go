package group

import "github.com/google/uuid"

// EventKind says what became of a member.
type EventKind string

// The closed set of event kinds.
const (
	Born   EventKind = "born"   // it founded a cluster
	Joined EventKind = "joined" // it joined a cluster
	Held   EventKind = "held"   // it says too little: held for review, in no cluster
)

// Event says what became of one member and why. The events of a State, in order of their
// Sequence, with their members are all that is needed to Restore it.
type Event struct {
	Kind      EventKind
	Sequence  int64     // the place in the order of grouping, from 1, without gaps
	MentionID uuid.UUID // the member
	ClusterID uuid.UUID // uuid.Nil when held
	Fit       Fit       // how well the member fits the cluster; zero when born
	Reason    string    // in words
}
