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
	BornAt    int64     // the Sequence of the event that made it
}

// Cluster is the mentions about one break, across channels. Its seam is the pooled evidence
// of its members, so it may change as they come and go; its ID never does.
type Cluster struct {
	ID      uuid.UUID
	Lineage Lineage
	Title   string   // given by a person; "" when none was
	Members []Member // in order of when they happened; never empty

	set            *Settings // of the State that it is in
	seats          []seat    // of the Members
	from, to, mode Evidence
	wording        wording
	centre         []float32   // mean of the members' vectors
	keys           []bucketKey // where the index lists it
	norm           float64     // product of the centre with itself
	spare          []bucketKey // memory for others
	slot           int32       // where, when it lists it
	judged         judgement   // what the members say together, as of so many
	changes        int
}

// seat is a member's place, and its likeliest failure mode.
type seat struct {
	*place
	mode string
}

// add pools one more member.
func (c *Cluster) add(p *place, vector []int64) {
	at, _ := c.search(&p.member)
	c.Members = slices.Insert(c.Members, at, p.member)
	c.seats = slices.Insert(c.seats, at, seat{p, best(p.member.Mode)})
	c.pool(p, vector, 1)
}

// remove takes a member out again.
func (c *Cluster) remove(p *place, vector []int64) {
	at, _ := c.search(&p.member)
	c.Members = slices.Delete(c.Members, at, at+1)
	c.seats = slices.Delete(c.seats, at, at+1)
	c.pool(p, vector, -1)
}

func (c *Cluster) search(m *Member) (int, bool) {
	return slices.BinarySearchFunc(c.Members, m, func(have Member, m *Member) int { return compareMembers(&have, m) })
}

func (c *Cluster) pool(p *place, vector []int64, sign int64) {
	c.tell(p, vector, sign)
	c.recentre()
	c.judged = judgement{}
	c.changes++
}

// Changes returns how often a member came or went: while it stays the same the members do.
func (c *Cluster) Changes() int { return c.changes }

// tell adds what a member says to the pooled evidence, or takes it away with sign -1.
func (c *Cluster) tell(p *place, vector []int64, sign int64) {
	c.from = c.from.add(p.member.From, Mass(sign))
	c.to = c.to.add(p.member.To, Mass(sign))
	c.mode = c.mode.add(p.member.Mode, Mass(sign))
	c.wording.add(vector, sign)
}

func (c *Cluster) recentre() {
	c.centre = c.wording.meanInto(c.centre)
	c.norm = dot(c.centre, c.centre)
}

// sound returns how the members sound.
func (c *Cluster) sound() sound { return sound{c.centre, c.wording.n, c.norm} }

// Latest returns when the latest member happened.
func (c *Cluster) Latest() time.Time {
	if len(c.Members) == 0 {
		return time.Time{}
	}
	return c.Members[len(c.Members)-1].OccurredAt
}

// Until returns the cluster as far as it had happened by an instant, by what is known of it now: its
// members up to then, and what these say together. It has no members when none had happened, and it is
// for reading alone.
func (c *Cluster) Until(at time.Time) *Cluster {
	n, _ := slices.BinarySearchFunc(c.Members, at, func(m Member, at time.Time) int {
		if m.OccurredAt.After(at) {
			return 1
		}
		return -1
	})
	if n == len(c.Members) {
		return c
	}
	out := &Cluster{ID: c.ID, Lineage: c.Lineage, Title: c.Title, Members: c.Members[:n:n], set: c.set}
	for i := range out.Members {
		m := &out.Members[i]
		out.from, out.to, out.mode = out.from.add(m.From, 1), out.to.add(m.To, 1), out.mode.add(m.Mode, 1)
	}
	return out
}

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
