package api

import (
	"fmt"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// History is read again through the API: what would change is shown first, and what people decided, ids
// and alerts go on whichever way it is grouped.
func TestRereading(t *testing.T) {
	f := newFixture(t)
	refused(t, f.review.StartRereading, &v1.StartRereadingRequest{Parent: parent}, codes.FailedPrecondition, "REREADING_STATE_UNFIT")
	p := newPipeline(f)
	p.wave(complaint(0), "x", 3)
	p.wave(complaint(1), "y", 3)
	a, b := p.of(0), p.of(1)
	call(t, f.clusters.MergeClusters, &v1.MergeClustersRequest{Name: a.GetName(), Clusters: []string{b.GetName()}})
	merged := a.GetName()
	alerts := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent}).GetAlerts()

	for i, regroup := range []bool{false, true} {
		n := int32(6 + i)
		start := &v1.StartRereadingRequest{Parent: parent}
		r := call(t, f.review.StartRereading, start)
		if r.GetState() != v1.RereadingState_REREADING_STATE_READING || r.GetTotalInteractionCount() != int64(n) {
			t.Fatalf("started %v", r)
		}
		if again := call(t, f.review.StartRereading, start); again.GetName() != r.GetName() {
			t.Errorf("started twice: %s and %s", r.GetName(), again.GetName())
		}
		diff := &v1.PreviewRereadingRequest{Name: r.GetName(), Regroup: regroup}
		apply := &v1.ApplyRereadingRequest{Name: r.GetName(), Regroup: regroup}
		refused(t, f.review.PreviewRereading, diff, codes.FailedPrecondition, "REREADING_STATE_UNFIT")
		refused(t, f.review.ApplyRereading, apply, codes.FailedPrecondition, "REREADING_STATE_UNFIT")
		if err := f.rereading.Finish(t.Context(), acme, nil); err != nil {
			t.Fatal(err)
		}
		if got := call(t, f.review.PreviewRereading, diff); got.GetMentionCountAfter() != n || got.GetGainedMentionCount()+got.GetLostMentionCount()+got.GetChangedMentionCount() != 0 || len(got.GetClusters()) != 0 || len(got.GetAlerts()) != 0 {
			t.Errorf("regroup %v: the same model differs: %v", regroup, got)
		}
		applied := call(t, f.review.ApplyRereading, apply)
		if applied.GetState() != v1.RereadingState_REREADING_STATE_APPLIED || applied.GetDiff().GetMentionCountAfter() != n || applied.GetEndedAt() == nil {
			t.Errorf("applied %v", applied)
		}
		if again := call(t, f.review.ApplyRereading, apply); !proto.Equal(again, applied) {
			t.Errorf("applied twice: %v", again)
		}
		refused(t, f.review.DiscardRereading, &v1.DiscardRereadingRequest{Name: r.GetName()}, codes.FailedPrecondition, "REREADING_STATE_UNFIT")
		p.wave(complaint(1), fmt.Sprintf("later-%d", n), 1)
		if got := p.members(merged); len(got) != int(n)+1 {
			t.Errorf("regroup %v: the merged cluster has %d members, not %d", regroup, len(got), n+1)
		}
	}
	open := call(t, f.review.StartRereading, &v1.StartRereadingRequest{Parent: parent})
	for range 2 { // dropping it again changes nothing
		if got := call(t, f.review.DiscardRereading, &v1.DiscardRereadingRequest{Name: open.GetName()}); got.GetState() != v1.RereadingState_REREADING_STATE_DISCARDED {
			t.Errorf("discarded %v", got)
		}
	}
	list := call(t, f.review.ListRereadings, &v1.ListRereadingsRequest{Parent: parent, PageSize: 2})
	if len(list.GetRereadings()) != 2 || list.GetRereadings()[0].GetName() != open.GetName() || list.GetNextPageToken() == "" {
		t.Errorf("listed %v", list)
	}
	if got := call(t, f.review.GetRereading, &v1.GetRereadingRequest{Name: list.GetRereadings()[1].GetName()}); got.GetDiff() == nil {
		t.Errorf("what was applied: %v", got)
	}
	v := f.conn(f.key(store.Reviewer))
	refused(t, v1.NewReviewServiceClient(v).StartRereading, &v1.StartRereadingRequest{Parent: parent}, codes.PermissionDenied, "ROLE_INSUFFICIENT")
	for i, now := range call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent}).GetAlerts() {
		if now.GetName() != alerts[i].GetName() {
			t.Errorf("alert %s became %s", alerts[i].GetName(), now.GetName())
		}
	}
}
