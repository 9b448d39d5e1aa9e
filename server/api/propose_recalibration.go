package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/store"
)

// ProposeRecalibration works out what reviews teach.
func (s *reviewService) ProposeRecalibration(ctx context.Context, r *throughlinev1.ProposeRecalibrationRequest) (*throughlinev1.Recalibration, error) {
	tenant := tenantOf(r.GetName())
	lesson, present, err := s.Decider.Learn(ctx, tenant)
	if err != nil {
		return nil, err
	}
	mark, err := evaluate.Mark(lesson.Proposal)
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.Recalibration{
		Present: calibrationTo(tenant, present), Proposed: calibrationTo(tenant, present),
		Confidence: trialTo(&lesson.Confidence), Lines: trialTo(&lesson.Lines),
		Better: lesson.Better(), Reasons: evaluate.Reasons(lesson.Proposal),
		GainedMentionCount: int32(lesson.Gained), LostMentionCount: int32(lesson.Lost), Etag: mark,
		Clusters: convertAll(lesson.Preview.Clusters, func(c evaluate.ClusterChange) *throughlinev1.ClusterChange { return clusterChangeTo(tenant, c) }),
		Alerts:   convertAll(lesson.Preview.Alerts, func(a evaluate.AlertChange) *throughlinev1.AlertStateChange { return alertChangeTo(tenant, a) }),
	}
	if lesson.Better() {
		next := store.Calibration{}
		next.Calibration = lesson.Proposed
		next.Number = present.Number + 1
		out.Proposed = calibrationTo(tenant, next)
	}
	return out, nil
}
