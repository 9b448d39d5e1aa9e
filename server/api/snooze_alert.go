package api

import (
	"context"
	"time"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
)

// SnoozeAlert keeps an alert quiet.
func (s *alertService) SnoozeAlert(ctx context.Context, r *throughlinev1.SnoozeAlertRequest) (*throughlinev1.Alert, error) {
	until := instant(r.GetUntil())
	switch {
	case until.IsZero() && r.GetGrowthPercent() == 0:
		return nil, invalidField("until", journey.ReasonMissing, "is missing; give a time, or growth_percent, at which the snooze ends")
	case !until.IsZero() && !until.After(s.Clock()):
		return nil, invalidField("until", journey.ReasonOutOfRange, "%s is not after now, %s", until.Format(time.RFC3339), s.Clock().UTC().Format(time.RFC3339))
	}
	return s.act(ctx, r, alert.Act{Action: alert.Quiet, Until: until, GrowthPercent: int(r.GetGrowthPercent())})
}
