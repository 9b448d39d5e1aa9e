package api

import (
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand"
)

func explanationTo(e explained) *throughlinev1.ExplainMentionResponse {
	return &throughlinev1.ExplainMentionResponse{
		Mention: e.name, Model: e.why.Model, MentionModel: e.found.Model,
		Assistant: e.found.Assistant.Model, PromptVersion: e.found.Assistant.Prompt,
		Quote: quoteIn(e), Confidence: e.today.Confidence,
		FromKind: likeliestKind(e.today.FromKind), ToKind: likeliestKind(e.today.ToKind),
		LogOdds: convertAll(e.why.LogOdds, func(c understand.Contribution) *throughlinev1.ConfidencePart {
			return &throughlinev1.ConfidencePart{Part: c.Part, Value: c.Value}
		}),
		BreakWords: convertAll(e.why.Break, decidingWord), FromWords: convertAll(e.why.From, decidingWord), ToWords: convertAll(e.why.To, decidingWord),
		NamedTouchpoints: convertAll(e.why.Names, namedTouchpoint), Doubts: e.why.Doubts,
	}
}

func quoteIn(e explained) *throughlinev1.Quote {
	in, q := e.in.Interaction, e.today.Quote
	return &throughlinev1.Quote{
		Text: q.Text, Mention: e.name, ExternalId: in.ExternalID, SourceSystem: in.SourceSystem,
		Source: in.Source, Channel: in.Channel, LocationId: in.LocationID,
		OccurredAt: timestamp(in.OccurredAt), Turn: int32(q.Turn), StartOffset: int32(q.Start), EndOffset: int32(q.End),
		Interaction: name(e.tenant, "interactions", e.in.ID.String()),
	}
}

func likeliestKind(d journey.Distribution) *throughlinev1.TouchpointKindProbability {
	key, p := d.Top()
	return kindProbability(journey.Probability{Key: key, P: p})
}

func decidingWord(w understand.DecidingWord) *throughlinev1.DecidingWord {
	return &throughlinev1.DecidingWord{
		Turn: int32(w.Turn), StartOffset: int32(w.Start), EndOffset: int32(w.End), Text: w.Text, Effect: w.Effect,
	}
}

func namedTouchpoint(n understand.NamedTouchpoint) *throughlinev1.NamedTouchpoint {
	return &throughlinev1.NamedTouchpoint{
		Turn: int32(n.Turn), StartOffset: int32(n.Start), EndOffset: int32(n.End), Text: n.Text,
		Kind: kindOf(n.Kind), Touchpoints: n.Touchpoints,
	}
}
