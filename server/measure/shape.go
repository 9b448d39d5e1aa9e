package measure

import (
	"fmt"
	"math"

	"github.com/throughline-cx/throughline/server/measure/counts"
)

// A pattern goes on outside its strongest week at this part of that week's rate at least, beyond
// chance; a spike at less than half of it, beyond chance too.
const (
	patternPart = 0.1
	spikePart   = 0.5
)

// judgeShape tells a pattern from a spike: the rate in all other weeks since the break began against
// that in its strongest week. Of all complaints, those outside that week are binomial whatever their
// level, so the interval is exact (Clopper and Pearson 1934, mid-p). The strongest week is chosen
// after the fact, which makes the others look weaker than they are: a pattern may be called unclear
// for it, and a spike hardly ever a pattern.
func (t *Trend) judgeShape(complaints []Interaction, weeks []TrendPoint) {
	n := len(complaints)
	voice, account := map[string]bool{}, map[Day]bool{}
	for _, in := range complaints {
		key := voiceKey(in)
		if key == "" {
			key = in.ID.String()
		}
		voice[key], account[DayOf(in.OccurredAt)] = true, true
	}
	switch {
	case n == 0:
		t.Shape, t.ShapeReason = ShapeTooEarly, "no complaint in these weeks"
		return
	case len(weeks) < 2:
		t.Shape = ShapeTooEarly
		t.ShapeReason = fmt.Sprintf("%s, all in the last week: a spike and the start of a pattern look the same", plural(n, "complaint"))
		return
	case len(voice) == 1 || len(account) == 1:
		t.Shape = ShapeOneOff
		t.ShapeReason = fmt.Sprintf("%s of %s on %s", plural(n, "complaint"), plural(len(voice), "voice"), plural(len(account), "day"))
		return
	}
	t.Shape, t.ShapeReason = t.againstPeak(complaints)
}

// againstPeak compares the other weeks with the strongest seven days.
func (t *Trend) againstPeak(complaints []Interaction) (Shape, string) {
	peak, at := 0, Day(0)
	for i := range complaints {
		first, in := DayOf(complaints[i].OccurredAt), 0
		for j := i; j < len(complaints) && DayOf(complaints[j].OccurredAt) < first+7; j++ {
			in++
		}
		if in > peak {
			peak, at = in, first
		}
	}
	began := DayOf(complaints[0].OccurredAt)
	span := float64(t.Window.Last-began+1) / 7
	others := span - 1
	rest := len(complaints) - peak
	if others < 1 {
		return ShapeTooEarly, fmt.Sprintf("%s in the %.0f days since it began: too early to tell a spike from the start of a pattern", plural(len(complaints), "complaint"), 7*span)
	}
	part := restPart(float64(rest), float64(peak), others)
	words := fmt.Sprintf("%d of %s fall in the seven days from %s; the %.1f other weeks since it began have %.2f times that rate, 95 %% interval %.2f to %.2f",
		peak, plural(len(complaints), "complaint"), at, others, part.Estimate, part.Low, part.High)
	switch {
	case part.Low > patternPart:
		return ShapePattern, words + ": it goes on"
	case part.High < spikePart:
		return ShapeSpike, words + ": one burst, and little else"
	default:
		return ShapeUnclear, words + ": too few to tell a spike from a pattern"
	}
}

// restPart is the rate of rest complaints in so many weeks to that of peak ones in a week.
func restPart(rest, peak, weeks float64) counts.Ratio {
	tail := (1 - trendLevel) / 2
	return counts.Ratio{
		Estimate: rest / weeks / peak,
		Low:      counts.Odds(counts.LowShare(rest, peak, tail)) / weeks,
		High:     counts.Odds(counts.HighShare(rest, peak, tail)) / weeks,
	}
}

// course puts the weekly ratio into a word.
func course(r counts.Ratio, complaints, weeks int) (Course, string) {
	words := fmt.Sprintf("%s in %s since it began: from week to week %.2f times, 95 %% interval %.2f to %.2f, by volume",
		plural(complaints, "complaint"), plural(weeks, "week"), r.Estimate, r.Low, r.High)
	switch {
	case r.Low > 1:
		return CourseGrowing, words
	case r.High < 1:
		return CourseFading, words
	case math.IsInf(r.High, 1) || r.High/max(r.Low, 1e-9) > 2:
		return CourseSteady, words + ": too few to tell growth from chance"
	default:
		return CourseSteady, words
	}
}
