package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/store"
)

// GetMention reads one mention, with why it is where it is.
func (s *clusterService) GetMention(ctx context.Context, r *throughlinev1.GetMentionRequest) (*throughlinev1.Mention, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	found, err := s.Store.PlacedMention(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	out := mentionTo(tenant, found)
	if found.Sequence == 0 {
		return out, nil
	}
	decisions, err := s.Store.ListDecisions(ctx, tenant, store.DecisionFilter{Mention: id, InForce: true}, store.Page{Size: decisionsShown})
	if err != nil {
		return nil, err
	}
	err = s.Decider.Look(ctx, tenant, func(state *evaluate.State, _ evaluate.Config) error {
		if why, known := state.Groups().Why(id); known {
			out.Placement = placementTo(tenant, why)
		}
		return nil
	})
	if err != nil || out.GetPlacement() == nil {
		return out, err
	}
	out.Placement.Decisions = convertAll(decisions, func(d store.StoredDecision) *throughlinev1.Decision { return decisionTo(tenant, d) })
	return out, nil
}

// decisionsShown is how many decisions about one mention are told with it.
const decisionsShown = 20
