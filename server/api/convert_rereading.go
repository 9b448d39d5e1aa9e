package api

import (
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/store"
)

func rereadingTo(tenant string, r store.Rereading) *throughlinev1.Rereading {
	return &throughlinev1.Rereading{
		Name: name(tenant, "rereadings", r.ID.String()), Model: r.Model,
		State:                 enumOf[throughlinev1.RereadingState](throughlinev1.RereadingState_value, "REREADING_STATE_", string(r.State)),
		TotalInteractionCount: r.Total, InteractionCount: r.Interactions, MentionCount: r.Mentions,
		StartedAt: timestamp(r.StartedAt), ReadyAt: timestamp(r.ReadyAt), EndedAt: timestamp(r.EndedAt), Diff: diffTo(tenant, r.Diff),
	}
}

func diffTo(tenant string, d *evaluate.Diff) *throughlinev1.RereadingDiff {
	if d == nil {
		return nil
	}
	return &throughlinev1.RereadingDiff{
		MentionCountBefore: int32(d.Mentions.Before), MentionCountAfter: int32(d.Mentions.After),
		GainedMentionCount: int32(d.Mentions.Gained), LostMentionCount: int32(d.Mentions.Lost), ChangedMentionCount: int32(d.Mentions.Changed),
		Mentions: convertAll(d.Examples, func(c evaluate.MentionChange) *throughlinev1.MentionChange {
			return &throughlinev1.MentionChange{
				SourceSystem: c.SourceSystem, ExternalId: c.ExternalID, Quote: c.Quote, Before: readTo(c.Before), After: readTo(c.After),
			}
		}),
		Clusters:         convertAll(d.Clusters, func(c evaluate.ClusterChange) *throughlinev1.ClusterChange { return clusterChangeTo(tenant, c) }),
		SameClusterCount: int32(d.Same),
		Alerts:           convertAll(d.Alerts, func(a evaluate.AlertChange) *throughlinev1.AlertStateChange { return alertChangeTo(tenant, a) }),
	}
}

func readTo(s *evaluate.Said) *throughlinev1.ReadMention {
	if s == nil {
		return nil
	}
	return &throughlinev1.ReadMention{Seam: seamTo(s.Seam), FailureMode: modeOf(string(s.Mode)), Confidence: s.Confidence}
}
