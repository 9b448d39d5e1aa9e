package route

import (
	_ "embed"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/throughline-cx/throughline/server/journey"
)

//go:embed playbook.yaml
var playbookYAML []byte

// play is one entry of the playbook.
type play struct {
	Mode  journey.FailureMode `yaml:"mode"`
	From  []journey.Kind      `yaml:"from"` // one of these on the from side; empty for any
	To    []journey.Kind      `yaml:"to"`
	What  string              `yaml:"what"`
	Need  string              `yaml:"need"`
	Title string              `yaml:"title"`
	Steps []string            `yaml:"steps"`
}

// playbook is the embedded playbook; its test proves that it reads and covers every mode.
var playbook = func() []play {
	var plays []play
	if err := yaml.Unmarshal(playbookYAML, &plays); err != nil {
		panic("route: embedded playbook: " + err.Error())
	}
	return plays
}()

// playFor returns the entry that names most of a break, with the touchpoints' names filled in.
func playFor(m *journey.Map, seam journey.Seam, mode journey.FailureMode) play {
	from, _ := m.Touchpoint(seam.From)
	to, _ := m.Touchpoint(seam.To)
	best, bestScore := play{}, -1
	for _, p := range playbook {
		if score := p.score(mode, from.Kinds, to.Kinds); score > bestScore {
			best, bestScore = p, score
		}
	}
	return best.named(m.TouchpointName(seam.From), m.TouchpointName(seam.To))
}

// score says how much of a break an entry names: -1 when it is about another one.
func (p play) score(mode journey.FailureMode, from, to []journey.Kind) int {
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

func (p play) named(from, to string) play {
	r := strings.NewReplacer("{from}", from, "{to}", to)
	p.What, p.Need, p.Title = r.Replace(p.What), r.Replace(p.Need), r.Replace(p.Title)
	steps := make([]string, len(p.Steps))
	for i, s := range p.Steps {
		steps[i] = r.Replace(s)
	}
	p.Steps = steps
	return p
}
