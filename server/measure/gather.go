package measure

import (
	"slices"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
)

// Gathered is what the members of a cluster complain of, looked up once, so that it can be counted
// over many windows, and of some complaints only, at the cost of a few array accesses each.
type Gathered struct {
	cluster *group.Cluster
	facts   *Facts
	seam    journey.Seam
	shares  numbersOfCluster

	list []Complaint // by time
	days []Day       // of each
	ids  []identity  // of each

	numbers  [things]map[string]int32 // of the names of each thing
	marks    [things]marks
	count    int32     // how often was counted
	accounts []account // by number
	records  bool      // whether one of them has records at stake
}

// numbersOfCluster are the numbers that do not depend on a window.
type numbersOfCluster struct{ consistency, confidence float64 }

// The things of which a complaint names one each, or none.
const (
	aCustomer = iota
	anAccount
	aLocation
	aSource
	things
)

// identity is what a complaint names, by number; -1 for nothing.
type identity [things]int32

// account is what an affected account adds to the numbers.
type account struct {
	ingest.Account
	records []ingest.CommercialRecord // at stake, of the seam
}

// Gather looks up what a cluster's members complain of. It is good until the cluster or the facts
// change.
func Gather(c *group.Cluster, facts *Facts) *Gathered {
	seam, consistency := c.Seam()
	g := &Gathered{cluster: c, facts: facts, seam: seam, shares: numbersOfCluster{consistency, c.Confidence()}}
	for i := range g.numbers {
		g.numbers[i] = map[string]int32{}
	}
	complaints := complaintsOf(c, facts, func(*group.Member) bool { return true }, Filter{})
	g.list, g.days, g.ids = make([]Complaint, 0, len(complaints)), make([]Day, 0, len(complaints)), make([]identity, 0, len(complaints))
	for _, x := range complaints {
		g.list = append(g.list, Complaint{complaint: x})
		g.days = append(g.days, DayOf(x.OccurredAt))
		g.ids = append(g.ids, g.identify(&x.Interaction))
	}
	if suspects(complaints) {
		list := make([]*Complaint, len(g.list))
		for i := range g.list {
			list[i] = &g.list[i]
		}
		Crowd(list)
	}
	return g
}

// identify numbers what an interaction names.
func (g *Gathered) identify(in *Interaction) (out identity) {
	for what, name := range [things]string{in.CustomerID, in.AccountID, in.LocationID, in.Source} {
		out[what] = -1
		if name == "" {
			continue
		}
		n, known := g.numbers[what][name]
		if !known {
			n = int32(len(g.numbers[what]))
			g.numbers[what][name] = n
			g.marks[what].grow()
			if what == anAccount {
				g.accounts = append(g.accounts, g.account(name))
			}
		}
		out[what] = n
	}
	return out
}

func (g *Gathered) account(id string) account {
	var out account
	out.Account, _ = g.facts.Account(id)
	for _, r := range g.facts.Records(id) {
		if _, atStake := statusExposure[r.Status]; atStake && touches(r, g.seam) {
			out.records = append(out.records, r)
			g.records = true
		}
	}
	return out
}

// in returns the complaints of a window that a filter lets through, by time.
func (g *Gathered) in(w Window, only Filter) []complaint {
	var out []complaint
	first, _ := slices.BinarySearch(g.days, w.First())
	for i := first; i < len(g.list) && g.days[i] <= w.Last; i++ {
		if only.Counts(g.list[i].Interaction, g.facts) {
			out = append(out, g.list[i].complaint)
		}
	}
	return out
}

// mostCompared is how many complaints of one customer or account are compared with each other.
const mostCompared = 12

// suspects reports whether one of the complaints may be a copy of another in some window. The first
// copy that tell finds there is one by what the two themselves name: where no two of a customer or
// an account, and no two public ones without either, are copies, there is none at all.
func suspects(list []complaint) bool {
	same := map[place][]int{}
	for i := range list {
		for _, p := range places(list[i].Interaction, 0) {
			if len(same[p]) == mostCompared {
				return true // perhaps
			}
			if slices.ContainsFunc(same[p], func(o int) bool { return list[o].copiedBy(list[i]) }) {
				return true
			}
			same[p] = append(same[p], i)
		}
	}
	return false
}
