package api

import (
	"context"
	"fmt"
	"time"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/journey"
)

// mostSimulated is how many firings a simulation lists; all are counted.
const mostSimulated = 500

// SimulatePolicy judges a draft over the tenant's history.
func (s *policyService) SimulatePolicy(ctx context.Context, r *throughlinev1.SimulatePolicyRequest) (*throughlinev1.SimulatePolicyResponse, error) {
	tenant := tenantOf(r.GetPolicy().GetName())
	draft := policyFrom(r.GetPolicy())
	if err := s.usable(ctx, tenant, draft); err != nil {
		return nil, err
	}
	if err := checkStretches(r); err != nil {
		return nil, err
	}
	present, err := s.Store.GetPolicy(ctx, tenant)
	if err != nil {
		return nil, err
	}
	h, err := s.histories.get(ctx, tenant)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	first, last := h.tape.Span()
	out := &throughlinev1.SimulatePolicyResponse{
		SimulatedUntil: timestamp(last), MentionCount: int64(h.tape.Mentions()), SkippedDecisions: int32(h.skipped), PresentEtag: present.ETag,
	}
	run := simulated{tenant: tenant, tape: h.tape, request: r, first: first, last: last}
	out.Draft = run.by(draft.WithDefaults(), int(present.Number)+1)
	if present.Policy.Set() {
		out.Present = run.by(present.Policy, int(present.Number))
	}
	return out, nil
}

// checkStretches refuses stretches of time that end before they start.
func checkStretches(r *throughlinev1.SimulatePolicyRequest) error {
	if r.GetStartTime() != nil && r.GetEndTime() != nil && !instant(r.GetStartTime()).Before(instant(r.GetEndTime())) {
		return invalidField("end_time", journey.ReasonOutOfRange, "must be after start_time")
	}
	for i, in := range r.GetIncidents() {
		if !instant(in.GetStartTime()).Before(instant(in.GetEndTime())) {
			return invalidField(fmt.Sprintf("incidents[%d].end_time", i), journey.ReasonOutOfRange, "must be after start_time")
		}
	}
	return nil
}

// simulated is a request for a simulation and what it works on.
type simulated struct {
	tenant      string
	tape        *evaluate.Tape
	request     *throughlinev1.SimulatePolicyRequest
	first, last time.Time // of the history
}

// by returns what one policy gives.
func (s simulated) by(p alert.Policy, version int) *throughlinev1.SimulatedPolicy {
	from, to := instant(s.request.GetStartTime()), instant(s.request.GetEndTime())
	changes := s.tape.Simulate(p, version)
	firings := evaluate.Firings(changes, from, to)
	out := &throughlinev1.SimulatedPolicy{FiringCount: int32(len(firings)), FiringsPerWeek: s.perWeek(len(firings), from, to)}
	fired := map[string]bool{}
	for i, f := range firings {
		fired[f.ClusterID.String()] = true
		if i < mostSimulated {
			out.Alerts = append(out.Alerts, firingTo(s.tenant, f))
		}
	}
	near := map[string]bool{}
	for _, c := range changes {
		if !evaluate.Within(c.At, from, to) {
			continue
		}
		switch {
		case c.To == alert.HeldForReview:
			out.HeldCount++
		case c.To == alert.NearThreshold && !fired[c.ClusterID.String()]:
			near[c.ClusterID.String()] = true
		}
	}
	out.NearOnlyCount = int32(len(near))
	all := evaluate.Firings(changes, time.Time{}, time.Time{})
	for _, in := range s.request.GetIncidents() {
		out.Incidents = append(out.Incidents, caught(in, all))
	}
	return out
}

// perWeek returns how many that are for each week of the stretch, of which only what lies in
// history counts.
func (s simulated) perWeek(n int, from, to time.Time) float64 {
	if from.Before(s.first) {
		from = s.first
	}
	if to.IsZero() || to.After(s.last) {
		to = s.last
	}
	const week = 7 * 24 * time.Hour
	if !from.Before(to) {
		return 0
	}
	return float64(n) / max(float64(to.Sub(from))/float64(week), 1)
}

// caught says whether an alert about an incident's seam fires within its time.
func caught(in *throughlinev1.MarkedIncident, firings []evaluate.Firing) *throughlinev1.SimulatedIncident {
	out := &throughlinev1.SimulatedIncident{DisplayName: in.GetDisplayName()}
	there := journey.Seam{From: in.GetFromTouchpoint(), To: in.GetToTouchpoint()}
	back := journey.Seam{From: there.To, To: there.From}
	for _, f := range firings {
		begun := f.At.Before(instant(in.GetEndTime()))
		lasts := f.FadedAt.IsZero() || f.FadedAt.After(instant(in.GetStartTime()))
		if seam := f.Reading.Seam; (seam == there || seam == back) && begun && lasts {
			out.Caught, out.FiredAt = true, timestamp(f.At)
			break
		}
	}
	return out
}

func firingTo(tenant string, f evaluate.Firing) *throughlinev1.SimulatedAlert {
	return &throughlinev1.SimulatedAlert{
		Cluster: name(tenant, "clusters", f.ClusterID.String()), FromTouchpoint: f.Reading.Seam.From, ToTouchpoint: f.Reading.Seam.To,
		FailureMode: modeOf(string(f.Reading.Mode)), FiredAt: timestamp(f.At), FadedAt: timestamp(f.FadedAt),
		Rule: f.Outcome.Rule, Severity: severityOf(f.Outcome.Severity), Reason: f.Reason,
		CustomerCount: int32(f.Figures.Customers), AccountCount: int32(f.Figures.Accounts), LocationCount: int32(f.Figures.Locations),
	}
}
