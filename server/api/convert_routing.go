package api

import (
	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

func destinationTo(tenant string, d store.Destination) *throughlinev1.Destination {
	return &throughlinev1.Destination{
		Name: name(tenant, "destinations", d.ID.String()), DisplayName: d.DisplayName,
		Target:   &throughlinev1.Destination_Webhook{Webhook: &throughlinev1.Webhook{Url: d.URL}},
		Disabled: !d.DisabledAt.IsZero(), DisabledReason: d.DisabledReason, DisabledAt: timestamp(d.DisabledAt),
		Etag: d.ETag, CreatedAt: timestamp(d.CreatedAt), UpdatedAt: timestamp(d.UpdatedAt), FailingSince: timestamp(d.FailingSince),
	}
}

func routeTo(tenant string, r store.Route) *throughlinev1.Route {
	out := &throughlinev1.Route{
		Name: name(tenant, "routes", r.ID.String()), Team: r.Team, Destination: name(tenant, "destinations", r.DestinationID.String()),
		States: convertAll(r.States, stateOf), Etag: r.ETag, CreatedAt: timestamp(r.CreatedAt),
	}
	if r.Seam != nil {
		out.Seam = seamTo(*r.Seam)
	}
	return out
}

func routeFrom(r *throughlinev1.Route, destination uuid.UUID) store.Route {
	out := store.Route{Team: r.GetTeam(), DestinationID: destination, States: stateWords(r.GetStates())}
	if r.GetSeam() != nil {
		out.Seam = &journey.Seam{From: r.GetSeam().GetFromTouchpoint(), To: r.GetSeam().GetToTouchpoint()}
	}
	return out
}

func deliveryTo(tenant string, d store.Delivery) *throughlinev1.Delivery {
	return &throughlinev1.Delivery{
		Name: name(tenant, "deliveries", d.ID.String()), Alert: name(tenant, "alerts", d.AlertID.String()),
		ChangeNumber: int32(d.ChangeNumber), Owner: ownerTo(d.Owner), Route: reference(tenant, "routes", d.RouteID), Destination: name(tenant, "destinations", d.DestinationID.String()),
		State:    enumOf[throughlinev1.DeliveryState](throughlinev1.DeliveryState_value, "DELIVERY_STATE_", string(d.State)),
		Attempts: int32(d.Attempts), LastStatus: int32(d.LastStatus), LastError: d.LastError, CreatedAt: timestamp(d.CreatedAt),
		LastAttemptAt: timestamp(d.LastAttemptAt), NextAttemptAt: timestamp(d.NextAttemptAt), DeliveredAt: timestamp(d.DeliveredAt),
	}
}
