package track

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/measure/counts"
)

// When a source counts as lost. It must have brought a share of the complaints; what it brings
// must fall below a part of what it brought before, by more than its weeks differ.
const (
	lossShare    = 0.1  // of the complaints before the fix
	lossAverage  = 0.75 // of the volume before, over all weeks after the fix
	lossRecent   = 0.6  // over the last two weeks
	lossWeek     = 0.3  // in a single week
	lossWeekly   = 10   // interactions a week at least, to tell of a single week
	lossDistance = 3    // standard deviations
	lossWeeks    = 8    // weeks before the fix that the weeks after it are held against
)

// Loss is a source of complaints that is heard less than before the fix.
type Loss struct {
	Source string  `json:"source"` // empty for all sources together
	Before float64 `json:"before"` // interactions a week about anything else, in the eight weeks before the fix
	After  float64 `json:"after"`  // the same in the weeks that gave it away
	Note   string  `json:"note"`   // in words
}

// losses returns the sources that are heard less than before, sorted; the first may be all
// sources together. Fewer complaints from them do not mean that fewer customers have reason to.
func losses(rows []Row, w Windows) []Loss {
	if w.After.Days == 0 || w.Before.Days == 0 {
		return nil
	}
	var out []Loss
	bySource := map[string][]Row{}
	complaints := 0
	for _, r := range rows {
		bySource[r.Source] = append(bySource[r.Source], r)
		if r.Day >= w.Before.First() && r.Day <= w.Before.Last {
			complaints += r.Complaints
		}
	}
	if l, lost := loss("", rows, w); lost {
		out = append(out, l)
	}
	for source, own := range bySource {
		if l, lost := loss(source, own, w); lost && brings(own, w.Before) >= lossShare*float64(complaints) && complaints > 0 {
			out = append(out, l)
		}
	}
	slices.SortFunc(out, func(a, b Loss) int { return cmp.Compare(a.Source, b.Source) })
	if len(out) > 1 && len(bySource) == 1 {
		return out[1:] // all sources together are the one source
	}
	return out
}

func brings(rows []Row, w measure.Window) float64 {
	sum := 0
	for _, r := range rows {
		if r.Day >= w.First() && r.Day <= w.Last {
			sum += r.Complaints
		}
	}
	return float64(sum)
}

// loss judges one source by its weeks.
func loss(source string, rows []Row, w Windows) (Loss, bool) {
	before := volumes(rows, w.Before)
	before = before[max(len(before)-lossWeeks, 0):]
	after := volumes(rows, w.After)
	mean, scatter := counts.Spread(before)
	name := "source " + source
	if source == "" {
		name = "all sources together"
	}
	told := func(heard float64, when string) (Loss, bool) {
		return Loss{
			Source: source, Before: mean, After: heard,
			Note: fmt.Sprintf("%s: %.1f interactions a week %s, %.1f before the fix", name, heard, when, mean),
		}, true
	}
	below := func(weeks []float64, part float64) (float64, bool) {
		heard, _ := counts.Spread(weeks)
		n := float64(len(weeks))
		return heard, heard < part*mean && (mean-heard)*n > lossDistance*math.Sqrt(mean*n*scatter)
	}
	if heard, lost := below(after, lossAverage); lost {
		return told(heard, "after it")
	}
	if heard, lost := below(after[max(len(after)-2, 0):], lossRecent); lost {
		return told(heard, "in the last two weeks")
	}
	for i, v := range after {
		if _, lost := below([]float64{v}, lossWeek); lost && mean >= lossWeekly {
			return told(v, fmt.Sprintf("in the week from %s", w.After.First()+measure.Day(7*i)))
		}
	}
	return Loss{}, false
}

// volumes sums the interactions about anything else by week.
func volumes(rows []Row, w measure.Window) []float64 {
	out := make([]float64, w.Days/7)
	for _, r := range rows {
		if r.Day >= w.First() && r.Day <= w.Last {
			out[int(r.Day-w.First())/7] += r.others()
		}
	}
	return out
}
