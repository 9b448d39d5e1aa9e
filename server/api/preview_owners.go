package api

import (
	"context"
	"time"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
)

// PreviewOwners says who would own an alert at a seam, and how that is found.
func (s *journeyService) PreviewOwners(ctx context.Context, r *throughlinev1.PreviewOwnersRequest) (*throughlinev1.PreviewOwnersResponse, error) {
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	q, err := s.Store.OwnerQuestion(ctx, tenantOf(r.GetParent()), seamFrom(r.GetSeam()), s.Clock())
	if err != nil {
		return nil, err
	}
	for _, side := range []struct{ field, id string }{{"seam.from_touchpoint", q.Seam.From}, {"seam.to_touchpoint", q.Seam.To}} {
		if _, known := q.Map.Touchpoint(side.id); !known {
			return nil, invalidField(side.field, journey.ReasonUnknownValue, "touchpoint %q is not in the journey map", side.id)
		}
	}
	if day := r.GetDay(); day != "" {
		if !journey.ValidDay(day) {
			return nil, invalidField("day", journey.ReasonMalformed, "%q is no day; write it as %s", day, s.Clock().Format(time.DateOnly))
		}
		q.Day = day
	}
	if mode := r.GetFailureMode(); mode != 0 {
		q.Mode = journey.FailureMode(wordOf(mode, "FAILURE_MODE_"))
	}
	a := route.Resolve(q)
	out := &throughlinev1.PreviewOwnersResponse{Unowned: a.Unowned, Uncertain: a.Uncertain}
	for _, o := range a.Owners {
		if o.Role == route.Contributing {
			out.ContributingTeam = o.Team
		} else {
			out.AccountableTeam = o.Team
		}
	}
	for _, t := range a.Tried {
		out.Rules = append(out.Rules, &throughlinev1.OwnerRule{Rule: string(t.Rule), Slot: string(t.Slot), Team: t.Team, Used: t.Used, Reason: t.Reason})
	}
	return out, nil
}
