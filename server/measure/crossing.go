package measure

import (
	"fmt"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure/counts"
)

// paceDays is how many days the present pace is that of.
const paceDays = 14

// farthestCrossing is how many days ahead a crossing is looked for.
const farthestCrossing = 365

// Crossing says in how many days a count reaches a level, should the present pace go on. Complaints
// that leave the window meanwhile are taken off, so that a slow pace may never reach it.
//
// The pace is that of new customers in the last 14 days. How many will come in t days is
// negative-binomial: Poisson with a rate of which y events in T days are known (Gamma posterior of
// Jeffreys' prior), both divided by the dispersion of the days. Low and High are the first days on
// which the level is reached with probability 0.025 and 0.975, Days with 0.5.
type Crossing struct {
	Have       int     `json:"have"`        // distinct customers in the window now
	Need       int     `json:"need"`        // the level
	WindowDays int     `json:"window_days"` // of the level
	PerDay     float64 `json:"per_day"`     // new customers a day at the present pace
	Days       *int    `json:"days"`        // nil when it is not reached within a year
	Low        *int    `json:"low"`         // nil likewise
	High       *int    `json:"high"`        // nil likewise: it may never be reached
	Reason     string  `json:"reason"`      // in words, with figures
}

// CrossingOf returns when a cluster's customers over so many days reach a level.
func CrossingOf(c *group.Cluster, facts *Facts, last Day, days, need int, only Filter) Crossing {
	return crossing(complaintsIn(c, facts, paceWindow(last, days), only), last, days, need)
}

// Crossing is CrossingOf for what was gathered.
func (g *Gathered) Crossing(last Day, days, need int, only Filter) Crossing {
	return crossing(g.in(paceWindow(last, days), only), last, days, need)
}

// paceWindow is the window of a level, or that of the pace when it is longer.
func paceWindow(last Day, days int) Window { return Window{Last: last, Days: max(days, paceDays)} }

func crossing(in []complaint, last Day, days, need int) Crossing {
	complaints := tell(in).counted
	out := Crossing{Need: need, WindowDays: days}
	latest, fresh := map[string]Day{}, make([]float64, paceDays)
	for _, in := range complaints { // by time
		if in.CustomerID == "" {
			continue
		}
		d := DayOf(in.OccurredAt)
		if _, known := latest[in.CustomerID]; !known && d > last-paceDays {
			fresh[int(d-(last-paceDays)-1)]++
		}
		latest[in.CustomerID] = d
	}
	var stay []int // for how many days more each customer stays in the window
	for _, d := range latest {
		if left := int(d) - int(last) + days; left > 0 {
			stay = append(stay, left)
		}
	}
	slices.Sort(stay)
	out.Have = len(stay)
	out.project(stay, fresh)
	return out
}

// project fills in the days.
func (c *Crossing) project(stay []int, fresh []float64) {
	y := sum(fresh)
	c.PerDay = y / paceDays
	_, scatter := counts.Spread(fresh)
	if c.Have >= c.Need {
		zero := 0
		c.Days, c.Low, c.High = &zero, &zero, &zero
		c.Reason = fmt.Sprintf("%d customers in %d days: the level of %d is reached", c.Have, c.WindowDays, c.Need)
		return
	}
	// After a whole window all who are in it now have left, and each day is as likely as the next.
	for t := 1; t <= min(c.WindowDays, farthestCrossing) && c.High == nil; t++ {
		span := min(t, c.WindowDays) // who came before that has left again
		left, _ := slices.BinarySearch(stay, t+1)
		missing := c.Need - (len(stay) - left)
		p := atLeastNew(missing, y, scatter, float64(span))
		for _, q := range []struct {
			chance float64
			day    **int
		}{{0.025, &c.Low}, {0.5, &c.Days}, {0.975, &c.High}} {
			if *q.day == nil && p >= q.chance {
				day := t
				*q.day = &day
			}
		}
	}
	c.Reason = c.words()
}

// atLeastNew is the probability of so many new customers or more in some days, when y came in the
// last paceDays and days vary scatter times as much as chance.
func atLeastNew(missing int, y, scatter, days float64) float64 {
	if missing <= 0 {
		return 1
	}
	shape := (y + 0.5) / scatter
	return mathext.RegIncBeta(float64(missing)/scatter, shape, days/(days+paceDays))
}

func (c *Crossing) words() string {
	pace := fmt.Sprintf("%d customers in %d days and %.2f new ones a day", c.Have, c.WindowDays, c.PerDay)
	level := fmt.Sprintf("the level of %d", c.Need)
	switch {
	case c.Low == nil:
		return fmt.Sprintf("%s: %s is not reached at this pace", pace, level)
	case c.Days == nil:
		return fmt.Sprintf("%s: %s is hardly reached at this pace, in %s at the soonest", pace, level, plural(*c.Low, "day"))
	case c.High == nil:
		return fmt.Sprintf("%s: %s is reached in about %s, %d at the soonest, and perhaps never", pace, level, plural(*c.Days, "day"), *c.Low)
	}
	return fmt.Sprintf("%s: %s is reached in about %s, 95 %% interval %d to %d", pace, level, plural(*c.Days, "day"), *c.Low, *c.High)
}
