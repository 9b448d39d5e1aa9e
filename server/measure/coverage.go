package measure

import (
	"cmp"
	"fmt"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"github.com/throughline-cx/throughline/server/measure/counts"
)

// CoverageStatus says how much a source, channel or location brings against its rhythm.
type CoverageStatus string

// The closed set of coverage statuses.
const (
	CoverageSteady CoverageStatus = "steady" // what it usually brings
	CoverageThin   CoverageStatus = "thin"   // less than thinPart of it, and not by chance
	CoverageSilent CoverageStatus = "silent" // nothing any more, and not by chance
	CoverageNew    CoverageStatus = "new"    // first heard in the days looked at
	CoverageRare   CoverageStatus = "rare"   // too little to have a rhythm
)

const (
	// CoverageDays is how many days are held against the rhythm.
	CoverageDays = 14
	// RhythmWeeks is how many weeks before them the rhythm is that of.
	RhythmWeeks = 8
	// thinPart is below which part of what was to be expected a stream is thin.
	thinPart = 0.6
	// thinChance is the chance of so few, were all as it was, at which it is no chance any more.
	thinChance = 0.005
	// rareExpected is how many interactions a stream must be expected to bring in the days looked at
	// to have a rhythm.
	rareExpected = 5
)

// Stream is what one source brings through one channel, or what one location brings, against its
// rhythm: what it brought on the same days of the week over the eight weeks before.
type Stream struct {
	Source     string         `json:"source,omitempty"`
	Channel    string         `json:"channel,omitempty"`
	Location   string         `json:"location,omitempty"`
	Status     CoverageStatus `json:"status"`
	Heard      int            `json:"heard"`    // interactions in the days looked at
	Expected   float64        `json:"expected"` // in them
	FirstHeard Day            `json:"first_heard"`
	LastHeard  Day            `json:"last_heard"`
	Note       string         `json:"note"` // in words, with figures

	usual [7]float64 // interactions on each day of the week
}

// streamKey names a stream.
type streamKey struct{ source, channel, location string }

func (k streamKey) compare(o streamKey) int {
	return cmp.Or(cmp.Compare(k.source, o.source), cmp.Compare(k.channel, o.channel), cmp.Compare(k.location, o.location))
}

func (k streamKey) name() string {
	switch {
	case k.location != "":
		return k.location
	case k.channel == "" || k.channel == k.source:
		return k.source
	}
	return k.source + " by " + k.channel
}

// rhythm is what a stream brought.
type rhythm struct {
	first, last Day
	days        map[Day]int
}

// Coverage returns how much each source brings through each channel in the CoverageDays days that
// end with a day, sorted.
func (f *Facts) Coverage(last Day) []Stream {
	if f.covered != nil && f.coveredAt == last {
		return f.covered
	}
	all := map[streamKey]*rhythm{}
	for d, list := range f.volume {
		for _, v := range list {
			note(all, streamKey{source: v.Source, channel: v.Channel}, d, last, v.Interactions)
		}
	}
	f.covered, f.coveredAt = streams(all, last), last
	return f.covered
}

// PlaceCoverage returns the same of each location.
func (f *Facts) PlaceCoverage(last Day) []Stream {
	all := map[streamKey]*rhythm{}
	for d, day := range f.places {
		for location, n := range day.at {
			note(all, streamKey{location: location}, d, last, n)
		}
	}
	return streams(all, last)
}

// note counts what a stream brought on a day.
func note(all map[streamKey]*rhythm, key streamKey, d, last Day, n int) {
	if d > last || n == 0 {
		return
	}
	r, known := all[key]
	if !known {
		r = &rhythm{first: d, last: d, days: map[Day]int{}}
		all[key] = r
	}
	r.first, r.last = min(r.first, d), max(r.last, d)
	r.days[d] += n
}

func streams(all map[streamKey]*rhythm, last Day) []Stream {
	keys := make([]streamKey, 0, len(all))
	for k := range all {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, streamKey.compare)
	out := make([]Stream, len(keys))
	for i, k := range keys {
		out[i] = all[k].stream(k, last)
	}
	return out
}

// stream judges one rhythm.
func (r *rhythm) stream(k streamKey, last Day) Stream {
	s := Stream{Source: k.source, Channel: k.channel, Location: k.location, FirstHeard: r.first, LastHeard: r.last}
	usual := s.learn(r, last)
	for d := last - CoverageDays + 1; d <= last; d++ {
		s.Heard += r.days[d]
		s.Expected += s.on(d)
	}
	silent := s.missing(Window{Last: last, Days: int(last-r.first) + 1})
	switch {
	case usual.weeks == 0:
		s.Status, s.Note = CoverageNew, fmt.Sprintf("%s is heard since %s only: nothing to hold it against", k.name(), r.first)
	case silent >= silentExpected*usual.scatter:
		s.Status, s.Note = CoverageSilent, fmt.Sprintf("%s is silent since %s, %.1f were to be expected", k.name(), r.last, silent)
	case s.Expected < rareExpected:
		s.Status, s.Note = CoverageRare, fmt.Sprintf("%s brings %.1f in %d days: too few to have a rhythm", k.name(), s.Expected, CoverageDays)
	case float64(s.Heard) < thinPart*s.Expected && usual.chance(s.Heard) < thinChance:
		s.Status, s.Note = CoverageThin, fmt.Sprintf("%s brings %d in %d days, %.1f were to be expected", k.name(), s.Heard, CoverageDays, s.Expected)
	default:
		s.Status, s.Note = CoverageSteady, fmt.Sprintf("%s brings %d in %d days, %.1f were to be expected", k.name(), s.Heard, CoverageDays, s.Expected)
	}
	return s
}

// habit is what a stream brought over the weeks that its rhythm is that of.
type habit struct {
	weeks   int
	heard   float64 // in all of them
	scatter float64 // how many times as much as chance they vary
}

// learn fills in what is usual: the mean of each day of the week over the weeks before the days
// looked at, or before it was last heard when that is longer ago.
func (s *Stream) learn(r *rhythm, last Day) habit {
	end := min(last-CoverageDays, r.last)
	weeks := min(max(int(end-r.first)+1, 0)/7, RhythmWeeks)
	sums := make([]float64, weeks)
	for ago := range 7 * weeks {
		d := end - Day(ago)
		sums[ago/7] += float64(r.days[d])
		s.usual[weekday(d)] += float64(r.days[d]) / float64(weeks)
	}
	mean, scatter := counts.Spread(sums)
	return habit{weeks, mean * float64(weeks), scatter}
}

// chance is the probability of so few interactions or fewer in the days looked at, when nothing has
// changed. How many come is negative-binomial: Poisson with a rate of which the weeks before are known
// (Gamma posterior of Jeffreys' prior), both divided by the scatter of these weeks. A bound on
// standard deviations would find hardly anything missing where little comes: of 9 that were to be
// expected even none is only 3 of them away.
func (h habit) chance(heard int) float64 {
	share := CoverageDays / float64(CoverageDays+7*h.weeks)
	return 1 - mathext.RegIncBeta(float64(heard+1)/h.scatter, (h.heard+0.5)/h.scatter, share)
}

// missing is what was to be expected on the days of a window since it was last heard.
func (s *Stream) missing(w Window) (out float64) {
	for d := max(s.LastHeard+1, w.First()); d <= w.Last; d++ {
		out += s.on(d)
	}
	return out
}

// on is what is usual on a day.
func (s *Stream) on(d Day) float64 { return s.usual[weekday(d)] }

func weekday(d Day) int { return ((int(d) % 7) + 7) % 7 }
