package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// ListApiKeys lists API keys, the oldest first.
func (s *adminService) ListApiKeys(ctx context.Context, r *throughlinev1.ListApiKeysRequest) (*throughlinev1.ListApiKeysResponse, error) {
	keys, err := s.Store.ListAPIKeys(ctx, tenantOf(r.GetParent()))
	if err != nil {
		return nil, err
	}
	keys, next, err := slicePage(s.tokens, r, keys, func(k store.APIKey) timePosition { return timePosition{Time: k.CreatedAt, ID: k.ID} })
	if err != nil {
		return nil, err
	}
	return &throughlinev1.ListApiKeysResponse{ApiKeys: convertAll(keys, apiKeyTo), NextPageToken: next}, nil
}
