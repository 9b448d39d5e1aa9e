package measure

import (
	"math"
	"slices"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure/counts"
)

// trendLevel is the level of a trend's intervals.
const trendLevel = 0.95

// Trend is how a cluster went from day to day and week to week.
type Trend struct {
	Window Window       `json:"window"` // whole weeks, the last of which ends with its last day
	Daily  []TrendPoint `json:"daily"`  // every day of the window
	Weekly []TrendPoint `json:"weekly"` // its weeks of seven days

	Shape        Shape        `json:"shape"`
	ShapeReason  string       `json:"shape_reason"` // the test, in words with figures
	Course       Course       `json:"course"`
	WeeklyRatio  counts.Ratio `json:"weekly_ratio"` // how the rate changes from week to week since it began, with its 95 % interval; all 0 when too few
	CourseReason string       `json:"course_reason"`
	Dispersion   float64      `json:"dispersion"` // how many times as much as chance alone (Poisson) its weeks vary, 1 at least
	Crossing     *Crossing    `json:"crossing"`   // nil where no threshold counts customers
	Coverage     []Gap        `json:"coverage"`   // what the series cannot see
}

// TrendPoint is a day or a week of a series.
type TrendPoint struct {
	First      Day     `json:"first"`
	Complaints int     `json:"complaints"` // interactions without copies
	Customers  int     `json:"customers"`  // distinct in it
	Others     int     `json:"others"`     // interactions about anything else: the volume that it is relative to
	Expected   float64 `json:"expected"`   // complaints, had the rate of each source been the same throughout: the volume in complaints
}

// Shape says what of a run of complaints is known: whether it lasts.
type Shape string

// The closed set of shapes.
const (
	ShapePattern  Shape = "pattern"   // it goes on beyond its strongest week
	ShapeSpike    Shape = "spike"     // its strongest week, and little else
	ShapeOneOff   Shape = "one_off"   // one voice, or one day
	ShapeUnclear  Shape = "unclear"   // either could be
	ShapeTooEarly Shape = "too_early" // it began within the last week, or there is too little of it
)

// Course says where a rate is going.
type Course string

// The closed set of courses.
const (
	CourseGrowing Course = "growing"
	CourseSteady  Course = "steady" // neither growth nor decline can be told from chance
	CourseFading  Course = "fading"
	CourseTooFew  Course = "too_few" // fewer than four weeks or five complaints since it began
)

// courseSD is the standard deviation of the prior on a course, in log units a week: a break may double
// from week to week. It keeps intervals of hardly any counts finite, and hardly draws others.
const courseSD = 0.7

const (
	fewTrendWeeks      = 4
	fewTrendComplaints = 5
)

// TrendOf returns how a cluster went over so many weeks that end with a day. What rests on few
// counts says so: intervals are those of counts that vary more than chance.
func TrendOf(c *group.Cluster, facts *Facts, last Day, weeks int, only Filter) Trend {
	w := Window{Last: last, Days: 7 * weeks}
	complaints := tell(complaintsIn(c, facts, w, only)).counted
	t := Trend{Window: w, Dispersion: 1}
	t.count(complaints, facts)
	begun := t.sinceBegan()
	t.judgeShape(complaints, begun)
	t.judgeCourse(begun)
	return t
}

// count fills in both series.
func (t *Trend) count(complaints []Interaction, facts *Facts) {
	days := make([][]Interaction, t.Window.Days)
	for _, in := range complaints {
		at := int(DayOf(in.OccurredAt) - t.Window.First())
		days[at] = append(days[at], in)
	}
	expected, others := facts.expected(days, t.Window)
	t.Daily = points(days, others, expected, t.Window.First(), 1)
	t.Weekly = points(days, others, expected, t.Window.First(), 7)
}

// expected tells what each day's volume stands for: the complaints that the interactions about
// anything else would bring at the rate of their source over the whole window.
func (f *Facts) expected(days [][]Interaction, w Window) (expected []float64, others []int) {
	expected, others = make([]float64, w.Days), make([]int, w.Days)
	var rates counts.Rates[string]
	rest := make([][]sourceVolume, w.Days)
	for i := range days {
		d := w.First() + Day(i)
		rest[i] = f.volumeIn(Window{Last: d, Days: 1})
		for j := range rest[i] {
			v := &rest[i][j]
			mine := 0
			for _, in := range days[i] {
				if in.Source == v.source {
					mine++
				}
			}
			v.interactions = max(v.interactions-mine, 0)
			others[i] += v.interactions
			rates.Add(v.source, float64(mine), float64(v.interactions))
		}
	}
	for i := range rest {
		for _, v := range rest[i] {
			if rate, known := rates.Of(v.source); known {
				expected[i] += rate * float64(v.interactions)
			}
		}
	}
	return expected, others
}

// points sums days into steps of so many.
func points(days [][]Interaction, others []int, expected []float64, first Day, step int) []TrendPoint {
	out := make([]TrendPoint, len(days)/step)
	for i := range out {
		p := TrendPoint{First: first + Day(i*step)}
		var all []Interaction
		for d := i * step; d < (i+1)*step; d++ {
			all = append(all, days[d]...)
			p.Others += others[d]
			p.Expected += expected[d]
		}
		p.Complaints = len(all)
		p.Customers = len(distinct(all, func(in *Interaction) string { return in.CustomerID }))
		out[i] = p
	}
	return out
}

// sinceBegan returns the weeks from the first one with a complaint on, those without any volume
// left out: nothing could be heard in them.
func (t *Trend) sinceBegan() []TrendPoint {
	first := slices.IndexFunc(t.Weekly, func(p TrendPoint) bool { return p.Complaints > 0 })
	if first < 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(t.Weekly[first:]), func(p TrendPoint) bool { return p.Others == 0 && p.Complaints == 0 })
}

// columns returns weeks as a regression takes them. Where nothing is known of the volume, weeks
// weigh the same.
func columns(weeks []TrendPoint) (times, heard, exposure []float64) {
	known := true
	for _, p := range weeks {
		known = known && p.Expected > 0
	}
	for i, p := range weeks {
		times, heard = append(times, float64(i-len(weeks)+1)), append(heard, float64(p.Complaints))
		if !known {
			p.Expected = 1
		}
		exposure = append(exposure, p.Expected)
	}
	return times, heard, exposure
}

// judgeCourse fits a line to the logarithm of the weekly rate since the break began:
// negative-binomial, so that weeks which differ by more than chance do not pass for growth.
func (t *Trend) judgeCourse(weeks []TrendPoint) {
	times, heard, exposure := columns(weeks)
	y, e := sum(heard), sum(exposure)
	if len(weeks) < fewTrendWeeks || y < fewTrendComplaints {
		t.Course = CourseTooFew
		t.CourseReason = plural(int(y), "complaint") + " in " + plural(len(weeks), "week") + " since it began: too few to say whether it grows"
		return
	}
	freedom := float64(len(weeks) - 2)
	l, alpha := counts.FitNegativeBinomial(times, heard, exposure, freedom, math.Log(y/e), courseSD)
	if alpha == 0 {
		freedom = 0
	} else {
		t.Dispersion = 1 + alpha*y/float64(len(weeks))
	}
	se := math.Sqrt(l.BB) * counts.Critical(freedom, trendLevel)
	t.WeeklyRatio = counts.Ratio{Estimate: math.Exp(l.B), Low: math.Exp(l.B - se), High: math.Exp(l.B + se)}
	t.Course, t.CourseReason = course(t.WeeklyRatio, int(y), len(weeks))
}

func sum(list []float64) (out float64) {
	for _, x := range list {
		out += x
	}
	return out
}
