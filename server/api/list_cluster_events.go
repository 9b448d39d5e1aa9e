package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// ListClusterEvents lists where a cluster comes from and what became of it, the latest first.
func (s *clusterService) ListClusterEvents(ctx context.Context, r *throughlinev1.ListClusterEventsRequest) (*throughlinev1.ListClusterEventsResponse, error) {
	tenant, cluster, err := identify(r.GetParent())
	if err != nil {
		return nil, err
	}
	var before int64 // events are numbered as they come
	if r.GetPageToken() != "" {
		if err := s.tokens.openPage(r, &before); err != nil {
			return nil, err
		}
	}
	limit := size(r.GetPageSize(), 50)
	rows, err := s.Store.ListClusterEvents(ctx, tenant, cluster, before, limit+1)
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListClusterEventsResponse{}
	if len(rows) > limit {
		rows = rows[:limit]
		if out.NextPageToken, err = s.tokens.nextPage(r, rows[limit-1].ID); err != nil {
			return nil, err
		}
	}
	for _, e := range rows {
		out.Events = append(out.Events, eventOf(tenant, e))
	}
	return out, nil
}
