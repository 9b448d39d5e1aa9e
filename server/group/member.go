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

// compareMembers orders members by when they happened, ties broken by identity: an order that
// does not depend on how they arrived.
func compareMembers(a, b *Member) int {
	if n := a.OccurredAt.Compare(b.OccurredAt); n != 0 {
		return n
	}
	return cmp.Or(
		cmp.Compare(a.SourceSystem, b.SourceSystem),
		cmp.Compare(a.ExternalID, b.ExternalID),
		cmp.Compare(a.Ordinal, b.Ordinal),
	)
}

// place is what the State knows of one mention: where it is, and since when it is known.
type place struct {
	member  Member
	vector  []float32 // of unit length; nil when it has none
	cluster *Cluster  // nil when in none
	arrived int64     // Sequence of the event that first placed it
}

func comparePlaces(a, b *place) int { return compareMembers(&a.member, &b.member) }

// idsOf returns the ids of mentions, in order of when they happened.
func idsOf(places []*place) []uuid.UUID {
	sorted := slices.Clone(places)
	slices.SortFunc(sorted, comparePlaces)
	ids := make([]uuid.UUID, len(sorted))
	for i, p := range sorted {
		ids[i] = p.member.ID
	}
	return ids
}

// floats returns a unit vector as fractions.
func floats(v []int64) []float32 {
	if v == nil {
		return nil
	}
	out := make([]float32, len(v))
	for i, x := range v {
		out[i] = float32(float64(x) / vectorScale)
	}
	return out
}
