package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// GetReviewSettings reads how a tenant reviews.
func (s *reviewService) GetReviewSettings(ctx context.Context, r *throughlinev1.GetReviewSettingsRequest) (*throughlinev1.ReviewSettings, error) {
	second, err := s.Store.SecondReview(ctx, tenantOf(r.GetName()))
	if err != nil {
		return nil, err
	}
	return &throughlinev1.ReviewSettings{Name: r.GetName(), SecondReview: second}, nil
}
