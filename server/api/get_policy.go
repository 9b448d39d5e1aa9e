package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

type policyService struct {
	throughlinev1.UnimplementedPolicyServiceServer
	*core
}

// GetPolicy reads the tenant's policy.
func (s *policyService) GetPolicy(ctx context.Context, r *throughlinev1.GetPolicyRequest) (*throughlinev1.Policy, error) {
	tenant := tenantOf(r.GetName())
	v, err := s.Store.GetPolicy(ctx, tenant)
	if err != nil {
		return nil, err
	}
	return policyTo(tenant, v), nil
}
