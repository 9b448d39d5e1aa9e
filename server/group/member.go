package group

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/journey"
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

// sound returns how the mention alone sounds.
func (p *place) sound() sound { return sound{p.vector, 1, 1} }

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

// keys holds each key of the mentions' distributions once. That two are the same is then told
// without looking at their letters, which lie anywhere in memory.
type keys map[string]string

// share replaces distributions by equal ones with shared keys.
func (k keys) share(list ...*journey.Distribution) {
	for _, d := range list {
		*d = slices.Clone(*d)
		for i := range *d {
			key := &(*d)[i].Key
			one, known := k[*key]
			if !known {
				one = *key
				k[one] = one
			}
			*key = one
		}
	}
}
