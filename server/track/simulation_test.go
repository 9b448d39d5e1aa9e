package track_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/track"
)

// series is how a simulated series of complaints comes about.
type series struct {
	ratio    float64                // what the fix truly does to the rate
	perWeek  float64                // complaints a week before the fix, in the mean
	alpha    float64                // how much weeks differ: a week's rate varies by sqrt(alpha) of itself
	trend    float64                // log change of the rate a week, before and after the fix
	before   int                    // weeks of data before the fix
	after    int                    // weeks after the week that is left out
	share    float64                // of interactions that complain
	volume   func(week int) float64 // factor on the volume, by week from the fix on
	silent   int                    // a source that brings half of all falls silent so many weeks after the fix; 0 never
	control  float64                // how many times as many locations have no fix; 0 for a fix everywhere
	drift    float64                // log change a week of the rate where the fix is, beyond that of the control
	shock    float64                // log change of the rate everywhere from the fix on
	together float64                // how much a week is like the last one, 0 to 1
	spike    float64                // factor on the rate in the three weeks before the fix, which pass by themselves; 0 for none
}

var shipped = time.Date(2026, 5, 13, 10, 0, 0, 0, time.UTC)

var weekday = [7]float64{0.8, 1.2, 1.1, 1, 1.1, 1.2, 0.6}

// rows draws the series: volume with a rhythm of the week, negative-binomial complaints.
func (s series) rows(r *rand.Rand) ([]track.Row, time.Time) {
	fix := measure.DayOf(shipped)
	var rows []track.Row
	groups := []struct {
		location  string
		size      float64
		ratio     float64
		drift     float64
		lastNoise float64
	}{{"fixed", 1, s.ratio, s.drift, 0}, {"other", s.control, 1, 0, 0}}
	for w := -s.before; w < s.after+1; w++ {
		for g := range groups {
			group := &groups[g]
			if group.size == 0 {
				continue
			}
			noise := s.noise(r, &group.lastNoise)
			for d := range 7 {
				day := fix + measure.Day(7*w+d)
				rate := s.share * math.Exp((s.trend+group.drift)*float64(w)) * noise
				if s.spike > 0 && -3 <= w && w < 0 {
					rate *= s.spike
				}
				if w >= 0 {
					rate *= group.ratio * math.Exp(s.shock)
				}
				for _, source := range []string{"call", "survey"} {
					if source == "survey" && s.silent > 0 && w >= s.silent {
						continue
					}
					factor := 1.0
					if s.volume != nil {
						factor = s.volume(w)
					}
					mean := s.perWeek / s.share / 14 * group.size * weekday[int(day)%7] * factor
					volume := poisson(r, mean)
					complaints := poisson(r, volume*rate)
					rows = append(rows, track.Row{
						Day: day, Source: source, Channel: source, Location: group.location,
						Complaints: int(complaints), Volume: int(volume + complaints),
					})
				}
			}
		}
	}
	return rows, (fix + measure.Day(7*(s.after+1))).Start().Add(9 * time.Hour)
}

// noise draws a week's factor on the rate: gamma with mean 1 and variance alpha, or its like
// when weeks go together.
func (s series) noise(r *rand.Rand, last *float64) float64 {
	if s.alpha == 0 {
		return 1
	}
	if s.together > 0 {
		sd := math.Sqrt(math.Log(1 + s.alpha))
		*last = s.together**last + math.Sqrt(1-s.together*s.together)*sd*r.NormFloat64()
		return math.Exp(*last - sd*sd/2)
	}
	return distuv.Gamma{Alpha: 1 / s.alpha, Beta: 1 / s.alpha, Src: r}.Rand()
}

func poisson(r *rand.Rand, mean float64) float64 {
	if mean <= 0 {
		return 0
	}
	return distuv.Poisson{Lambda: mean, Src: r}.Rand()
}

// fix is the fix of a series.
func (s series) fix() track.Fix {
	f := track.Fix{Seam: journey.Seam{From: "notice", To: "desk"}, ShippedAt: shipped}
	if s.control > 0 {
		f.Locations = []string{"fixed"}
	}
	return f
}

func (s series) effect(r *rand.Rand) track.Effect {
	rows, now := s.rows(r)
	return track.EffectOf(s.fix(), rows, track.DefaultOptions, now)
}

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

// any fills in what else differs between series: few and many complaints, steady and unsteady
// weeks, short and long histories, a volume that grows or shrinks by a tenth or a third.
func (s series) any(r *rand.Rand) series {
	s.perWeek = pick(r, 2.0, 5, 10, 20, 50)
	s.alpha = pick(r, 0, 0.05, 0.1, 0.3)
	s.before = pick(r, 10, 14, 20, 26)
	s.after = pick(r, 4, 6, 8)
	s.share = pick(r, 0.01, 0.05)
	if s.volume == nil {
		to := pick(r, 1, 1.3, 0.9)
		s.volume = func(w int) float64 { return 1 + (to-1)*float64(w+20)/28 }
	}
	return s
}

// tally counts what came of many series.
type tally struct {
	n, measured, covered int
	verdicts             map[track.Verdict]int
}

func run(seed uint64, n int, draw func(*rand.Rand) series) tally {
	r := rand.New(rand.NewPCG(seed, 17))
	t := tally{verdicts: map[track.Verdict]int{}}
	for range n {
		s := draw(r).any(r)
		e := s.effect(r)
		t.n++
		t.verdicts[e.Verdict]++
		if e.Method == track.MethodNone {
			continue
		}
		t.measured++
		if e.Rate.Low <= s.ratio && s.ratio <= e.Rate.High {
			t.covered++
		}
	}
	return t
}

func (t tally) coverage() float64 { return 100 * float64(t.covered) / float64(t.measured) }

func (t tally) share(v track.Verdict) float64 { return 100 * float64(t.verdicts[v]) / float64(t.n) }

// trends are those of most series: none, or one that goes on after the fix.
func trends(r *rand.Rand) float64 { return pick(r, 0, 0, 0.03, -0.03, -0.06) }

func dropTo(part float64) func(int) float64 {
	return func(week int) float64 {
		if week < 0 {
			return 1
		}
		return part
	}
}

// simulation is a kind of series, and what must come of it.
type simulation struct {
	name      string
	n         int
	draw      func(*rand.Rand) series
	low, high float64 // the share of series, in percent, whose interval must cover the truth
	worked    float64 // at most so many percent called worked
}

// simulations are wide of the figures that are aimed at by what so few series leave to chance.
var simulations = []simulation{
	{"no effect", 500, func(r *rand.Rand) series { return series{ratio: 1, trend: trends(r)} }, 93, 98, 4},
	{"true ratio 0.8", 500, func(r *rand.Rand) series { return series{ratio: 0.8, trend: trends(r)} }, 93, 98, 100},
	{"true ratio 0.5", 500, func(r *rand.Rand) series { return series{ratio: 0.5, trend: trends(r)} }, 93, 98, 100},
	{"true ratio 0.3", 500, func(r *rand.Rand) series { return series{ratio: 0.3, trend: trends(r)} }, 93, 98.5, 100},
	{"true ratio 1.5", 500, func(r *rand.Rand) series { return series{ratio: 1.5, trend: trends(r)} }, 93, 98, 1},
	{"no effect, rate falls 6 % a week", 500, func(*rand.Rand) series { return series{ratio: 1, trend: -0.06} }, 92, 99, 5},
	{"no effect, rate falls 10 % a week", 500, func(*rand.Rand) series { return series{ratio: 1, trend: -0.1} }, 91, 99, 6},
	{"no effect, rate grows 6 % a week", 500, func(*rand.Rand) series { return series{ratio: 1, trend: 0.06} }, 92, 99, 3},
	{"no effect, volume falls to 70 %", 250, func(*rand.Rand) series { return series{ratio: 1, volume: dropTo(0.7)} }, 92, 99, 0},
	{"no effect, volume falls to 30 %", 250, func(*rand.Rand) series { return series{ratio: 1, volume: dropTo(0.3)} }, 92, 99, 0},
	{"no effect, a source falls silent", 250, func(r *rand.Rand) series { return series{ratio: 1, silent: 1 + r.IntN(4)} }, 92, 99, 0},
	{"true ratio 0.5, a source falls silent", 250, func(r *rand.Rand) series { return series{ratio: 0.5, silent: 1 + r.IntN(4)} }, 92, 99, 0},
	{"some places: no effect", 500, func(r *rand.Rand) series {
		return series{ratio: 1, control: pick(r, 1.0, 3), shock: pick(r, 0, .5, -.5), trend: trends(r)}
	}, 93, 99, 4},
	{"some places: true ratio 0.5", 500, func(r *rand.Rand) series {
		return series{ratio: 0.5, control: pick(r, 1.0, 3), shock: pick(r, 0, .5, -.5), trend: trends(r)}
	}, 93, 99, 100},
	{"some places: no effect, they fall 4 % faster", 500, func(r *rand.Rand) series { return series{ratio: 1, control: pick(r, 1.0, 3), drift: -0.04} }, 92, 99, 5},
	{"no effect, weeks like the last (0.3)", 500, func(*rand.Rand) series { return series{ratio: 1, together: 0.3} }, 90, 99, 6},
	{"no effect, a spike of 2.5 that passes", 250, func(*rand.Rand) series { return series{ratio: 1, spike: 2.5} }, 85, 99, 12},
}

// TestSimulation measures series whose truth is known. Run with -v it prints the table of
// docs/tracking.md.
func TestSimulation(t *testing.T) {
	t.Logf("| %-44s | series | covered | worked | no effect seen | worse | not enough data | coverage lost |", "series, in percent")
	series, covered, measured := 0, 0, 0
	for i, s := range simulations {
		got := run(uint64(i+1), s.n, s.draw)
		t.Logf("| %-44s | %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |", s.name, got.n, got.coverage(),
			got.share(track.Worked), got.share(track.NoEffectSeen), got.share(track.Worse), got.share(track.NotEnough), got.share(track.CoverageLost))
		if c := got.coverage(); c < s.low || c > s.high {
			t.Errorf("%s: %.1f %% of the intervals cover the truth, want %.0f to %.0f", s.name, c, s.low, s.high)
		}
		if w := got.share(track.Worked); w > s.worked {
			t.Errorf("%s: %.1f %% are said to have worked, want %.0f at most", s.name, w, s.worked)
		}
		if i < 5 {
			series, covered, measured = series+got.n, covered+got.covered, measured+got.measured
		}
	}
	share := 100 * float64(covered) / float64(measured)
	t.Logf("%d series of the first five kinds: %.1f %% of the intervals cover the truth", series, share)
	if share < 94 || share > 97 {
		t.Errorf("%.1f %% of the intervals cover the truth, want 94 to 97", share)
	}
}

// TestWeeklyLooks counts how often a fix without effect is ever called working by someone who
// looks every week until the window is full.
func TestWeeklyLooks(t *testing.T) {
	r := rand.New(rand.NewPCG(99, 17))
	const n = 400
	ever := 0
	for range n {
		s := series{ratio: 1, trend: trends(r)}.any(r)
		s.after = 8
		rows, now := s.rows(r)
		for week := range 7 {
			if track.EffectOf(s.fix(), rows, track.DefaultOptions, now.AddDate(0, 0, -7*week)).Verdict == track.Worked {
				ever++
				break
			}
		}
	}
	t.Logf("%.1f %% of %d are called working in one of seven weekly looks", 100*float64(ever)/n, n)
	if ever > n/12 {
		t.Errorf("%d of %d fixes without effect are called working in one of seven weekly looks", ever, n)
	}
}
