package teach

import "github.com/throughline-cx/throughline/server/group"

const (
	lineStep  = 0.25 // log-odds between two lines that are tried
	lineSteps = 12   // to either side of the present one
	linePrice = 2.0  // decisions that must be told right more for each log-odds that the line moves
)

// fitLines returns the Lines that tell most decisions right, the nearest to the present ones of
// those that are as good.
func fitLines(present group.Calibration, votes []vote) group.Calibration {
	best, cost := present, wrong(present, votes)
	for n := 1; n <= lineSteps; n++ {
		for _, sign := range []float64{-1, 1} {
			c := present
			c.Lines += sign * float64(n) * lineStep
			if price := wrong(c, votes) + linePrice*float64(n)*lineStep; price < cost {
				best, cost = c, price
			}
		}
	}
	return best
}

func wrong(c group.Calibration, votes []vote) float64 {
	sum := 0.0
	for _, v := range votes {
		_, loss := scoreLines(c, v)
		sum += loss
	}
	return sum
}

// scoreLines says how many links of a decision the lines tell right, and the loss that counts.
func scoreLines(c group.Calibration, v vote) (Score, float64) {
	var s Score
	for _, e := range v.of {
		if (e.x >= c.Lines) == e.yes {
			s.Right++
		}
	}
	s = s.over(float64(len(v.of)))
	return s, 1 - s.Right
}
