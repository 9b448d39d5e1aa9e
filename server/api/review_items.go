package api

import (
	"context"
	"math"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/store"
)

// suggestion is where a mention would belong best.
type suggestion struct {
	cluster uuid.UUID // uuid.Nil for none
	rule    string    // why it is where it is
}

// mentionItems tells mentions as review items.
func (s *reviewService) mentionItems(ctx context.Context, tenant string, mentions []store.StoredMention) ([]*throughlinev1.ReviewItem, error) {
	if len(mentions) == 0 {
		return nil, nil
	}
	ids := convertAll(mentions, func(m store.StoredMention) uuid.UUID { return m.ID })
	suggested, err := s.suggest(ctx, tenant, ids)
	if err != nil {
		return nil, err
	}
	var clusters []uuid.UUID
	for _, id := range ids {
		clusters = append(clusters, suggested[id].cluster)
	}
	glances, err := s.Store.Glances(ctx, tenant, clusters)
	if err != nil {
		return nil, err
	}
	stakes, err := s.Store.Stakes(ctx, tenant)
	if err != nil {
		return nil, err
	}
	opinions, err := s.Store.OpenOpinions(ctx, tenant)
	if err != nil {
		return nil, err
	}
	decisions, err := s.Store.LatestDecisions(ctx, tenant, ids)
	if err != nil {
		return nil, err
	}
	return convertAll(mentions, func(m store.StoredMention) *throughlinev1.ReviewItem {
		of := suggested[m.ID]
		item := mentionItem(tenant, m, of, glances[of.cluster], stakes)
		if d, decided := decisions[m.ID]; decided {
			item.Decision = reviewDecisionTo(tenant, d)
		}
		tellOpinions(tenant, item, opinions[m.ID])
		return item
	}), nil
}

// suggest looks where mentions would belong best.
func (s *reviewService) suggest(ctx context.Context, tenant string, mentions []uuid.UUID) (map[uuid.UUID]suggestion, error) {
	out := make(map[uuid.UUID]suggestion, len(mentions))
	err := s.Decider.Look(ctx, tenant, func(state *evaluate.State, _ evaluate.Config) error {
		for _, id := range mentions {
			if why, known := state.Groups().Why(id); known {
				out[id] = suggestion{cluster: why.Next, rule: why.Rule}
			}
		}
		return nil
	})
	return out, err
}

func mentionItem(tenant string, m store.StoredMention, of suggestion, joins store.Glance, stakes store.Stakes) *throughlinev1.ReviewItem {
	told := mentionTo(tenant, m)
	out := &throughlinev1.ReviewItem{
		Name: name(tenant, "reviewItems", m.ID.String()), Subject: &throughlinev1.ReviewItem_Mention{Mention: told.GetName()},
		Reason: of.rule, Quotes: []*throughlinev1.Quote{told.GetQuote()}, SuggestedCluster: reference(tenant, "clusters", of.cluster),
		CreatedAt: timestamp(m.OccurredAt), Etag: m.ETag,
		Exposure: float64(1 + joins.Customers), Uncertainty: 1 - math.Abs(2*m.Stands-1),
	}
	atStake(out, stakes, joins.Exposure)
	if out.GetReason() == "" {
		out.Reason = m.Reason
	}
	return out
}

// atStake adds the money of an item, its share of what is at stake, and its place in the queue.
func atStake(item *throughlinev1.ReviewItem, stakes store.Stakes, money []measure.Exposure) {
	item.Money = convertAll(money, func(e measure.Exposure) *throughlinev1.Exposure { return exposureTo(e, false) })
	item.Share = stakes.Share(int(item.GetExposure()), money)
	item.Priority = item.GetShare() * item.GetUncertainty()
}

// tellOpinions adds what reviewers said. They disagree when no two of them say the same.
func tellOpinions(tenant string, item *throughlinev1.ReviewItem, opinions []store.Opinion) {
	for i, o := range opinions {
		item.Opinions = append(item.Opinions, &throughlinev1.ReviewDecision{
			Verdict: verdictOf(o.Kind), Cluster: reference(tenant, "clusters", o.Cluster), Reviewer: o.Actor,
			DecidedAt: timestamp(o.At), Comment: o.Reason,
		})
		item.Disagreed = item.GetDisagreed() || i > 0 && !o.Agrees(opinions[0])
	}
}

func reviewDecisionTo(tenant string, d store.StoredDecision) *throughlinev1.ReviewDecision {
	return &throughlinev1.ReviewDecision{
		Verdict: verdictOf(d.Kind), Cluster: reference(tenant, "clusters", d.Cluster), Reviewer: d.Actor,
		DecidedAt: timestamp(d.At), Comment: d.Reason, Decision: name(tenant, "decisions", d.ID.String()),
	}
}

// alertItems tells alerts as review items.
func (s *reviewService) alertItems(ctx context.Context, tenant string, alerts []store.StoredAlert) ([]*throughlinev1.ReviewItem, error) {
	glances, err := s.Store.Glances(ctx, tenant, convertAll(alerts, func(a store.StoredAlert) uuid.UUID { return a.ClusterID }))
	if err != nil {
		return nil, err
	}
	stakes, err := s.Store.Stakes(ctx, tenant)
	if err != nil {
		return nil, err
	}
	return convertAll(alerts, func(a store.StoredAlert) *throughlinev1.ReviewItem {
		reading := a.LastChange.Reading
		out := &throughlinev1.ReviewItem{
			Name: name(tenant, "reviewItems", a.ID.String()), Subject: &throughlinev1.ReviewItem_Alert{Alert: name(tenant, "alerts", a.ID.String())},
			Reason: a.LastChange.Reason, SuggestedCluster: reference(tenant, "clusters", a.ClusterID), CreatedAt: timestamp(a.ChangedAt),
			Quotes:   convertAll(reading.Quotes, func(q measure.Quote) *throughlinev1.Quote { return quoteTo(tenant, q) }),
			Exposure: float64(len(reading.Customers)), Uncertainty: nearness(a.LastChange.Outcome), Etag: glances[a.ClusterID].ETag,
		}
		atStake(out, stakes, reading.Exposure)
		return out
	}), nil
}

// nearness is how near the threshold that an outcome fails most is to being met, 0 to 1.
func nearness(o alert.Outcome) float64 {
	least := 1.0
	for _, c := range o.Criteria {
		if !c.Met && c.Need > 0 {
			least = min(least, c.Have/c.Need)
		}
	}
	return least
}
