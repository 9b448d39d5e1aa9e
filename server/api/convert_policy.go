package api

import (
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/store"
)

func policyFrom(p *throughlinev1.Policy) alert.Policy {
	return alert.Policy{
		WindowDays: int(p.GetWindowDays()), MinCustomers: int(p.GetMinCustomers()), MinLocations: int(p.GetMinLocations()),
		MinDistinctDays: int(p.GetMinDistinctDays()), MinDistinctWeeks: int(p.GetMinDistinctWeeks()),
		MinConsistency: p.GetMinConsistency(), MinExposure: p.GetMinExposure(),
		NearThresholdRatio: p.GetNearThresholdRatio(), ClearRatio: p.GetClearRatio(),
		RecordDays: int(p.GetRecordDays()), RenewalDays: int(p.GetRenewalDays()),
		Rules: convertAll(p.GetRules(), ruleFrom),
	}
}

func policyTo(tenant string, v store.PolicyVersion) *throughlinev1.Policy {
	out := policyMessage(tenant, v.Policy)
	out.Version, out.Etag, out.UpdatedAt = v.Number, v.ETag, timestamp(v.CreatedAt)
	return out
}

// policyMessage tells thresholds without saying which version they are.
func policyMessage(tenant string, p alert.Policy) *throughlinev1.Policy {
	return &throughlinev1.Policy{
		Name: name(tenant, "policy"), WindowDays: int32(p.WindowDays), MinCustomers: int32(p.MinCustomers),
		MinLocations: int32(p.MinLocations), MinDistinctDays: int32(p.MinDistinctDays), MinDistinctWeeks: int32(p.MinDistinctWeeks),
		MinConsistency: p.MinConsistency, MinExposure: p.MinExposure,
		NearThresholdRatio: p.NearThresholdRatio, ClearRatio: p.ClearRatio,
		RecordDays: int32(p.RecordDays), RenewalDays: int32(p.RenewalDays),
		Rules: convertAll(p.Rules, ruleTo),
	}
}

func ruleFrom(r *throughlinev1.PolicyRule) alert.Rule {
	s := r.GetScope()
	return alert.Rule{
		Name: r.GetName(), Severity: alert.Severity(wordOf(r.GetSeverity(), "SEVERITY_")), Review: alert.ReviewGate(wordOf(r.GetReview(), "REVIEW_GATE_")),
		WindowDays: int(r.GetWindowDays()), NearRatio: r.GetNearThresholdRatio(), ClearRatio: r.GetClearRatio(),
		Scope: alert.Scope{
			Journeys: s.GetJourneys(), Kinds: convertAll(s.GetKinds(), kindWord), ProductLines: s.GetProductLines(),
			Locations: s.GetLocations(), Regions: s.GetRegions(), LocationGroups: s.GetLocationGroups(),
			Seams: convertAll(s.GetSeams(), func(p *throughlinev1.PolicySeam) journey.Seam {
				return journey.Seam{From: p.GetFromTouchpoint(), To: p.GetToTouchpoint()}
			}),
		},
		AllOf: convertAll(r.GetAllOf(), thresholdFrom), AnyOf: convertAll(r.GetAnyOf(), thresholdFrom),
	}
}

func thresholdFrom(t *throughlinev1.PolicyThreshold) alert.Threshold {
	return alert.Threshold{
		Metric: alert.Metric(wordOf(t.GetMetric(), "POLICY_METRIC_")), AtLeast: t.GetAtLeast(), NearFrom: t.GetNearFrom(), ClearBelow: t.GetClearBelow(),
		Currency: t.GetCurrency(), Kind: measure.ExposureKind(t.GetExposureKind()), WithinDays: int(t.GetWithinDays()),
	}
}

func ruleTo(r alert.Rule) *throughlinev1.PolicyRule {
	return &throughlinev1.PolicyRule{
		Name: r.Name, Severity: severityOf(r.Severity), WindowDays: int32(r.WindowDays),
		Review:             enumOf[throughlinev1.ReviewGate](throughlinev1.ReviewGate_value, "REVIEW_GATE_", string(r.Review)),
		NearThresholdRatio: r.NearRatio, ClearRatio: r.ClearRatio,
		Scope: &throughlinev1.PolicyScope{
			Journeys: r.Scope.Journeys, ProductLines: r.Scope.ProductLines, Locations: r.Scope.Locations, Regions: r.Scope.Regions, LocationGroups: r.Scope.LocationGroups,
			Kinds: convertAll(r.Scope.Kinds, func(k journey.Kind) throughlinev1.TouchpointKind { return kindOf(string(k)) }),
			Seams: convertAll(r.Scope.Seams, func(s journey.Seam) *throughlinev1.PolicySeam {
				return &throughlinev1.PolicySeam{FromTouchpoint: s.From, ToTouchpoint: s.To}
			}),
		},
		AllOf: convertAll(r.AllOf, thresholdTo), AnyOf: convertAll(r.AnyOf, thresholdTo),
	}
}

func thresholdTo(t alert.Threshold) *throughlinev1.PolicyThreshold {
	return &throughlinev1.PolicyThreshold{
		Metric: metricOf(t.Metric), AtLeast: t.AtLeast, NearFrom: t.NearFrom, ClearBelow: t.ClearBelow,
		Currency: t.Currency, ExposureKind: string(t.Kind), WithinDays: int32(t.WithinDays),
	}
}

func metricOf(m alert.Metric) throughlinev1.PolicyMetric {
	return enumOf[throughlinev1.PolicyMetric](throughlinev1.PolicyMetric_value, "POLICY_METRIC_", string(m))
}

func severityOf(s alert.Severity) throughlinev1.Severity {
	return enumOf[throughlinev1.Severity](throughlinev1.Severity_value, "SEVERITY_", string(s))
}

func severityWord(s throughlinev1.Severity) alert.Severity {
	return alert.Severity(wordOf(s, "SEVERITY_"))
}
