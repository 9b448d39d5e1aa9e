package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// GetPlaybook reads the tenant's own plays.
func (s *routingService) GetPlaybook(ctx context.Context, r *throughlinev1.GetPlaybookRequest) (*throughlinev1.Playbook, error) {
	tenant := tenantOf(r.GetName())
	v, err := s.Store.GetPlaybook(ctx, tenant)
	if err != nil {
		return nil, err
	}
	return playbookTo(tenant, v), nil
}
