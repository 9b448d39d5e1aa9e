package measure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/mathext"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure/counts"
)

// ears are the sources and channels through which customers at a kind of touchpoint are heard on
// the spot. What customers meet on a screen or on paper they answer in writing. A kind that is not
// here has no ear of its own: its customers are heard elsewhere only.
var ears = map[journey.Kind]map[string]bool{
	journey.KindStore:    set(`store store_feedback store_note store_notes in_store instore branch counter kiosk pos till shop`),
	journey.KindPhone:    set(`call calls phone voice telephone ivr hotline`),
	journey.KindChat:     set(`chat chats webchat live_chat bot messenger whatsapp`),
	journey.KindWeb:      written,
	journey.KindApp:      written,
	journey.KindMessage:  written,
	journey.KindAdvisor:  set(`call calls phone voice telephone advisor agent broker meeting`),
	journey.KindSocial:   set(`social review reviews review_site forum twitter facebook instagram`),
	journey.KindDelivery: set(`delivery courier delivery_feedback`),
	journey.KindPartner:  set(`partner partner_feedback`),
}

var written = set(`ticket tickets email mail form web website web_form app in_app app_store survey surveys review reviews review_site feedback letter complaint complaints`)

// spoken are the kinds of which an ear is expected: a business that has such places can listen
// there.
var spoken = []journey.Kind{journey.KindStore, journey.KindPhone, journey.KindChat}

// Hears reports whether customers at a touchpoint are heard on the spot through a source or channel.
func Hears(t journey.Touchpoint, source, channel string) bool {
	return slices.ContainsFunc(t.Kinds, func(k journey.Kind) bool { return ears[k][source] || ears[k][channel] })
}

// listened is how a side of a seam is heard on the spot.
type listened struct {
	streams  []Stream // through which it is
	heard    int
	expected float64
	lost     []Stream // of them: silent or thin
}

func (f *Facts) listen(t journey.Touchpoint, last Day) (out listened) {
	for _, s := range f.Coverage(last) {
		if !Hears(t, s.Source, s.Channel) {
			continue
		}
		out.streams = append(out.streams, s)
		out.heard += s.Heard
		out.expected += s.Expected
		if s.Status == CoverageSilent || s.Status == CoverageThin {
			out.lost = append(out.lost, s)
		}
	}
	return out
}

// sideGaps says on which side of the seam customers are thinly heard: what is counted then
// understates, and the likely owner may be the wrong one, since who is heard tells the story.
func (r *Reading) sideGaps(facts *Facts, m *journey.Map) []Gap {
	var out []Gap
	for _, id := range slices.Compact([]string{r.Seam.From, r.Seam.To}) {
		t, known := m.Touchpoint(id)
		if !known {
			continue
		}
		if why := facts.deaf(t, r.Window.Last); why != "" {
			out = append(out, Gap{Code: GapSideThin, Note: fmt.Sprintf("%s is thinly heard (%s): the counts understate, and the likely owner may be the wrong one", m.TouchpointName(id), why)})
		}
	}
	return out
}

// deaf says why customers at a touchpoint are thinly heard; empty when they are not, or when too
// little is heard anywhere to tell.
func (f *Facts) deaf(t journey.Touchpoint, last Day) string {
	l := f.listen(t, last)
	switch {
	case len(l.lost) > 0 && float64(l.heard) < thinPart*l.expected:
		notes := make([]string, len(l.lost))
		for i, s := range l.lost {
			notes[i] = s.Note
		}
		return strings.Join(notes, "; ")
	case len(l.streams) == 0 && len(f.Coverage(last)) > 0 && slices.ContainsFunc(t.Kinds, func(k journey.Kind) bool { return slices.Contains(spoken, k) }):
		return "no source listens there"
	}
	return ""
}

// Adjusted is what a count might be, had every source been heard as usual. It stands beside the
// count, never in its place.
type Adjusted struct {
	Interactions int     `json:"interactions"` // the count
	Low          int     `json:"low"`          // 95 % interval, from the count on
	High         int     `json:"high"`
	Missing      float64 `json:"missing"` // interactions about anything that were to be expected and did not come
	Note         string  `json:"note"`    // in words, with figures
}

// adjust sets the count beside what the silent and thin sources would have brought: the interactions
// that are missing times the share of each source's interactions that tell of this, that share drawn
// to that of all sources. The interval is that of Poisson counts whose rate is known from each
// source's own complaints and one more (Gamma posterior). nil where nothing is missing, or what is missing has no rhythm.
func (r *Reading) adjust(facts *Facts) *Adjusted {
	var rates counts.Rates[string]
	bySource := map[string]int{}
	for _, s := range r.Sources {
		bySource[s.Key] = s.Interactions
	}
	for _, v := range facts.volumeIn(r.Window) {
		rates.Add(v.source, float64(bySource[v.source]), float64(max(v.interactions-bySource[v.source], 0)))
	}
	out := Adjusted{Interactions: len(r.Interactions)}
	mean, spread := 0.0, 0.0
	var who []string
	for _, s := range facts.Coverage(r.Window.Last) {
		lost := 0.0
		switch s.Status {
		case CoverageSilent:
			lost = s.missing(r.Window)
		case CoverageThin:
			lost = s.Expected - float64(s.Heard)
		case CoverageSteady, CoverageNew, CoverageRare:
		}
		if lost == 0 {
			continue
		}
		rate, known := rates.Of(s.Source)
		if !known { // not heard at all in the window
			rate = rates.All()
		}
		mean += rate * lost
		spread += rate * lost * rate * lost / float64(bySource[s.Source]+1)
		out.Missing += lost
		who = append(who, streamKey{source: s.Source, channel: s.Channel}.name())
	}
	if mean == 0 || out.Interactions == 0 {
		return nil
	}
	shape := mean * mean / spread
	out.Low = out.Interactions + leastWith(0.025, mean, shape)
	out.High = out.Interactions + leastWith(0.975, mean, shape)
	out.Note = fmt.Sprintf("%d counted; %d to %d, had %s brought the %.0f interactions that were to be expected",
		out.Interactions, out.Low, out.High, strings.Join(who, " and "), out.Missing)
	return &out
}

// leastWith is the least n with so much probability of n or fewer, of a Poisson count whose mean is
// known as from shape events.
func leastWith(p, mean, shape float64) int {
	share := mean / (mean + shape)
	n := 0
	for ; n < int(math.Ceil(20*mean))+100; n++ {
		if 1-mathext.RegIncBeta(float64(n+1), shape, share) >= p {
			break
		}
	}
	return n
}

// Ear is how customers at a touchpoint are heard on the spot.
type Ear struct {
	Touchpoint string
	Through    []string // "source" or "source/channel", sorted
	Heard      int      // interactions through them
	Note       string   // what limits it, in words; empty for nothing
}

// EarOf returns how customers at a touchpoint are heard on the spot over so many days that end with
// one.
func (f *Facts) EarOf(t journey.Touchpoint, last Day, days int) Ear {
	out := Ear{Touchpoint: t.ID}
	for d := last - Day(days) + 1; d <= last; d++ {
		for _, v := range f.volume[d] {
			if !Hears(t, v.Source, v.Channel) {
				continue
			}
			through := v.Source
			if v.Channel != "" && v.Channel != v.Source {
				through += "/" + v.Channel
			}
			if at, known := slices.BinarySearch(out.Through, through); !known {
				out.Through = slices.Insert(out.Through, at, through)
			}
			out.Heard += v.Interactions
		}
	}
	if out.Note = f.deaf(t, last); out.Note == "" && len(out.Through) == 0 {
		out.Note = "nothing is heard on the spot: what breaks here is told elsewhere only"
	}
	return out
}
