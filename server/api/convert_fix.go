package api

import (
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/track"
)

func fixFrom(f *throughlinev1.Fix, actor string) track.Fix {
	return track.Fix{
		Seam: seamFrom(f.GetSeam()), Mode: journey.FailureMode(wordOf(f.GetFailureMode(), "FAILURE_MODE_")),
		ShippedAt: instant(f.GetShippedAt()), Locations: f.GetLocations(), Channels: f.GetChannels(), Note: f.GetNote(), Actor: actor,
	}
}

func fixTo(tenant string, f store.StoredFix) *throughlinev1.Fix {
	return &throughlinev1.Fix{
		Name: name(tenant, "fixes", f.ID.String()), Seam: seamTo(f.Seam), FailureMode: modeOf(string(f.Mode)),
		ShippedAt: timestamp(f.ShippedAt), Locations: f.Locations, Channels: f.Channels, Note: f.Note, Actor: f.Actor,
		CreatedAt: timestamp(f.CreatedAt),
	}
}

func effectTo(tenant string, e track.Effect) *throughlinev1.FixEffect {
	out := &throughlinev1.FixEffect{
		Fix: name(tenant, "fixes", e.FixID.String()), MeasuredAt: timestamp(e.At), Reason: e.Reason, Notes: e.Notes,
		Verdict: enumOf[throughlinev1.FixVerdict](throughlinev1.FixVerdict_value, "FIX_VERDICT_", string(e.Verdict)),
		Method:  enumOf[throughlinev1.FixMethod](throughlinev1.FixMethod_value, "FIX_METHOD_", string(e.Method)),
		Before:  tallyTo(e.Before, e.Windows.Before), LeftOut: daysTo(e.Windows.LeftOut), After: tallyTo(e.After, e.Windows.After),
		BaselineWeekCount: int32(e.Baseline), ExpectedCount: e.Expected, PlainRatio: e.Plain, Dispersion: e.Dispersion, Complete: e.Complete,
	}
	if e.Method != track.MethodNone {
		out.RateRatio, out.WeeklyTrend = ratioTo(e.Rate), ratioTo(e.Trend)
	}
	if c := e.Control; c != nil {
		out.Control = &throughlinev1.FixControl{
			LocationCount: int32(c.Locations), Before: tallyTo(c.Before, e.Windows.Before), After: tallyTo(c.After, e.Windows.After),
		}
	}
	for _, l := range e.CoverageLost {
		out.LostSources = append(out.LostSources, &throughlinev1.LostSource{
			Source: l.Source, WeeklyBefore: l.Before, WeeklyAfter: l.After, Note: l.Note,
		})
	}
	if e.EnoughOn != nil {
		out.EnoughOn = e.EnoughOn.String()
	}
	return out
}

func tallyTo(t track.Tally, w measure.Window) *throughlinev1.FixTally {
	return &throughlinev1.FixTally{
		Days: daysTo(w), WeekCount: int32(t.Weeks), ComplaintCount: int32(t.Complaints), OtherCount: int32(t.Others), PerHundred: t.PerHundred,
	}
}

// daysTo has no day for a window without one.
func daysTo(w measure.Window) *throughlinev1.DayRange {
	if w.Days == 0 {
		return &throughlinev1.DayRange{}
	}
	return &throughlinev1.DayRange{FirstDay: w.First().String(), LastDay: w.Last.String()}
}

func ratioTo(i track.Interval) *throughlinev1.RateRatio {
	return &throughlinev1.RateRatio{Ratio: i.Ratio, Low: i.Low, High: i.High}
}

func displacementTo(tenant string, d track.Displacement) *throughlinev1.Displacement {
	out := &throughlinev1.Displacement{WatchedCount: int32(d.Watched), Reason: d.Reason}
	for _, m := range d.Moved {
		out.Moved = append(out.Moved, &throughlinev1.MovedComplaints{
			Cluster: name(tenant, "clusters", m.ClusterID.String()), Title: m.Title, Seam: seamTo(m.Seam), Why: m.Why,
			ComplaintCount: int32(m.Heard), ExpectedCount: m.Expected, RateRatio: ratioTo(m.Rate),
		})
	}
	return out
}
