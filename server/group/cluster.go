package group

import (
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
	// "they sent me back" is turned round before it is added.
	from, to, mode Evidence
	wording        wording
	named          []string  // touchpoints that members name, in order of first naming
	latest         time.Time // when the latest member happened
	judged         judgement // the seam, as of so many members
}

// found returns the cluster that a member founds.
func found(m Member, id uuid.UUID, sequence int64) *Cluster {
	c := &Cluster{ID: id, Lineage: Lineage{FoundedBy: m.ID, BornAt: sequence}}
	c.add(m, forward)
	return c
}

// add pools one more member.
func (c *Cluster) add(m Member, o orientation) {
	c.Members = append(c.Members, m)
	from, to := o.sides(m)
	c.from, c.to = c.from.add(from), c.to.add(to)
	c.mode = c.mode.add(m.Mode)
	if m.OccurredAt.After(c.latest) {
		c.latest = m.OccurredAt
	}
	c.wording = c.wording.add(m.Vector)
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

// From returns the pooled evidence for the side where the journey was before it broke.
func (c *Cluster) From() Evidence { return slices.Clone(c.from) }

// To returns the pooled evidence for the side where it broke.
func (c *Cluster) To() Evidence { return slices.Clone(c.to) }

// Modes returns the pooled evidence for the failure mode.
func (c *Cluster) Modes() Evidence { return slices.Clone(c.mode) }
