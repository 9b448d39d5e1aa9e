package group

import "math"

// Calibration is what a tenant's reviews taught: how sure its reader really is, and how much
// evidence it takes for one break. It changes what mentions and clusters are taken for, never
// what a person decided.
type Calibration struct {
	// A confidence p as read stands for 1 / (1 + exp(-(Slope ln(p/(1-p)) + Offset))): Platt,
	// "Probabilistic outputs for support vector machines", 1999. Slope is above 0, so that the
	// order of confidences stays.
	Slope  float64 `json:"slope"`
	Offset float64 `json:"offset"`
	// Lines is how much more evidence, in log-odds, it takes than usual until a mention joins a
	// cluster and until two clusters become one; below 0 it takes less.
	Lines float64 `json:"lines"`
}

// AsRead is the calibration of a tenant whose reviews taught nothing yet: it changes nothing.
var AsRead = Calibration{Slope: 1}

// Confidence returns what a confidence as read, 0 to 1, stands for.
func (c Calibration) Confidence(read float64) float64 {
	if c.Slope == 1 && c.Offset == 0 {
		return read // to the last bit
	}
	return Logistic(c.Slope*LogOdds(read) + c.Offset)
}

// Read returns the confidence as read that stands for one: the inverse of Confidence.
func (c Calibration) Read(stands float64) float64 {
	if c.Slope == 1 && c.Offset == 0 {
		return stands
	}
	return Logistic((LogOdds(stands) - c.Offset) / c.Slope)
}

// Logistic returns the probability that log-odds stand for.
func Logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// LogOdds returns the natural log-odds of a probability, which is kept a millionth away from 0
// and 1.
func LogOdds(p float64) float64 {
	p = min(max(p, 1e-6), 1-1e-6)
	return math.Log(p / (1 - p))
}

// calibrated returns the settings with the lines moved.
func (t Settings) calibrated(c Calibration) Settings {
	t.Join += c.Lines - t.Calibration.Lines
	t.Merge += c.Lines - t.Calibration.Lines
	t.Attach += c.Lines - t.Calibration.Lines
	t.Calibration = c
	return t
}

// Calibration returns what the tenant's reviews taught so far.
func (s *State) Calibration() Calibration { return s.set.Calibration }

// Confidence returns how likely a mention is a break, by the tenant's calibration.
func (s *State) Confidence(m *Member) float64 { return s.set.Calibration.Confidence(m.Confidence) }

// Counts reports whether a mention is sure enough to count as a break; one that does not is held
// for review, in no cluster.
func (s *State) Counts(m *Member) bool { return s.Confidence(m) >= MinConfidence }

func (c *Cluster) calibration() Calibration {
	if c.set == nil { // made by nobody's State
		return AsRead
	}
	return c.set.Calibration
}

// Confidence returns the members' mean confidence that something broke, 0 to 1.
func (c *Cluster) Confidence() float64 {
	sum := 0.0
	for i := range c.Members {
		sum += c.calibration().Confidence(c.Members[i].Confidence)
	}
	return sum / float64(max(len(c.Members), 1))
}
