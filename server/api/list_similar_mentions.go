package api

import (
	"context"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/store"
)

// ListSimilarMentions lists the mentions that most likely tell of the same break as one.
func (s *reviewService) ListSimilarMentions(ctx context.Context, r *throughlinev1.ListSimilarMentionsRequest) (*throughlinev1.ListSimilarMentionsResponse, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	var similar []group.Scored
	err = s.Decider.Look(ctx, tenant, func(state *evaluate.State, _ evaluate.Config) error {
		if _, known := state.Groups().Stored(id); !known {
			return store.ErrNotFound
		}
		similar = state.Groups().Similar(id, size(r.GetPageSize(), 50))
		return nil
	})
	if err != nil {
		return nil, err
	}
	scores := map[uuid.UUID]float64{}
	var ids []uuid.UUID
	for _, x := range similar {
		if x.Score >= r.GetMinScore() {
			ids, scores[x.MentionID] = append(ids, x.MentionID), x.Score
		}
	}
	found, err := s.Store.MentionsByID(ctx, tenant, ids)
	if err != nil {
		return nil, err
	}
	return &throughlinev1.ListSimilarMentionsResponse{
		SimilarMentions: convertAll(found, func(m store.StoredMention) *throughlinev1.SimilarMention {
			return &throughlinev1.SimilarMention{Mention: mentionTo(tenant, m), Score: scores[m.ID]}
		}),
	}, nil
}
