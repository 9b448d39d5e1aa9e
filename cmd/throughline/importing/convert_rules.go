package importing

import (
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
)

func rulesOf(rules []alert.Rule) []*throughlinev1.PolicyRule {
	var out []*throughlinev1.PolicyRule
	for _, r := range rules {
		out = append(out, &throughlinev1.PolicyRule{
			Name: r.Name, WindowDays: int32(r.WindowDays), NearThresholdRatio: r.NearRatio, ClearRatio: r.ClearRatio,
			Severity: enum[throughlinev1.Severity](throughlinev1.Severity_value, "SEVERITY_", string(r.Severity)),
			Review:   enum[throughlinev1.ReviewGate](throughlinev1.ReviewGate_value, "REVIEW_GATE_", string(r.Review)),
			Scope:    scopeOf(r.Scope), AllOf: thresholdsOf(r.AllOf), AnyOf: thresholdsOf(r.AnyOf),
		})
	}
	return out
}

func scopeOf(s alert.Scope) *throughlinev1.PolicyScope {
	out := &throughlinev1.PolicyScope{
		Journeys: s.Journeys, ProductLines: s.ProductLines, Locations: s.Locations, Regions: s.Regions, LocationGroups: s.LocationGroups,
	}
	for _, k := range s.Kinds {
		out.Kinds = append(out.Kinds, enum[throughlinev1.TouchpointKind](throughlinev1.TouchpointKind_value, "TOUCHPOINT_KIND_", string(k)))
	}
	for _, seam := range s.Seams {
		out.Seams = append(out.Seams, &throughlinev1.PolicySeam{FromTouchpoint: seam.From, ToTouchpoint: seam.To})
	}
	return out
}

func thresholdsOf(list []alert.Threshold) []*throughlinev1.PolicyThreshold {
	var out []*throughlinev1.PolicyThreshold
	for _, t := range list {
		out = append(out, &throughlinev1.PolicyThreshold{
			Metric:  enum[throughlinev1.PolicyMetric](throughlinev1.PolicyMetric_value, "POLICY_METRIC_", string(t.Metric)),
			AtLeast: t.AtLeast, NearFrom: t.NearFrom, ClearBelow: t.ClearBelow,
			Currency: t.Currency, ExposureKind: string(t.Kind), WithinDays: int32(t.WithinDays),
		})
	}
	return out
}
