package api

import (
	"strings"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand/language"
)

func interactionFrom(in *throughlinev1.Interaction) ingest.Interaction {
	out := ingest.Interaction{
		SourceSystem: in.GetSourceSystem(), ExternalID: in.GetExternalId(), Source: in.GetSource(), Channel: in.GetChannel(),
		OccurredAt: instant(in.GetOccurredAt()), ReceivedAt: instant(in.GetReceivedAt()),
		CustomerID: in.GetCustomerId(), AccountID: in.GetAccountId(), LocationID: in.GetLocationId(),
		ProductLine: in.GetProductLine(), Language: in.GetLanguage(), Attributes: in.GetAttributes(),
		Turns: make([]ingest.Turn, len(in.GetTurns())),
	}
	for i, t := range in.GetTurns() {
		out.Turns[i] = ingest.Turn{Speaker: speakerWord(t.GetSpeaker()), Text: t.GetText()}
	}
	return out
}

func interactionTo(tenant string, in store.StoredInteraction) *throughlinev1.Interaction {
	out := &throughlinev1.Interaction{
		Name:         name(tenant, "interactions", in.ID.String()),
		SourceSystem: in.SourceSystem, ExternalId: in.ExternalID, Source: in.Source, Channel: in.Channel,
		OccurredAt: timestamp(in.OccurredAt), ReceivedAt: timestamp(in.ReceivedAt),
		CustomerId: in.CustomerID, AccountId: in.AccountID, LocationId: in.LocationID,
		ProductLine: in.ProductLine, Attributes: in.Attributes,
		Language: in.Language, UnsupportedLanguage: !language.Supported(in.Language),
	}
	for _, t := range in.Turns {
		out.Turns = append(out.Turns, &throughlinev1.Turn{Speaker: speakerOf(t.Speaker), Text: t.Text})
	}
	return out
}

func moneyFrom(m *throughlinev1.Money) ingest.Money {
	return ingest.Money{Minor: m.GetAmountMinor(), Currency: m.GetCurrency()}
}

func accountFrom(a *throughlinev1.Account) ingest.Account {
	out := ingest.Account{
		AccountID: a.GetAccountId(), HouseholdID: a.GetHouseholdId(), Segment: a.GetSegment(), RenewalDate: a.GetRenewalDate(),
		ProductLine: a.GetProductLine(), HomeLocation: a.GetHomeLocation(), Attributes: a.GetAttributes(),
	}
	if a.GetAnnualValue() != nil {
		value := moneyFrom(a.GetAnnualValue())
		out.AnnualValue = &value
	}
	return out
}

func locationFrom(l *throughlinev1.Location) ingest.Location {
	return ingest.Location{LocationID: l.GetLocationId(), Name: l.GetDisplayName(), Region: l.GetRegion(), Attributes: l.GetAttributes()}
}

func recordFrom(r *throughlinev1.CommercialRecord) ingest.CommercialRecord {
	return ingest.CommercialRecord{
		RecordID: r.GetRecordId(), AccountID: r.GetAccountId(), Kind: r.GetKind(), Status: r.GetStatus(),
		Amount: moneyFrom(r.GetAmount()), OccurredAt: instant(r.GetOccurredAt()),
		LocationID: r.GetLocationId(), Touchpoint: r.GetTouchpoint(), Attributes: r.GetAttributes(),
	}
}

// rejected is the result of an item that breaks rules.
func rejected(index int, id string, violations []journey.Violation) *throughlinev1.PushResult {
	out := &throughlinev1.PushResult{
		Index: int32(index), Id: strings.ToValidUTF8(id, "�"), Status: throughlinev1.PushStatus_PUSH_STATUS_REJECTED,
	}
	for _, v := range violations {
		out.Violations = append(out.Violations, itemViolation(v.Field, v.Reason, v.Description))
	}
	return out
}

func itemViolation(field, reason, description string) *throughlinev1.ItemViolation {
	return &throughlinev1.ItemViolation{
		Field: field, Description: strings.ToValidUTF8(description, "�"),
		Reason: enumOf[throughlinev1.ViolationReason](throughlinev1.ViolationReason_value, "VIOLATION_REASON_", reason),
	}
}

// countResults counts results by what became of the items.
func countResults(results []*throughlinev1.PushResult) *throughlinev1.PushCounts {
	c := &throughlinev1.PushCounts{}
	for _, r := range results {
		switch r.GetStatus() {
		case throughlinev1.PushStatus_PUSH_STATUS_ACCEPTED:
			c.Accepted++
		case throughlinev1.PushStatus_PUSH_STATUS_UPDATED:
			c.Updated++
		case throughlinev1.PushStatus_PUSH_STATUS_DUPLICATE:
			c.Duplicate++
		case throughlinev1.PushStatus_PUSH_STATUS_CONFLICT:
			c.Conflict++
		default:
			c.Rejected++
		}
	}
	return c
}
