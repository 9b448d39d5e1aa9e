package group

import (
	"fmt"
	"math"

	"github.com/throughline-cx/throughline/server/journey"
)

// Fit says how well a member fits a cluster: log-odds (natural) of "the same break" against
// "another break", one summand for each kind of evidence. A summand is 0 where the member, or
// the cluster, says nothing about it.
type Fit struct {
	From    float64
	To      float64
	Mode    float64
	Wording float64
	turned  bool // the member tells the seam the other way round
}

// Total returns the log-odds of all evidence together.
func (f Fit) Total() float64 { return f.From + f.To + f.Mode + f.Wording }

// joins reports whether the member belongs to the cluster. A cluster is a seam, so the two
// sides together must speak for it and neither may object; mode and wording add to that.
func (f Fit) joins() bool {
	return f.From+f.To >= sidesFrom && min(f.From, f.To) > objection && f.Total() >= joinFrom
}

// better reports whether the member fits this cluster better than another: one that it joins
// before one that it does not, then the one with more evidence.
func (f Fit) better(other Fit) bool {
	if f.joins() != other.joins() {
		return f.joins()
	}
	return f.Total() > other.Total()
}

// What one piece of evidence is worth, in round figures. They come from pairs of labelled
// breaks of training/data (written.jsonl): two complaints about the same break name the same
// mode in 0.64 of the pairs and the same kind on one side in 0.53 to 0.70, those about
// different breaks in 0.16 and 0.16 to 0.25.
const (
	sideTrust  = 0.8     // probability that the side a mention names is the side it is about
	sideChance = 1.0 / 6 // probability that two breaks share a side by chance
	modeTrust  = 0.6     // the same two for the failure mode
	modeChance = 1.0 / 7

	// joinFrom is the log-odds from which a member joins: about three to one.
	joinFrom = 1.0
	// sidesFrom is the log-odds that the two sides must have by themselves, and objection is
	// where one of them says that it is another place: a member that is sure of it gives less
	// even to a cluster of one.
	sidesFrom = 0.3
	objection = -0.4

	// wordingWeight is the log-odds for each unit of dot product. Told stories of the written
	// training texts ask for 40 to 65, single quotes for about 30.
	wordingWeight = 40.0
	wordingPrior  = 2.0  // how many members that sound like the tenant's others a cluster starts from
	wordingMost   = 3.0  // most that wording says for a cluster
	wordingLeast  = -1.0 // and against it, which is less: people tell one break in many ways
)

type orientation bool

const (
	forward orientation = false
	turned  orientation = true
)

// sides returns a mention's two sides, in the order in which it tells them or turned round.
func (o orientation) sides(m *Member) (from, to journey.Distribution) {
	if o == turned {
		return m.To, m.From
	}
	return m.From, m.To
}

// fit weighs a mention against a cluster that it is not in.
func (s *State) fit(c *Cluster, p *place) Fit {
	f := c.orient(&p.member)
	f.Mode = logOdds(c.mode, p.member.Mode, modeTrust, modeChance)
	f.Wording = s.soundsLike(c, p)
	return f
}

// soundsLike returns the log-odds that the wording gives for belonging to a cluster rather than
// to the tenant at large: how much nearer it is to the mean of the cluster than to that of all.
// A few members do not know yet how their break sounds, so the mean starts from the tenant's.
func (s *State) soundsLike(c *Cluster, p *place) float64 {
	tenant := s.tenant.usual()
	if len(c.centre) == 0 || len(c.centre) != len(p.vector) || len(tenant) != len(p.vector) {
		return 0
	}
	usual, n := dot(tenant, p.vector), float64(c.wording.n)
	own := (n*dot(c.centre, p.vector) + wordingPrior*usual) / (n + wordingPrior)
	return min(max(wordingWeight*(own-usual), wordingLeast), wordingMost)
}

// orient weighs the two sides, the way round in which they fit better. Where customers are
// bounced, direction is how each tells it: turning round costs only what bouncing is doubted.
func (c *Cluster) orient(m *Member) Fit {
	f := c.fitSides(m, forward)
	if likely := c.bouncedEither(m); likely > 0 {
		back := c.fitSides(m, turned)
		back.From += math.Log(likely)
		if back.From+back.To > f.From+f.To {
			return back
		}
	}
	return f
}

func (c *Cluster) fitSides(m *Member, o orientation) Fit {
	from, to := o.sides(m)
	return Fit{
		From:   logOdds(c.from, from, sideTrust, sideChance),
		To:     logOdds(c.to, to, sideTrust, sideChance),
		turned: o == turned,
	}
}

// bouncedEither returns how likely it is that member or cluster tells of bouncing.
func (c *Cluster) bouncedEither(m *Member) float64 {
	share := 0.0
	if total := c.mode.Total(); total > 0 {
		share = c.mode.Of(string(journey.ModeBounced)) / total
	}
	return max(share, m.Mode.Of(string(journey.ModeBounced)))
}

// logOdds weighs one distribution against pooled evidence. With probability trust a mention
// names what it is about, else anything; what it does not say speaks for neither.
func logOdds(e Evidence, d journey.Distribution, trust, chance float64) float64 {
	if len(e) == 0 {
		return 0
	}
	unknown := d.Of(journey.Unknown)
	agree := trust*e.predict(d, chance) + (1-trust)*chance*(1-unknown)
	return math.Log((agree + unknown*chance) / chance)
}

// keptOut says what would have kept the mention out, for one that fits.
func (f Fit) keptOut() []string {
	out := []string{fmt.Sprintf("evidence below %+.1f in all, where it has %+.1f", joinFrom, f.Total())}
	if f.From+f.To > 0 {
		out = append(out, fmt.Sprintf("sides below %+.1f together, where they have %+.1f", sidesFrom, f.From+f.To))
	}
	for _, x := range []struct {
		name string
		gain float64
	}{{"the side before the break", f.From}, {"the side where it broke", f.To}, {"failure mode", f.Mode}, {"wording", f.Wording}} {
		if x.gain > 0 && f.Total()-x.gain < joinFrom {
			out = append(out, fmt.Sprintf("%s as of any other break, which is worth %+.1f", x.name, x.gain))
		}
	}
	return out
}
