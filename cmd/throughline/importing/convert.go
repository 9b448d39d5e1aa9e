package importing

import (
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
)

// enum finds the value of a proto enum whose name is prefix and the word in upper case; an
// unknown word gives 0, which the server refuses with the field's name.
func enum[E ~int32](values map[string]int32, prefix, word string) E {
	return E(values[prefix+strings.ToUpper(word)])
}

func timestamp(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}

func money(m ingest.Money) *throughlinev1.Money {
	return &throughlinev1.Money{AmountMinor: m.Minor, Currency: m.Currency}
}

func interactionOf(in ingest.Interaction) *throughlinev1.Interaction {
	out := &throughlinev1.Interaction{
		SourceSystem: in.SourceSystem, ExternalId: in.ExternalID, Source: in.Source, Channel: in.Channel,
		OccurredAt: timestamp(in.OccurredAt), ReceivedAt: timestamp(in.ReceivedAt),
		CustomerId: in.CustomerID, AccountId: in.AccountID, LocationId: in.LocationID,
		ProductLine: in.ProductLine, Language: in.Language, Attributes: in.Attributes,
	}
	for _, t := range in.Turns {
		out.Turns = append(out.Turns, &throughlinev1.Turn{
			Speaker: enum[throughlinev1.Speaker](throughlinev1.Speaker_value, "SPEAKER_", string(t.Speaker)),
			Text:    t.Text,
		})
	}
	return out
}

func accountOf(a ingest.Account) *throughlinev1.Account {
	out := &throughlinev1.Account{
		AccountId: a.AccountID, HouseholdId: a.HouseholdID, Segment: a.Segment, RenewalDate: a.RenewalDate,
		ProductLine: a.ProductLine, HomeLocation: a.HomeLocation, Attributes: a.Attributes,
	}
	if a.AnnualValue != nil {
		out.AnnualValue = money(*a.AnnualValue)
	}
	return out
}

func locationOf(l ingest.Location) *throughlinev1.Location {
	return &throughlinev1.Location{LocationId: l.LocationID, DisplayName: l.Name, Region: l.Region, Attributes: l.Attributes}
}

func recordOf(r ingest.CommercialRecord) *throughlinev1.CommercialRecord {
	return &throughlinev1.CommercialRecord{
		RecordId: r.RecordID, AccountId: r.AccountID, Kind: r.Kind, Status: r.Status, Amount: money(r.Amount),
		OccurredAt: timestamp(r.OccurredAt), LocationId: r.LocationID, Touchpoint: r.Touchpoint, Attributes: r.Attributes,
	}
}

// MapOf returns a journey map as the API takes it, with the name of the tenant's.
func MapOf(name string, m *journey.Map) *throughlinev1.JourneyMap {
	out := &throughlinev1.JourneyMap{Name: name, Teams: m.Teams}
	for _, t := range m.Touchpoints {
		point := &throughlinev1.Touchpoint{Id: t.ID, DisplayName: t.Name, Aliases: t.Aliases, Team: t.Team}
		for _, k := range t.Kinds {
			point.Kinds = append(point.Kinds, enum[throughlinev1.TouchpointKind](throughlinev1.TouchpointKind_value, "TOUCHPOINT_KIND_", string(k)))
		}
		for _, tenure := range t.Tenures {
			point.Tenures = append(point.Tenures, &throughlinev1.Tenure{Team: tenure.Team, EffectiveFrom: tenure.EffectiveFrom, EffectiveUntil: tenure.EffectiveUntil})
		}
		out.Touchpoints = append(out.Touchpoints, point)
	}
	for _, j := range m.Journeys {
		out.Journeys = append(out.Journeys, &throughlinev1.Journey{Id: j.ID, DisplayName: j.Name, Touchpoints: j.Touchpoints})
	}
	for _, s := range m.Seams {
		out.Seams = append(out.Seams, &throughlinev1.OwnedSeam{
			Seam:            &throughlinev1.Seam{FromTouchpoint: s.From, ToTouchpoint: s.To},
			AccountableTeam: s.Accountable, ContributingTeam: s.Contributing,
			EffectiveFrom: s.EffectiveFrom, EffectiveUntil: s.EffectiveUntil,
		})
	}
	return out
}

// PolicyOf returns a policy as the API takes it, with the name of the tenant's.
func PolicyOf(name string, p alert.Policy) *throughlinev1.Policy {
	return &throughlinev1.Policy{
		Name: name, WindowDays: int32(p.WindowDays), MinCustomers: int32(p.MinCustomers), MinLocations: int32(p.MinLocations),
		MinDistinctDays: int32(p.MinDistinctDays), MinDistinctWeeks: int32(p.MinDistinctWeeks), MinConsistency: p.MinConsistency,
		MinExposure: p.MinExposure, NearThresholdRatio: p.NearThresholdRatio, ClearRatio: p.ClearRatio,
		RecordDays: int32(p.RecordDays), RenewalDays: int32(p.RenewalDays), Rules: rulesOf(p.Rules),
	}
}
