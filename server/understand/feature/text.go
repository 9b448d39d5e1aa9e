// Package feature turns what a customer says into the features that the detector weighs:
// words and their order, the touchpoints they name, who said what to whom. The program that
// trains the weights reads texts through this same package, so training and serving cannot
// drift apart. It is pure: no I/O, no state.
package feature

import "github.com/throughline-cx/throughline/server/ingest"

// Text is an interaction's customer turns, tokenised, cut into sentences, with the
// touchpoints that they name. A Text may be filled again; it is not safe for concurrent use.
type Text struct {
	Sentences []Sentence
	Mentions  []TouchpointMention // in the order of the text
	Source    string              // the interaction's source: call, chat, review, …

	norm      []byte
	tokens    []token
	classes   []Class // of every token; classNone where it has none
	marks     []mark  // the tokens that have a class, repetitions left out
	sentence  []int   // of every token
	turnStart int     // the first token of the turn being read
	before    []int   // for each sentence, how many marks precede its first token
	company   company // what the customer's counterparts say
}

// Fill reads the customer turns of an interaction; what agents, bots and systems say tells
// only where it happens, since agents quote customers. extra may be nil; it names a tenant's own words.
func (t *Text) Fill(in ingest.Interaction, extra *Lexicon) {
	t.clear()
	t.company.reset()
	t.Source = in.Source
	for i, turn := range in.Turns {
		if turn.Speaker != ingest.SpeakerCustomer {
			t.company.hear(turn, extra)
			continue
		}
		t.turnStart = len(t.tokens)
		t.tokenize(turn.Text)
		if len(t.tokens) > t.turnStart {
			t.cut(i, turn.Text, t.turnStart)
		}
	}
	for i, s := range t.Sentences {
		for range s.last - s.first {
			t.sentence = append(t.sentence, i)
		}
	}
	t.classify(extra)
}

// clear forgets all text and keeps the memory.
func (t *Text) clear() {
	t.Sentences, t.Mentions = t.Sentences[:0], t.Mentions[:0]
	t.norm, t.tokens, t.classes = t.norm[:0], t.tokens[:0], t.classes[:0]
	t.marks, t.sentence, t.before, t.turnStart = t.marks[:0], t.sentence[:0], t.before[:0], 0
}
