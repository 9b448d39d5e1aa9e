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
func (f Fit) joins(t *Settings) bool {
	return f.near(t) && f.Total() >= t.Join
}

// near reports whether the two sides allow that the member belongs to the cluster.
func (f Fit) near(t *Settings) bool {
	return f.From+f.To >= t.Sides && min(f.From, f.To) > t.Objection
}

// better reports whether the member fits this cluster better than another: one that it joins
// before one that it does not, then the one with more evidence.
func (f Fit) better(other Fit, t *Settings) bool {
	if f.joins(t) != other.joins(t) {
		return f.joins(t)
	}
	return f.Total() > other.Total()
}

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
	return s.weigh(c, p, c.orient(&p.member, s.set))
}

// weigh adds what failure mode and wording say to what the sides do.
func (s *State) weigh(c *Cluster, p *place, f Fit) Fit {
	f.Mode = logOdds(c.mode, p.member.Mode, s.set.ModeTrust, s.set.ModeChance, s.set.ModePrior)
	f.Wording = s.soundOdds(c.sound(), sound{p.vector, 1, 1})
	f.Wording = min(max(f.Wording, -s.set.WordingMost), s.set.WordingMost)
	return f
}

// orient weighs the two sides, the way round in which they fit better. Where customers are
// bounced, direction is how each tells it: turning round costs only what bouncing is doubted.
func (c *Cluster) orient(m *Member, t *Settings) Fit {
	f := c.fitSides(m, forward, t)
	if likely := c.bouncedEither(m); likely > 0 {
		back := c.fitSides(m, turned, t)
		back.From += math.Log(likely)
		if back.From+back.To > f.From+f.To {
			return back
		}
	}
	return f
}

func (c *Cluster) fitSides(m *Member, o orientation, t *Settings) Fit {
	from, to := o.sides(m)
	return Fit{
		From:   logOdds(c.from, from, t.SideTrust, t.SideChance, t.SidePrior),
		To:     logOdds(c.to, to, t.SideTrust, t.SideChance, t.SidePrior),
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
func logOdds(e Evidence, d journey.Distribution, trust, chance, prior float64) float64 {
	if len(e) == 0 {
		return 0
	}
	unknown := d.Of(journey.Unknown)
	agree := trust*e.predict(d, chance, prior) + (1-trust)*chance*(1-unknown)
	return math.Log((agree + unknown*chance) / chance)
}

// keptOut says what would have kept the mention out, for one that fits.
func (f Fit) keptOut(t *Settings) []string {
	out := []string{fmt.Sprintf("evidence below %+.1f in all, where it has %+.1f", t.Join, f.Total())}
	if f.From+f.To > 0 {
		out = append(out, fmt.Sprintf("sides below %+.1f together, where they have %+.1f", t.Sides, f.From+f.To))
	}
	for _, x := range []struct {
		name string
		gain float64
	}{{"the side before the break", f.From}, {"the side where it broke", f.To}, {"failure mode", f.Mode}, {"wording", f.Wording}} {
		if x.gain > 0 && f.Total()-x.gain < t.Join {
			out = append(out, fmt.Sprintf("%s as of any other break, which is worth %+.1f", x.name, x.gain))
		}
	}
	return out
}
