package route

import (
	_ "embed"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/throughline-cx/throughline/server/journey"
)

//go:embed phrases.yaml
var phrasesYAML []byte

// phrase says what a kind of break is about, and what customers need.
type phrase struct {
	Mode journey.FailureMode `yaml:"mode"`
	From []journey.Kind      `yaml:"from"` // one of these on the from side; empty for any
	To   []journey.Kind      `yaml:"to"`
	What string              `yaml:"what"`
	Need string              `yaml:"need"`
}

// phrases are embedded; their test proves that they read and cover every mode.
var phrases = func() []phrase {
	var read []phrase
	if err := yaml.Unmarshal(phrasesYAML, &read); err != nil {
		panic("route: embedded phrases: " + err.Error())
	}
	return read
}()

// phraseFor returns the entry that names most of a break, with the touchpoints' names filled in.
func phraseFor(m *journey.Map, seam journey.Seam, mode journey.FailureMode) phrase {
	from, _ := m.Touchpoint(seam.From)
	to, _ := m.Touchpoint(seam.To)
	best, bestScore := phrase{}, -1
	for _, p := range phrases {
		if score := p.score(mode, from.Kinds, to.Kinds); score > bestScore {
			best, bestScore = p, score
		}
	}
	return best.named(m.TouchpointName(seam.From), m.TouchpointName(seam.To))
}

// score says how much of a break an entry names: -1 when it is about another one.
func (p phrase) score(mode journey.FailureMode, from, to []journey.Kind) int {
	if p.Mode != mode && p.Mode != "" {
		return -1
	}
	score := 0
	if p.Mode == mode {
		score = 1
	}
	for _, side := range []struct{ asked, have []journey.Kind }{{p.From, from}, {p.To, to}} {
		if len(side.asked) == 0 {
			continue
		}
		if !slices.ContainsFunc(side.asked, func(k journey.Kind) bool { return slices.Contains(side.have, k) }) {
			return -1
		}
		score++
	}
	return score
}

func (p phrase) named(from, to string) phrase {
	r := strings.NewReplacer("{from}", from, "{to}", to)
	p.What, p.Need = r.Replace(p.What), r.Replace(p.Need)
	return p
}
