package api

import (
	"fmt"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/schedule"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/track"
)

// Every word of a stage must have its proto value and every proto value its word: a value
// without one would reach clients as "not known".
func TestEveryEnumValueConvertsBothWays(t *testing.T) {
	for _, c := range []struct {
		zero   protoreflect.Enum
		prefix string
		words  []string
	}{
		{v1.TouchpointKind(0), "TOUCHPOINT_KIND_", text(journey.Kinds)},
		{v1.FailureMode(0), "FAILURE_MODE_", text(journey.FailureModes)},
		{v1.Located(0), "LOCATED_", text([]journey.Located{journey.LocatedBoth, journey.LocatedOne, journey.LocatedNone})},
		{v1.Speaker(0), "SPEAKER_", text(ingest.Speakers)},
		{v1.AlertState(0), "ALERT_STATE_", text(alert.States)},
		{v1.AlertAction(0), "ALERT_ACTION_", text(alert.Actions)},
		{v1.Severity(0), "SEVERITY_", text(alert.Severities)},
		{v1.ReviewGate(0), "REVIEW_GATE_", text(alert.ReviewGates)},
		{v1.PolicyMetric(0), "POLICY_METRIC_", text(alert.Metrics)},
		{v1.ApiKeyRole(0), "API_KEY_ROLE_", text(store.Roles)},
		{v1.SignalStrength(0), "SIGNAL_STRENGTH_", text([]measure.Strength{measure.Strong, measure.Moderate, measure.Mixed, measure.Weak})},
		{v1.TrendShape(0), "TREND_SHAPE_", text([]measure.Shape{measure.ShapePattern, measure.ShapeSpike, measure.ShapeOneOff, measure.ShapeUnclear, measure.ShapeTooEarly})},
		{v1.TrendCourse(0), "TREND_COURSE_", text([]measure.Course{measure.CourseGrowing, measure.CourseSteady, measure.CourseFading, measure.CourseTooFew})},
		{v1.CoverageStatus(0), "COVERAGE_STATUS_", text([]measure.CoverageStatus{
			measure.CoverageSteady, measure.CoverageThin, measure.CoverageSilent, measure.CoverageNew, measure.CoverageRare,
		})},
		{v1.ExposedAccountOrder(0), "EXPOSED_ACCOUNT_ORDER_", []string{"renewal", "value"}},
		{v1.ReadingNumber(0), "READING_NUMBER_", text(measure.Numbers)},
		{v1.Cause(0), "CAUSE_", text([]measure.Cause{measure.CauseSystemSync, measure.CauseProcess, measure.CausePlatformLimit})},
		{v1.ExposureKind(0), "EXPOSURE_KIND_", text([]measure.ExposureKind{measure.ExposureAccountValue, measure.ExposureAbandoned, measure.ExposureRefunded, measure.ExposureCancelled})},
		{v1.OwnerRole(0), "OWNER_ROLE_", text(route.Roles)},
		{v1.OwnershipState(0), "OWNERSHIP_STATE_", text(route.AssignmentStates)},
		{v1.OwnershipAct(0), "OWNERSHIP_ACT_", text(route.ActKinds)},
		{v1.RouteAudience(0), "ROUTE_AUDIENCE_", text(route.RouteAudiences)},
		{v1.DayOfWeek(0), "DAY_OF_WEEK_", []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}},
		{v1.DecisionProposalState(0), "DECISION_PROPOSAL_STATE_", text([]store.ProposalState{store.ProposalOpen, store.ProposalApproved, store.ProposalDeclined, store.ProposalWithdrawn})},
		{v1.RereadingState(0), "REREADING_STATE_", text([]store.RereadingState{store.RereadingReading, store.RereadingReady, store.RereadingApplied, store.RereadingDiscarded})},
		{v1.DecisionKind(0), "DECISION_KIND_", text([]group.DecisionKind{group.Confirm, group.Move, group.Reject, group.Cut, group.Merge, group.Rename, group.Hold})},
		{v1.ClusterEventKind(0), "CLUSTER_EVENT_KIND_", text([]group.EventKind{
			group.Born, group.Joined, group.Held, group.Moved, group.Merged, group.Split, group.Retired, group.Rejected, group.Renamed,
		})},
		{v1.MentionStatus(0), "MENTION_STATUS_", []string{"pending", "grouped", "held", "rejected"}},
		{v1.DeliveryState(0), "DELIVERY_STATE_", text(store.DeliveryStates)},
		{v1.DeliveryOutcome(0), "DELIVERY_OUTCOME_", text([]schedule.Outcome{
			schedule.Delivered, schedule.Failed, schedule.Throttled, schedule.Gone, schedule.Refused, schedule.Invalid,
		})},
		{v1.JiraOnRegression(0), "JIRA_ON_REGRESSION_", text([]channel.OnRegression{channel.Reopen, channel.LinkNew})},
		{v1.FixVerdict(0), "FIX_VERDICT_", text([]track.Verdict{track.Worked, track.NoEffectSeen, track.Worse, track.NotEnough, track.CoverageLost})},
		{v1.FixMethod(0), "FIX_METHOD_", text([]track.Method{track.MethodTrend, track.MethodControl, track.MethodConditional})},
	} {
		values := c.zero.Descriptor().Values()
		numbers := map[string]int32{}
		for i := range values.Len() {
			numbers[string(values.Get(i).Name())] = int32(values.Get(i).Number())
		}
		if values.Len() != len(c.words)+1 {
			t.Errorf("%s has %d values besides 0, the stages have the %d words %v", c.prefix, values.Len()-1, len(c.words), c.words)
		}
		for _, word := range c.words {
			n := enumOf[v1.AlertState](numbers, c.prefix, word) // any enum type will do
			if n == 0 {
				t.Errorf("%s has no value for %q", c.prefix, word)
				continue
			}
			if back := wordOf(c.zero.Type().New(protoreflect.EnumNumber(n)), c.prefix); back != word {
				t.Errorf("%q becomes %d and that %q", word, n, back)
			}
		}
		if got := wordOf(c.zero, c.prefix); got != "" {
			t.Errorf("%s: 0 becomes %q, want no word", c.prefix, got)
		}
	}
}

func text[W ~string](words []W) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return out
}

// Each reason that ingest gives must reach clients.
func TestEveryViolationReasonIsKnown(t *testing.T) {
	for _, reason := range []string{
		journey.ReasonMissing, journey.ReasonMalformed, journey.ReasonUnknownValue, journey.ReasonOutOfRange, journey.ReasonTooLong,
		journey.ReasonInFuture, journey.ReasonInvalidUTF8, journey.ReasonNULByte, journey.ReasonNoText, "REPEATED_IN_BATCH", "CONTENT_DIFFERS",
	} {
		if got := itemViolation("f", reason, "d").GetReason(); fmt.Sprint(got) != "VIOLATION_REASON_"+reason {
			t.Errorf("%s becomes %v", reason, got)
		}
	}
}
