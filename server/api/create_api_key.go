package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/apikey"
)

// CreateApiKey makes an API key and tells it, once.
func (s *adminService) CreateApiKey(ctx context.Context, r *throughlinev1.CreateApiKeyRequest) (*throughlinev1.ApiKey, error) {
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	expires := instant(r.GetApiKey().GetExpiresAt())
	if r.GetApiKey().GetExpiresAt() != nil && (!r.GetApiKey().GetExpiresAt().IsValid() || !expires.After(s.Clock())) {
		return nil, invalidField("api_key.expires_at", journey.ReasonOutOfRange, "must lie ahead; leave it out for a key that never expires")
	}
	request, err := requestOf(r)
	if err != nil {
		return nil, err
	}
	made, key, err := s.Store.CreateAPIKey(ctx, tenantOf(r.GetParent()), store.NewAPIKey{
		DisplayName: r.GetApiKey().GetDisplayName(), Role: roleWord(r.GetApiKey().GetRole()), ExpiresAt: expires, Request: request,
	})
	if err != nil {
		return nil, err
	}
	out := apiKeyTo(made)
	if key != (apikey.Key{}) {
		out.Secret = key.Reveal()
	}
	return out, nil
}
