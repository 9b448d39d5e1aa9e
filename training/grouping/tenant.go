package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand"
)

// tenant is a made-up tenant: labelled texts on made-up days, the sides as a reader with so much
// noise gives them.
type tenant struct {
	name    string
	members []group.Member
	label   map[string]string    // external id to the break it tells
	seam    map[string][2]string // of each break; nil for tenants without touchpoints
	all     []string             // the sides that there are
	days    int
}

const (
	days       = 100
	points     = 8
	background = 60 // breaks that nobody else tells
	silent     = 0.05
)

// seamed makes a tenant whose breaks each have a seam between touchpoints, two breaks one seam.
func seamed(stories, alone []story, domain string, noise float64, seed uint64) tenant {
	r := rand.New(rand.NewPCG(seed, 1))
	t := tenant{name: fmt.Sprintf("%s, noise %.0f %%, %d", domain, 100*noise, seed), label: map[string]string{}, seam: map[string][2]string{}, all: allPoints(), days: days}
	seams := t.seam
	var last [2]string
	for _, s := range shuffled(stories, r) {
		if s.domain != domain {
			continue
		}
		if _, known := seams[s.broken]; !known {
			if len(seams)%2 == 0 { // every second shares the seam of the one before
				last = [2]string{point(r), point(r)}
			}
			seams[s.broken] = last
		}
		for range 1 + r.IntN(3) {
			t.add(s, s.broken, noisy(seams[s.broken], noise, r), r)
		}
	}
	for i, s := range shuffled(alone, r)[:background] {
		label := fmt.Sprint("alone ", i)
		t.seam[label] = [2]string{point(r), point(r)}
		t.add(s, label, noisy(t.seam[label], noise, r), r)
	}
	return t
}

// kinded makes a tenant without a journey map: the sides are the labelled kinds.
func kinded(stories, alone []story, seed uint64) tenant {
	r := rand.New(rand.NewPCG(seed, 2))
	t := tenant{name: fmt.Sprint("kinds, ", seed), label: map[string]string{}, all: names(journey.Kinds), days: days}
	for _, s := range shuffled(stories, r) {
		if r.IntN(2) == 0 {
			t.add(s, s.broken, [2]string{s.from, s.to}, r)
		}
	}
	for i, s := range shuffled(alone, r)[:3*background] {
		t.add(s, fmt.Sprint("alone ", i), [2]string{s.from, s.to}, r)
	}
	return t
}

func (t *tenant) add(s story, label string, seam [2]string, r *rand.Rand) {
	id := fmt.Sprintf("m%05d", len(t.members))
	t.label[id] = label
	t.members = append(t.members, group.Member{
		ID: group.MentionID("training", id, 0), InteractionID: group.Derive("interaction", id),
		SourceSystem: "training", ExternalID: id,
		OccurredAt: time.Unix(0, 0).UTC().Add(time.Duration(r.IntN(days*24*60)) * time.Minute),
		Mention: understand.Mention{
			Confidence: 0.9, From: stated(seam[0], t.all), To: stated(seam[1], t.all), Mode: stated(s.mode, modes),
			Located: journey.LocatedBoth, Vector: s.raw,
		},
	})
}

func stated(key string, all []string) journey.Distribution {
	if key == "unknown" {
		key = journey.Unknown
	}
	return journey.Stated(key, 0.95, all)
}

// names returns what there is to name as keys of a distribution.
func names[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}

var modes = names(journey.FailureModes)

func allPoints() []string {
	out := make([]string, points)
	for i := range out {
		out[i] = fmt.Sprint("p", i)
	}
	return out
}

func point(r *rand.Rand) string { return fmt.Sprint("p", r.IntN(points)) }

func noisy(seam [2]string, noise float64, r *rand.Rand) [2]string {
	for i := range seam {
		if noise > 0 && r.Float64() < silent {
			seam[i] = ""
		} else if r.Float64() < noise {
			seam[i] = point(r)
		}
	}
	return seam
}

func shuffled(list []story, r *rand.Rand) []story {
	out := append([]story(nil), list...)
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// grouped groups a tenant day by day and returns its B-cubed precision and recall.
func (t tenant) grouped(settings group.Settings) (precision, recall float64) {
	return t.score(t.state(settings))
}

// state groups a tenant day by day.
func (t tenant) state(settings group.Settings) *group.State {
	s := group.NewStateWith(settings)
	byDay := make([][]group.Member, t.days)
	for _, m := range t.members {
		d := int(m.OccurredAt.Unix() / (24 * 60 * 60))
		byDay[d] = append(byDay[d], m)
	}
	for _, batch := range byDay {
		s.Step(batch)
		s.Consolidate()
	}
	return s
}

// score returns B-cubed precision and recall; a mention in no cluster is one of its own.
func (t tenant) score(s *group.State) (precision, recall float64) {
	gold, got, both := map[string]float64{}, map[string]float64{}, map[[2]string]float64{}
	in := func(m group.Member) (string, string) {
		if id, ok := s.ClusterOf(m.ID); ok {
			return t.label[m.ExternalID], id.String()
		}
		return t.label[m.ExternalID], m.ExternalID
	}
	for _, m := range t.members {
		g, c := in(m)
		gold[g]++
		got[c]++
		both[[2]string{g, c}]++
	}
	n := float64(len(t.members))
	for _, m := range t.members {
		g, c := in(m)
		precision += both[[2]string{g, c}] / got[c] / n
		recall += both[[2]string{g, c}] / gold[g] / n
	}
	return precision, recall
}
