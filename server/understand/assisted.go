package understand

import (
	"cmp"
	"slices"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand/clean"
	"github.com/throughline-cx/throughline/server/understand/feature"
)

// Assistant names a language model that reads a text beside the local one.
type Assistant struct {
	Model  string // as the endpoint knows it; empty for none
	Prompt string // version of the words it is asked with
}

// Span is some of a turn's text.
type Span struct {
	Turn  int `json:"turn"`  // index into the interaction's turns
	Start int `json:"start"` // byte offset into that turn's text
	End   int `json:"end"`   // byte offset past the last byte; Start for no words
}

// StatedSide is what is stated of one side of a broken handoff.
type StatedSide struct {
	Kind  journey.Kind `json:"kind"`  // KindUnknown where the text does not say
	Words Span         `json:"words"` // the customer's words that name it; empty where none do
}

// Statement is what an assistant says of one broken handoff. Who makes one has checked that
// the kinds, the mode and located are of their closed sets, and that all spans lie in
// customer turns.
type Statement struct {
	Confidence float64             `json:"confidence"` // 0 to 1; from 0.5 on it says that a handoff broke
	From       StatedSide          `json:"from"`
	To         StatedSide          `json:"to"`
	Mode       journey.FailureMode `json:"mode"`
	Located    journey.Located     `json:"located"`
	Quote      Span                `json:"quote"` // at least two words; of more than 60 the first 60 count
}

// How often two careful readers agree (on 326 broken handoffs of real complaints): on either
// side, on both, on the failure mode. What a statement leaves over is the local reading's.
const (
	agreeFrom = 0.89
	agreeTo   = 0.86
	agreeBoth = 0.81
	agreeMode = 0.90
)

// A statement's own confidence counts for no more than readers' agreement bears out, and for
// no less than it denies.
const surest = 0.97

// disbelieved is the most that a mention has whose handoff did not break, says the assistant:
// below one half, so that it counts for nothing and may still be reviewed.
const disbelieved = 0.49

// Assisted joins what an assistant says of an interaction with local, what Read says of it,
// best first. The assistant decides whether a handoff broke; how sure that is depends on both.
// Its kinds lead to touchpoints as the local reading's do, its words that name a side before
// others. No statement at all says that nothing broke: the local mentions stay, disbelieved.
func (r *Reader) Assisted(in ingest.Interaction, local []Mention, by Assistant, said []Statement) []Mention {
	var out []Mention
	if len(said) == 0 {
		for _, m := range local {
			m.Confidence, m.Assistant = weigh(m.Confidence, 0), by
			out = append(out, m)
		}
		return ordered(out)
	}
	prior := leastConfidence
	if len(local) > 0 {
		prior = local[0].Confidence
	}
	s := r.model.scratch.Get().(*scan)
	defer r.model.scratch.Put(s)
	s.read(clean.Mask(in), r.resolver.words()) // what a mail quotes is no customer's complaint
	for _, st := range said {
		if i := sentenceOf(&s.text, st.Quote); i >= 0 {
			m := r.assisted(s, in, i, st)
			m.Confidence, m.Assistant = weigh(prior, st.Confidence), by
			out = append(out, m)
		}
	}
	return ordered(out)
}

// ordered sorts mentions by confidence and leaves out those not worth listing.
func ordered(mentions []Mention) []Mention {
	mentions = slices.DeleteFunc(mentions, func(m Mention) bool { return m.Confidence < leastConfidence })
	slices.SortStableFunc(mentions, func(a, b Mention) int { return cmp.Compare(b.Confidence, a.Confidence) })
	for i := range mentions {
		mentions[i].Ordinal = i
	}
	return mentions
}

// weigh multiplies the odds of the local reading with those of what is said, which decides on
// which side of one half the result lies.
func weigh(local, said float64) float64 {
	local = min(max(local, leastConfidence), 1-leastConfidence)
	held := min(max(said, 1-surest), surest)
	odds := local / (1 - local) * held / (1 - held)
	p := odds / (1 + odds)
	if said >= 0.5 {
		return max(p, 0.5)
	}
	return min(p, disbelieved)
}

// sentenceOf returns the sentence that shares most with a span, or -1.
func sentenceOf(t *feature.Text, q Span) int {
	found, most := -1, 0
	for i, s := range t.Sentences {
		if shared := min(s.End, q.End) - max(s.Start, q.Start); s.Turn == q.Turn && shared > most {
			found, most = i, shared
		}
	}
	return found
}

// assisted is the mention that a statement makes, but for its confidence. Its quote lies in
// sentence i.
func (r *Reader) assisted(s *scan, in ingest.Interaction, i int, st Statement) Mention {
	text := in.Turns[st.Quote.Turn].Text
	end := st.Quote.Start + wordsLength(text[st.Quote.Start:st.Quote.End], maxQuote)
	j := agreed(s.sides(i), kindPlace(st.From.Kind), kindPlace(st.To.Kind))
	m := Mention{
		Mode:           agreedMode(s.mode(i), st.Mode),
		Located:        locatedAs(st),
		SeamConfidence: j.most(),
		Quote:          Quote{Turn: st.Quote.Turn, Start: st.Quote.Start, End: end, Text: text[st.Quote.Start:end]},
		Vector:         s.vector(i),
		Model:          r.model.Version(),
	}
	m.FromKind, m.ToKind = j.kinds()
	m.From, m.To = r.resolver.resolveStated(s, in, i, j, st)
	m.Unmapped = r.resolver.unmapped(&s.text, i)
	return m
}

// locatedAs is how many sides the statement locates; no more than it names kinds.
func locatedAs(st Statement) journey.Located {
	order := []journey.Located{journey.LocatedNone, journey.LocatedOne, journey.LocatedBoth}
	named := 0
	for _, side := range []StatedSide{st.From, st.To} {
		if kindPlace(side.Kind) < len(journey.Kinds) {
			named++
		}
	}
	return order[min(named, max(0, slices.Index(order, st.Located)))]
}
