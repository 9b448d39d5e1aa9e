package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// RevokeApiKey revokes an API key for good.
func (s *adminService) RevokeApiKey(ctx context.Context, r *throughlinev1.RevokeApiKeyRequest) (*throughlinev1.ApiKey, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	k, err := s.Store.RevokeAPIKey(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	s.Revoked(k.ID.String())
	return apiKeyTo(k), nil
}
