package api

import (
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/store"
)

func policyFrom(p *throughlinev1.Policy) alert.Policy {
	return alert.Policy{
		WindowDays: int(p.GetWindowDays()), MinCustomers: int(p.GetMinCustomers()), MinLocations: int(p.GetMinLocations()),
		MinDistinctDays: int(p.GetMinDistinctDays()), MinDistinctWeeks: int(p.GetMinDistinctWeeks()),
		MinConsistency: p.GetMinConsistency(), MinExposure: p.GetMinExposure(),
		NearThresholdRatio: p.GetNearThresholdRatio(), ClearRatio: p.GetClearRatio(),
		RecordDays: int(p.GetRecordDays()), RenewalDays: int(p.GetRenewalDays()),
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
	}
}
