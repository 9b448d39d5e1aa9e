package measure

import (
	"slices"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

// Counter is what a sure member of a cluster says that does not fit the others: who looks at
// mixed evidence should see both.
type Counter struct {
	Quote
	Aspect string              `json:"aspect"` // what it disagrees on: "seam" or "failure_mode"
	Seam   journey.Seam        `json:"seam"`   // as the member tells it
	Mode   journey.FailureMode `json:"failure_mode"`
}

// againstFrom is the mass on another seam or mode from which a member disagrees.
const againstFrom = 0.5

// counterExample returns the member that is surest of another seam or mode, nil when the others
// agree well on both or nobody is sure of another. Agreement below what makes a signal strong is
// mixed evidence. What is quoted already is no counter-example.
func (r *Reading) counterExample(speakers []*speaker, seamAgreement, modeAgreement float64) *Counter {
	var out *Counter
	best := 0.0
	consider := func(s *speaker, aspect string, against float64) {
		sure := s.member.Confidence * against * s.phrase.brief
		if against < againstFrom || sure <= best {
			return
		}
		best = sure
		out = &Counter{Quote: s.Quote, Aspect: aspect, Seam: seamOf(s.member), Mode: modeOf(s.member)}
	}
	for _, s := range distinctWordings(speakers, nil) {
		if slices.ContainsFunc(r.Quotes, func(q Quote) bool { return q.MentionID == s.MentionID }) {
			continue
		}
		if seamAgreement < strongAgreement {
			consider(s, AspectSeam, r.otherSeam(s.member))
		}
		if modeAgreement < strongAgreement {
			consider(s, AspectMode, r.otherMode(s.member))
		}
	}
	return out
}

// otherSeam returns the mass that a member gives its likeliest seam, 0 when that is the cluster's.
func (r *Reading) otherSeam(m *group.Member) float64 {
	seam := seamOf(m)
	back := journey.Seam{From: seam.To, To: seam.From}
	if seam == r.Seam || r.Bounced && back == r.Seam {
		return 0
	}
	return m.From.Of(seam.From) * m.To.Of(seam.To)
}

// otherMode returns the mass that a member gives its likeliest mode, 0 when that is the cluster's.
func (r *Reading) otherMode(m *group.Member) float64 {
	mode := modeOf(m)
	if mode == r.Mode {
		return 0
	}
	return m.Mode.Of(string(mode))
}

func seamOf(m *group.Member) journey.Seam {
	from, _ := m.From.TopKnown()
	to, _ := m.To.TopKnown()
	return journey.Seam{From: from, To: to}
}

func modeOf(m *group.Member) journey.FailureMode {
	mode, _ := m.Mode.TopKnown()
	return journey.FailureMode(mode)
}
