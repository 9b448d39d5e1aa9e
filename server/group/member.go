package group

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/understand"
)

// Member is a mention together with the interaction it comes from: what a cluster is made of.
type Member struct {
	ID            uuid.UUID // the mention's permanent id, see MentionID
	InteractionID uuid.UUID
	SourceSystem  string
	ExternalID    string
	Channel       string
	OccurredAt    time.Time // when the interaction happened, UTC
	understand.Mention
}

// Counts reports whether the mention is sure enough to count as a break; one that does not is
// held for review, in no cluster.
func (m Member) Counts() bool { return m.Confidence >= minConfidence }

// inOrder returns the members sorted by when they happened, ties broken by identity, so that
// the order within a batch does not matter.
func inOrder(members []Member) []Member {
	sorted := slices.Clone(members)
	slices.SortStableFunc(sorted, func(a, b Member) int {
		return cmp.Or(
			a.OccurredAt.Compare(b.OccurredAt),
			cmp.Compare(a.SourceSystem, b.SourceSystem),
			cmp.Compare(a.ExternalID, b.ExternalID),
			cmp.Compare(a.Ordinal, b.Ordinal),
		)
	})
	return sorted
}
