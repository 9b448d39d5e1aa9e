package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/measure"
)

// reachDays is over how many days the customers of a touchpoint are looked at.
const reachDays = 28

// GetCoverage says what can be seen of a tenant's customers and what cannot.
func (s *clusterService) GetCoverage(ctx context.Context, r *throughlinev1.GetCoverageRequest) (*throughlinev1.Coverage, error) {
	tenant := tenantOf(r.GetName())
	journeys, err := s.Store.GetJourneyMap(ctx, tenant)
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.Coverage{Name: r.GetName()}
	var last measure.Day
	err = s.Decider.Look(ctx, tenant, func(state *evaluate.State, _ evaluate.Config) error {
		var sources, places []measure.Stream
		last, sources, places = state.Coverage(s.Clock())
		out.Streams = convertAll(sources, streamTo)
		for _, p := range places {
			switch p.Status {
			case measure.CoverageSteady:
				out.SteadyLocationCount++
			case measure.CoverageRare:
				out.RareLocationCount++
			case measure.CoverageThin, measure.CoverageSilent, measure.CoverageNew:
				out.Locations = append(out.Locations, streamTo(p))
			}
		}
		for _, t := range journeys.Map.Touchpoints {
			out.Touchpoints = append(out.Touchpoints, earTo(state.Facts().EarOf(t, last, reachDays)))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	out.Window = windowTo(measure.Window{Last: last, Days: measure.CoverageDays})
	reach, err := s.Store.Reach(ctx, tenant, measure.Window{Last: last, Days: reachDays})
	if err != nil {
		return nil, err
	}
	for _, t := range out.Touchpoints {
		t.AccountCount, t.HeardAccountCount = int32(reach[t.GetTouchpoint()].Accounts), int32(reach[t.GetTouchpoint()].Heard)
	}
	return out, nil
}
