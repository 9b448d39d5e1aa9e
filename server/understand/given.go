package understand

import (
	"fmt"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
)

// GivenMention is a mention as a file of mentions states it, one JSON object. It is also what
// analyze prints.
type GivenMention struct {
	Confidence     float64 `json:"confidence"` // 0 to 1
	FromKind       string  `json:"from_kind"`
	ToKind         string  `json:"to_kind"`
	FromTouchpoint string  `json:"from_touchpoint"` // id in the journey map; empty when unknown
	ToTouchpoint   string  `json:"to_touchpoint"`
	FailureMode    string  `json:"failure_mode"` // empty when unknown
	Located        string  `json:"located"`
	SeamConfidence float64 `json:"seam_confidence,omitempty"`
	Quote          string  `json:"quote"`
	Turn           int     `json:"turn"`
	Start          int     `json:"start"` // byte offsets into the turn's text
	End            int     `json:"end"`

	ClusterID   string       `json:"cluster_id,omitempty"` // these two are only printed, when asked for
	Explanation *Explanation `json:"explanation,omitempty"`
}

// GivenLine is one line of a file of mentions: those of one interaction, best first.
type GivenLine struct {
	ExternalID string         `json:"external_id"`
	Mentions   []GivenMention `json:"mentions"`

	// Printed where the customer's language is not read; ignored in what is given.
	Language    string `json:"language,omitempty"` // BCP 47
	Unsupported bool   `json:"unsupported_language,omitempty"`
}

// givenCertainty is the mass that a stated side or mode gets; the rest is left elsewhere.
const givenCertainty = 0.95

// givenModel is the Model of mentions that were given.
const givenModel = "given"

// Given returns the mentions that a file states for an interaction, each side and failure mode
// taken as certain but for a little mass left elsewhere, the wording vector taken from the
// quote. A quote that does not stand at its offsets in a customer's turn, an unknown
// touchpoint, kind or failure mode is an error that names the mention and the field.
func (r *Reader) Given(in ingest.Interaction, given []GivenMention) ([]Mention, error) {
	out := make([]Mention, 0, len(given))
	for i, g := range given {
		m, err := r.given(in, g)
		if err != nil {
			return nil, fmt.Errorf("interaction %q: mentions[%d].%w", in.ExternalID, i, err)
		}
		m.Ordinal = i
		out = append(out, m)
	}
	return out, nil
}

func (r *Reader) given(in ingest.Interaction, g GivenMention) (Mention, error) {
	if err := r.checkGiven(in, g); err != nil {
		return Mention{}, err
	}
	m := Mention{
		Confidence: g.Confidence,
		From:       journey.Stated(g.FromTouchpoint, givenCertainty, r.ids),
		To:         journey.Stated(g.ToTouchpoint, givenCertainty, r.ids),
		FromKind:   journey.Stated(kindOrUnknown(g.FromKind), givenCertainty, kindNames),
		ToKind:     journey.Stated(kindOrUnknown(g.ToKind), givenCertainty, kindNames),
		Mode:       journey.Stated(g.FailureMode, givenCertainty, modeNames),
		Located:    journey.Located(g.Located),
		Quote:      Quote{Turn: g.Turn, Start: g.Start, End: g.End, Text: g.Quote},
		Vector:     r.model.Vector(g.Quote),
		Model:      givenModel,
	}
	if m.Located == "" {
		m.Located = located(m.FromKind, m.ToKind)
	}
	m.SeamConfidence = m.From.Known() * m.To.Known()
	return m, nil
}

func kindOrUnknown(kind string) string {
	if kind == string(journey.KindUnknown) {
		return journey.Unknown
	}
	return kind
}

// kindNames and modeNames are what a stated kind or failure mode may be instead.
var (
	kindNames = names(journey.Kinds)
	modeNames = names(journey.FailureModes)
)

func names[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}

// checkGiven returns what is wrong with a given mention, naming the field.
func (r *Reader) checkGiven(in ingest.Interaction, g GivenMention) error {
	if g.Confidence < 0 || g.Confidence > 1 {
		return fmt.Errorf("confidence: %v must be between 0 and 1", g.Confidence)
	}
	for _, side := range []struct{ field, id string }{{"from_touchpoint", g.FromTouchpoint}, {"to_touchpoint", g.ToTouchpoint}} {
		if side.id != "" && !r.points[side.id] {
			return fmt.Errorf("%s: touchpoint %q is not in the journey map", side.field, side.id)
		}
	}
	for _, side := range []struct{ field, kind string }{{"from_kind", g.FromKind}, {"to_kind", g.ToKind}} {
		if k := kindOrUnknown(side.kind); k != "" && !journey.ValidKind(journey.Kind(k)) {
			return fmt.Errorf("%s: %q is no kind; the kinds are %v and unknown", side.field, side.kind, journey.Kinds)
		}
	}
	if g.FailureMode != "" && !journey.ValidFailureMode(journey.FailureMode(g.FailureMode)) {
		return fmt.Errorf("failure_mode: %q is no failure mode; they are %v", g.FailureMode, journey.FailureModes)
	}
	switch journey.Located(g.Located) {
	case "", journey.LocatedBoth, journey.LocatedOne, journey.LocatedNone:
	default:
		return fmt.Errorf("located: %q must be both, one or none", g.Located)
	}
	return checkQuote(in, g)
}

// checkQuote returns an error unless the quote stands at its offsets in a customer's turn.
func checkQuote(in ingest.Interaction, g GivenMention) error {
	if g.Turn < 0 || g.Turn >= len(in.Turns) {
		return fmt.Errorf("turn: %d is not one of the interaction's %d turns", g.Turn, len(in.Turns))
	}
	turn := in.Turns[g.Turn]
	if turn.Speaker != ingest.SpeakerCustomer {
		return fmt.Errorf("turn: turn %d is the %s's; a quote must be the customer's", g.Turn, turn.Speaker)
	}
	if g.Start < 0 || g.End > len(turn.Text) || g.Start >= g.End {
		return fmt.Errorf("start: bytes %d to %d are no span of a turn of %d bytes", g.Start, g.End, len(turn.Text))
	}
	if turn.Text[g.Start:g.End] != g.Quote {
		return fmt.Errorf("quote: bytes %d to %d of turn %d read %q", g.Start, g.End, g.Turn, turn.Text[g.Start:g.End])
	}
	return nil
}
