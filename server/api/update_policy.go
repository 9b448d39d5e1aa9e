package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// UpdatePolicy sets the whole policy.
func (s *policyService) UpdatePolicy(ctx context.Context, r *throughlinev1.UpdatePolicyRequest) (*throughlinev1.Policy, error) {
	tenant := tenantOf(r.GetPolicy().GetName())
	p := policyFrom(r.GetPolicy())
	if wrong := p.Validate(); len(wrong) > 0 {
		return nil, invalidFields("policy.", wrong)
	}
	v, err := s.Store.PutPolicy(ctx, tenant, p.WithDefaults(), r.GetPolicy().GetEtag(), actor(ctx))
	if err != nil {
		return nil, err
	}
	s.Configured()
	return policyTo(tenant, v), nil
}
