package api

import (
	"context"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand"
)

// Explaining reads a text some hundred times and cannot be called off, so it is kept from
// taking the machine: this much text at most, and few at once.
const (
	explainedText   = 64 << 10 // bytes of an interaction's turns
	explainedAtOnce = 2
)

// ExplainMention says why a mention reads as it does, by reading its interaction again.
func (s *clusterService) ExplainMention(ctx context.Context, r *throughlinev1.ExplainMentionRequest) (*throughlinev1.ExplainMentionResponse, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	found, in, err := s.Store.GetMention(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	version, err := s.Store.GetJourneyMap(ctx, tenant)
	if err != nil {
		return nil, err
	}
	if n := textOf(in.Interaction); n > explainedText {
		return nil, s.unexplained(found, "the interaction has %d bytes of text: up to %d are explained", n, explainedText)
	}
	select {
	case s.explaining <- struct{}{}:
		defer func() { <-s.explaining }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return s.explain(explained{tenant: tenant, name: r.GetName(), found: found, in: in}, understand.NewReader(s.Model, version.Map))
}

func (s *clusterService) explain(e explained, reader *understand.Reader) (*throughlinev1.ExplainMentionResponse, error) {
	today := reader.Read(e.in.Interaction)
	i := sharing(today, e.found.Quote)
	if i < 0 {
		return nil, s.unseen(e.found)
	}
	e.today, e.why = today[i], reader.Explain(e.in.Interaction)[i]
	return explanationTo(e), nil
}

// sharing returns the index of the mention whose quote shares most bytes with q, -1 when none
// shares any.
func sharing(mentions []understand.Mention, q understand.Quote) int {
	best, most := -1, 0
	for i, m := range mentions {
		if m.Quote.Turn != q.Turn {
			continue
		}
		if shared := min(m.Quote.End, q.End) - max(m.Quote.Start, q.Start); shared > most {
			best, most = i, shared
		}
	}
	return best
}

// unseen is the error for a mention of which today's reading quotes nothing.
func (s *clusterService) unseen(m understand.Mention) error {
	by := "model " + m.Model
	if m.Assistant != (understand.Assistant{}) {
		by = "language model " + m.Assistant.Model
	}
	return s.unexplained(m, "the model of today, %s, finds no broken handoff at the words of the mention (turn %d, bytes %d to %d), where %s found one",
		s.Model.Version(), m.Quote.Turn, m.Quote.Start, m.Quote.End, by)
}

func (s *clusterService) unexplained(m understand.Mention, format string, args ...any) error {
	err := intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_EXPLANATION_UNAVAILABLE, format, args...)
	return intercept.WithMetadata(intercept.WithMetadata(err, "model", s.Model.Version()), "mention_model", m.Model)
}

// textOf returns how many bytes an interaction's turns have.
func textOf(in ingest.Interaction) (n int) {
	for _, turn := range in.Turns {
		n += len(turn.Text)
	}
	return n
}

// explained is a mention with why it reads as it does.
type explained struct {
	tenant string
	name   string // of the mention
	found  understand.Mention
	in     store.StoredInteraction
	today  understand.Mention // as it is read now
	why    understand.Explanation
}
