package group

import (
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/journey"
)

// Lineage says where a cluster comes from.
type Lineage struct {
	FoundedBy uuid.UUID // the mention that founded it
	BornAt    int64     // the Sequence of its Born event
}

// Cluster is the mentions about one break, across channels. Its seam is the pooled evidence
// of its members, so it may change as they come in; its ID never does.
type Cluster struct {
	ID      uuid.UUID
	Lineage Lineage
	Members []Member // in the order in which they joined; never empty

	// The sides are pooled in the orientation of the founding member: a member that says
	// "they sent me back" is turned round before it is added. The pairs are kept as said.
	from, to, mode Evidence
	pairs          pairEvidence
	surest         float64   // sum of what each member gives the pair it is surest of
	surestBothWays float64   // the same, a pair's two directions added up
	wording        []float64 // sum of the members' vectors; nil while none has one
	sound          moments   // of the cosine between each joining member and the sum before it
	named          []string  // touchpoints that members name, in order of first naming
	latest         time.Time // when the latest member happened
}

// found returns the cluster that a member founds.
func found(m Member, sequence int64) *Cluster {
	c := &Cluster{ID: ClusterID(m.ID), Lineage: Lineage{FoundedBy: m.ID, BornAt: sequence}}
	c.add(m, forward)
	return c
}

// add pools one more member.
func (c *Cluster) add(m Member, o orientation) {
	c.Members = append(c.Members, m)
	from, to := o.sides(m)
	c.from, c.to = c.from.add(from), c.to.add(to)
	c.mode = c.mode.add(m.Mode)
	c.pairs = c.pairs.add(m.From, m.To)
	own := pairEvidence(nil).add(m.From, m.To)
	c.surest += own.most(false)
	c.surestBothWays += own.most(true)
	if m.OccurredAt.After(c.latest) {
		c.latest = m.OccurredAt
	}
	if x, ok := cosine(c.wording, m.Vector); ok {
		c.sound.add(x)
	}
	if len(m.Vector) > len(c.wording) {
		c.wording = append(c.wording, make([]float64, len(m.Vector)-len(c.wording))...)
	}
	for i, v := range m.Vector {
		c.wording[i] += float64(v)
	}
}

// Latest returns when the latest member happened.
func (c *Cluster) Latest() time.Time { return c.latest }

// Mode returns the failure mode that most of the members' evidence names and its share of
// that evidence, 0 to 1; empty and 0 when no member says.
func (c *Cluster) Mode() (journey.FailureMode, float64) {
	key, share := c.mode.Top()
	return journey.FailureMode(key), share
}

// Bounced reports whether customers are sent back and forth between the two sides, so that
// the direction of the seam is how most tell it and no more than that.
func (c *Cluster) Bounced() bool {
	mode, _ := c.Mode()
	return mode == journey.ModeBounced
}

// Seam returns the pair of touchpoints that the members' evidence gives most mass, and the
// cluster's consistency, 0 to 1: how far its members agree on this seam.
//
// It joins two shares. One is the mean probability that the members' distributions give the
// seam, mass on unknown left out. The other is that probability as a share of what each member
// gives the pair it is surest of: how far they agree as far as they are sure of anything. The
// consistency is their geometric mean. Where readings are sure the two are one, the share of
// members that name the seam; where they are not, fifty weak votes for the same seam still
// count for more than fifty weak votes for many (see docs/adr). Where the cluster is bounced,
// both directions are added up.
func (c *Cluster) Seam() (seam journey.Seam, consistency float64) {
	bounced := c.Bounced()
	seam, share := c.pairs.best(bounced)
	surest := c.surest
	if bounced {
		surest = c.surestBothWays
	}
	if surest == 0 {
		return seam, 0
	}
	agreement := share * c.pairs.total() / surest
	return seam, min(math.Sqrt(share*agreement), 1)
}

// From returns the pooled evidence for the side where the journey was before it broke.
func (c *Cluster) From() Evidence { return slices.Clone(c.from) }

// To returns the pooled evidence for the side where it broke.
func (c *Cluster) To() Evidence { return slices.Clone(c.to) }

// Modes returns the pooled evidence for the failure mode.
func (c *Cluster) Modes() Evidence { return slices.Clone(c.mode) }
