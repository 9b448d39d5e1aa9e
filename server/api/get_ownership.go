package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// GetOwnership reads who holds a slot of an alert.
func (s *alertService) GetOwnership(ctx context.Context, r *throughlinev1.GetOwnershipRequest) (*throughlinev1.Ownership, error) {
	tenant, alertID, slot, err := slotOf(r.GetName())
	if err != nil {
		return nil, err
	}
	held, err := s.Store.GetOwnership(ctx, tenant, alertID, slot)
	if err != nil {
		return nil, err
	}
	return ownershipTo(tenant, held), nil
}
