package api

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// DecideReviewItem decides one item, or takes an opinion about it where the tenant asks for a
// second reviewer.
func (s *reviewService) DecideReviewItem(ctx context.Context, r *throughlinev1.DecideReviewItemRequest) (*throughlinev1.DecideReviewItemResponse, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	order, decide, err := s.ordered(ctx, tenant, id, r)
	if err != nil {
		return nil, err
	}
	out := &throughlinev1.DecideReviewItemResponse{}
	if decide {
		made, err := s.carry(ctx, tenant, r, order)
		if err != nil {
			return nil, err
		}
		out.Decision = decisionTo(tenant, made)
	}
	out.ReviewItem, err = s.item(ctx, tenant, id)
	return out, err
}

// ordered returns what a request orders, and whether it is to be carried out: an opinion that no
// other reviewer shares yet is not.
func (s *reviewService) ordered(ctx context.Context, tenant string, id uuid.UUID, r *throughlinev1.DecideReviewItemRequest) (o store.Order, decide bool, err error) {
	said, err := saidOf(r)
	if err != nil {
		return o, false, err
	}
	_, err = s.Store.PlacedMention(ctx, tenant, id)
	if errors.Is(err, store.ErrNotFound) {
		if err := s.alone(ctx, tenant); err != nil {
			return o, false, err
		}
		o, err = s.ofAlert(ctx, tenant, id, said, r.GetEtag())
		return o, err == nil, err
	}
	if err != nil {
		return o, false, err
	}
	said.Mentions = []uuid.UUID{id}
	o = store.Order{Decision: said, Expected: []store.Expected{{Mention: id, ETag: r.GetEtag()}}}
	second, err := s.Store.SecondReview(ctx, tenant)
	if err != nil || !second {
		return o, err == nil, err
	}
	return s.opinion(ctx, tenant, r, o)
}

// opinion stores what one of two reviewers says, and returns the order that comes of it when the
// other says the same.
func (s *reviewService) opinion(ctx context.Context, tenant string, r *throughlinev1.DecideReviewItemRequest, o store.Order) (store.Order, bool, error) {
	mention := o.Decision.Mentions[0]
	if o.Decision.Kind == group.Confirm && o.Decision.Cluster == uuid.Nil {
		suggested, err := s.suggest(ctx, tenant, o.Decision.Mentions)
		if err != nil {
			return o, false, err
		}
		o.Decision.Cluster = suggested[mention].cluster
	}
	reason, err := s.redacted(ctx, tenant, r.GetComment())
	if err != nil {
		return o, false, err
	}
	mine := store.Opinion{
		Mention: mention, Kind: o.Decision.Kind, Cluster: o.Decision.Cluster, Actor: actor(ctx), Reason: reason, At: s.Clock(),
	}
	entry := auditOf(ctx)
	entry.Resource = r.GetName()
	all, err := s.Store.AddOpinion(ctx, tenant, mine, r.GetEtag(), entry)
	var changed *store.ChangedError
	if errors.As(err, &changed) {
		err = s.changed(ctx, tenant, *changed)
	}
	if err != nil {
		return o, false, err
	}
	shared := slices.ContainsFunc(all, func(other store.Opinion) bool { return other.Actor != mine.Actor && other.Agrees(mine) })
	return o, shared, nil
}

// ofAlert returns what a verdict about an alert orders: it is about all mentions of its cluster.
func (s *reviewService) ofAlert(ctx context.Context, tenant string, id uuid.UUID, said group.Decision, etag string) (store.Order, error) {
	found, err := s.Store.GetAlert(ctx, tenant, id)
	if err != nil {
		return store.Order{}, err
	}
	o := store.Order{Decision: said, Expected: expecting(found.ClusterID, etag)}
	switch said.Kind {
	case group.Hold:
		return o, invalidField("verdict", journey.ReasonUnknownValue, "an alert cannot be held: it waits as it is; decide about its mentions")
	case group.Move:
		o.Decision = group.Decision{Kind: group.Merge, Clusters: []uuid.UUID{found.ClusterID, said.Cluster}}
		return o, nil
	case group.Confirm, group.Reject, group.Cut, group.Merge, group.Rename:
	}
	if said.Cluster != uuid.Nil && said.Cluster != found.ClusterID {
		return o, invalidField("cluster", journey.ReasonUnknownValue, "must be empty or the alert's own; MOVED makes it one with another")
	}
	err = s.Decider.Look(ctx, tenant, func(state *evaluate.State, _ evaluate.Config) error {
		c, alive := state.Groups().Cluster(found.ClusterID)
		if !alive {
			return store.ErrNotFound
		}
		for i := range c.Members {
			o.Decision.Mentions = append(o.Decision.Mentions, c.Members[i].ID)
		}
		return nil
	})
	return o, err
}
