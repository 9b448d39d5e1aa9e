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
	seam, consistency := c.Seam()
	mode, modeShare := c.Mode()
	r := Reading{
		ClusterID: c.ID, At: now, Window: w,
		Seam: seam, Mode: mode, Bounced: c.Bounced(), Consistency: consistency, Confidence: c.Confidence(),
	}
	t := tell(complaintsIn(c, facts, w, o.Only))
	complaints := t.counted
	r.Copies, r.Similar = t.copies, t.similar
	r.count(complaints, facts)
	r.Exposure, r.UnvaluedAccounts = exposure(complaints, r.Accounts, seam, facts, o.RecordDays)
	r.explainExposure(m, o.RecordDays)
	r.UnlinkedRecords = unlinked(facts, seam, w)
	speakers := r.speakers(c, facts, o.Only)
	r.Quotes = quotes(speakers, t.alike)
	r.Counter = r.counterExample(speakers, consistency, modeShare)
	r.Title = title(c, facts, m)
	r.RenewalsDue = renewals(r.Accounts, facts, w, o.RenewalDays)
	r.Borne = corroborated(complaints, seam, facts)
	r.Hints = hints(speakers, t.alike)
	r.Signal = []Aspect{
		r.aspect(AspectSeam, m.TouchpointName(seam.From)+" → "+m.TouchpointName(seam.To), consistency),
		r.aspect(AspectMode, string(mode), modeShare),
		r.causeAspect(len(distinctWordings(speakers, t.alike))),
	}
	r.Summary = summary(r.Signal)
	r.Coverage = append(r.sideGaps(facts, m), r.gaps(facts)...)
	r.Adjusted = r.adjust(facts)
	return r
}

// complaintsIn returns the distinct interactions of the cluster's members that happened in
// the window and count, by time.
func complaintsIn(c *group.Cluster, facts *Facts, w Window, only Filter) []complaint {
	var out []complaint
	place := map[uuid.UUID]int{}
	for i := range c.Members {
		m := &c.Members[i]
		if !w.Contains(facts.Local(m.OccurredAt)) {
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
		out[at].add(m.Quote.Text)
	}
	slices.SortFunc(out, byTime)
	return out
}
