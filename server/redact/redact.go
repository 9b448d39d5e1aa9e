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
// introduces, stays.
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
	key []byte
}

// New returns a Redactor whose pseudonyms depend on key. Give each tenant its own: pseudonyms
// of different keys cannot be compared.
func New(key []byte) *Redactor { return &Redactor{key: append([]byte(nil), key...)} }

// Texts redacts the texts of one conversation, in their order. They are read together: a
// question for a name or a number tells what the text after it is, and a name or number that
// was recognised in one text is recognised wherever else it stands. Redacting what is redacted
// already changes nothing. The work is proportional to the texts' length.
//
// Texts that are not UTF-8 keep their broken bytes.
func (r *Redactor) Texts(texts []string) []Redacted {
	docs := make([]document, len(texts))
	for i := range docs {
		docs[i].text = texts[i]
	}
	found := newFound()
	asked := question{}
	for i := range docs {
		docs[i].scan(asked, found)
		asked = docs[i].asks()
	}
	for i := range docs {
		docs[i].recall(found)
	}
	out := make([]Redacted, len(texts))
	for i := range docs {
		out[i] = r.settle(&docs[i])
	}
	return out
}

// settle builds the redacted text, and scans it again until nothing more is found in it: what
// stands around a token may only now look like personal data.
func (r *Redactor) settle(d *document) Redacted {
	out := r.build(d.text, d.sorted())
	for len(out.Spans) > 0 {
		again := document{text: out.Text}
		again.scan(question{}, newFound())
		more := again.sorted()
		if len(more) == 0 {
			break
		}
		out = r.build(d.text, merge(out, more))
	}
	return out
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
