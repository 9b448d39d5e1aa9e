package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/store"
)

// ListAlertChanges lists the changes of one alert with what each was made on.
func (s *alertService) ListAlertChanges(ctx context.Context, r *throughlinev1.ListAlertChangesRequest) (*throughlinev1.ListAlertChangesResponse, error) {
	tenant, id, err := identify(r.GetParent())
	if err != nil {
		return nil, err
	}
	var below int64
	if r.GetPageToken() != "" {
		if err := s.tokens.openPage(r, &below); err != nil {
			return nil, err
		}
	}
	n := size(r.GetPageSize(), 25)
	rows, err := s.Store.ListAlertChanges(ctx, tenant, id, below, n+1)
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListAlertChangesResponse{}
	if len(rows) > n {
		rows = rows[:n]
		if out.NextPageToken, err = s.tokens.nextPage(r, rows[n-1].Number); err != nil {
			return nil, err
		}
	}
	now, err := s.recount(ctx, tenant, rows)
	if err != nil {
		return nil, err
	}
	for i, c := range rows {
		out.Changes = append(out.Changes, &throughlinev1.RecordedChange{Change: changeTo(c), Reading: readingTo(tenant, c.Reading, false), Now: now[i]})
	}
	return out, nil
}

// recount counts the window of each change as it is now.
func (s *alertService) recount(ctx context.Context, tenant string, changes []store.AlertChange) ([]*throughlinev1.Recount, error) {
	out := make([]*throughlinev1.Recount, len(changes))
	if len(changes) == 0 {
		return out, nil
	}
	return out, s.Decider.Look(ctx, tenant, func(state *evaluate.State, c evaluate.Config) error {
		for i, change := range changes {
			if r, alive := state.Recount(change.ClusterID, change.Reading.Window, c); alive {
				out[i] = recountTo(r)
			}
		}
		return nil
	})
}

func recountTo(r measure.Reading) *throughlinev1.Recount {
	return &throughlinev1.Recount{
		InteractionCount: int32(len(r.Interactions)), CustomerCount: int32(len(r.Customers)),
		AccountCount: int32(len(r.Accounts)), LocationCount: int32(len(r.Locations)),
	}
}
