package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/store"
)

// GetReviewAgreement says how far reviewers agree.
func (s *reviewService) GetReviewAgreement(ctx context.Context, r *throughlinev1.GetReviewAgreementRequest) (*throughlinev1.ReviewAgreement, error) {
	tenant := tenantOf(r.GetName())
	all, err := s.Store.AllOpinions(ctx, tenant)
	if err != nil {
		return nil, err
	}
	open, err := s.Store.OpenOpinions(ctx, tenant)
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ReviewAgreement{}
	var verdicts [][2]string
	for _, opinions := range all {
		if len(opinions) < 2 {
			continue
		}
		out.ItemCount++
		if opinions[0].Agrees(opinions[1]) {
			out.AgreedCount++
		}
		verdicts = append(verdicts, [2]string{string(opinions[0].Kind), string(opinions[1].Kind)})
	}
	for _, opinions := range open {
		item := &throughlinev1.ReviewItem{}
		tellOpinions(tenant, item, opinions)
		if item.GetDisagreed() {
			out.DisagreedCount++
		}
	}
	proposals, err := s.Store.CountProposals(ctx, tenant)
	if err != nil {
		return nil, err
	}
	out.OpenProposalCount = int32(proposals[store.ProposalOpen])
	out.ApprovedProposalCount = int32(proposals[store.ProposalApproved])
	out.DeclinedProposalCount = int32(proposals[store.ProposalDeclined])
	if a := evaluate.Agree(verdicts); a.Known {
		out.Kappa = &a.Kappa
	}
	return out, nil
}
