package track

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/throughline-cx/throughline/server/journey"
)

// The bounds of a play, so that it can be read at a glance.
const (
	MaxTitle = 120 // bytes
	MaxSteps = 6
	MaxStep  = 200 // bytes
)

// Play is what to try at a break: an entry of the playbook. {from} and {to} in its texts stand
// for the names of the touchpoints.
type Play struct {
	ID    string              `yaml:"id" json:"id"`     // permanent; a tenant's play with the id of a built-in one replaces it
	Mode  journey.FailureMode `yaml:"mode" json:"mode"` // empty for a break whose mode does not stand out
	From  []journey.Kind      `yaml:"from" json:"from"` // one of these on the from side; empty for any
	To    []journey.Kind      `yaml:"to" json:"to"`
	Title string              `yaml:"title" json:"title"`
	Steps []string            `yaml:"steps" json:"steps"`
	Off   bool                `yaml:"off" json:"off"` // a tenant's play that only takes the built-in one with its id away
}

//go:embed playbook.yaml
var playbookYAML []byte

// builtIn is the playbook that is shipped; its test proves that it reads and covers every mode.
var builtIn = func() []Play {
	var plays []Play
	if err := yaml.Unmarshal(playbookYAML, &plays); err != nil {
		panic("track: embedded playbook: " + err.Error())
	}
	return plays
}()

// Playbook is the plays of a tenant, those that it wrote before those that are shipped. The zero
// value holds those that are shipped.
type Playbook struct{ plays []Play }

// all returns the plays in the order in which they are tried.
func (p Playbook) all() []Play {
	if p.plays == nil {
		return builtIn
	}
	return p.plays
}

// NewPlaybook lays a tenant's plays over the shipped ones. It refuses plays that Validate
// finds fault with.
func NewPlaybook(own []Play) (Playbook, []journey.Violation) {
	if found := validatePlays(own); len(found) > 0 {
		return Playbook{}, found
	}
	p := Playbook{plays: []Play{}}
	for _, play := range own {
		if !play.Off {
			p.plays = append(p.plays, play)
		}
	}
	for _, play := range builtIn {
		if !slices.ContainsFunc(own, func(o Play) bool { return o.ID == play.ID }) {
			p.plays = append(p.plays, play)
		}
	}
	return p, nil
}

// Plays returns the plays in the order in which they are tried.
func (p Playbook) Plays() []Play { return slices.Clone(p.all()) }

// For returns the play that names most of a break between two kinds of touchpoint; among
// equals the first. False when the tenant has taken all that would fit away.
func (p Playbook) For(mode journey.FailureMode, from, to []journey.Kind) (Play, bool) {
	best, bestScore := Play{}, -1
	for _, play := range p.all() {
		if score := play.score(mode, from, to); score > bestScore {
			best, bestScore = play, score
		}
	}
	return best, bestScore >= 0
}

// score says how much of a break a play names: -1 when it is about another one.
func (p Play) score(mode journey.FailureMode, from, to []journey.Kind) int {
	score := max(p.sides(from, to), -1)
	if mode == journey.ModeBounced {
		score = max(score, p.sides(to, from))
	}
	switch {
	case score < 0 || p.Mode != mode && p.Mode != "":
		return -1
	case p.Mode == mode:
		return 4*score + 1
	default:
		return 4 * score
	}
}

// sides counts the sides that a play names and a break has; -1 when one differs.
func (p Play) sides(from, to []journey.Kind) int {
	named := 0
	for _, side := range []struct{ asked, have []journey.Kind }{{p.From, from}, {p.To, to}} {
		if len(side.asked) == 0 {
			continue
		}
		if !slices.ContainsFunc(side.asked, func(k journey.Kind) bool { return slices.Contains(side.have, k) }) {
			return -1
		}
		named++
	}
	return named
}

// named fills in the names of the touchpoints.
func (p Play) named(from, to string) Play {
	r := strings.NewReplacer("{from}", from, "{to}", to)
	p.Title = r.Replace(p.Title)
	steps := make([]string, len(p.Steps))
	for i, s := range p.Steps {
		steps[i] = r.Replace(s)
	}
	p.Steps = steps
	return p
}

// validatePlays returns everything that is wrong with a tenant's plays.
func validatePlays(plays []Play) []journey.Violation {
	var c checker
	seen := map[string]bool{}
	for i, p := range plays {
		at := fmt.Sprintf("plays[%d]", i)
		if p.ID == "" {
			c.bad(at+".id", journey.ReasonMissing, "is missing; take a built-in play's id to replace it, or a new one")
		}
		if seen[p.ID] && p.ID != "" {
			c.bad(at+".id", journey.ReasonRepeated, "%q is given twice", p.ID)
		}
		seen[p.ID] = true
		if !p.Off {
			c.play(at, p)
		}
	}
	return c.found
}

func (c *checker) play(at string, p Play) {
	if p.Mode != "" && !journey.ValidFailureMode(p.Mode) {
		c.bad(at+".mode", journey.ReasonUnknownValue, "%q is no failure mode; the modes are %v", p.Mode, journey.FailureModes)
	}
	c.kinds(at+".from", p.From)
	c.kinds(at+".to", p.To)
	c.line(at+".title", p.Title, MaxTitle)
	switch {
	case len(p.Steps) == 0:
		c.bad(at+".steps", journey.ReasonMissing, "at least one step is needed")
	case len(p.Steps) > MaxSteps:
		c.bad(at+".steps", journey.ReasonTooLong, "has %d steps; %d at most can be followed", len(p.Steps), MaxSteps)
	}
	for i, s := range p.Steps {
		c.line(fmt.Sprintf("%s.steps[%d]", at, i), s, MaxStep)
	}
}

func (c *checker) kinds(field string, kinds []journey.Kind) {
	for i, k := range kinds {
		if !journey.ValidKind(k) {
			c.bad(fmt.Sprintf("%s[%d]", field, i), journey.ReasonUnknownValue, "%q is no kind; the kinds are %v", k, journey.Kinds)
		}
	}
}

func (c *checker) line(field, text string, longest int) {
	switch {
	case strings.TrimSpace(text) == "":
		c.bad(field, journey.ReasonMissing, "is empty; say in one sentence what to do")
	case len(text) > longest:
		c.bad(field, journey.ReasonTooLong, "has %d bytes; %d at most", len(text), longest)
	case strings.ContainsAny(text, "\r\n"):
		c.bad(field, journey.ReasonMalformed, "must be one line")
	}
}
