package measure

import (
	"fmt"
	"math"

	"github.com/throughline-cx/throughline/server/measure/counts"
)

// Reorders is how many of some completed orders were followed by another one of the same account in
// time.
type Reorders struct {
	Orders    int `json:"orders"`
	Reordered int `json:"reordered"`
}

// Share is the reordered ones' share, 0 to 1; 0 when there is none.
func (r Reorders) Share() float64 { return float64(r.Reordered) / float64(max(r.Orders, 1)) }

// ReorderConversion is how the affected places kept their customers, against all other places.
type ReorderConversion struct {
	Began          Day      `json:"began"`       // the day of the break's first complaint
	WithinDays     int      `json:"within_days"` // another order counts within so many days
	Locations      []string `json:"locations"`   // the affected places, sorted
	AffectedBefore Reorders `json:"affected_before"`
	AffectedAfter  Reorders `json:"affected_after"`
	OthersBefore   Reorders `json:"others_before"`
	OthersAfter    Reorders `json:"others_after"`
	// Change is how the affected places' share changed, divided by how the others' did: 1 when both
	// went the same way. nil without orders on any of the four sides.
	Change *counts.Ratio `json:"change"`
	Reason string        `json:"reason"` // in words, with figures
}

// Compare fills in Change and Reason. The interval is that of the logarithm of a ratio of ratios of
// shares, a half added to each count (Katz 1978; Walter 1975).
func (c ReorderConversion) Compare() ReorderConversion {
	sides := []Reorders{c.AffectedAfter, c.AffectedBefore, c.OthersAfter, c.OthersBefore}
	log, variance := 0.0, 0.0
	for i, s := range sides {
		if s.Orders == 0 {
			c.Reason = "too little to compare: " + c.figures()
			return c
		}
		y, n := float64(s.Reordered)+0.5, float64(s.Orders)+0.5
		sign := []float64{1, -1, -1, 1}[i]
		log += sign * math.Log(y/n)
		variance += 1/y - 1/n
	}
	z := counts.Critical(0, 0.95) * math.Sqrt(variance)
	c.Change = &counts.Ratio{Estimate: math.Exp(log), Low: math.Exp(log - z), High: math.Exp(log + z)}
	c.Reason = fmt.Sprintf("%s; the affected places' share changed %.2f times as the others' did, 95 %% interval %.2f to %.2f: %s",
		c.figures(), c.Change.Estimate, c.Change.Low, c.Change.High, c.verdict())
	return c
}

func (c ReorderConversion) verdict() string {
	switch {
	case c.Change.High < 1:
		return "down there and not elsewhere"
	case c.Change.Low > 1:
		return "up there and not elsewhere"
	default:
		return "no difference that is more than chance"
	}
}

func (c ReorderConversion) figures() string {
	tell := func(r Reorders) string {
		return fmt.Sprintf("%.1f %% of %d", 100*r.Share(), r.Orders)
	}
	return fmt.Sprintf("of those who ordered at the %s affected, %s ordered again within %s before %s and %s since; elsewhere %s and %s",
		plural(len(c.Locations), "place"), tell(c.AffectedBefore), plural(c.WithinDays, "day"), c.Began, tell(c.AffectedAfter), tell(c.OthersBefore), tell(c.OthersAfter))
}
