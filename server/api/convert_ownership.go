package api

import (
	"cmp"
	"strings"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/store"
)

func ownershipTo(tenant string, o store.Ownership) *throughlinev1.Ownership {
	return &throughlinev1.Ownership{
		Name: ownershipName(tenant, o.AlertID, o.Slot), Team: o.Team, Fallback: o.Fallback, Likely: o.Likely, Reasons: o.Reasons, Uncertain: o.Uncertain,
		Person: o.Person, State: ownershipStateOf(o.State), AskedTeam: o.Asked, PassedTeams: o.Passed, Severity: severityOf(cmp.Or(o.Severity, alert.SeverityMedium)),
		HeldSince: timestamp(o.Since), AnswerDueAt: timestamp(o.DueAt), Etag: o.ETag, UpdatedAt: timestamp(o.UpdatedAt),
	}
}

func ownershipName(tenant string, alertID uuid.UUID, slot route.Role) string {
	return name(tenant, "alerts", alertID.String(), "ownerships", string(slot))
}

// slotOf splits "tenants/{tenant}/alerts/{alert}/ownerships/{slot}".
func slotOf(resource string) (tenant string, alertID uuid.UUID, slot route.Role, err error) {
	rest, of, _ := strings.Cut(resource, "/ownerships/")
	tenant, alertID, err = identify(rest)
	return tenant, alertID, route.Role(of), err
}

func ownershipStateOf(s route.AssignmentState) throughlinev1.OwnershipState {
	return enumOf[throughlinev1.OwnershipState](throughlinev1.OwnershipState_value, "OWNERSHIP_STATE_", string(s))
}

func ownershipEventTo(tenant string, e store.OwnershipEvent) *throughlinev1.OwnershipEvent {
	return &throughlinev1.OwnershipEvent{
		Ownership: ownershipName(tenant, e.AlertID, e.Slot), Number: int32(e.Number),
		Act:   enumOf[throughlinev1.OwnershipAct](throughlinev1.OwnershipAct_value, "OWNERSHIP_ACT_", string(e.Kind)),
		Actor: e.Actor, Team: e.Team, ToTeam: e.To, Person: e.Person, Reason: e.Reason, OccurredAt: timestamp(e.At),
		State: ownershipStateOf(e.State), Holder: e.Holder,
	}
}

// withOwners tells of an alert who holds its slots now, and what it has cost while nobody owns it.
func withOwners(tenant string, a store.StoredAlert, out *throughlinev1.Alert, held []store.Ownership) *throughlinev1.Alert {
	out.Ownerships = convertAll(held, func(o store.Ownership) *throughlinev1.Ownership { return ownershipTo(tenant, o) })
	for i, o := range held {
		if i == 0 {
			out.Owners = nil
		}
		if len(out.Owners) == 0 || out.Owners[0].GetTeam() != o.Team {
			out.Owners = append(out.Owners, ownerTo(o.Owner()))
		}
		if o.Slot == route.Accountable {
			out.Unowned = o.Fallback || o.Likely
		}
	}
	if out.GetUnowned() && !a.FiredAt.IsZero() {
		cost := route.CostOf(a.LastChange.Reading, a.FiredAt, a.ChangedAt)
		out.UnownedCost = &throughlinev1.UnownedCost{
			FoundAt: timestamp(cost.Since), Days: int32(cost.Days), CustomerCount: int32(cost.Customers), Exposure: convertAll(a.LastChange.Reading.Exposure, func(e measure.Exposure) *throughlinev1.Exposure { return exposureTo(e, false) }),
		}
	}
	return out
}
