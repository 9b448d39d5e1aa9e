package api

import (
	"context"
	"time"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
)

// mostPreviewed is how many messages a preview lists; all are counted.
const mostPreviewed = 500

// draftID is the id of a draft that stands in no route's place.
const draftID = "draft"

// PreviewRoute runs a draft of a route over the alerts' history.
func (s *routingService) PreviewRoute(ctx context.Context, r *throughlinev1.PreviewRouteRequest) (*throughlinev1.PreviewRouteResponse, error) {
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	from, to := instant(r.GetStartTime()), instant(r.GetEndTime())
	if !from.IsZero() && !to.IsZero() && !from.Before(to) {
		return nil, invalidField("end_time", journey.ReasonOutOfRange, "must be after start_time")
	}
	tenant := tenantOf(r.GetParent())
	m, err := s.Store.GetJourneyMap(ctx, tenant)
	if err != nil {
		return nil, err
	}
	want, err := routeFrom(tenant, r.GetRoute(), m.Map)
	if err != nil {
		return nil, err
	}
	for _, id := range want.Destinations {
		if _, err := s.Store.GetDestination(ctx, tenant, id); err != nil {
			return nil, noSuchDestination()
		}
	}
	draft := want.Planned()
	draft.ID = draftID
	if r.GetRoute().GetName() != "" {
		_, id, err := identify(r.GetRoute().GetName())
		if err != nil {
			return nil, err
		}
		if _, err := s.Store.GetRoute(ctx, tenant, id); err != nil {
			return nil, err
		}
		draft.ID = id.String()
	}
	past, table, err := s.Store.RouteHistory(ctx, tenant, from, to)
	if err != nil {
		return nil, err
	}
	return routePreviewTo(tenant, route.PreviewRoute(draft, past, table), past), nil
}

func routePreviewTo(tenant string, p route.Preview, past []route.Past) *throughlinev1.PreviewRouteResponse {
	out := &throughlinev1.PreviewRouteResponse{
		ChangeCount: int32(len(past)), MessageCount: int32(len(p.Messages)), PresentMessageCount: int32(p.Present),
		UnroutedCount: int32(p.Unrouted), PresentUnroutedCount: int32(p.PresentUnrouted),
	}
	if len(past) > 0 {
		const week = 7 * 24 * time.Hour
		weeks := float64(past[len(past)-1].Change.At.Sub(past[0].Change.At)) / float64(week)
		out.MessagesPerWeek = float64(len(p.Messages)) / max(weeks, 1)
	}
	for i := len(p.Messages) - 1; i >= 0 && len(out.Messages) < mostPreviewed; i-- {
		m := p.Messages[i]
		out.Messages = append(out.Messages, &throughlinev1.PreviewedMessage{
			Alert: name(tenant, "alerts", m.AlertID.String()), ChangeNumber: int32(m.ChangeNumber), ChangedAt: timestamp(m.At), State: stateOf(m.State),
			Owner: ownerTo(m.Owner), Destination: name(tenant, "destinations", m.DestinationID), HeldUntil: timestamp(m.HeldUntil), HeldBecause: string(m.Held), Accounts: m.Accounts,
		})
	}
	for _, m := range p.Mismatches {
		out.Mismatches = append(out.Mismatches, &throughlinev1.PreviewedMismatch{Condition: string(m.Condition), ChangeCount: int32(m.Changes)})
	}
	return out
}
