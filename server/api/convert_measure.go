package api

import (
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/measure/counts"
)

func trendTo(t measure.Trend) *throughlinev1.ClusterTrend {
	out := &throughlinev1.ClusterTrend{
		Window: windowTo(t.Window), Daily: convertAll(t.Daily, pointTo), Weekly: convertAll(t.Weekly, pointTo),
		Shape:        enumOf[throughlinev1.TrendShape](throughlinev1.TrendShape_value, "TREND_SHAPE_", string(t.Shape)),
		ShapeReason:  t.ShapeReason,
		Course:       enumOf[throughlinev1.TrendCourse](throughlinev1.TrendCourse_value, "TREND_COURSE_", string(t.Course)),
		CourseReason: t.CourseReason, Dispersion: t.Dispersion, Coverage: convertAll(t.Coverage, gapTo),
	}
	if t.WeeklyRatio != (counts.Ratio{}) {
		out.WeeklyRatio = liftTo(t.WeeklyRatio)
	}
	if t.Crossing != nil {
		out.Crossing = crossingTo(*t.Crossing)
	}
	return out
}

func crossingTo(c measure.Crossing) *throughlinev1.TrendCrossing {
	return &throughlinev1.TrendCrossing{
		Have: int32(c.Have), Need: int32(c.Need), WindowDays: int32(c.WindowDays), PerDay: c.PerDay,
		Days: daysOrNever(c.Days), LowDays: daysOrNever(c.Low), HighDays: daysOrNever(c.High), Reason: c.Reason,
	}
}

func daysOrNever(days *int) int32 {
	if days == nil {
		return -1
	}
	return int32(*days)
}

func pointTo(p measure.TrendPoint) *throughlinev1.TrendPoint {
	return &throughlinev1.TrendPoint{
		FirstDay: p.First.String(), InteractionCount: int32(p.Complaints), CustomerCount: int32(p.Customers),
		OtherCount: int32(p.Others), ExpectedCount: p.Expected,
	}
}

func reorderTo(cluster string, c measure.ReorderConversion) *throughlinev1.ReorderConversion {
	side := func(r measure.Reorders) *throughlinev1.ReorderShare {
		return &throughlinev1.ReorderShare{OrderCount: int32(r.Orders), ReorderedCount: int32(r.Reordered), Share: r.Share()}
	}
	out := &throughlinev1.ReorderConversion{
		Cluster: cluster, BeganDay: c.Began.String(), WithinDays: int32(c.WithinDays), Locations: c.Locations,
		AffectedBefore: side(c.AffectedBefore), AffectedAfter: side(c.AffectedAfter),
		OthersBefore: side(c.OthersBefore), OthersAfter: side(c.OthersAfter), Reason: c.Reason,
	}
	if c.Change != nil {
		out.RelativeChange = liftTo(*c.Change)
	}
	return out
}

func streamTo(s measure.Stream) *throughlinev1.CoverageStream {
	return &throughlinev1.CoverageStream{
		Source: s.Source, Channel: s.Channel, LocationId: s.Location,
		Status:     enumOf[throughlinev1.CoverageStatus](throughlinev1.CoverageStatus_value, "COVERAGE_STATUS_", string(s.Status)),
		HeardCount: int32(s.Heard), ExpectedCount: s.Expected,
		FirstHeardDay: s.FirstHeard.String(), LastHeardDay: s.LastHeard.String(), Note: s.Note,
	}
}

func earTo(e measure.Ear) *throughlinev1.TouchpointCoverage {
	return &throughlinev1.TouchpointCoverage{Touchpoint: e.Touchpoint, Ears: e.Through, HeardCount: int32(e.Heard), Note: e.Note}
}
