package assist

import (
	"context"
	"errors"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"
)

// meters count what comes of reading. They hold no tenant and no text.
type meters struct {
	readings metric.Int64Counter
	dropped  metric.Int64Counter
	tokens   metric.Int64Counter
}

func newMeters(p metric.MeterProvider) (*meters, error) {
	if p == nil {
		p = noop.NewMeterProvider()
	}
	meter := p.Meter("github.com/throughline-cx/throughline/server/assist")
	readings, err1 := meter.Int64Counter("throughline.assist.readings",
		metric.WithDescription("Interactions read, by what came of asking the language model"), metric.WithUnit("{interaction}"))
	dropped, err2 := meter.Int64Counter("throughline.assist.dropped",
		metric.WithDescription("Mentions of the language model's that are not used, by reason"), metric.WithUnit("{mention}"))
	tokens, err3 := meter.Int64Counter("throughline.assist.tokens",
		metric.WithDescription("Tokens of questions and answers, as the endpoint counts them"), metric.WithUnit("{token}"))
	return &meters{readings, dropped, tokens}, errors.Join(err1, err2, err3)
}

func (m *meters) count(ctx context.Context, r Reading) {
	m.readings.Add(ctx, 1, metric.WithAttributes(attribute.String("outcome", string(r.Outcome))))
	for _, d := range r.Dropped {
		m.dropped.Add(ctx, 1, metric.WithAttributes(attribute.String("reason", string(d))))
	}
	if r.Tokens > 0 {
		m.tokens.Add(ctx, r.Tokens)
	}
}
