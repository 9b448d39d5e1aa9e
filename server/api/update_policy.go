package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
)

// UpdatePolicy sets the whole policy.
func (s *policyService) UpdatePolicy(ctx context.Context, r *throughlinev1.UpdatePolicyRequest) (*throughlinev1.Policy, error) {
	tenant := tenantOf(r.GetPolicy().GetName())
	p := policyFrom(r.GetPolicy())
	if err := s.usable(ctx, tenant, p); err != nil {
		return nil, err
	}
	v, err := s.Store.PutPolicy(ctx, tenant, p.WithDefaults(), r.GetPolicy().GetEtag(), actor(ctx))
	if err != nil {
		return nil, err
	}
	s.Configured()
	return policyTo(tenant, v), nil
}

// usable refuses a policy that is wrong by itself or beside the tenant's journey map.
func (s *policyService) usable(ctx context.Context, tenant string, p alert.Policy) error {
	wrong := p.Validate()
	if len(wrong) == 0 && len(p.Rules) > 0 {
		journeys, err := s.Store.GetJourneyMap(ctx, tenant)
		if err != nil {
			return err
		}
		wrong = p.ValidateFor(journeys.Map)
	}
	if len(wrong) > 0 {
		return invalidFields("policy.", wrong)
	}
	return nil
}
