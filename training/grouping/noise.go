package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

// held is how far the clusters of some tenants hold at one level of noise, as sums over what was
// counted.
type held struct {
	sides, sidesRight float64 // sides that mentions of breaks name, and those that are right
	breaks            float64 // with enough mentions
	seamRight         float64 // of these, whose biggest cluster has their seam
	consistency       float64 // of those clusters
	precision, recall float64 // B-cubed, summed over tenants
	tenants           float64
}

// enough is how many mentions a break needs so that its cluster is asked for its seam.
const enough = 5

// sweep groups tenants whose sides and failure modes are misread more and more, and returns a
// table of how far the clusters hold.
func sweep(stories, alone []story) string {
	var out strings.Builder
	out.WriteString("| sides and modes replaced | one mention's side right | breaks | cluster has the break's seam | consistency | B-cubed precision | recall | F1 |\n|---|---|---|---|---|---|---|---|\n")
	for percent := 0; percent <= 60; percent += 10 {
		var h held
		for i := range uint64(3) {
			for _, domain := range []string{"retail", "insurance"} {
				t := seamed(stories, alone, domain, float64(percent)/100, 200+i)
				t.misreadModes(float64(percent)/100, 200+i)
				h.add(t)
			}
		}
		p, r := h.precision/h.tenants, h.recall/h.tenants
		fmt.Fprintf(&out, "| %d %% | %.2f | %.0f | %.2f | %.2f | %.2f | %.2f | %.2f |\n", percent,
			h.sidesRight/h.sides, h.breaks, h.seamRight/h.breaks, h.consistency/h.breaks, p, r, 2*p*r/(p+r))
	}
	return out.String()
}

// misreadModes replaces so many of the failure modes by any.
func (t *tenant) misreadModes(noise float64, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 3))
	for i := range t.members {
		if r.Float64() < noise {
			t.members[i].Mode = stated(string(journey.FailureModes[r.IntN(len(journey.FailureModes))]), modes)
		}
	}
}

// add groups a tenant and looks how far its clusters hold.
func (h *held) add(t tenant) {
	s := t.state(group.Default)
	p, r := t.score(s)
	h.precision, h.recall, h.tenants = h.precision+p, h.recall+r, h.tenants+1
	size, inside := map[string]int{}, map[string]map[*group.Cluster]int{}
	for _, m := range t.members {
		label := t.label[m.ExternalID]
		size[label]++
		for i, side := range []journey.Distribution{m.From, m.To} {
			if key, _ := side.TopKnown(); key != "" {
				h.sides++
				if key == t.seam[label][i] {
					h.sidesRight++
				}
			}
		}
		if id, in := s.ClusterOf(m.ID); in {
			c, _ := s.Cluster(id)
			if inside[label] == nil {
				inside[label] = map[*group.Cluster]int{}
			}
			inside[label][c]++
		}
	}
	for label, n := range size {
		if n < enough {
			continue
		}
		h.breaks++
		if c := biggest(inside[label]); c != nil {
			seam, consistency := c.Seam()
			h.consistency += consistency
			if seam == (journey.Seam{From: t.seam[label][0], To: t.seam[label][1]}) {
				h.seamRight++
			}
		}
	}
}

// biggest returns the cluster with the most mentions of a break, the older one at a tie; nil for
// none.
func biggest(count map[*group.Cluster]int) *group.Cluster {
	var best *group.Cluster
	for c, n := range count {
		if best == nil || n > count[best] || n == count[best] && c.Lineage.BornAt < best.Lineage.BornAt {
			best = c
		}
	}
	return best
}
