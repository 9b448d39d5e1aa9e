package api

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

const calibrationName = parent + "/calibration"

func (f *fixture) propose() *v1.Recalibration {
	f.t.Helper()
	return call(f.t, f.review.ProposeRecalibration, &v1.ProposeRecalibrationRequest{Name: calibrationName})
}

// heldMentions lists the mentions that wait, in the order of their interactions.
func (p *pipeline) heldMentions() []string {
	p.t.Helper()
	request := &v1.ListReviewItemsRequest{Parent: parent, Filter: v1.ReviewItemFilter_REVIEW_ITEM_FILTER_MENTIONS, PageSize: 500}
	var out []string
	for _, item := range call(p.t, p.review.ListReviewItems, request).GetReviewItems() {
		out = append(out, item.GetMention())
	}
	return out
}

// verdict decides mentions one by one.
func (p *pipeline) verdict(v v1.ReviewVerdict, mentions ...string) {
	p.t.Helper()
	for _, m := range mentions {
		call(p.t, p.review.BatchDecide, &v1.BatchDecideRequest{Parent: parent, Mentions: []string{m}, Verdict: v})
	}
}

// A reader that is too modest: of what it finds doubtful people confirm most. What they teach is
// shown with its figures, taken over by an admin, holds for what comes in and what is there, and
// can be taken back; what people decided stays through all of it.
func TestReviewsTeachTheReader(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	p.wave(complaint(0), "sure", 6)
	p.wave("perhaps "+complaint(0), "doubtful", 120)
	policy := testPolicy()
	policy.MinCustomers, policy.MinDistinctDays = 100, 1 // more than are sure
	call(t, f.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: policy})
	p.settle()
	all := p.heldMentions()
	yes, no, open := all[:82], all[82:106], all[106:]

	first := f.propose()
	if first.GetBetter() || first.GetConfidence().GetNeededCount() != 100 || !strings.Contains(first.GetReasons()[0], "at least 100 more are needed") {
		t.Errorf("before anything is decided: %v", first)
	}
	apply := &v1.ApplyRecalibrationRequest{Name: calibrationName, Etag: first.GetEtag()}
	refused(t, f.review.ApplyRecalibration, apply, codes.FailedPrecondition, "RECALIBRATION_NOT_BETTER")

	p.verdict(v1.ReviewVerdict_REVIEW_VERDICT_CONFIRMED, yes...)
	p.verdict(v1.ReviewVerdict_REVIEW_VERDICT_REJECTED, no...)
	cluster := p.of(0).GetName()
	where := decided{}
	for _, m := range yes {
		where[m] = cluster
	}
	for _, m := range no {
		where[m] = ""
	}

	proposal := f.propose()
	trial := proposal.GetConfidence()
	if !proposal.GetBetter() || trial.GetDecisionCount() != 106 || trial.GetYesCount() != 82 || trial.GetGainLow() <= 0 || trial.GetAfter().GetRight() <= trial.GetBefore().GetRight() {
		t.Fatalf("proposed %v", proposal)
	}
	if proposal.GetGainedMentionCount() != int32(len(open)) || proposal.GetLostMentionCount() != 0 || len(proposal.GetClusters()) != 1 || proposal.GetClusters()[0].GetAfter().GetMentionCount() != 88+int32(len(open)) {
		t.Errorf("it would change %v", proposal)
	}
	if len(proposal.GetAlerts()) != 1 || proposal.GetAlerts()[0].GetAfter() != v1.AlertState_ALERT_STATE_FIRING {
		t.Errorf("alerts that would change: %v", proposal.GetAlerts())
	}
	if held := p.heldMentions(); len(held) != len(open) || p.mention(open[0]).GetConfidence() != 0.4 {
		t.Errorf("looking at the proposal changed something: %v", held)
	}

	refused(t, f.review.ApplyRecalibration, apply, codes.Aborted, "ETAG_MISMATCH")
	reviewer := v1.NewReviewServiceClient(f.conn(f.key(store.Reviewer)))
	apply = &v1.ApplyRecalibrationRequest{Name: calibrationName, Etag: proposal.GetEtag(), RequestId: uuid.NewString(), Comment: "as Anna, anna@example.com, says"}
	refused(t, reviewer.ApplyRecalibration, apply, codes.PermissionDenied, "ROLE_INSUFFICIENT")
	made := call(t, f.review.ApplyRecalibration, apply)
	if made.GetVersion() != 1 || made.GetSlope() != proposal.GetProposed().GetSlope() || made.GetCountsFrom() >= 0.4 || made.GetConfidenceTrial().GetGain() != trial.GetGain() || made.GetComment() == apply.GetComment() {
		t.Errorf("applied %v, proposed %v", made, proposal.GetProposed())
	}
	if again := call(t, f.review.ApplyRecalibration, apply); again.GetEtag() != made.GetEtag() {
		t.Errorf("the same request again made %v", again)
	}
	for _, m := range open {
		if got := p.mention(m); got.GetCluster() != cluster || got.GetConfidence() <= 0.5 || got.GetReadConfidence() != 0.4 {
			t.Errorf("%v waits yet", got)
		}
	}
	p.hold(where, "recalibrated")
	p.restart()
	p.wave("perhaps "+complaint(0), "later", 3)
	if c := p.of(0); c.GetMentionCount() != 88+int32(len(open))+3 {
		t.Errorf("after three more it has %d mentions", c.GetMentionCount())
	}
	if again := f.propose(); again.GetBetter() || again.GetPresent().GetVersion() != 1 {
		t.Errorf("the same lesson twice: %v", again)
	}

	refused(t, f.review.RevertCalibration, &v1.RevertCalibrationRequest{Name: calibrationName, Etag: "0"}, codes.Aborted, "ETAG_MISMATCH")
	back := call(t, f.review.RevertCalibration, &v1.RevertCalibrationRequest{Name: calibrationName, Etag: made.GetEtag()})
	if back.GetVersion() != 2 || back.GetSlope() != 1 || back.GetOffset() != 0 || back.GetRevertsTo() != 0 || len(p.heldMentions()) != len(open)+3 {
		t.Errorf("gone back to %v; %d wait", back, len(p.heldMentions()))
	}
	p.hold(where, "gone back")
	p.restart()
	refused(t, f.review.RevertCalibration, &v1.RevertCalibrationRequest{Name: calibrationName}, codes.FailedPrecondition, "DECISION_CHANGES_NOTHING")
	f.checkCalibrationsOnRecord()
}

// checkCalibrationsOnRecord looks for every version and for who made it.
func (f *fixture) checkCalibrationsOnRecord() {
	f.t.Helper()
	for version, want := range []int64{2, 1, 2} { // 0 is the present one
		got := call(f.t, f.review.GetCalibration, &v1.GetCalibrationRequest{Name: calibrationName, Version: int64(version)})
		if got.GetVersion() != want || !strings.HasPrefix(got.GetAuthor(), parent+"/apiKeys/") {
			f.t.Errorf("version %d is %v", version, got)
		}
	}
	refused(f.t, f.review.GetCalibration, &v1.GetCalibrationRequest{Name: calibrationName, Version: 3}, codes.NotFound, "RESOURCE_NOT_FOUND")
	entries, err := f.AuditLog(f.t.Context(), acme, 0, 1000)
	if err != nil {
		f.t.Fatal(err)
	}
	for _, method := range []string{"ApplyRecalibration", "RevertCalibration"} {
		if !slices.ContainsFunc(entries, func(e store.AuditEntry) bool {
			return strings.HasSuffix(e.Action, method) && e.Outcome == "OK" && e.Resource == fmt.Sprintf("tenants/%s/calibration", acme)
		}) {
			f.t.Errorf("%s is not in the audit log", method)
		}
	}
}
