package api

import (
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/group/teach"
	"github.com/throughline-cx/throughline/server/store"
)

func calibrationTo(tenant string, c store.Calibration) *throughlinev1.Calibration {
	return &throughlinev1.Calibration{
		Name: "tenants/" + tenant + "/calibration", Version: c.Number,
		Slope: c.Slope, Offset: c.Offset, Lines: c.Lines, CountsFrom: c.Read(group.MinConfidence),
		ConfidenceTrial: trialTo(c.ConfidenceTrial), LinesTrial: trialTo(c.LinesTrial),
		Author: c.Author, AppliedAt: timestamp(c.CreatedAt), Comment: c.Reason, Etag: c.ETag, RevertsTo: c.RevertsTo,
	}
}

// trialTo returns nil for a trial that never was.
func trialTo(t *teach.Trial) *throughlinev1.CalibrationTrial {
	if t == nil {
		return nil
	}
	score := func(s teach.Score) *throughlinev1.CalibrationScore {
		return &throughlinev1.CalibrationScore{LogLoss: s.LogLoss, Brier: s.Brier, Right: s.Right}
	}
	return &throughlinev1.CalibrationTrial{
		DecisionCount: int32(t.Decisions), YesCount: int32(t.Yes), NoCount: int32(t.No), NeededCount: int32(t.Needed),
		Before: score(t.Before), After: score(t.After), Gain: t.Gain, GainLow: t.Low, GainHigh: t.High, Beats: t.Beats,
	}
}
