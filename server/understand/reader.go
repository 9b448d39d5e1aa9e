package understand

import (
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand/clean"
	"github.com/throughline-cx/throughline/server/understand/language"
)

// leastConfidence is the confidence below which a candidate is not worth listing.
const leastConfidence = 0.02

// LeastRead is the confidence from which a mention is read in full, and from which the server
// keeps it. Weaker ones are listed only to be ranked, with their quote; their sides and failure
// mode are unknown.
const LeastRead = 0.3

// Reader reads a tenant's interactions. It is safe for concurrent use and deterministic: the
// same interaction, journey map and model give the same mentions.
type Reader struct {
	model    *Model
	resolver *resolver
	points   map[string]bool // ids of the map's touchpoints
	ids      []string        // the same, in the map's order
}

// NewReader returns a reader that resolves the sides of breaks to the touchpoints of m, which
// must have passed Map.Validate. Without a map (nil), mentions carry kinds only.
func NewReader(model *Model, m *journey.Map) *Reader {
	r := &Reader{model: model, resolver: newResolver(m), points: map[string]bool{}}
	if m != nil {
		for _, p := range m.Touchpoints {
			r.points[p.ID] = true
			r.ids = append(r.ids, p.ID)
		}
	}
	return r
}

// Read returns the places where the customer says that a handoff broke, best first. Candidates
// are listed down to a confidence of 0.02; from 0.5 on one counts as a break. What agents,
// bots and systems say tells at most where it happens and is never quoted; quoted messages,
// signatures and markup in what the customer writes are not read. An interaction in a language that the model
// does not read has no mentions: language.Of and language.Supported tell.
func (r *Reader) Read(in ingest.Interaction) []Mention {
	if !language.Supported(language.Of(in)) {
		return nil
	}
	return r.read(clean.Mask(in))
}

// read reads what clean.Mask leaves of an interaction in a language that the model reads.
func (r *Reader) read(in ingest.Interaction) []Mention {
	s := r.model.scratch.Get().(*scan)
	defer r.model.scratch.Put(s)
	s.read(in, r.resolver.words())
	if s.confidence < leastConfidence {
		return nil
	}
	var out []Mention
	for _, c := range s.candidates(in) {
		out = append(out, r.mention(s, c, len(out)))
	}
	return out
}

// mention reads everything about the break that a candidate's sentence tells.
func (r *Reader) mention(s *scan, c candidate, ordinal int) Mention {
	m := Mention{Ordinal: ordinal, Confidence: c.confidence, Located: journey.LocatedNone, Quote: c.quote, Model: r.model.Version()}
	if c.confidence < LeastRead {
		unknown := journey.NewDistribution(nil)
		m.From, m.To, m.FromKind, m.ToKind, m.Mode = unknown, unknown, unknown, unknown, unknown
		return m
	}
	j := s.sides(c.sentence)
	m.SeamConfidence = j.confidence(s.model.head.Temperature)
	m.Mode = s.mode(c.sentence)
	m.Vector = s.vector(c.sentence)
	m.FromKind, m.ToKind = j.kinds()
	m.From, m.To = r.resolver.resolve(&s.text, c.sentence, j)
	m.Located = located(m.FromKind, m.ToKind)
	m.Unmapped = r.resolver.unmapped(&s.text, c.sentence)
	return m
}
