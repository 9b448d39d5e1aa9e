package api

import (
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

func tenantTo(t store.Tenant) *throughlinev1.Tenant {
	return &throughlinev1.Tenant{
		Name: "tenants/" + t.ID, DisplayName: t.DisplayName, CreatedAt: timestamp(t.CreatedAt), FallbackTeam: t.FallbackTeam, TimeZone: t.TimeZone,
	}
}

func apiKeyTo(k store.APIKey) *throughlinev1.ApiKey {
	return &throughlinev1.ApiKey{
		Name: name(k.Tenant, "apiKeys", k.ID.String()), DisplayName: k.DisplayName, Role: roleOf(k.Role), Hint: k.Hint,
		ExpiresAt: timestamp(k.ExpiresAt), RevokedAt: timestamp(k.RevokedAt), LastUsedAt: timestamp(k.LastUsedAt),
		CreatedAt: timestamp(k.CreatedAt),
	}
}
