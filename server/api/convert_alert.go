package api

import (
	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/store"
)

// alertTo tells an alert; the basic view, full false, leaves out evidence and lists of ids.
func alertTo(tenant string, a store.StoredAlert, full bool) *throughlinev1.Alert {
	out := storyTo(tenant, a.LastChange, full)
	out.OpenedAt, out.FiredAt, out.Etag = timestamp(a.OpenedAt), timestamp(a.FiredAt), a.ETag
	out.Standing = standingTo(a.Standing)
	if full && a.Evidence != nil {
		out.Evidence = evidenceTo(tenant, *a.Evidence)
	}
	return out
}

// handled tells what people did about an alert.
func handled(tenant string, h alert.Handling, out *throughlinev1.Alert) {
	if t := h.Taken; t != nil {
		out.Acknowledgement = &throughlinev1.Acknowledgement{Actor: t.By, AcknowledgedAt: timestamp(t.At), Comment: t.Comment}
	}
	if s := h.Snooze; s != nil {
		out.Snooze = &throughlinev1.Snooze{
			Actor: s.By, SnoozedAt: timestamp(s.At), Comment: s.Comment, Until: timestamp(s.Until),
			GrowthPercent: int32(s.GrowthPercent), CustomerCount: int32(s.Customers), EndsAtCustomerCount: int32(s.Ends()),
		}
	}
	if r := h.Resolved; r != nil {
		out.Resolution = &throughlinev1.Resolution{Actor: r.By, ResolvedAt: timestamp(r.At), Comment: r.Comment}
	}
	if h.Fix != nil {
		out.Fix = reference(tenant, "fixes", h.Fix.ID)
	}
}

// eventTo tells a change, and the alert as it was after it. Only the etag is the alert's own: it
// is left out once the alert has changed again.
func eventTo(tenant string, c store.WatchedChange) *throughlinev1.AlertEvent {
	story := storyTo(tenant, c.AlertChange, false)
	story.OpenedAt, story.FiredAt, story.Etag = timestamp(c.OpenedAt), timestamp(c.FiredAt), c.ETag
	return &throughlinev1.AlertEvent{Change: changeTo(c.AlertChange), Alert: story}
}

// storyTo tells what a change says of its alert, in a leader's reading order.
func storyTo(tenant string, c store.AlertChange, lists bool) *throughlinev1.Alert {
	m := c.Message
	out := &throughlinev1.Alert{
		Name: name(tenant, "alerts", c.AlertID.String()), Cluster: reference(tenant, "clusters", c.ClusterID),
		Title: m.Alert.Title, State: stateOf(c.To), ChangeCount: int32(c.Number), ChangedAt: timestamp(c.At),
		WhatBroke: m.Break.Summary, Journeys: convertAll(m.Journeys, journeyReference),
		FromSide: touchpointReference(m.Break.From), ToSide: touchpointReference(m.Break.To),
		Reading: readingTo(tenant, c.Reading, lists), Demand: demandTo(tenant, m.Demand, c.Reading.Quotes),
		Neighbours: convertAll(m.Signal.Neighbours, func(n route.Neighbour) *throughlinev1.Neighbour { return neighbourTo(tenant, n) }),
		Owners:     convertAll(m.Owners, ownerTo), Unowned: m.Unowned,
		RecommendedFix: recommendedTo(tenant, m.Fix),
		LastChange:     changeTo(c), Level: stateOf(c.Level),
	}
	handled(tenant, c.Handling, out)
	return out
}

func recommendedTo(tenant string, f route.Fix) *throughlinev1.RecommendedFix {
	out := &throughlinev1.RecommendedFix{Title: f.Title, Steps: f.Steps, FindOut: f.FindOut, Play: f.PlayID, Reason: f.Reason}
	if a := f.Achieved; a != nil {
		out.Achieved = &throughlinev1.AchievedByFixes{
			SamePlay: a.Sort == "play", WorkedCount: int32(a.Worked), MedianRatio: a.Median, BestRatio: a.Best, WorstRatio: a.Worst,
			Fixes: convertAll(a.Fixes, func(id uuid.UUID) string { return name(tenant, "fixes", id.String()) }),
		}
	}
	return out
}

func touchpointReference(n route.Named) *throughlinev1.TouchpointReference {
	return &throughlinev1.TouchpointReference{Id: n.ID, DisplayName: n.Name, Team: n.Team}
}

func journeyReference(j route.NamedSteps) *throughlinev1.JourneyReference {
	return &throughlinev1.JourneyReference{Id: j.ID, DisplayName: j.Name, Steps: convertAll(j.Steps, touchpointReference)}
}

func demandTo(tenant string, d route.Demand, quotes []measure.Quote) *throughlinev1.Demand {
	out := &throughlinev1.Demand{Need: d.Need}
	for _, i := range d.Heard {
		if i >= 0 && i < len(quotes) {
			out.Heard = append(out.Heard, quoteTo(tenant, quotes[i]))
		}
	}
	return out
}

func neighbourTo(tenant string, n route.Neighbour) *throughlinev1.Neighbour {
	return &throughlinev1.Neighbour{
		Cluster: reference(tenant, "clusters", n.ClusterID), FromSide: touchpointReference(n.From), ToSide: touchpointReference(n.To),
		FailureMode: modeOf(string(n.FailureMode)), State: stateOf(n.State), Strength: strengthOf(n.Strength), CustomerCount: int32(n.Customers),
	}
}

func ownerTo(o route.Owner) *throughlinev1.Owner {
	return &throughlinev1.Owner{
		Team: o.Team, Likely: o.Likely, Reasons: o.Reasons, Uncertain: o.Uncertain,
		Role: enumOf[throughlinev1.OwnerRole](throughlinev1.OwnerRole_value, "OWNER_ROLE_", string(o.Role)),
	}
}

func changeTo(c store.AlertChange) *throughlinev1.AlertChange {
	out := &throughlinev1.AlertChange{
		Number: int32(c.Number), ChangedAt: timestamp(c.At), PreviousState: stateOf(c.From), State: stateOf(c.To),
		Reason: c.Reason, PolicyVersion: int64(c.PolicyVersion), Outcome: outcomeTo(c.Outcome),
		UnroutedOwners: convertAll(c.Unrouted, ownerTo),
		Action:         enumOf[throughlinev1.AlertAction](throughlinev1.AlertAction_value, "ALERT_ACTION_", string(c.Action)),
		Actor:          c.Actor, Comment: c.Comment, Level: stateOf(c.Level),
	}
	if since := c.Message.SinceLast; since != nil {
		out.SinceLast = &throughlinev1.SinceLast{
			ChangedAt: timestamp(since.At), InteractionDelta: int32(since.Interactions), VoiceDelta: int32(since.Voices), CustomerDelta: int32(since.Customers),
			AccountDelta: int32(since.Accounts), NewAccountCount: int32(since.NewAccounts), NewLocations: since.NewLocations,
		}
	}
	return out
}

func outcomeTo(o alert.Outcome) *throughlinev1.Outcome {
	return &throughlinev1.Outcome{
		Crossed: o.Crossed, Disagrees: o.Disagrees, Near: o.Near, Clear: o.Clear, NearFrom: o.NearFrom, ClearBelow: o.ClearBelow,
		Rule: o.Rule, Severity: severityOf(o.Severity), Held: o.Held, Uncovered: o.Uncovered, Progress: o.Progress, WindowDays: int32(o.WindowDays),
		Criteria: convertAll(o.Criteria, func(c alert.Criterion) *throughlinev1.Criterion {
			return &throughlinev1.Criterion{
				Threshold: c.Name, Have: c.Have, Need: c.Need, Met: c.Met,
				Alternative: c.Alternative, NearFrom: c.NearFrom, ClearBelow: c.ClearBelow, Currency: c.Currency,
			}
		}),
	}
}

func evidenceTo(tenant string, e alert.Evidence) *throughlinev1.AlertEvidence {
	policy := policyMessage(tenant, e.Policy)
	policy.Version = int64(e.PolicyVersion)
	out := &throughlinev1.AlertEvidence{
		FiredAt: timestamp(e.FiredAt), Policy: policy, Reading: readingTo(tenant, e.Reading, true), Outcome: outcomeTo(e.Outcome),
	}
	for _, m := range e.Members {
		out.Mentions = append(out.Mentions, name(tenant, "mentions", m.String()))
	}
	return out
}
