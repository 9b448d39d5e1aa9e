package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/store"
)

// PreviewDecision says what a decision, or undoing one, would change now.
func (s *reviewService) PreviewDecision(ctx context.Context, r *throughlinev1.PreviewDecisionRequest) (*throughlinev1.PreviewDecisionResponse, error) {
	tenant := tenantOf(r.GetParent())
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	order, err := previewed(r)
	if err != nil {
		return nil, err
	}
	order.Decision.Actor = actor(ctx)
	preview, err := s.Decider.Preview(ctx, tenant, order)
	if err != nil {
		return nil, refusal(err)
	}
	return &throughlinev1.PreviewDecisionResponse{
		Clusters: convertAll(preview.Clusters, func(c evaluate.ClusterChange) *throughlinev1.ClusterChange { return clusterChangeTo(tenant, c) }),
		Alerts:   convertAll(preview.Alerts, func(a evaluate.AlertChange) *throughlinev1.AlertStateChange { return alertChangeTo(tenant, a) }),
	}, nil
}

func previewed(r *throughlinev1.PreviewDecisionRequest) (o store.Order, err error) {
	if r.GetUndo() != "" {
		o.Undo, err = identifyMaybe(r.GetUndo())
		return o, err
	}
	o.Decision, err = decisionOf(r.GetDecision())
	return o, err
}
