package assist

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"time"

	"github.com/sony/gobreaker/v2"
	"go.opentelemetry.io/otel/metric"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/understand"
)

const (
	mostShownBytes = 64 << 10    // of an interaction, as it is sent
	failuresToRest = 5           // in a row, after which the endpoint is left alone
	restFor        = time.Minute // before one question tries it again
	bytesPerToken  = 4           // about, in English; the endpoint's own count replaces it
)

// Options are what an Assistant works with.
type Options struct {
	Settings Settings
	Keeper   Keeper
	Clock    func() time.Time     // time.Now when nil; says which UTC day is spent
	Log      *slog.Logger         // none when nil; hears of outages, never of texts
	Meters   metric.MeterProvider // none when nil
}

// Assistant reads interactions with a language model where that is worth a question. It is safe
// for concurrent use.
type Assistant struct {
	settings Settings
	by       understand.Assistant
	keeper   Keeper
	clock    func() time.Time
	log      *slog.Logger
	client   *client
	breaker  *gobreaker.CircuitBreaker[reply]
	turns    chan struct{} // one for each question under way
	meters   *meters
}

// reply is the text of an answer and what it cost.
type reply struct {
	content string
	tokens  int64
}

// New returns an Assistant. It asks nothing yet: an endpoint that is down or refuses the key
// shows in the outcomes.
func New(o Options) (*Assistant, error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	m, err := newMeters(o.Meters)
	if err != nil {
		return nil, err
	}
	a := &Assistant{
		settings: o.Settings, keeper: o.Keeper, clock: o.Clock, log: o.Log, meters: m,
		by:     understand.Assistant{Model: o.Settings.Model, Prompt: PromptVersion},
		client: newClient(o.Settings), turns: make(chan struct{}, max(1, o.Settings.Concurrency)),
	}
	a.breaker = gobreaker.NewCircuitBreaker[reply](gobreaker.Settings{
		Name: "language model", MaxRequests: 1, Timeout: restFor,
		ReadyToTrip: func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= failuresToRest },
		IsExcluded:  ours,
		OnStateChange: func(_ string, from, to gobreaker.State) {
			a.log.Warn("the language model's endpoint", "was", from.String(), "is", to.String())
		},
	})
	return a, nil
}

// Concurrency is how many questions are asked at a time.
func (a *Assistant) Concurrency() int { return cap(a.turns) }

// By names the language model and the words that it is asked with, as its mentions do.
func (a *Assistant) By() understand.Assistant { return a.by }

// Patience is the longest that one question takes once its turn has come, repetitions and the
// pauses before them included.
func (a *Assistant) Patience() time.Duration {
	n := time.Duration(a.settings.Retries)
	return (n+1)*a.settings.Timeout + n*longestPause
}

// Read reads an interaction of a tenant, whose text must be redacted, with the local reader
// and, where its confidence lies in the band, with the language model. It always returns a
// reading: the local one when there is no better. When ctx ends the outcome is Stopped.
func (a *Assistant) Read(ctx context.Context, tenant string, local *understand.Reader, in ingest.Interaction) Reading {
	r := Reading{Mentions: local.Read(in), Outcome: NotAsked}
	if len(r.Mentions) > 0 && r.Mentions[0].Confidence >= a.settings.From && r.Mentions[0].Confidence <= a.settings.To {
		var said []understand.Statement
		said, r.Outcome = a.said(ctx, tenant, in, &r)
		if r.Outcome.Assisted() {
			r.Mentions = local.Assisted(in, r.Mentions, a.by, said)
		}
	}
	a.meters.count(ctx, r)
	return r
}

// said returns what the language model says of an interaction, now or earlier.
func (a *Assistant) said(ctx context.Context, tenant string, in ingest.Interaction, r *Reading) ([]understand.Statement, Outcome) {
	interaction := show(in)
	if len(interaction) > mostShownBytes {
		return nil, TooLong
	}
	hash := contentHash(a.settings.Model, interaction)
	kept, err := a.keeper.AssistAnswer(ctx, tenant, hash)
	if err != nil {
		return nil, a.failed(ctx, keeperError{err})
	}
	if kept != nil {
		if said, err := recheck(in, kept); err == nil {
			return said, Cached
		}
	}
	select {
	case a.turns <- struct{}{}:
		defer func() { <-a.turns }()
	case <-ctx.Done():
		return nil, Stopped
	}
	answer, err := a.ask(ctx, tenant, interaction, r)
	if err != nil {
		return nil, a.failed(ctx, err)
	}
	said, dropped := check(in, answer)
	r.Dropped = dropped
	if len(said) == 0 && len(dropped) > 0 {
		return nil, Lying
	}
	a.keep(ctx, tenant, hash, said)
	return said, Asked
}

// ask puts the question, within the budget.
func (a *Assistant) ask(ctx context.Context, tenant, interaction string, r *Reading) (Answer, error) {
	q := ask(a.settings.Model, interaction)
	day := a.clock().Unix() / (24 * 60 * 60)
	estimate := int64(mostAnswerTokens/10 + (len(instructions)+len(schema)+len(interaction))/bytesPerToken)
	spend := func() error {
		granted, err := a.keeper.SpendAssist(ctx, tenant, day, estimate, a.settings.RequestsPerDay, a.settings.TokensPerDay)
		switch {
		case err != nil:
			return keeperError{err}
		case !granted:
			return errSpent
		}
		return nil
	}
	patient, cancel := context.WithTimeout(ctx, a.Patience())
	defer cancel()
	got, err := a.breaker.Execute(func() (reply, error) {
		if err := spend(); err != nil {
			return reply{}, err
		}
		content, tokens, err := a.client.complete(patient, q, spend)
		return reply{content, tokens}, err
	})
	r.Tokens = got.tokens
	if got.tokens > 0 {
		if err := a.keeper.SettleAssist(ctx, tenant, day, got.tokens-estimate); err != nil {
			a.log.WarnContext(ctx, "what a question cost was not saved; its estimate stays", "error", err)
		}
	}
	if err != nil {
		return Answer{}, err
	}
	return parseAnswer(got.content)
}

// keep remembers what was said. When it cannot, the same question is asked again some day.
func (a *Assistant) keep(ctx context.Context, tenant, hash string, said []understand.Statement) {
	if said == nil {
		said = []understand.Statement{}
	}
	data, err := json.Marshal(said)
	if err == nil {
		err = a.keeper.KeepAssistAnswer(ctx, tenant, hash, data)
	}
	if err != nil {
		a.log.WarnContext(ctx, "an answer was not kept; its question will be asked again", "error", err)
	}
}

// keeperError is a failure of the keeper's.
type keeperError struct{ error }

func (e keeperError) Unwrap() error { return e.error }

// ours reports whether a failure says nothing about the endpoint.
func ours(err error) bool {
	var keeper keeperError
	return errors.As(err, &keeper) || errors.Is(err, errSpent) || errors.Is(err, context.Canceled)
}

// failed names the outcome of a question that failed.
func (a *Assistant) failed(ctx context.Context, err error) Outcome {
	outcome := outcomeOf(ctx, err)
	a.log.DebugContext(ctx, "a question to the language model failed; the local reading stands", "outcome", string(outcome), "error", err)
	return outcome
}

func outcomeOf(ctx context.Context, err error) Outcome {
	var keeper keeperError
	var network net.Error
	switch {
	case ctx.Err() != nil:
		return Stopped
	case errors.As(err, &keeper):
		return Unavailable
	case errors.Is(err, errSpent):
		return OverBudget
	case errors.Is(err, gobreaker.ErrOpenState), errors.Is(err, gobreaker.ErrTooManyRequests):
		return Resting
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return TimedOut
	case errors.Is(err, errOversized):
		return Oversized
	case errors.Is(err, errUnreadable):
		return Unreadable
	}
	return Failed
}
