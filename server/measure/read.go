package measure

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

// Options say how far a reading looks around a complaint and ahead of the window.
type Options struct {
	RecordDays  int // commercial records within so many days of the account's complaint count
	RenewalDays int // renewals due within so many days after the window are listed
	Only        Filter
}

// Read measures a cluster over a window. An interaction that the facts do not hold is not
// counted.
func Read(c *group.Cluster, facts *Facts, m *journey.Map, w Window, o Options, now time.Time) Reading {
	return read(c, complaintsIn(c, facts, w, o.Only), facts, m, w, o, now)
}

// Read is Read of the cluster whose complaints were gathered.
func (g *Gathered) Read(m *journey.Map, w Window, o Options, now time.Time) Reading {
	return read(g.cluster, g.in(w, o.Only), g.facts, m, w, o, now)
}

func read(c *group.Cluster, in []complaint, facts *Facts, m *journey.Map, w Window, o Options, now time.Time) Reading {
	seam, consistency := c.Seam()
	mode, modeShare := c.Mode()
	r := Reading{
		ClusterID: c.ID, At: now, Window: w,
		Seam: seam, Mode: mode, Bounced: c.Bounced(), Consistency: consistency, Confidence: c.Confidence(),
	}
	t := tell(in)
	complaints := t.counted
	r.Copies, r.Similar = t.copies, t.similar
	r.count(complaints, facts)
	r.Exposure, r.UnvaluedAccounts = exposure(complaints, r.Accounts, seam, facts, o.RecordDays)
	r.explainExposure(m, o.RecordDays)
	r.UnlinkedRecords = unlinked(facts, seam, w)
	speakers := r.speakers(c, facts, o.Only)
	distinct := distinctWordings(speakers, t.alike)
	r.Quotes = quotes(distinct)
	r.Counter = r.counterExample(speakers, consistency, modeShare)
	r.Title = title(c, facts, m)
	r.RenewalsDue = renewals(r.Accounts, facts, w, o.RenewalDays)
	r.Borne = corroborated(complaints, seam, facts)
	r.Hints = hints(distinct)
	r.Signal = []Aspect{
		r.aspect(AspectSeam, m.TouchpointName(seam.From)+" → "+m.TouchpointName(seam.To), consistency),
		r.aspect(AspectMode, string(mode), modeShare),
		r.causeAspect(len(distinct)),
	}
	r.Summary = summary(r.Signal)
	r.Coverage = append(r.sideGaps(facts, m), r.gaps(facts)...)
	r.Adjusted = r.adjust(facts)
	return r
}

// complaintsIn returns the distinct interactions of the cluster's members that happened in
// the window and count, by time.
func complaintsIn(c *group.Cluster, facts *Facts, w Window, only Filter) []complaint {
	return complaintsOf(c, facts, func(m *group.Member) bool { return w.Contains(facts.Local(m.OccurredAt)) }, only)
}

// complaintsOf returns the distinct interactions of those members that are asked for, as far as
// they count, by time.
func complaintsOf(c *group.Cluster, facts *Facts, asked func(*group.Member) bool, only Filter) []complaint {
	out := make([]complaint, 0, len(c.Members))
	place := make(map[uuid.UUID]int, len(c.Members))
	for i := range c.Members {
		m := &c.Members[i]
		if !asked(m) {
			continue
		}
		at, seen := place[m.InteractionID]
		if !seen {
			in, ok := facts.Interaction(m.InteractionID)
			if !ok || !only.Counts(in, facts) {
				continue
			}
			at = len(out)
			place[m.InteractionID] = at
			out = append(out, complaint{Interaction: in})
		}
		if out[at].words == 0 {
			out[at].wording = facts.phrase(m.Quote.Text).wording
		} else {
			out[at].add(m.Quote.Text)
		}
	}
	slices.SortFunc(out, byTime)
	return out
}
