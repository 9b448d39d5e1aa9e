package api

import (
	"slices"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/store"
)

func decisionTo(tenant string, d store.StoredDecision) *throughlinev1.Decision {
	out := &throughlinev1.Decision{
		Name: name(tenant, "decisions", d.ID.String()), Kind: decisionKindOf(d.Kind), Cluster: reference(tenant, "clusters", d.Cluster),
		Mentions: references(tenant, "mentions", d.Mentions), Clusters: references(tenant, "clusters", d.Clusters), Title: d.Title,
		Reviewer: d.Actor, Comment: d.Reason, DecidedAt: timestamp(d.At),
		UndoneAt: timestamp(d.UndoneAt), UndoneBy: d.UndoneBy, UndoComment: d.UndoneReason,
	}
	for _, id := range d.Placed {
		if n := reference(tenant, "clusters", id); n != "" && !slices.Contains(out.GetPlacedIn(), n) {
			out.PlacedIn = append(out.PlacedIn, n)
		}
	}
	return out
}

// references names resources of one collection.
func references(tenant, collection string, ids []uuid.UUID) []string {
	return convertAll(ids, func(id uuid.UUID) string { return name(tenant, collection, id.String()) })
}

func eventOf(tenant string, e store.ClusterEvent) *throughlinev1.ClusterEvent {
	return &throughlinev1.ClusterEvent{
		Kind:       enumOf[throughlinev1.ClusterEventKind](throughlinev1.ClusterEventKind_value, "CLUSTER_EVENT_KIND_", string(e.Kind)),
		OccurredAt: timestamp(e.At), Sequence: e.Sequence, Cluster: reference(tenant, "clusters", e.ClusterID),
		FromCluster: reference(tenant, "clusters", e.FromClusterID), Mentions: references(tenant, "mentions", e.MentionIDs),
		Reason: e.Reason, Actor: e.Actor, Decision: reference(tenant, "decisions", e.DecisionID),
	}
}

func placementTo(tenant string, w group.Why) *throughlinev1.Placement {
	out := &throughlinev1.Placement{
		Rule: w.Rule, Fit: fitTo(w.Fit), NextCluster: reference(tenant, "clusters", w.Next), KeptOutBy: w.KeptOut,
		Nearest: convertAll(w.Nearest, func(s group.Scored) *throughlinev1.ScoredMention { return scoredTo(tenant, s) }),
		Shared: convertAll(w.Shared, func(f group.SharedField) *throughlinev1.SharedField {
			return &throughlinev1.SharedField{Field: f.Field, Value: f.Key, Share: f.Share}
		}),
	}
	if w.Next != uuid.Nil {
		out.NextFit = fitTo(w.NextFit)
	}
	return out
}

func fitTo(f group.Fit) *throughlinev1.Fit {
	return &throughlinev1.Fit{From: f.From, To: f.To, FailureMode: f.Mode, Wording: f.Wording, Total: f.Total()}
}

func scoredTo(tenant string, s group.Scored) *throughlinev1.ScoredMention {
	return &throughlinev1.ScoredMention{
		Mention: name(tenant, "mentions", s.MentionID.String()), Cluster: reference(tenant, "clusters", s.ClusterID), Score: s.Score,
	}
}

func cohesionTo(tenant string, c group.Cohesion) *throughlinev1.Cohesion {
	return &throughlinev1.Cohesion{
		MentionCount: int32(c.Members), Seam: c.Seam, FailureMode: c.Mode, Wording: c.Wording,
		Drag: convertAll(c.Drag, func(s group.Scored) *throughlinev1.ScoredMention { return scoredTo(tenant, s) }),
	}
}

func clusterChangeTo(tenant string, c evaluate.ClusterChange) *throughlinev1.ClusterChange {
	return &throughlinev1.ClusterChange{
		Cluster: name(tenant, "clusters", c.ClusterID.String()), Before: clusterCountTo(c.Before), After: clusterCountTo(c.After),
		JoinedInteractionCount: int32(c.Joined), LeftInteractionCount: int32(c.Left), Into: reference(tenant, "clusters", c.Into),
		SplitFrom: reference(tenant, "clusters", c.From),
	}
}

func clusterCountTo(c *evaluate.ClusterCount) *throughlinev1.ClusterCount {
	if c == nil {
		return nil
	}
	return &throughlinev1.ClusterCount{
		Seam: seamTo(c.Seam), FailureMode: modeOf(string(c.Mode)), Consistency: c.Consistency,
		MentionCount: int32(c.Mentions), InteractionCount: int32(c.Interactions), CustomerCount: int32(c.Customers),
	}
}

func alertChangeTo(tenant string, a evaluate.AlertChange) *throughlinev1.AlertStateChange {
	return &throughlinev1.AlertStateChange{
		Alert: name(tenant, "alerts", a.AlertID.String()), Cluster: name(tenant, "clusters", a.ClusterID.String()),
		Before: stateOf(a.Before), After: stateOf(a.After), Reason: a.Reason, DeliveryCount: int32(a.Deliveries),
	}
}

func decisionKindOf(k group.DecisionKind) throughlinev1.DecisionKind {
	return enumOf[throughlinev1.DecisionKind](throughlinev1.DecisionKind_value, "DECISION_KIND_", string(k))
}

// verdicts are what a reviewer may say, and the kinds of decision that come of it.
var verdicts = map[throughlinev1.ReviewVerdict]group.DecisionKind{
	throughlinev1.ReviewVerdict_REVIEW_VERDICT_CONFIRMED: group.Confirm,
	throughlinev1.ReviewVerdict_REVIEW_VERDICT_MOVED:     group.Move,
	throughlinev1.ReviewVerdict_REVIEW_VERDICT_REJECTED:  group.Reject,
	throughlinev1.ReviewVerdict_REVIEW_VERDICT_HELD:      group.Hold,
}

// verdictOf is the verdict that a kind of decision about mentions comes from.
func verdictOf(k group.DecisionKind) throughlinev1.ReviewVerdict {
	switch k {
	case group.Confirm:
		return throughlinev1.ReviewVerdict_REVIEW_VERDICT_CONFIRMED
	case group.Move, group.Cut:
		return throughlinev1.ReviewVerdict_REVIEW_VERDICT_MOVED
	case group.Reject:
		return throughlinev1.ReviewVerdict_REVIEW_VERDICT_REJECTED
	case group.Hold:
		return throughlinev1.ReviewVerdict_REVIEW_VERDICT_HELD
	case group.Merge, group.Rename:
	}
	return throughlinev1.ReviewVerdict_REVIEW_VERDICT_UNSPECIFIED
}
