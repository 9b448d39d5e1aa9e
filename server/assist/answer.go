package assist

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand"
)

// Answer is what the language model is asked for.
type Answer struct {
	Mentions []Said `json:"mentions"`
}

// Said is one broken handoff that an answer tells of.
type Said struct {
	FromKind    journey.Kind        `json:"from_kind"`
	ToKind      journey.Kind        `json:"to_kind"`
	FailureMode journey.FailureMode `json:"failure_mode"`
	Located     journey.Located     `json:"located"`
	Quote       string              `json:"quote"`
	FromWords   string              `json:"from_words"`
	ToWords     string              `json:"to_words"`
	Confidence  float64             `json:"confidence"`
}

// Drop is why a mention of an answer is not used.
type Drop string

// The closed set of drops.
const (
	DropKind       Drop = "kind"         // a side's kind is none
	DropMode       Drop = "failure_mode" // the failure mode is none
	DropLocated    Drop = "located"      // located is none of its values
	DropConfidence Drop = "confidence"   // not from 0 to 1
	DropQuote      Drop = "quote"        // the quote does not stand in a customer turn
	DropShort      Drop = "quote_length" // the quote has fewer than two words
	DropWords      Drop = "side_words"   // the words of a side do not stand in a customer turn
	DropRepeated   Drop = "repeated"     // its quote overlaps that of one before
	DropTooMany    Drop = "too_many"     // it comes after the most that are used
)

// Drops lists every drop in a fixed order.
var Drops = []Drop{DropKind, DropMode, DropLocated, DropConfidence, DropQuote, DropShort, DropWords, DropRepeated, DropTooMany}

const (
	mostMentions = 5 // of one answer
	fewestWords  = 2 // of a quote
)

var errUnreadable = errors.New("the answer is not of the schema")

// parseAnswer reads the text of an answer strictly: one JSON object of the schema's properties.
func parseAnswer(content string) (Answer, error) {
	var a struct {
		Mentions *[]Said `json:"mentions"`
	}
	d := json.NewDecoder(strings.NewReader(content))
	d.DisallowUnknownFields()
	if err := d.Decode(&a); err != nil || a.Mentions == nil {
		return Answer{}, errUnreadable
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Answer{}, errUnreadable
	}
	return Answer{Mentions: *a.Mentions}, nil
}

// check turns an answer into statements about an interaction. What it does not find in the
// customer's words, or in a closed set, it drops and says why.
func check(in ingest.Interaction, a Answer) (said []understand.Statement, dropped []Drop) {
	for _, m := range a.Mentions {
		s, why := checkOne(in, m)
		switch {
		case why != "":
		case len(said) == mostMentions:
			why = DropTooMany
		case slices.ContainsFunc(said, func(o understand.Statement) bool { return overlap(o.Quote, s.Quote) }):
			why = DropRepeated
		}
		if why != "" {
			dropped = append(dropped, why)
			continue
		}
		said = append(said, s)
	}
	return said, dropped
}

func checkOne(in ingest.Interaction, m Said) (understand.Statement, Drop) {
	switch {
	case !slices.Contains(sideKinds, m.FromKind), !slices.Contains(sideKinds, m.ToKind):
		return understand.Statement{}, DropKind
	case !journey.ValidFailureMode(m.FailureMode):
		return understand.Statement{}, DropMode
	case !slices.Contains(locatedValues, m.Located):
		return understand.Statement{}, DropLocated
	case !(m.Confidence >= 0 && m.Confidence <= 1):
		return understand.Statement{}, DropConfidence
	case len(strings.Fields(m.Quote)) < fewestWords:
		return understand.Statement{}, DropShort
	}
	quote, ok := find(in, m.Quote, 0)
	if !ok {
		return understand.Statement{}, DropQuote
	}
	from, fromFound := find(in, m.FromWords, quote.Turn)
	to, toFound := find(in, m.ToWords, quote.Turn)
	if !fromFound || !toFound {
		return understand.Statement{}, DropWords
	}
	return understand.Statement{
		Confidence: m.Confidence, Mode: m.FailureMode, Located: m.Located, Quote: quote,
		From: understand.StatedSide{Kind: m.FromKind, Words: from}, To: understand.StatedSide{Kind: m.ToKind, Words: to},
	}, ""
}

// find returns where words stand in a customer turn, in turn first before all others. No words
// stand nowhere, and that is found.
func find(in ingest.Interaction, words string, first int) (understand.Span, bool) {
	if words == "" {
		return understand.Span{}, true
	}
	for n := range in.Turns {
		i := (first + n) % len(in.Turns)
		turn := in.Turns[i]
		if turn.Speaker != ingest.SpeakerCustomer {
			continue
		}
		if at := strings.Index(turn.Text, words); at >= 0 {
			return understand.Span{Turn: i, Start: at, End: at + len(words)}, true
		}
	}
	return understand.Span{}, false
}

func overlap(a, b understand.Span) bool {
	return a.Turn == b.Turn && max(a.Start, b.Start) < min(a.End, b.End)
}

// recheck reads statements that were kept, and returns an error unless they fit the
// interaction: its spans lie in customer turns, and all else is of the closed sets.
func recheck(in ingest.Interaction, kept []byte) ([]understand.Statement, error) {
	var said []understand.Statement
	if err := json.Unmarshal(kept, &said); err != nil {
		return nil, errUnreadable
	}
	for _, s := range said {
		again := Said{
			FromKind: s.From.Kind, ToKind: s.To.Kind, FailureMode: s.Mode, Located: s.Located, Confidence: s.Confidence,
		}
		var ok [3]bool
		again.Quote, ok[0] = words(in, s.Quote)
		again.FromWords, ok[1] = words(in, s.From.Words)
		again.ToWords, ok[2] = words(in, s.To.Words)
		if _, why := checkOne(in, again); ok != [3]bool{true, true, true} || why != "" {
			return nil, errUnreadable
		}
	}
	return said, nil
}

// words returns the words of a span, and whether there is such a span.
func words(in ingest.Interaction, s understand.Span) (string, bool) {
	if s == (understand.Span{}) {
		return "", true
	}
	if s.Turn < 0 || s.Turn >= len(in.Turns) || s.Start < 0 || s.Start >= s.End || s.End > len(in.Turns[s.Turn].Text) {
		return "", false
	}
	return in.Turns[s.Turn].Text[s.Start:s.End], in.Turns[s.Turn].Speaker == ingest.SpeakerCustomer
}
