package evaluate

import (
	"slices"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// Diff is what changes when a new reading of a tenant's history takes effect.
type Diff struct {
	Mentions MentionCounts   `json:"mentions"`
	Examples []MentionChange `json:"mention_changes"` // the first of each kind, in order of grouping
	Clusters []ClusterChange `json:"clusters"`        // those that change, in order of birth, new ones last
	Same     int             `json:"clusters_same"`   // clusters that do not
	Alerts   []AlertChange   `json:"alerts"`          // those that change their state
}

// MentionCounts counts mentions that are sure enough to count as a break.
type MentionCounts struct {
	Before  int `json:"before"`
	After   int `json:"after"`
	Gained  int `json:"gained"`
	Lost    int `json:"lost"`
	Changed int `json:"changed"` // the same words, with another seam or failure mode
	Same    int `json:"same"`
}

// ChangeKind says how something differs between two readings.
type ChangeKind string

// The closed set of kinds.
const (
	Gained  ChangeKind = "gained"
	Lost    ChangeKind = "lost"
	Changed ChangeKind = "changed"
)

// MentionChange is one place in an interaction that is read in another way. Two mentions are of
// the same place when their quotes overlap.
type MentionChange struct {
	Kind         ChangeKind `json:"kind"`
	SourceSystem string     `json:"source_system"`
	ExternalID   string     `json:"external_id"`
	Quote        string     `json:"quote"`            // of the new mention; of the live one when it is lost
	Before       *Said      `json:"before,omitempty"` // nil when it is gained
	After        *Said      `json:"after,omitempty"`  // nil when it is lost
}

// Said is what a mention says, each at its best.
type Said struct {
	Seam       journey.Seam        `json:"seam"`
	Mode       journey.FailureMode `json:"failure_mode"`
	Confidence float64             `json:"confidence"`
}

// ClusterChange is one cluster before and after.
type ClusterChange struct {
	Kind      ChangeKind    `json:"kind"` // gained: it is new; lost: it is left without members
	ClusterID uuid.UUID     `json:"cluster_id"`
	Into      uuid.UUID     `json:"into"`   // where most interactions of a lost one are now; the nil id when in no cluster
	From      uuid.UUID     `json:"from"`   // where most interactions of a gained one were before; the nil id when in no cluster
	Joined    int           `json:"joined"` // interactions that it has not had before
	Left      int           `json:"left"`   // interactions that it has no longer
	Before    *ClusterCount `json:"before,omitempty"`
	After     *ClusterCount `json:"after,omitempty"`
}

// ClusterCount is what a cluster comes to: the whole of it, and its customers in the window.
type ClusterCount struct {
	Seam         journey.Seam        `json:"seam"`
	Mode         journey.FailureMode `json:"failure_mode"`
	Consistency  float64             `json:"consistency"`
	Mentions     int                 `json:"mentions"`
	Interactions int                 `json:"interactions"`
	Customers    int                 `json:"customers"` // distinct, in the policy's window
}

// AlertChange is one alert whose state changes.
type AlertChange struct {
	AlertID    uuid.UUID   `json:"alert_id"`
	ClusterID  uuid.UUID   `json:"cluster_id"`
	Before     alert.State `json:"before"`
	After      alert.State `json:"after"`
	Reason     string      `json:"reason"`
	Deliveries int         `json:"deliveries"` // messages that it sends
}

// Starts reports whether the alert comes to fire, or to fire again.
func (a AlertChange) Starts() bool { return a.After == alert.Firing || a.After == alert.Regressed }

// Stops reports whether the alert ceases to fire.
func (a AlertChange) Stops() bool { return a.Before == alert.Firing }

// examplesOfKind is how many mention changes of a kind a Diff shows; all are counted.
const examplesOfKind = 50

func compare(live, next *State, before Delta, r Rereading) Diff {
	d := Diff{Examples: []MentionChange{}, Clusters: []ClusterChange{}, Alerts: []AlertChange{}}
	d.mentions(live.Groups(), next.Groups())
	d.clusters(live, next, readingsByID(before.Readings), readingsByID(r.Delta.Readings), r.Retired)
	d.Alerts = alertChanges(live, r.Delta.Notices)
	return d
}

// mentions compares what counts as a break before and after.
func (d *Diff) mentions(live, next *group.State) {
	before, after := live.Parts().Members, next.Parts().Members
	old := map[uuid.UUID][]*group.Member{} // by interaction; nil once matched
	for i := range before {
		if m := &before[i].Member; live.Counts(m) {
			d.Mentions.Before++
			old[m.InteractionID] = append(old[m.InteractionID], m)
		}
	}
	for i := range after {
		m := &after[i].Member
		if !next.Counts(m) {
			continue
		}
		d.Mentions.After++
		d.mention(takeSamePlace(old[m.InteractionID], m), m)
	}
	for i := range before {
		m := &before[i].Member
		if slices.Contains(old[m.InteractionID], m) {
			d.mention(m, nil)
		}
	}
}

// takeSamePlace takes the mention out of the list whose quote overlaps most with that of m; nil
// when none does.
func takeSamePlace(list []*group.Member, m *group.Member) *group.Member {
	best, most := -1, 0
	for i, o := range list {
		if o == nil || o.Quote.Turn != m.Quote.Turn {
			continue
		}
		if n := min(o.Quote.End, m.Quote.End) - max(o.Quote.Start, m.Quote.Start); n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		return nil
	}
	found := list[best]
	list[best] = nil
	return found
}

// mention counts one place, given what each reading says of it.
func (d *Diff) mention(before, after *group.Member) {
	c := MentionChange{Before: said(before), After: said(after)}
	of, count := after, &d.Mentions.Changed
	switch {
	case before == nil:
		c.Kind, count = Gained, &d.Mentions.Gained
	case after == nil:
		c.Kind, of, count = Lost, before, &d.Mentions.Lost
	case c.Before.Seam == c.After.Seam && c.Before.Mode == c.After.Mode:
		d.Mentions.Same++
		return
	default:
		c.Kind = Changed
	}
	if *count++; *count <= examplesOfKind {
		c.SourceSystem, c.ExternalID, c.Quote = of.SourceSystem, of.ExternalID, of.Quote.Text
		d.Examples = append(d.Examples, c)
	}
}

func said(m *group.Member) *Said {
	if m == nil {
		return nil
	}
	from, _ := m.From.Top()
	to, _ := m.To.Top()
	mode, _ := m.Mode.Top()
	return &Said{Seam: journey.Seam{From: from, To: to}, Mode: journey.FailureMode(mode), Confidence: m.Confidence}
}

// clusters compares the clusters before and after.
func (d *Diff) clusters(live, next *State, before, after map[uuid.UUID]measure.Reading, retired []Retired) {
	into := map[uuid.UUID]uuid.UUID{}
	for _, r := range retired {
		into[r.ClusterID] = r.Into
	}
	for _, c := range live.Groups().Clusters() {
		change := ClusterChange{Kind: Changed, ClusterID: c.ID, Before: counted(c, before[c.ID])}
		now, goesOn := next.Groups().Cluster(c.ID)
		if !goesOn {
			change.Kind, change.Into, change.Left = Lost, into[c.ID], change.Before.Interactions
			d.Clusters = append(d.Clusters, change)
			continue
		}
		change.After = counted(now, after[c.ID])
		change.Joined, change.Left = moved(c, now)
		if *change.Before == *change.After && change.Joined+change.Left == 0 {
			d.Same++
			continue
		}
		d.Clusters = append(d.Clusters, change)
	}
	for _, c := range next.Groups().Clusters() {
		if _, known := live.Groups().Cluster(c.ID); !known {
			n := counted(c, after[c.ID])
			d.Clusters = append(d.Clusters, ClusterChange{Kind: Gained, ClusterID: c.ID, From: cameFrom(live, c), Joined: n.Interactions, After: n})
		}
	}
}

// cameFrom returns the cluster that most interactions of a new one were in before, the older at a
// tie; uuid.Nil when most were in none.
func cameFrom(live *State, c *group.Cluster) uuid.UUID {
	inside := map[uuid.UUID]bool{}
	for _, id := range interactionsOf(c) {
		inside[id] = true
	}
	var from uuid.UUID
	most, held := 0, 0
	for _, was := range live.Groups().Clusters() {
		n := 0
		for _, id := range interactionsOf(was) {
			if inside[id] {
				n++
			}
		}
		held += n
		if n > most {
			from, most = was.ID, n
		}
	}
	if len(inside)-held > most {
		return uuid.Nil
	}
	return from
}

func counted(c *group.Cluster, r measure.Reading) *ClusterCount {
	return &ClusterCount{
		Seam: r.Seam, Mode: r.Mode, Consistency: r.Consistency,
		Mentions: len(c.Members), Interactions: len(interactionsOf(c)), Customers: len(r.Customers),
	}
}

// moved counts the interactions that joined a cluster and those that left it.
func moved(before, after *group.Cluster) (joined, left int) {
	had := map[uuid.UUID]bool{}
	for _, id := range interactionsOf(before) {
		had[id] = true
	}
	left = len(had)
	for _, id := range interactionsOf(after) {
		if had[id] {
			left--
		} else {
			joined++
		}
	}
	return joined, left
}

// interactionsOf returns the distinct interactions of a cluster's members.
func interactionsOf(c *group.Cluster) []uuid.UUID {
	var out []uuid.UUID
	seen := make(map[uuid.UUID]bool, len(c.Members))
	for i := range c.Members {
		if id := c.Members[i].InteractionID; !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}
