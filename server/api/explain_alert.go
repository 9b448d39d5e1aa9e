package api

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/store"
)

// ExplainAlert says why an alert is in its state, and what would change it.
func (s *alertService) ExplainAlert(ctx context.Context, r *throughlinev1.ExplainAlertRequest) (*throughlinev1.ExplainAlertResponse, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	found, err := s.Store.GetAlert(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	if asOf := instant(r.GetAsOf()); !asOf.IsZero() {
		return s.explainPast(ctx, tenant, id, asOf)
	}
	return s.explainNow(ctx, tenant, found.ClusterID, found.Alert)
}

// ExplainCluster does the same for a cluster, whose alert may never have changed.
func (s *alertService) ExplainCluster(ctx context.Context, r *throughlinev1.ExplainClusterRequest) (*throughlinev1.ExplainAlertResponse, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	if _, err := s.Store.GetCluster(ctx, tenant, id); err != nil {
		return nil, err
	}
	if asOf := instant(r.GetAsOf()); !asOf.IsZero() {
		return s.explainPast(ctx, tenant, alert.ID(id), asOf)
	}
	a, err := s.Store.GetAlert(ctx, tenant, alert.ID(id))
	if errors.Is(err, store.ErrNotFound) {
		a.Alert, err = alert.New(id), nil
	}
	if err != nil {
		return nil, err
	}
	return s.explainNow(ctx, tenant, id, a.Alert)
}

// explainNow measures the cluster as every rule looks at it, at the instant of the last
// evaluation.
func (s *alertService) explainNow(ctx context.Context, tenant string, cluster uuid.UUID, a alert.Alert) (*throughlinev1.ExplainAlertResponse, error) {
	var e alert.Explanation
	var at time.Time
	var version int
	err := s.Decider.Look(ctx, tenant, func(state *evaluate.State, config evaluate.Config) (err error) {
		if !config.Policy.Set() {
			return unexplainedAlert("the tenant has no policy, so that nothing ever fires: UpdatePolicy sets one")
		}
		at, version = state.At(), config.PolicyVersion
		if e, err = state.Explain(cluster, config); err != nil {
			return unexplainedAlert("the cluster has no mentions any more")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	reason := "in this state from the start: " + e.Deciding.String()
	if a.Changes > 0 {
		reason = e.Deciding.String()
	}
	return explanationOfAlert(tenant, a, e, judged{reason, at, int64(version)}), nil
}

// judged is what is told of an explanation beside itself.
type judged struct {
	reason  string
	at      time.Time
	version int64
}

// explainPast tells what was judged at the alert's last change by an instant.
func (s *alertService) explainPast(ctx context.Context, tenant string, id uuid.UUID, asOf time.Time) (*throughlinev1.ExplainAlertResponse, error) {
	then, err := s.Store.GetAlertAsOf(ctx, tenant, id, asOf)
	if errors.Is(err, store.ErrNotFound) {
		return nil, unexplainedAlert("the alert had not changed by %s: it was forming, and nothing of that is kept", asOf.Format(time.RFC3339))
	}
	if err != nil {
		return nil, err
	}
	c := then.LastChange
	policy, err := s.Store.GetPolicyVersion(ctx, tenant, int64(c.PolicyVersion))
	if err != nil {
		return nil, err
	}
	before := then.Alert
	e := policy.ExplainOutcome(before, c.Outcome, alert.FiguresOf(c.Reading))
	return explanationOfAlert(tenant, before, e, judged{c.Reason, c.At, int64(c.PolicyVersion)}), nil
}

func unexplainedAlert(format string, args ...any) error {
	return intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_EXPLANATION_UNAVAILABLE, format, args...)
}

func explanationOfAlert(tenant string, a alert.Alert, e alert.Explanation, t judged) *throughlinev1.ExplainAlertResponse {
	return &throughlinev1.ExplainAlertResponse{
		Alert: name(tenant, "alerts", a.ID.String()), State: stateOf(a.State), Reason: t.reason, JudgedAt: timestamp(t.at), PolicyVersion: t.version,
		Deciding: outcomeTo(e.Deciding), Rules: convertAll(e.Rules, outcomeTo),
		WouldFire: convertAll(e.WouldFire, leastChangeTo), WouldStop: convertAll(e.WouldStop, leastChangeTo),
	}
}

func leastChangeTo(r alert.Remedy) *throughlinev1.LeastChange {
	return &throughlinev1.LeastChange{
		Description: r.String(), NeedsConfirmation: r.Confirm, WithinDays: int32(r.Days),
		Steps: convertAll(r.Steps, func(s alert.Shift) *throughlinev1.ChangeStep {
			return &throughlinev1.ChangeStep{
				Rule: s.Rule, WindowDays: int32(s.WindowDays), Metric: metricOf(s.Threshold.Metric), Have: s.Have, By: s.By, Currency: s.Threshold.Currency,
			}
		}),
	}
}
