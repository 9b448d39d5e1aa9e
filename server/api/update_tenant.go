package api

import (
	"context"
	"errors"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// UpdateTenant changes what people call the tenant, and by which time zone its days count.
func (s *adminService) UpdateTenant(ctx context.Context, r *throughlinev1.UpdateTenantRequest) (*throughlinev1.Tenant, error) {
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	change, err := tenantChange(r)
	if err != nil {
		return nil, err
	}
	t, err := s.Store.UpdateTenant(ctx, tenantOf(r.GetTenant().GetName()), change)
	switch {
	case errors.Is(err, store.ErrZoneSettled):
		return nil, intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_TIME_ZONE_SETTLED,
			"days of this tenant have been counted by its time zone already; make another tenant, with its time zone, and push the history to that")
	case errors.Is(err, store.ErrInvalid) && change.TimeZone != nil:
		return nil, invalidField("tenant.time_zone", journey.ReasonUnknownValue, "%q is no time zone; give an IANA name such as Europe/Berlin", *change.TimeZone)
	case err != nil:
		return nil, err
	}
	s.Configured()
	return tenantTo(t), nil
}

// tenantChange reads what a request changes: the fields of its mask, else those that are not empty.
func tenantChange(r *throughlinev1.UpdateTenantRequest) (store.TenantChange, error) {
	t := r.GetTenant()
	name, zone := t.GetDisplayName(), t.GetTimeZone()
	var out store.TenantChange
	if len(r.GetUpdateMask().GetPaths()) == 0 {
		if name != "" {
			out.DisplayName = &name
		}
		if zone != "" {
			out.TimeZone = &zone
		}
	}
	for _, path := range r.GetUpdateMask().GetPaths() {
		switch path {
		case "display_name":
			out.DisplayName = &name
		case "time_zone":
			out.TimeZone = &zone
		case "name", "created_at": // nobody changes them; a mask that is made from what was sent may list them
		case "fallback_team":
			return out, invalidField("update_mask", journey.ReasonUnknownValue, "fallback_team is set with RoutingService.UpdateRoutingSettings")
		default:
			return out, invalidField("update_mask", journey.ReasonUnknownValue, "%q is no field of a tenant that can be changed: those are display_name and time_zone", path)
		}
	}
	return out, nil
}
