package measure

import (
	"fmt"
	"math"
)

// How much less of a source is heard for it to count as less: below a part of what was heard
// before, by more than its days differ by chance, and of enough to tell.
const (
	lessHeard     = 0.6 // of the volume a day before
	lessDeviation = 3   // standard deviations, as of Poisson counts
	lessVolume    = 10  // interactions expected at least
)

// HeardLess returns those of some sources that bring less over the last week of a window than over
// an earlier window, in words with figures. Of a source that brings too little for a week to tell,
// the whole window counts. The window's last day is left out, since it may not be over.
func (f *Facts) HeardLess(sources []string, then, now Window) []string {
	before := f.volumeIn(then)
	var out []string
	for _, days := range []int{min(7, now.Days), now.Days} {
		after := f.volumeIn(Window{Last: now.Last - 1, Days: days})
		for _, source := range sources {
			expected := float64(interactionsOf(before, source)) / float64(then.Days) * float64(days)
			is := interactionsOf(after, source)
			less := float64(is) < lessHeard*expected && expected-float64(is) > lessDeviation*math.Sqrt(expected)
			if expected < lessVolume || !less {
				continue
			}
			out = append(out, fmt.Sprintf("source %s: %d interactions in %d days, %.0f were usual when the alert fired", source, is, days, expected))
		}
		if len(out) > 0 {
			break
		}
	}
	return out
}

func interactionsOf(volumes []sourceVolume, source string) int {
	for _, v := range volumes {
		if v.source == source {
			return v.interactions
		}
	}
	return 0
}
