package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// BatchDecide decides many mentions at once.
func (s *reviewService) BatchDecide(ctx context.Context, r *throughlinev1.BatchDecideRequest) (*throughlinev1.Decision, error) {
	tenant := tenantOf(r.GetParent())
	if err := s.alone(ctx, tenant); err != nil {
		return nil, err
	}
	decision, err := saidOf(r)
	if err != nil {
		return nil, err
	}
	if decision.Mentions, err = identifyAll(r.GetMentions()); err != nil {
		return nil, err
	}
	made, err := s.carry(ctx, tenant, r, store.Order{Decision: decision})
	if err != nil {
		return nil, err
	}
	return decisionTo(tenant, made), nil
}

// verdict is a request that says something of mentions.
type verdict interface {
	GetVerdict() throughlinev1.ReviewVerdict
	GetCluster() string
}

// saidOf returns the decision that a verdict asks for, without its mentions.
func saidOf(r verdict) (d group.Decision, err error) {
	d.Kind = verdicts[r.GetVerdict()]
	switch {
	case d.Kind == group.Move && r.GetCluster() == "":
		return d, invalidField("cluster", journey.ReasonMissing, "must be given: it is where the mention belongs")
	case r.GetCluster() != "" && d.Kind != group.Move && d.Kind != group.Confirm:
		return d, invalidField("cluster", journey.ReasonMalformed, "must be empty: what is no break, or cannot be told yet, is in no cluster")
	}
	d.Cluster, err = identifyMaybe(r.GetCluster())
	return d, err
}
