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

// fit weighs a mention against a cluster that it is not in.
func (s *State) fit(c *Cluster, p *place) Fit {
	usual := s.tenant.usual()
	return s.weigh(usual, c, p, s.set.hear(usual, p.sound()), c.orient(&p.member, s.set))
}

// weigh adds what failure mode and wording say to what the sides do. The mention was heard against
// what is usual.
func (s *State) weigh(usual usual, c *Cluster, p *place, mention heard, f Fit) Fit {
	f.Mode = s.set.mode().odds(c.mode, p.member.Mode)
	f.Wording = s.set.wordingOdds(usual, c, mention)
	return f
}

// wordingOdds weighs how a mention sounds against how a cluster does; 0 when they cannot be compared.
func (t *Settings) wordingOdds(usual usual, c *Cluster, mention heard) float64 {
	a := c.sound()
	if !comparable(usual, a, mention.sound) {
		return 0
	}
	own, both := dots(a.centre, usual.centre, mention.centre)
	return min(max(t.alikeOdds(usual, t.heardAt(usual, a, own), mention, both), -t.WordingMost), t.WordingMost)
}

// bar is what the sides of a mention must come to, as odds that are no logarithms: below it they
// surely keep the mention out, and nobody need take one.
type bar struct{ objection, sides float64 }

// surely is by how much a product may be off by rounding, and far more.
const surely = 1 - 1e-9

// bar is for what is to come to least at the least in all, with failure mode and wording at their
// best.
func (t *Settings) bar(least float64) bar {
	mode := math.Log(t.ModeTrust/t.ModeChance + 1)
	return bar{math.Exp(t.Objection) * surely, math.Exp(max(t.Sides, least-mode-t.WordingMost)) * surely}
}

// mayFit is orient; false, and no more, where the sides keep a mention out.
func (c *Cluster) mayFit(m *Member, t *Settings, b bar) (Fit, bool) {
	side := t.side()
	from := side.chances(c.from, m.From)
	bounced := false
	if from < b.objection {
		if bounced = c.bouncedEither(m) > 0; !bounced {
			return Fit{}, false
		}
	}
	to := side.chances(c.to, m.To)
	if !bounced && (to < b.objection || from*to < b.sides) && c.bouncedEither(m) <= 0 {
		return Fit{}, false
	}
	f := c.turn(m, t, Fit{From: math.Log(from), To: math.Log(to)})
	return f, f.near(t)
}

// orient weighs the two sides, the way round in which they fit better.
func (c *Cluster) orient(m *Member, t *Settings) Fit {
	side := t.side()
	return c.turn(m, t, Fit{From: side.odds(c.from, m.From), To: side.odds(c.to, m.To)})
}

// turn turns a fit of the two sides round where that is better. Where customers are bounced,
// direction is how each tells it: turning round costs only what bouncing is doubted.
func (c *Cluster) turn(m *Member, t *Settings, f Fit) Fit {
	side := t.side()
	if likely := c.bouncedEither(m); likely > 0 {
		back := Fit{From: side.odds(c.from, m.To) + math.Log(likely), To: side.odds(c.to, m.From), turned: true}
		if back.From+back.To > f.From+f.To {
			return back
		}
	}
	return f
}

// bouncedEither returns how likely it is that member or cluster tells of bouncing.
func (c *Cluster) bouncedEither(m *Member) float64 {
	share := 0.0
	if total := c.mode.Total(); total > 0 {
		share = c.mode.Of(string(journey.ModeBounced)) / total
	}
	return max(share, m.Mode.Of(string(journey.ModeBounced)))
}

// weights are what one kind of evidence is worth.
type weights struct{ trust, chance, prior float64 }

func (t *Settings) side() weights { return weights{t.SideTrust, t.SideChance, t.SidePrior} }
func (t *Settings) mode() weights { return weights{t.ModeTrust, t.ModeChance, t.ModePrior} }

// odds weighs one distribution against pooled evidence, in log-odds.
func (w weights) odds(e Evidence, d journey.Distribution) float64 {
	return math.Log(w.chances(e, d))
}

// chances is odds before the logarithm. With probability trust a mention names what it is about, else
// anything; what it does not say speaks for neither.
func (w weights) chances(e Evidence, d journey.Distribution) float64 {
	if len(e) == 0 {
		return 1
	}
	unknown := d.Of(journey.Unknown)
	agree := w.trust*e.predict(d, w.chance, w.prior) + (1-w.trust)*w.chance*(1-unknown)
	return (agree + unknown*w.chance) / w.chance
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
