package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// ListMentions lists the members of a cluster in the order in which they reached us.
func (s *clusterService) ListMentions(ctx context.Context, r *throughlinev1.ListMentionsRequest) (*throughlinev1.ListMentionsResponse, error) {
	tenant, cluster, err := identify(r.GetParent())
	if err != nil {
		return nil, err
	}
	var after int64 // members join in the order of a number
	if r.GetPageToken() != "" {
		if err := s.tokens.openPage(r, &after); err != nil {
			return nil, err
		}
	}
	limit := size(r.GetPageSize(), 50)
	rows, err := s.Store.ListMentions(ctx, tenant, cluster, after, limit+1)
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListMentionsResponse{}
	if len(rows) > limit {
		rows = rows[:limit]
		if out.NextPageToken, err = s.tokens.nextPage(r, rows[limit-1].Sequence); err != nil {
			return nil, err
		}
	}
	for _, m := range rows {
		out.Mentions = append(out.Mentions, mentionTo(tenant, m))
	}
	return out, nil
}
