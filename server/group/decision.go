package group

import (
	"time"

	"github.com/google/uuid"
)

// DecisionKind says what a person decides.
type DecisionKind string

// The closed set of decision kinds.
const (
	Confirm DecisionKind = "confirm" // Mentions are a break and belong to Cluster; without one, where they are, or where they fit
	Move    DecisionKind = "move"    // Mentions belong to Cluster
	Reject  DecisionKind = "reject"  // Mentions are no break: in no cluster, never counted
	Cut     DecisionKind = "split"   // Mentions leave Cluster and make up a new one
	Merge   DecisionKind = "merge"   // Clusters are one break; the oldest id survives
	Rename  DecisionKind = "rename"  // Cluster gets Title; "" gives the made title back
	Hold    DecisionKind = "hold"    // Mentions wait in no cluster until somebody decides otherwise
)

// Decision is what a person decides about mentions or clusters. It holds for ever: Step,
// Consolidate and rereading never break it, until Undo takes it back.
type Decision struct {
	ID       uuid.UUID
	Kind     DecisionKind
	Mentions []uuid.UUID // for confirm, move, reject, split and hold
	Cluster  uuid.UUID   // for confirm, move, split and rename; an id that was merged counts as its survivor
	Clusters []uuid.UUID // for merge: two or more
	Title    string      // for rename
	Actor    string      // resource name of the API key
	Reason   string      // in the person's words; may be empty
	At       time.Time
}

// Decided is a decision as it was carried out.
type Decided struct {
	Decision
	Number int64       // the place in the order of the tenant's decisions, from 1
	Placed []uuid.UUID // the cluster in which each of Mentions was afterwards; uuid.Nil for none
	Kept   []uuid.UUID // of a merge: the mentions that the survivor had; they stay in it like the others
	Events []Event     // what it did, in order: Undo does it backwards
}
