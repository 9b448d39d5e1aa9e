package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// UpdateReviewSettings sets how a tenant reviews.
func (s *reviewService) UpdateReviewSettings(ctx context.Context, r *throughlinev1.UpdateReviewSettingsRequest) (*throughlinev1.ReviewSettings, error) {
	settings := r.GetReviewSettings()
	if err := s.Store.SetSecondReview(ctx, tenantOf(settings.GetName()), settings.GetSecondReview()); err != nil {
		return nil, err
	}
	return &throughlinev1.ReviewSettings{Name: settings.GetName(), SecondReview: settings.GetSecondReview()}, nil
}
