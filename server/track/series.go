package track

import (
	"cmp"
	"slices"

	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/measure/counts"
)

// Row is what one source heard on one day through one channel about one location: how many
// interactions in all, and how many of them complained about the break. A day, source,
// channel and location may have several rows; they add up.
type Row struct {
	Day        measure.Day `json:"day"`
	Source     string      `json:"source"`
	Channel    string      `json:"channel"`
	Location   string      `json:"location"` // empty when unknown
	Complaints int         `json:"complaints"`
	Volume     int         `json:"volume"` // interactions, the complaints among them
}

// others is the volume that a rate is relative to: the interactions about anything else. A
// volume that counted the complaints themselves would fall with them and hide part of an effect.
func (r Row) others() float64 { return float64(max(r.Volume-r.Complaints, 0)) }

// compare orders rows.
func (r Row) compare(o Row) int {
	return cmp.Or(cmp.Compare(r.Day, o.Day), cmp.Compare(r.Source, o.Source), cmp.Compare(r.Channel, o.Channel),
		cmp.Compare(r.Location, o.Location), cmp.Compare(r.Complaints, o.Complaints), cmp.Compare(r.Volume, o.Volume))
}

// week is seven days of a series.
type week struct {
	at         float64 // its middle, in weeks after the fix
	complaints float64
	others     float64 // interactions about anything else
	exposure   float64 // the complaints that the others would bring at the rates of their strata before the fix
}

// stratum is what has a complaint rate of its own.
type stratum struct{ source, channel string }

// ratesIn returns the complaint rates of the sources and channels over a window.
func ratesIn(rows []Row, w measure.Window) (out counts.Rates[stratum]) {
	for _, r := range rows {
		if r.Day >= w.First() && r.Day <= w.Last {
			out.Add(stratum{r.Source, r.Channel}, float64(r.Complaints), r.others())
		}
	}
	return out
}

// weeksOf sums rows into the weeks of a window, whose days are a multiple of seven. Rows of
// strata that were not heard before the fix are left out.
func weeksOf(rows []Row, r *counts.Rates[stratum], w measure.Window, fix measure.Day) []week {
	out := make([]week, w.Days/7)
	for i := range out {
		out[i].at = (float64(w.First()-fix) + float64(7*i) + 3.5) / 7
	}
	for _, row := range rows {
		if row.Day < w.First() || row.Day > w.Last {
			continue
		}
		if rate, known := r.Of(stratum{row.Source, row.Channel}); known {
			in := &out[int(row.Day-w.First())/7]
			in.complaints += float64(row.Complaints)
			in.others += row.others()
			in.exposure += rate * row.others()
		}
	}
	return out
}

// heard leaves out the weeks in which nothing was heard at all.
func heard(weeks []week) []week {
	return slices.DeleteFunc(slices.Clone(weeks), func(w week) bool { return w.exposure == 0 })
}

func total(weeks []week) (complaints, exposure float64) {
	for _, w := range weeks {
		complaints += w.complaints
		exposure += w.exposure
	}
	return complaints, exposure
}

// sinceOnset leaves out the weeks before the break began: the longest leading run whose rate,
// and that of its last week, is below a quarter of the later rate, and not by chance (Poisson,
// 1 in 100). A break that appears is not a trend that would have gone on.
func sinceOnset(weeks []week) []week {
	for n := len(weeks) - minBeforeWeeks; n > 0; n-- {
		y, exposure := total(weeks[:n])
		later, laterExposure := total(weeks[n:])
		rate := later / laterExposure
		last := weeks[n-1]
		if 4*last.complaints < rate*last.exposure && 4*y < rate*exposure && counts.PoissonAtMost(y, rate*exposure) < 0.01 {
			return weeks[n:]
		}
	}
	return weeks
}
