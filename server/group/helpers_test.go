package group_test

import (
	"fmt"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand"
)

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// certain is what a sure reader gives: a little mass stays on unknown.
func certain(key string) journey.Distribution {
	if key == "" {
		return nil
	}
	return journey.Certain(key, 0.95)
}

// member returns the n-th member: an hour after the one before.
func member(n int, from, to string, mode journey.FailureMode) group.Member {
	externalID := fmt.Sprintf("ext-%04d", n)
	m := group.Member{
		ID:            group.MentionID("test", externalID, 0),
		InteractionID: group.Derive("interaction", externalID),
		SourceSystem:  "test", ExternalID: externalID, Channel: "phone",
		OccurredAt: start.Add(time.Duration(n) * time.Hour),
		Mention: understand.Mention{
			Confidence: 0.9, From: certain(from), To: certain(to), Mode: certain(string(mode)), Located: journey.LocatedBoth,
		},
	}
	if from == "" && to == "" {
		m.Located = journey.LocatedNone
	}
	return m
}

// members draws a stream of members: sure and vague ones, sides known or not, with wording.
func members(t *rapid.T) []group.Member {
	points := []string{"", "web", "desk", "phone", "store"}
	n := rapid.IntRange(0, 40).Draw(t, "n")
	out := make([]group.Member, n)
	for i := range out {
		m := member(i,
			rapid.SampledFrom(points).Draw(t, "from"), rapid.SampledFrom(points).Draw(t, "to"),
			rapid.SampledFrom(journey.FailureModes).Draw(t, "mode"))
		m.Confidence = rapid.Float64Range(0.3, 1).Draw(t, "confidence")
		if rapid.Bool().Draw(t, "vague") {
			m.To = journey.NewDistribution(map[string]float64{
				"desk": rapid.Float64Range(0, 1).Draw(t, "desk"), "store": rapid.Float64Range(0, 1).Draw(t, "store"), "": 0.1,
			})
		}
		if rapid.Bool().Draw(t, "worded") {
			m.Vector = []float32{rapid.Float32Range(-1, 1).Draw(t, "x"), rapid.Float32Range(-1, 1).Draw(t, "y"), 0.5}
		}
		m.OccurredAt = start.Add(time.Duration(rapid.IntRange(0, 20).Draw(t, "day")) * 24 * time.Hour)
		out[i] = m
	}
	return out
}

// partsOf are what a store keeps of members in clusters that their first members founded, in
// order of Sequence.
func partsOf(list []group.Stored) group.Parts {
	parts := group.Parts{Members: list}
	seen := map[uuid.UUID]bool{uuid.Nil: true}
	for _, m := range list {
		parts.Sequence = max(parts.Sequence, m.Sequence)
		if !seen[m.ClusterID] {
			seen[m.ClusterID] = true
			lineage := group.Lineage{FoundedBy: m.Member.ID, BornAt: m.Sequence}
			parts.Clusters = append(parts.Clusters, group.StoredCluster{ID: m.ClusterID, Lineage: lineage})
		}
	}
	parts.Settled = parts.Sequence
	return parts
}
