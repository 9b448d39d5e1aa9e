package measure

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

// maxTitle is how many characters a made title has at most.
const maxTitle = 70

// frame is how a title says a failure mode, with a thing and without.
type frame struct{ with, without string }

var frames = map[journey.FailureMode]frame{
	journey.ModeContextLost:        {"{} asked for again", "told all over again"},
	journey.ModeBounced:            {"back and forth over {}", "sent back and forth"},
	journey.ModeStateMismatch:      {"{} not found", "unknown there"},
	journey.ModeDeadEnd:            {"dead end for {}", "dead end"},
	journey.ModeConflictingAnswers: {"different answers on {}", "different answers"},
	journey.ModePromiseDropped:     {"promise on {} not kept", "promise not kept"},
	journey.ModeLostBetween:        {"{} lost on the way", "lost on the way"},
	"":                             {"trouble with {}", "trouble at the handoff"},
}

// title names a cluster in a line: the seam, how it breaks, and the thing that its members name
// more than those of other clusters do. A title that a person gave goes before it.
//
// All of it but the frame of the failure mode is the journey map's and the members' own words. It
// is at most 70 characters long.
func title(c *group.Cluster, facts *Facts, m *journey.Map) string {
	if c.Title != "" {
		return c.Title
	}
	seam, _ := c.Seam()
	mode, _ := c.Mode()
	f := frames[mode]
	how := []string{f.without}
	if t, ok := facts.words.thing(c.ID); ok {
		how = []string{strings.ReplaceAll(f.with, "{}", t), f.without}
	}
	for _, h := range how {
		for _, where := range seamNames(m, seam, c.Bounced()) {
			if out := where + ": " + h; where != "" && utf8.RuneCountInString(out) <= maxTitle {
				return out
			}
		}
	}
	first, size := utf8.DecodeRuneInString(how[0])
	return cut(string(unicode.ToUpper(first))+how[0][size:], maxTitle)
}

// seamNames returns how a seam can be written, the fullest first; nothing when it is unknown.
func seamNames(m *journey.Map, seam journey.Seam, bounced bool) []string {
	if seam == (journey.Seam{}) {
		return nil
	}
	arrow := " → "
	if bounced {
		arrow = " ⇄ "
	}
	from, to := m.TouchpointName(seam.From), m.TouchpointName(seam.To)
	if seam.From == seam.To {
		to = "another"
	}
	var out []string
	for _, pair := range [][2]string{{from, to}, {brief(from), to}, {from, brief(to)}, {brief(from), brief(to)}} {
		out = append(out, pair[0]+arrow+pair[1])
	}
	short := func(name string) string { return cut(brief(name), maxTitle/4) }
	return append(out, short(from)+arrow+brief(to), brief(from)+arrow+short(to), short(from)+arrow+short(to))
}

// brief returns the first of the names that are listed in a touchpoint's name.
func brief(name string) string {
	for _, list := range []string{",", " / ", " (", " or ", " and "} {
		name, _, _ = strings.Cut(name, list)
	}
	return name
}

// cut shortens a text to so many characters, at a word where it can.
func cut(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	short := string(runes[:most-1])
	if space := strings.LastIndexByte(short, ' '); space > 0 {
		short = short[:space]
	}
	return short + "…"
}

// thing returns what a cluster's members name most of their own; a name of two words where half of
// those who say the one say both.
func (v *vocabulary) thing(cluster uuid.UUID) (string, bool) {
	list := v.candidates(cluster)
	if len(list) == 0 {
		return "", false
	}
	best := list[0]
	for _, x := range list {
		first, second, two := strings.Cut(string(x.term), " ")
		if two && (second == string(best.term) || first == string(best.term)) && 2*x.quotes > best.quotes {
			return x.name(), true
		}
	}
	return best.name(), true
}

// prior is how many quotes the tenant's usual words weigh against a cluster's own.
const prior = 10.0

// distinction says how much more a cluster names a thing than the tenant's others do: the
// log-odds ratio with an informative Dirichlet prior, in standard errors (Monroe, Colaresi and
// Quinn, "Fightin' Words", 2008). A thing that is named as much elsewhere has 0.
func (v *vocabulary) distinction(own clusterTerms, t term) float64 {
	mine, all := float64(own.terms[t].quotes), float64(v.all[t].quotes)
	n, others := float64(own.quotes), float64(v.quotes-own.quotes)
	usual := prior * all / float64(v.quotes)
	here, there := mine+usual, all-mine+usual
	odds := math.Log(here/max(n+prior-here, 0.5)) - math.Log(there/max(others+prior-there, 0.5))
	return odds / math.Sqrt(1/here+1/there)
}

// singular takes the plural's ending off.
func singular(word string) string {
	if len(word) > 3 && !strings.HasSuffix(word, "ss") {
		return strings.TrimSuffix(word, "s")
	}
	return word
}
