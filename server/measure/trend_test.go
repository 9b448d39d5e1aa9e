package measure_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
)

// course is a run of complaints by day from a start on, each by a customer of its own, in a volume
// that is the same every day.
type course struct {
	daily  []int
	volume int // interactions about anything else a day
}

// world builds a cluster that told of it, without grouping: what is tested is counting.
func (c course) world() (*group.Cluster, *measure.Facts, measure.Day) {
	facts, cluster := measure.NewFacts(), &group.Cluster{}
	start := measure.DayOf(monday)
	n := 0
	for d, complaints := range c.daily {
		day := start + measure.Day(d)
		if c.volume > 0 {
			facts.AddVolume(measure.Volume{Day: day, Source: "call", Interactions: c.volume})
		}
		for range complaints {
			n++
			id := fmt.Sprint("x", n)
			in := measure.Interaction{
				ID: group.Derive("interaction", id), ExternalID: id, Source: "call", CustomerID: id,
				OccurredAt: day.Start().Add(time.Duration(n%1000) * time.Second),
			}
			facts.AddInteraction(in)
			facts.AddVolume(measure.VolumeOf(in))
			cluster.Members = append(cluster.Members, group.Member{ID: group.Derive("mention", id), InteractionID: in.ID, ExternalID: id, OccurredAt: in.OccurredAt})
		}
	}
	return cluster, facts, start + measure.Day(len(c.daily)) - 1
}

func (c course) trend() measure.Trend {
	cluster, facts, last := c.world()
	return measure.TrendOf(cluster, facts, last, len(c.daily)/7, measure.Filter{})
}

// weekly spreads weeks' complaints over their days.
func weekly(weeks ...int) []int {
	var out []int
	for _, n := range weeks {
		for d := range 7 {
			out = append(out, n/7+boolInt(d < n%7))
		}
	}
	return out
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestShapesAndCourses(t *testing.T) {
	for _, c := range []struct {
		name   string
		weeks  []int
		shape  measure.Shape
		course measure.Course
	}{
		{"steady", []int{8, 9, 8, 7, 8, 9, 8, 8}, measure.ShapePattern, measure.CourseSteady},
		{"growing", []int{2, 3, 5, 8, 12, 18, 27, 40}, measure.ShapePattern, measure.CourseGrowing},
		{"fading", []int{40, 30, 20, 14, 9, 6, 4, 3}, measure.ShapePattern, measure.CourseFading},
		{"a burst long ago", []int{0, 40, 0, 0, 0, 0, 0, 0}, measure.ShapeSpike, ""},
		{"a burst now", []int{0, 0, 0, 0, 0, 0, 0, 40}, measure.ShapeTooEarly, measure.CourseTooFew},
		{"a single complaint", []int{0, 1, 0, 0, 0, 0, 0, 0}, measure.ShapeOneOff, measure.CourseTooFew},
		{"hardly any", []int{0, 1, 0, 0, 1, 0, 0, 1}, measure.ShapeUnclear, measure.CourseTooFew},
		{"nothing", []int{0, 0, 0, 0, 0, 0, 0, 0}, measure.ShapeTooEarly, measure.CourseTooFew},
	} {
		got := course{weekly(c.weeks...), 50}.trend()
		if got.Shape != c.shape {
			t.Errorf("%s is %s: %s; want %s", c.name, got.Shape, got.ShapeReason, c.shape)
		}
		if c.course != "" && got.Course != c.course {
			t.Errorf("%s is %s: %s; want %s", c.name, got.Course, got.CourseReason, c.course)
		}
		total := 0
		for i, w := range got.Weekly {
			total += w.Complaints
			if w.Complaints != c.weeks[i] || w.Others != 350 || w.Customers != w.Complaints {
				t.Errorf("%s, week %d: %+v", c.name, i, w)
			}
		}
		if got.ShapeReason == "" || got.CourseReason == "" || len(got.Daily) != 7*len(c.weeks) {
			t.Errorf("%s: %q, %q, %d days", c.name, got.ShapeReason, got.CourseReason, len(got.Daily))
		}
	}
}

// Twice as many complaints in twice the volume is no growth.
func TestGrowthIsByVolume(t *testing.T) {
	quiet, busy := course{weekly(10, 10, 10, 10), 50}, course{weekly(20, 20, 20, 20), 100}
	cluster, facts, _ := quiet.world()
	more, moreFacts, last := busy.world()
	for _, m := range more.Members { // the busy weeks follow the quiet ones
		in, _ := moreFacts.Interaction(m.InteractionID)
		in.ID, in.OccurredAt = group.Derive("later", m.ExternalID), in.OccurredAt.AddDate(0, 0, 28)
		in.CustomerID = "later " + in.CustomerID
		facts.AddInteraction(in)
		m.ID, m.InteractionID, m.OccurredAt = in.ID, in.ID, in.OccurredAt
		cluster.Members = append(cluster.Members, m)
	}
	for _, v := range moreFacts.Volumes() {
		v.Day += 28
		facts.AddVolume(v)
	}
	got := measure.TrendOf(cluster, facts, last+28, 8, measure.Filter{})
	if got.Course != measure.CourseSteady || math.Abs(got.WeeklyRatio.Estimate-1) > 0.02 {
		t.Errorf("%s: %s", got.Course, got.CourseReason)
	}
}

// draw draws a course of so many days: negative-binomial weeks around a mean that grows.
func draw(r *rand.Rand, days int, perWeek, growth, alpha float64) []int {
	out := make([]int, days)
	noise := 1.0
	for d := range out {
		if d%7 == 0 && alpha > 0 {
			noise = distuv.Gamma{Alpha: 1 / alpha, Beta: 1 / alpha, Src: r}.Rand()
		}
		mean := perWeek / 7 * math.Exp(growth*float64(d)/7) * noise
		out[d] = int(distuv.Poisson{Lambda: mean, Src: r}.Rand())
	}
	return out
}

// TestTrendSimulation measures courses whose truth is known. With -v it prints the table of
// docs/measuring.md.
func TestTrendSimulation(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	const n = 250
	for _, alpha := range []float64{0, 0.1, 0.3} {
		covered, grew, steady := 0, 0, 0
		for range n {
			truth := []float64{0, 0, 0, 0.05, -0.05, 0.2, -0.2}[r.IntN(7)]
			got := course{draw(r, 7*(8+r.IntN(12)), []float64{4, 10, 30}[r.IntN(3)], truth, alpha), 100}.trend()
			if got.Course == measure.CourseTooFew {
				continue
			}
			steady += boolInt(truth == 0)
			grew += boolInt(truth == 0 && got.Course != measure.CourseSteady)
			covered += boolInt(got.WeeklyRatio.Low <= math.Exp(truth) && math.Exp(truth) <= got.WeeklyRatio.High)
		}
		t.Logf("weeks that vary by sqrt(%.1f) of themselves: %.1f %% of %d intervals cover the true weekly ratio; %.1f %% of %d steady courses are called growing or fading",
			alpha, 100*float64(covered)/n, n, 100*float64(grew)/float64(steady), steady)
		if share := float64(covered) / n; share < 0.91 || share > 0.995 {
			t.Errorf("alpha %v: %.1f %% of the intervals cover the truth, want 91 to 99.5", alpha, 100*share)
		}
	}
}

// A burst of a week at most is never called a pattern, and a pattern hardly ever a spike.
func TestShapeSimulation(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 13))
	const n = 400
	spikes, patterns := map[measure.Shape]int{}, map[measure.Shape]int{}
	for range n {
		daily := make([]int, 70)
		from, days := r.IntN(56), 1+r.IntN(7)
		for range 10 + r.IntN(60) {
			daily[from+r.IntN(days)]++
		}
		spikes[course{daily, 100}.trend().Shape]++
		patterns[course{draw(r, 70, []float64{3, 8, 20}[r.IntN(3)], 0, 0.1), 100}.trend().Shape]++
	}
	t.Logf("of %d planted spikes %v; of %d planted patterns %v", n, spikes, n, patterns)
	if spikes[measure.ShapePattern] > 0 {
		t.Errorf("%d planted spikes are called patterns", spikes[measure.ShapePattern])
	}
	if patterns[measure.ShapeSpike] > n/100 || patterns[measure.ShapePattern] < n*8/10 {
		t.Errorf("planted patterns are told as %v", patterns)
	}
}

// How long it takes to reach a level must lie in the interval that was told.
func TestCrossingSimulation(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 34))
	const n = 400
	told, inside, reached := 0, 0, 0
	for range n {
		alpha := []float64{0, 0.1, 0.3}[r.IntN(3)]
		daily := draw(r, 28+90, []float64{4, 8, 16}[r.IntN(3)], 0, alpha)
		cluster, facts, _ := course{daily[:28], 100}.world()
		now := measure.DayOf(monday) + 27
		have := measure.CrossingOf(cluster, facts, now, 21, 1000, measure.Filter{}).Have
		need := have + 1 + r.IntN(8)
		c := measure.CrossingOf(cluster, facts, now, 21, need, measure.Filter{})
		took := -1
		for t := 1; t <= 90 && took < 0; t++ {
			sum := 0
			for d := 28 + t - 21; d < 28+t; d++ {
				sum += daily[d]
			}
			if sum >= need {
				took = t
			}
		}
		told++
		early := c.Low != nil && took >= *c.Low || c.Low == nil && took < 0
		late := c.High == nil || took >= 0 && took <= *c.High
		inside += boolInt(early && late || took < 0 && c.High == nil)
		reached += boolInt(took >= 0)
	}
	share := 100 * float64(inside) / float64(told)
	t.Logf("%.1f %% of %d crossings fall into their interval; %d are reached within 90 days", share, told, reached)
	if share < 90 {
		t.Errorf("%.1f %% of the crossings fall into their interval, want 90 at least", share)
	}
}

func TestCrossing(t *testing.T) {
	cluster, facts, last := course{weekly(14, 14, 14, 14), 100}.world()
	fresh, freshFacts, _ := course{weekly(0, 0, 14, 14), 100}.world()
	for _, c := range []struct {
		name   string
		of     *group.Cluster
		facts  *measure.Facts
		window int
		need   int
		have   int
		days   int // -1 for never
		words  string
	}{
		{"reached", cluster, facts, 21, 40, 42, 0, "42 customers in 21 days: the level of 40 is reached"},
		{"by luck alone", cluster, facts, 21, 50, 42, -1, "is hardly reached at this pace"},
		{"never", cluster, facts, 21, 400, 42, -1, "the level of 400 is not reached at this pace"},
		{"soon", fresh, freshFacts, 28, 36, 28, 4, "28 customers in 28 days and 2.00 new ones a day: the level of 36 is reached in about 4 days"},
		{"as others leave", cluster, facts, 28, 58, 56, -1, "56 customers in 28 days and 2.00 new ones a day"},
	} {
		got := measure.CrossingOf(c.of, c.facts, last, c.window, c.need, measure.Filter{})
		days := -1
		if got.Days != nil {
			days = *got.Days
		}
		if got.Have != c.have || !strings.Contains(got.Reason, c.words) || c.days >= 0 && days != c.days {
			t.Errorf("%s: %+v, %d days", c.name, got, days)
		}
		if got.Low != nil && got.Days != nil && *got.Low > *got.Days || got.High != nil && *got.Days > *got.High {
			t.Errorf("%s: %d days outside of its interval", c.name, days)
		}
	}
}
