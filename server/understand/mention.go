// Package understand finds the places in an interaction where the customer says that a
// handoff broke: from which touchpoint, to which, how, and in whose exact words. It is pure
// Go with committed weights; the same interaction and journey map give the same mentions.
package understand

import "github.com/throughline-cx/throughline/server/journey"

// Mention is one place where the customer says that a handoff broke.
//
// One mention's seam is weak evidence, so the sides and the failure mode are distributions;
// a cluster's seam comes from many mentions together.
type Mention struct {
	Ordinal        int                  // place in the interaction's list, best first, from 0
	Confidence     float64              // calibrated probability that a handoff broke, 0 to 1; from 0.5 on it counts
	From           journey.Distribution // over touchpoint ids of the journey map
	To             journey.Distribution // over touchpoint ids of the journey map
	FromKind       journey.Distribution // over kinds; Unknown ("") where the side is not said
	ToKind         journey.Distribution // over kinds
	Mode           journey.Distribution // over failure modes
	Located        journey.Located      // how many sides the text names
	SeamConfidence float64              // probability that both best sides are right, 0 to 1
	Quote          Quote                // the customer's exact words
	Vector         []float32            // wording vector of the text, the quote foremost, unit length; nil, like the sides and the mode, below a confidence of 0.3
	Model          string               // version of the model that found it
	Unmapped       []UnmappedName       // names near the quote that the journey map lacks
	Assistant      Assistant            // the language model that read the text as well; zero for none
}

// Quote is the customer's exact words: a byte span of one turn. It is never generated.
type Quote struct {
	Turn  int // index into the interaction's turns; always a customer turn
	Start int // byte offset into that turn's text
	End   int // byte offset past the last byte
	Text  string
}
