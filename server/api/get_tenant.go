package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

type adminService struct {
	throughlinev1.UnimplementedAdminServiceServer
	*core
}

// GetTenant reads the tenant.
func (s *adminService) GetTenant(ctx context.Context, r *throughlinev1.GetTenantRequest) (*throughlinev1.Tenant, error) {
	t, err := s.Store.GetTenant(ctx, tenantOf(r.GetName()))
	if err != nil {
		return nil, err
	}
	return tenantTo(t), nil
}
