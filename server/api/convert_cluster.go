package api

import (
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

func clusterTo(tenant string, c store.StoredCluster, lists bool) *throughlinev1.Cluster {
	return &throughlinev1.Cluster{
		Name: name(tenant, "clusters", c.ID.String()), Seam: seamTo(c.Seam), FailureMode: modeOf(string(c.Mode)),
		Bounced: c.Bounced, Consistency: c.Consistency,
		MentionCount: int32(c.Mentions), InteractionCount: int32(c.Interactions), Alert: reference(tenant, "alerts", c.AlertID),
		BornAt: timestamp(c.BornAt), ChangedAt: timestamp(c.ChangedAt), FoundingMention: reference(tenant, "mentions", c.FoundedBy),
		Reading: readingTo(tenant, c.Reading, lists), Title: c.Reading.Title,
		Etag: c.ETag, RetiredAt: timestamp(c.RetiredAt),
	}
}

func mentionTo(tenant string, m store.StoredMention) *throughlinev1.Mention {
	id := name(tenant, "mentions", m.ID.String())
	return &throughlinev1.Mention{
		Name: id, Cluster: reference(tenant, "clusters", m.ClusterID), Interaction: name(tenant, "interactions", m.InteractionID.String()),
		Ordinal: int32(m.Ordinal), Confidence: m.Stands, ReadConfidence: m.Confidence, SeamConfidence: m.SeamConfidence,
		Quote: &throughlinev1.Quote{
			Text: m.Quote.Text, Mention: id, ExternalId: m.ExternalID, SourceSystem: m.SourceSystem,
			Source: m.Source, Channel: m.Channel, LocationId: m.LocationID,
			OccurredAt: timestamp(m.OccurredAt), Turn: int32(m.Quote.Turn), StartOffset: int32(m.Quote.Start), EndOffset: int32(m.Quote.End),
			Interaction: name(tenant, "interactions", m.InteractionID.String()),
		},
		FromTouchpoints: convertAll(likeliest(m.From), touchpointProbability), ToTouchpoints: convertAll(likeliest(m.To), touchpointProbability),
		FromKinds: convertAll(likeliest(m.FromKind), kindProbability), ToKinds: convertAll(likeliest(m.ToKind), kindProbability),
		FailureModes: convertAll(likeliest(m.Mode), func(p journey.Probability) *throughlinev1.FailureModeProbability {
			return &throughlinev1.FailureModeProbability{FailureMode: modeOf(p.Key), Probability: p.P}
		}),
		Located: locatedOf(m.Located), Model: m.Model, Reason: m.Reason,
		Assistant: m.Assistant.Model, PromptVersion: m.Assistant.Prompt, Etag: m.ETag,
		Status: enumOf[throughlinev1.MentionStatus](throughlinev1.MentionStatus_value, "MENTION_STATUS_", m.Status),
	}
}

func touchpointProbability(p journey.Probability) *throughlinev1.TouchpointProbability {
	return &throughlinev1.TouchpointProbability{Touchpoint: p.Key, Probability: p.P}
}

func kindProbability(p journey.Probability) *throughlinev1.TouchpointKindProbability {
	return &throughlinev1.TouchpointKindProbability{Kind: kindOf(p.Key), Probability: p.P}
}
