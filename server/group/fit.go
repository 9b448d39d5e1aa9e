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

// joins reports whether the member belongs to the cluster. A cluster is a seam, so the two
// sides must speak for it by themselves; mode and wording may only add to that, or object.
func (f Fit) joins() bool { return f.From+f.To >= joinFrom && f.Total() >= joinFrom }

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
// different breaks in 0.16 and 0.16 to 0.25. Wording tells apart what shares a seam in about
// three of four pairs, which is one standard deviation.
const (
	sideTrust  = 0.8     // probability that the side a mention names is the side it is about
	sideChance = 1.0 / 6 // probability that two breaks share a side by chance
	modeTrust  = 0.6     // the same two for the failure mode
	modeChance = 1.0 / 7

	// joinFrom is the log-odds from which a member joins: about three to one. Between one and
	// one and a half nothing changes on the benchmark's scenarios; above, breaks that customers
	// tell in several modes fall apart, and below, breaks run together across seams.
	joinFrom = 1.0

	wordingGap   = 1.0  // standard deviations between how two breaks sound
	wordingMost  = 2.0  // bound of what wording says, either way
	wordingFrom  = 8    // members from which a cluster knows how it sounds
	wordingLeast = 0.05 // standard deviations are taken to be at least this
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
	f := c.orient(m)
	f.Mode = logOdds(c.mode, m.Mode, modeTrust, modeChance)
	f.Wording = c.fitWording(m.Vector)
	return f
}

// orient weighs the two sides, the way round in which they fit better. Where customers are
// bounced, direction is how each tells it: turning round costs only what bouncing is doubted.
func (c *Cluster) orient(m Member) Fit {
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

// fitWording weighs how a vector sounds against how members usually sound: the cosine with the
// sum of their vectors, in standard deviations from what it was when they joined. So it needs
// no scale of its own, whatever model made the vectors.
func (c *Cluster) fitWording(v []float32) float64 {
	x, ok := cosine(c.wording, v)
	if !ok || c.sound.n < wordingFrom {
		return 0
	}
	z := (x - c.sound.mean()) / max(c.sound.deviation(), wordingLeast)
	return min(max(wordingGap*(z+wordingGap/2), -wordingMost), wordingMost)
}

// moments gathers the mean and the spread of a series.
type moments struct{ n, sum, squares float64 }

func (m *moments) add(x float64) { m.n, m.sum, m.squares = m.n+1, m.sum+x, m.squares+x*x }

func (m moments) mean() float64 { return m.sum / m.n }

func (m moments) deviation() float64 {
	return math.Sqrt(max(m.squares/m.n-m.mean()*m.mean(), 0))
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
