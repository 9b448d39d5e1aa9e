package api

import (
	"cmp"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/store"
)

func routeTo(tenant string, r store.Route) *throughlinev1.Route {
	out := &throughlinev1.Route{
		Name: name(tenant, "routes", r.ID.String()), DisplayName: r.Name, Team: r.Team,
		Destinations: convertAll(r.Destinations, func(id uuid.UUID) string { return name(tenant, "destinations", id.String()) }),
		States:       convertAll(r.States, stateOf), PreviousStates: convertAll(r.PreviousStates, stateOf), Audience: audienceOf(r.Audience),
		Journeys: r.Journeys, MinSeverity: severityOf(r.MinSeverity), ProductLines: r.ProductLines, LocationGroups: r.LocationGroups,
		RenewalWithinDays: int32(r.RenewalDays), Etag: r.ETag, CreatedAt: timestamp(r.CreatedAt),
	}
	if r.Seam != nil {
		out.Seam = seamTo(*r.Seam)
	}
	return out
}

func conditionsFrom(r *throughlinev1.Route) route.Conditions {
	out := route.Conditions{
		Audience: audienceWord(r.GetAudience()), States: stateWords(r.GetStates()), PreviousStates: stateWords(r.GetPreviousStates()), Journeys: r.GetJourneys(),
		MinSeverity: severityWord(r.GetMinSeverity()), ProductLines: r.GetProductLines(), LocationGroups: r.GetLocationGroups(), RenewalDays: int(r.GetRenewalWithinDays()),
	}
	if r.GetSeam() != nil {
		out.Seam = &journey.Seam{From: r.GetSeam().GetFromTouchpoint(), To: r.GetSeam().GetToTouchpoint()}
	}
	return out
}

// audienceOf says what a route means that says nothing: owners.
func audienceOf(a route.RouteAudience) throughlinev1.RouteAudience {
	return enumOf[throughlinev1.RouteAudience](throughlinev1.RouteAudience_value, "ROUTE_AUDIENCE_", string(cmp.Or(a, route.RouteOwners)))
}

func audienceWord(a throughlinev1.RouteAudience) route.RouteAudience {
	return cmp.Or(route.RouteAudience(wordOf(a, "ROUTE_AUDIENCE_")), route.RouteOwners)
}

func deliveryTo(tenant string, d store.Delivery) *throughlinev1.Delivery {
	return &throughlinev1.Delivery{
		Name: name(tenant, "deliveries", d.ID.String()), Alert: name(tenant, "alerts", d.AlertID.String()),
		ChangeNumber: int32(d.ChangeNumber), Owner: ownerTo(d.Owner), Route: reference(tenant, "routes", d.RouteID), Occasion: string(d.Occasion), Destination: name(tenant, "destinations", d.DestinationID.String()),
		State:    enumOf[throughlinev1.DeliveryState](throughlinev1.DeliveryState_value, "DELIVERY_STATE_", string(d.State)),
		Attempts: int32(d.Attempts), LastStatus: int32(d.LastStatus), LastError: d.LastError, CreatedAt: timestamp(d.CreatedAt),
		LastAttemptAt: timestamp(d.LastAttemptAt), NextAttemptAt: timestamp(d.NextAttemptAt), DeliveredAt: timestamp(d.DeliveredAt),
		SupersededBy: reference(tenant, "deliveries", d.SupersededBy),
	}
}
