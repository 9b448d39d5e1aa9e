package api

import (
	"context"
	"time"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// maxProposed is how many mentions a proposal may name, like BatchDecide.
const maxProposed = 1000

// ProposeDecision stores a decision for another reviewer to approve.
func (s *reviewService) ProposeDecision(ctx context.Context, r *throughlinev1.ProposeDecisionRequest) (*throughlinev1.DecisionProposal, error) {
	tenant := tenantOf(r.GetParent())
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	if n := len(r.GetDecision().GetMentions()); n > maxProposed {
		return nil, invalidField("decision.mentions", journey.ReasonOutOfRange, "has %d mentions; it may have %d", n, maxProposed)
	}
	decision, err := decisionOf(r.GetDecision())
	if err != nil {
		return nil, err
	}
	request, err := requestOf(r)
	if err != nil {
		return nil, err
	}
	if decision.Title, err = s.redacted(ctx, tenant, decision.Title); err != nil {
		return nil, err
	}
	if decision.Reason, err = s.redacted(ctx, tenant, r.GetComment()); err != nil {
		return nil, err
	}
	decision.Actor, decision.At = actor(ctx), s.Clock().UTC().Truncate(time.Microsecond)
	// What could not be carried out now is refused now, not when the other reviewer looks at it.
	if _, err := s.Decider.Preview(ctx, tenant, store.Order{Decision: decision}); err != nil {
		return nil, refusal(err)
	}
	made, err := s.Store.Propose(ctx, tenant, decision, request, auditOf(ctx))
	if err != nil {
		return nil, err
	}
	return proposalTo(tenant, made), nil
}

// decisionOf returns what a client asks to be decided.
func decisionOf(d *throughlinev1.Decision) (out group.Decision, err error) {
	out = group.Decision{Kind: group.DecisionKind(wordOf(d.GetKind(), "DECISION_KIND_")), Title: d.GetTitle()}
	if out.Mentions, err = identifyAll(d.GetMentions()); err != nil {
		return out, err
	}
	if out.Clusters, err = identifyAll(d.GetClusters()); err != nil {
		return out, err
	}
	out.Cluster, err = identifyMaybe(d.GetCluster())
	return out, err
}
