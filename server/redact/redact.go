// Package redact takes personal data out of texts before anything is stored, and remembers
// where everything stood. It is pure: the same key and texts give the same result.
//
// What it finds becomes a token such as [EMAIL:k7f3q2]. The second part is a pseudonym: a
// keyed hash of what was there, so the same person has the same pseudonym in all of a
// tenant's texts, and nobody without the key can tell who it is. Money, dates, times and the
// names of companies and places stay.
//
// It finds what is written in a form that rules can recognise. Names above all it cannot find
// without exception: a surname that stands alone, or a rare given name that nothing
// introduces, stays. docs/redaction.md publishes how much is found.
package redact

// The types of personal data.
const (
	Email   = "EMAIL"
	Phone   = "PHONE"
	Card    = "CARD"    // number of a payment card
	IBAN    = "IBAN"    // number of a bank account
	ID      = "ID"      // number of an account, claim, order, policy, case, parcel, person …
	Address = "ADDRESS" // street address, post box or post code
	Name    = "NAME"    // name of a person, without title
)

// Span is one piece of personal data. Offsets are in bytes; Start and End lie in the original,
// OutStart and OutEnd around its token in the redacted text.
type Span struct {
	Type             string
	Start, End       int
	OutStart, OutEnd int
	Pseudonym        string // as in the token, "k7f3q2"
}

// Redacted is a text without personal data.
type Redacted struct {
	Text  string
	Spans []Span // in order, disjoint
}

// Redactor redacts the texts of one tenant. It is safe for concurrent use.
type Redactor struct {
	key  []byte
	keep phrases
}

// New returns a Redactor whose pseudonyms depend on key. Give each tenant its own: pseudonyms
// of different keys cannot be compared.
func New(key []byte, options ...Option) *Redactor {
	r := &Redactor{key: append([]byte(nil), key...)}
	for _, o := range options {
		o(r)
	}
	return r
}

// Texts redacts the texts of one conversation, in their order. They are read together: a
// question for a name or a number tells what the text after it is, and a name or number that
// was recognised in one text is recognised wherever else it stands. Redacting what is redacted
// already changes nothing. The work is proportional to the texts' length.
//
// Texts that are not UTF-8 keep their broken bytes.
func (r *Redactor) Texts(texts []string) []Redacted {
	out := make([]Redacted, len(texts))
	docs := make([]document, len(texts))
	for i := range texts {
		out[i].Text = texts[i]
	}
	found := newFound()
	// What stands around a token may only now look like personal data, so one pass is not
	// enough; two nearly always are.
	for n := 0; n < mostPasses && r.pass(texts, docs, out, found); n++ {
	}
	return out
}

// mostPasses bounds the work on texts that are made to need many passes.
const mostPasses = 10

// pass looks once for what is still in the redacted texts, and reports whether it found any. A
// document that was scanned before is only scanned again when its text or the question that
// it answers has changed.
func (r *Redactor) pass(texts []string, docs []document, out []Redacted, found *found) bool {
	asked := question{}
	for i := range docs {
		if d := &docs[i]; !d.scanned || d.text != out[i].Text || d.asked != asked {
			*d = document{text: out[i].Text, asked: asked, scanned: true}
			d.scan(&r.keep)
			found.learn(d)
		}
		asked = docs[i].asks()
	}
	changed := false
	for i := range docs {
		docs[i].recall(found)
		if more := docs[i].sorted(); len(more) > 0 {
			out[i] = r.build(texts[i], merge(out[i], more))
			changed = true
		}
	}
	return changed
}

// merge adds spans of the redacted text to those it was made with. They are disjoint, because
// a scan never looks into a token.
func merge(out Redacted, more []Span) []Span {
	all := make([]Span, 0, len(out.Spans)+len(more))
	old := out.Spans
	for _, m := range more {
		for len(old) > 0 && old[0].OutStart < m.Start {
			all, old = append(all, old[0]), old[1:]
		}
		m.Start, m.End = out.ToOriginal(m.Start, m.End)
		all = append(all, m)
	}
	return append(all, old...)
}
