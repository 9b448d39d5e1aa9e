package group

import (
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

// What one piece of evidence is worth. The figures are deliberately round: they say how far a
// reading can be trusted and come from the benchmark's guideline and training labels, where
// readers agree on one side in 0.86 to 0.89 of the texts and on the mode in 0.90, and models
// do worse.
const (
	sideTrust   = 0.8     // probability that a side which a mention names is the side it is about
	sideChance  = 1.0 / 6 // probability that two different breaks share a side by chance
	modeTrust   = 0.75    // the same two for the failure mode
	modeChance  = 1.0 / 7
	wordingZero = 0.30 // cosine at which wording says nothing either way
	wordingUnit = 6.0  // log-odds per unit of cosine
	wordingMost = 2.0  // bound of what wording says, either way
)

type orientation bool

const (
	forward orientation = false
	turned  orientation = true
)

// sides returns the member's two sides in the cluster's orientation.
func (o orientation) sides(m Member) (from, to journey.Distribution) {
	if o == turned {
		return m.To, m.From
	}
	return m.From, m.To
}

// fit weighs a member against a cluster.
func (c *Cluster) fit(m Member) Fit {
	f := c.fitSides(m, forward)
	if likely := c.bouncedEither(m); likely > 0 {
		back := c.fitSides(m, turned)
		back.From += math.Log(likely) // turning round costs what bouncing is doubted
		if back.From+back.To > f.From+f.To {
			f = back
		}
	}
	f.Mode = logOdds(c.mode, m.Mode, modeTrust, modeChance)
	f.Wording = c.fitWording(m.Vector)
	return f
}

func (c *Cluster) fitSides(m Member, o orientation) Fit {
	from, to := o.sides(m)
	return Fit{
		From:   logOdds(c.from, from, sideTrust, sideChance),
		To:     logOdds(c.to, to, sideTrust, sideChance),
		turned: o == turned,
	}
}

// bouncedEither returns how likely it is that member or cluster tells of bouncing.
func (c *Cluster) bouncedEither(m Member) float64 {
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

// fitWording weighs the cosine between a vector and the sum of the members' vectors.
func (c *Cluster) fitWording(v []float32) float64 {
	cosine, ok := cosine(c.wording, v)
	if !ok {
		return 0
	}
	return min(max(wordingUnit*(cosine-wordingZero), -wordingMost), wordingMost)
}

func cosine(sum []float64, v []float32) (float64, bool) {
	if len(sum) != len(v) {
		return 0, false
	}
	var dot, a, b float64
	for i, x := range v {
		dot += sum[i] * float64(x)
		a += sum[i] * sum[i]
		b += float64(x) * float64(x)
	}
	if a == 0 || b == 0 {
		return 0, false
	}
	return dot / math.Sqrt(a*b), true
}
