package api

import (
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

func seamTo(s journey.Seam) *throughlinev1.Seam {
	return &throughlinev1.Seam{FromTouchpoint: s.From, ToTouchpoint: s.To}
}

func seamFrom(s *throughlinev1.Seam) journey.Seam {
	return journey.Seam{From: s.GetFromTouchpoint(), To: s.GetToTouchpoint()}
}

func journeyMapFrom(m *throughlinev1.JourneyMap) *journey.Map {
	out := &journey.Map{Teams: m.GetTeams()}
	for _, t := range m.GetTouchpoints() {
		point := journey.Touchpoint{ID: t.GetId(), Name: t.GetDisplayName(), Aliases: t.GetAliases(), Team: t.GetTeam()}
		for _, tenure := range t.GetTenures() {
			point.Tenures = append(point.Tenures, journey.Tenure{Team: tenure.GetTeam(), Span: spanFrom(tenure)})
		}
		for _, k := range t.GetKinds() {
			point.Kinds = append(point.Kinds, kindWord(k))
		}
		out.Touchpoints = append(out.Touchpoints, point)
	}
	for _, j := range m.GetJourneys() {
		out.Journeys = append(out.Journeys, journey.Journey{ID: j.GetId(), Name: j.GetDisplayName(), Touchpoints: j.GetTouchpoints()})
	}
	for _, s := range m.GetSeams() {
		out.Seams = append(out.Seams, journey.OwnedSeam{
			Seam: seamFrom(s.GetSeam()), Accountable: s.GetAccountableTeam(), Contributing: s.GetContributingTeam(), Span: spanFrom(s),
		})
	}
	return out
}

func journeyMapTo(tenant string, v store.JourneyVersion) *throughlinev1.JourneyMap {
	out := &throughlinev1.JourneyMap{
		Name: name(tenant, "journeyMap"), Version: v.Number, Etag: v.ETag, UpdatedAt: timestamp(v.CreatedAt), Teams: v.Map.Teams,
	}
	for _, t := range v.Map.Touchpoints {
		point := &throughlinev1.Touchpoint{Id: t.ID, DisplayName: t.Name, Aliases: t.Aliases, Team: t.Team}
		for _, tenure := range t.Tenures {
			point.Tenures = append(point.Tenures, &throughlinev1.Tenure{Team: tenure.Team, EffectiveFrom: tenure.EffectiveFrom, EffectiveUntil: tenure.EffectiveUntil})
		}
		for _, k := range t.Kinds {
			point.Kinds = append(point.Kinds, kindOf(string(k)))
		}
		out.Touchpoints = append(out.Touchpoints, point)
	}
	for _, j := range v.Map.Journeys {
		out.Journeys = append(out.Journeys, &throughlinev1.Journey{Id: j.ID, DisplayName: j.Name, Touchpoints: j.Touchpoints})
	}
	for _, s := range v.Map.Seams {
		out.Seams = append(out.Seams, &throughlinev1.OwnedSeam{
			Seam: seamTo(s.Seam), AccountableTeam: s.Accountable, ContributingTeam: s.Contributing, EffectiveFrom: s.EffectiveFrom, EffectiveUntil: s.EffectiveUntil,
		})
	}
	return out
}

// spanFrom reads the days on which something of the map holds.
func spanFrom(m interface {
	GetEffectiveFrom() string
	GetEffectiveUntil() string
}) journey.Span {
	return journey.Span{EffectiveFrom: m.GetEffectiveFrom(), EffectiveUntil: m.GetEffectiveUntil()}
}
