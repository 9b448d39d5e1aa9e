package api

import (
	"fmt"
	"log/slog"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/jobs"
	"github.com/throughline-cx/throughline/server/store"
)

// wave pushes complaints of as many customers about a seam today, and settles them.
func (p *pipeline) wave(words, prefix string, customers int) {
	p.t.Helper()
	items := make([]*v1.Interaction, customers)
	for i := range items {
		items[i] = interaction(fmt.Sprintf("%s-%d", prefix, i), words)
		items[i].OccurredAt = timestamppb.New(p.clock.Now().Add(-time.Minute))
	}
	p.push(items...)
	p.settle()
}

// of returns the cluster of a seam.
func (p *pipeline) of(seam int) *v1.Cluster {
	p.t.Helper()
	for _, c := range call(p.t, p.clusters.ListClusters, &v1.ListClustersRequest{Parent: parent}).GetClusters() {
		if c.GetSeam().GetFromTouchpoint() == fmt.Sprint("a", seam) {
			return c
		}
	}
	p.t.Fatalf("seam %d has no cluster", seam)
	return nil
}

func (p *pipeline) cluster(name string) *v1.Cluster {
	p.t.Helper()
	return call(p.t, p.clusters.GetCluster, &v1.GetClusterRequest{Name: name})
}

func (p *pipeline) members(cluster string) []string {
	p.t.Helper()
	var out []string
	for _, m := range call(p.t, p.clusters.ListMentions, &v1.ListMentionsRequest{Parent: cluster, PageSize: 500}).GetMentions() {
		out = append(out, m.GetName())
	}
	return out
}

func (p *pipeline) mention(name string) *v1.Mention {
	p.t.Helper()
	return call(p.t, p.clusters.GetMention, &v1.GetMentionRequest{Name: name})
}

// groups is what is known of the tenant's grouping.
func (p *pipeline) groups(e *jobs.Evaluation) (parts group.Parts) {
	p.t.Helper()
	if err := e.Look(p.t.Context(), acme, func(s *evaluate.State, _ evaluate.Config) error { parts = s.Groups().Parts(); return nil }); err != nil {
		p.t.Fatal(err)
	}
	return parts
}

// restart throws away what is in memory, and proves that the database holds the same.
func (p *pipeline) restart() {
	p.t.Helper()
	fresh := &jobs.Evaluation{Store: p.Store, Log: slog.New(slog.DiscardHandler), Clock: p.clock.Now}
	if before, after := p.groups(p.evaluation), p.groups(fresh); !reflect.DeepEqual(before, after) {
		p.t.Errorf("after a restart:\n%+v\nbefore it:\n%+v", after, before)
	}
	p.evaluation.Forget(acme)
}

// decided is where a person put mentions; nothing that comes later may move them.
type decided map[string]string

func (p *pipeline) hold(where decided, after string) {
	p.t.Helper()
	for name, cluster := range where {
		if got := p.mention(name); got.GetCluster() != cluster {
			p.t.Errorf("%s: %s is in %q, a person put it into %q", after, name, got.GetCluster(), cluster)
		}
	}
}

// A person merges, undoes, splits, moves, renames and rejects while complaints go on to come in,
// days end and the server starts anew: nothing snaps back.
func TestDecisionsStandWhileDataArrives(t *testing.T) {
	p := newPipeline(newFixture(t))
	p.wave(complaint(0), "x", 6)
	p.wave(complaint(1), "y", 6)
	a, b := p.of(0), p.of(1)
	inA, inB := p.members(a.GetName()), p.members(b.GetName())
	where, waves := decided{}, 0
	more := func(what string) {
		t.Helper()
		p.hold(where, what)
		p.restart()
		p.clock.Add(24 * time.Hour) // the day ends: clusters are consolidated
		for seam := range 2 {
			p.wave(complaint(seam), fmt.Sprintf("w%d-%d", waves, seam), 2)
		}
		waves++
		p.hold(where, what+", and a day later")
	}

	merged := call(t, p.clusters.MergeClusters, &v1.MergeClustersRequest{Name: b.GetName(), Clusters: []string{a.GetName()}, Comment: "one desk"})
	led := p.cluster(b.GetName())
	if led.GetName() != a.GetName() || led.GetRedirectedFrom() != b.GetName() || led.GetMentionCount() != 12 || led.GetReading().GetCustomerCount() != 12 {
		t.Errorf("the merged name leads to %v", led)
	}
	if got := p.members(b.GetName()); len(got) != 12 {
		t.Errorf("%d members by the merged name", len(got))
	}
	for _, m := range slices.Concat(inA, inB) {
		where[m] = a.GetName()
	}
	more("merged")

	undone := call(t, p.review.UndoDecision, &v1.UndoDecisionRequest{Name: merged.GetName(), Comment: "two desks"})
	if undone.GetUndoneAt() == nil || undone.GetUndoneBy() == "" || undone.GetUndoComment() != "two desks" {
		t.Errorf("undone: %v", undone)
	}
	if back := p.cluster(b.GetName()); back.GetName() != b.GetName() || back.GetRedirectedFrom() != "" || back.GetMentionCount() < 6 {
		t.Errorf("after undoing, the other is %v", back)
	}
	refused(t, p.review.UndoDecision, &v1.UndoDecisionRequest{Name: merged.GetName()}, codes.NotFound, "RESOURCE_NOT_FOUND")

	where = decided{}
	split := call(t, p.clusters.SplitCluster, &v1.SplitClusterRequest{Name: a.GetName(), Mentions: inA[:3], Comment: "another break"})
	part := split.GetPlacedIn()[0]
	where[inA[1]], where[inA[2]] = part, part
	more("split")

	call(t, p.clusters.MoveMentions, &v1.MoveMentionsRequest{Name: b.GetName(), Mentions: inA[:1]})
	where[inA[0]] = b.GetName()
	call(t, p.clusters.RenameCluster, &v1.RenameClusterRequest{Name: b.GetName(), Title: "The desk knows nothing"})
	call(t, p.review.BatchDecide, &v1.BatchDecideRequest{
		Parent: parent, Mentions: inB[:2], Verdict: v1.ReviewVerdict_REVIEW_VERDICT_REJECTED, Comment: "they only ask",
	})
	where[inB[0]], where[inB[1]] = "", ""
	more("moved and rejected")

	if m := p.mention(inB[0]); m.GetStatus() != v1.MentionStatus_MENTION_STATUS_REJECTED || len(m.GetPlacement().GetDecisions()) != 1 {
		t.Errorf("a rejected mention is %v", m)
	}
	if title := p.cluster(b.GetName()).GetTitle(); title != "The desk knows nothing" {
		t.Errorf("its title is %q", title)
	}
	checkLineage(t, p, a.GetName(), b.GetName(), part, split.GetName())
}

// checkLineage proves that what happened to clusters is on record, with who and why.
func checkLineage(t *testing.T, p *pipeline, a, b, part, split string) {
	t.Helper()
	events := call(t, p.clusters.ListClusterEvents, &v1.ListClusterEventsRequest{Parent: part}).GetEvents()
	first := events[len(events)-1]
	if first.GetKind() != v1.ClusterEventKind_CLUSTER_EVENT_KIND_SPLIT || first.GetFromCluster() != a || first.GetDecision() != split ||
		first.GetActor() == "" || first.GetReason() != "another break" || len(first.GetMentions()) != 3 {
		t.Errorf("the part began with %v", first)
	}
	var kinds []v1.ClusterEventKind
	token := ""
	for {
		page := call(t, p.clusters.ListClusterEvents, &v1.ListClusterEventsRequest{Parent: b, PageSize: 1, PageToken: token})
		for _, e := range page.GetEvents() {
			kinds = append(kinds, e.GetKind())
		}
		if token = page.GetNextPageToken(); token == "" {
			break
		}
	}
	for _, want := range []v1.ClusterEventKind{
		v1.ClusterEventKind_CLUSTER_EVENT_KIND_BORN, v1.ClusterEventKind_CLUSTER_EVENT_KIND_MERGED, v1.ClusterEventKind_CLUSTER_EVENT_KIND_MOVED,
		v1.ClusterEventKind_CLUSTER_EVENT_KIND_RENAMED, v1.ClusterEventKind_CLUSTER_EVENT_KIND_REJECTED,
	} {
		if !slices.Contains(kinds, want) {
			t.Errorf("events %v, want %v among them", kinds, want)
		}
	}
}

// What a preview says is what then happens.
func TestPreviewTellsWhatThenHappens(t *testing.T) {
	p := newPipeline(newFixture(t))
	p.wave(complaint(0), "x", 3)
	p.wave(complaint(1), "y", 3)
	a, b := p.of(0), p.of(1)
	before := p.groups(p.evaluation)
	decision := &v1.Decision{Kind: v1.DecisionKind_DECISION_KIND_MERGE, Clusters: []string{a.GetName(), b.GetName()}}
	preview := call(t, p.review.PreviewDecision, &v1.PreviewDecisionRequest{Parent: parent, Action: &v1.PreviewDecisionRequest_Decision{Decision: decision}})
	if !reflect.DeepEqual(before, p.groups(p.evaluation)) {
		t.Error("the preview changed something")
	}
	if len(preview.GetClusters()) != 2 || len(preview.GetAlerts()) == 0 {
		t.Fatalf("preview %v", preview)
	}
	made := call(t, p.clusters.MergeClusters, &v1.MergeClustersRequest{Name: a.GetName(), Clusters: []string{b.GetName()}})
	for _, c := range preview.GetClusters() {
		now := p.cluster(c.GetCluster())
		if c.GetAfter() == nil {
			if now.GetName() != c.GetInto() {
				t.Errorf("%s leads to %s, the preview says %s", c.GetCluster(), now.GetName(), c.GetInto())
			}
			continue
		}
		if now.GetMentionCount() != c.GetAfter().GetMentionCount() || now.GetReading().GetCustomerCount() != c.GetAfter().GetCustomerCount() ||
			now.GetConsistency() != c.GetAfter().GetConsistency() || c.GetBefore().GetMentionCount() != 3 {
			t.Errorf("%v became %v", c, now)
		}
	}
	for _, change := range preview.GetAlerts() {
		got := call(t, p.alerts.ListAlertChanges, &v1.ListAlertChangesRequest{Parent: change.GetAlert(), PageSize: 1}).GetChanges()[0].GetChange()
		if got.GetState() != change.GetAfter() {
			t.Errorf("alert %v, the preview says %v", got.GetState(), change)
		}
		if gone := change.GetAfter() == v1.AlertState_ALERT_STATE_FORMING; gone {
			heir := call(t, p.alerts.GetAlert, &v1.GetAlertRequest{Name: change.GetAlert()})
			if heir.GetRedirectedFrom() != change.GetAlert() || heir.GetCluster() != a.GetName() {
				t.Errorf("the name of the alert of what was merged leads to %s, redirected from %q", heir.GetName(), heir.GetRedirectedFrom())
			}
		}
	}
	undo := call(t, p.review.PreviewDecision, &v1.PreviewDecisionRequest{Parent: parent, Action: &v1.PreviewDecisionRequest_Undo{Undo: made.GetName()}})
	if len(undo.GetClusters()) != 2 || undo.GetClusters()[0].GetAfter().GetMentionCount() != 3 {
		t.Errorf("preview of undoing %v", undo)
	}
}

// Of two reviewers who look at the same item and decide at once, one is told that it has changed.
func TestTwoReviewersAtOnce(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	p.wave(complaint(0), "x", 3)
	p.wave("perhaps "+complaint(0), "weak", 1)
	items := call(t, f.review.ListReviewItems, &v1.ListReviewItemsRequest{Parent: parent, Filter: v1.ReviewItemFilter_REVIEW_ITEM_FILTER_MENTIONS}).GetReviewItems()
	if len(items) != 1 || items[0].GetSuggestedCluster() != p.of(0).GetName() {
		t.Fatalf("the queue is %v", items)
	}
	verdicts := []v1.ReviewVerdict{v1.ReviewVerdict_REVIEW_VERDICT_CONFIRMED, v1.ReviewVerdict_REVIEW_VERDICT_REJECTED}
	errs := make([]error, len(verdicts))
	var both sync.WaitGroup
	for i, v := range verdicts {
		client := v1.NewReviewServiceClient(f.conn(f.key(store.Reviewer)))
		both.Go(func() {
			_, errs[i] = client.DecideReviewItem(t.Context(), &v1.DecideReviewItemRequest{Name: items[0].GetName(), Verdict: v, Etag: items[0].GetEtag()})
		})
	}
	both.Wait()
	if errs[0] != nil {
		errs[0], errs[1] = errs[1], errs[0]
	}
	if errs[0] != nil {
		t.Fatalf("neither got through: %v", errs)
	}
	s := checkError(t, errs[1], codes.Aborted, "ETAG_MISMATCH")
	now := detail[*v1.Mention](s)
	if now.GetName() != items[0].GetMention() || now.GetEtag() == items[0].GetEtag() || now.GetStatus() == v1.MentionStatus_MENTION_STATUS_HELD {
		t.Errorf("the second was told %v", now)
	}
	if left := call(t, f.review.ListReviewItems, &v1.ListReviewItemsRequest{Parent: parent, Filter: v1.ReviewItemFilter_REVIEW_ITEM_FILTER_MENTIONS}); len(left.GetReviewItems()) != 0 {
		t.Errorf("the queue still has %v", left)
	}
	refused(t, f.clusters.RenameCluster, &v1.RenameClusterRequest{Name: p.of(0).GetName(), Title: "x", Etag: "old"}, codes.Aborted, "ETAG_MISMATCH")
}

func TestQueueAndBulk(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	p.wave(complaint(0), "x", 3) // near the threshold of 4
	p.wave("perhaps "+complaint(0), "weak", 5)
	p.wave("perhaps "+complaint(2), "lone", 1)
	var all []*v1.ReviewItem
	token := ""
	for {
		page := call(t, f.review.ListReviewItems, &v1.ListReviewItemsRequest{Parent: parent, PageSize: 2, PageToken: token})
		all = append(all, page.GetReviewItems()...)
		if token = page.GetNextPageToken(); token == "" {
			break
		}
	}
	if len(all) != 7 || all[0].GetAlert() != "" && len(all[0].GetQuotes()) == 0 {
		t.Fatalf("%d items, want 6 mentions and an alert: %v", len(all), all)
	}
	if !slices.IsSortedFunc(all, func(a, b *v1.ReviewItem) int { return positionOf(a).compare(positionOf(b)) }) || all[6].GetSuggestedCluster() != "" {
		t.Errorf("the queue is not in order, or the one that fits nowhere is not last: %v", all)
	}
	weak := all[slices.IndexFunc(all, func(i *v1.ReviewItem) bool { return i.GetMention() != "" && i.GetSuggestedCluster() != "" })]
	similar := call(t, f.review.ListSimilarMentions, &v1.ListSimilarMentionsRequest{Name: weak.GetMention(), MinScore: 0.9}).GetSimilarMentions()
	var held []string
	for _, m := range similar {
		if m.GetScore() < 0.9 {
			t.Errorf("below the cut-off: %v", m)
		}
		if m.GetMention().GetStatus() == v1.MentionStatus_MENTION_STATUS_HELD {
			held = append(held, m.GetMention().GetName())
		}
	}
	if len(similar) != 7 || len(held) != 4 {
		t.Fatalf("%d similar, %d of them held; want 7 and 4", len(similar), len(held))
	}
	request := &v1.BatchDecideRequest{
		Parent: parent, Mentions: append(held, weak.GetMention()), Verdict: v1.ReviewVerdict_REVIEW_VERDICT_CONFIRMED,
		RequestId: uuid.NewString(), Comment: "all of the desk, says Anna, anna@example.com",
	}
	made := call(t, f.review.BatchDecide, request)
	again := call(t, f.review.BatchDecide, request)
	if again.GetName() != made.GetName() || len(made.GetPlacedIn()) != 1 || made.GetPlacedIn()[0] != p.of(0).GetName() {
		t.Errorf("decided %v, repeated %v", made, again)
	}
	if made.GetComment() == request.GetComment() {
		t.Errorf("the comment is stored as %q", made.GetComment())
	}
	if c := p.of(0); c.GetMentionCount() != 8 || c.GetReading().GetCustomerCount() != 8 {
		t.Errorf("the cluster is %v, want 8 mentions", c)
	}
	listed := call(t, f.review.ListDecisions, &v1.ListDecisionsRequest{Parent: parent, Mention: weak.GetMention(), InForce: true}).GetDecisions()
	if len(listed) != 1 || listed[0].GetName() != made.GetName() {
		t.Errorf("decisions %v", listed)
	}
	call(t, f.review.UndoDecision, &v1.UndoDecisionRequest{Name: made.GetName()})
	if got := p.mention(weak.GetMention()); got.GetStatus() != v1.MentionStatus_MENTION_STATUS_HELD {
		t.Errorf("undone, it is %v", got)
	}
	cohesion := call(t, f.clusters.GetClusterCohesion, &v1.GetClusterCohesionRequest{Name: p.of(0).GetName()})
	if cohesion.GetMentionCount() != 3 || cohesion.GetSeam() <= 0.5 || len(cohesion.GetDrag()) != 3 {
		t.Errorf("cohesion %v", cohesion)
	}
}

func TestRefusedDecisions(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	p.wave(complaint(0), "x", 3)
	p.wave(complaint(1), "y", 3)
	a, b := p.of(0), p.of(1)
	unknown := uuid.NewString()
	mentions := p.members(a.GetName())
	refused(t, f.clusters.MergeClusters, &v1.MergeClustersRequest{Name: a.GetName(), Clusters: []string{parent + "/clusters/" + unknown}}, codes.NotFound, "RESOURCE_NOT_FOUND")
	refused(t, f.clusters.MergeClusters, &v1.MergeClustersRequest{Name: a.GetName(), Clusters: []string{"tenants/other/clusters/" + unknown}}, codes.NotFound, "RESOURCE_NOT_FOUND")
	refused(t, f.clusters.MoveMentions, &v1.MoveMentionsRequest{Name: a.GetName(), Mentions: mentions[:1]}, codes.FailedPrecondition, "DECISION_CHANGES_NOTHING")
	refused(t, f.clusters.SplitCluster, &v1.SplitClusterRequest{Name: b.GetName(), Mentions: mentions[:1]}, codes.InvalidArgument, "FIELD_INVALID")
	refused(t, f.review.BatchDecide, &v1.BatchDecideRequest{Parent: parent, Mentions: mentions, Verdict: v1.ReviewVerdict_REVIEW_VERDICT_MOVED}, codes.InvalidArgument, "FIELD_INVALID")
	item := &v1.DecideReviewItemRequest{Name: parent + "/reviewItems/" + unknown, Verdict: v1.ReviewVerdict_REVIEW_VERDICT_REJECTED}
	refused(t, f.review.DecideReviewItem, item, codes.NotFound, "RESOURCE_NOT_FOUND")

	moved := call(t, f.clusters.MoveMentions, &v1.MoveMentionsRequest{Name: b.GetName(), Mentions: mentions[:1]})
	call(t, f.clusters.MoveMentions, &v1.MoveMentionsRequest{Name: a.GetName(), Mentions: mentions[:1]})
	refused(t, f.review.UndoDecision, &v1.UndoDecisionRequest{Name: moved.GetName()}, codes.FailedPrecondition, "DECISION_STOOD_UPON")

	viewer := f.conn(f.key(store.Viewer))
	looks, decides := v1.NewReviewServiceClient(viewer), v1.NewClusterServiceClient(viewer)
	call(t, looks.ListReviewItems, &v1.ListReviewItemsRequest{Parent: parent})
	refused(t, decides.RenameCluster, &v1.RenameClusterRequest{Name: a.GetName(), Title: "mine"}, codes.PermissionDenied, "ROLE_INSUFFICIENT")
}

// Where the tenant asks for a second reviewer, one alone decides nothing.
func TestSecondReviewer(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	p.wave(complaint(0), "x", 3)
	p.wave("perhaps "+complaint(0), "weak", 2)
	settings := &v1.ReviewSettings{Name: parent + "/reviewSettings", SecondReview: true}
	call(t, f.review.UpdateReviewSettings, &v1.UpdateReviewSettingsRequest{ReviewSettings: settings})
	if got := call(t, f.review.GetReviewSettings, &v1.GetReviewSettingsRequest{Name: settings.GetName()}); !got.GetSecondReview() {
		t.Error("the setting is lost")
	}
	held := &v1.ListReviewItemsRequest{Parent: parent, Filter: v1.ReviewItemFilter_REVIEW_ITEM_FILTER_MENTIONS}
	items := call(t, f.review.ListReviewItems, held).GetReviewItems()
	one, two := v1.NewReviewServiceClient(f.conn(f.key(store.Reviewer))), v1.NewReviewServiceClient(f.conn(f.key(store.Reviewer)))
	say := func(who v1.ReviewServiceClient, item *v1.ReviewItem, v v1.ReviewVerdict) *v1.DecideReviewItemResponse {
		t.Helper()
		f.clock.Add(time.Second)
		return call(t, who.DecideReviewItem, &v1.DecideReviewItemRequest{Name: item.GetName(), Verdict: v, Etag: item.GetEtag()})
	}
	const yes, no = v1.ReviewVerdict_REVIEW_VERDICT_CONFIRMED, v1.ReviewVerdict_REVIEW_VERDICT_REJECTED
	if out := say(one, items[0], yes); out.GetDecision() != nil || len(out.GetReviewItem().GetOpinions()) != 1 {
		t.Errorf("the first opinion: %v", out)
	}
	if out := say(one, items[0], yes); out.GetDecision() != nil {
		t.Errorf("one reviewer twice decided: %v", out)
	}
	if out := say(two, items[0], yes); out.GetDecision() == nil || p.mention(items[0].GetMention()).GetCluster() != p.of(0).GetName() {
		t.Errorf("the second opinion: %v", out)
	}
	say(one, items[1], yes)
	if out := say(two, items[1], no); out.GetDecision() != nil || !out.GetReviewItem().GetDisagreed() {
		t.Errorf("two that differ: %v", out)
	}
	disagreed := &v1.ListReviewItemsRequest{Parent: parent, Filter: v1.ReviewItemFilter_REVIEW_ITEM_FILTER_DISAGREED}
	if got := call(t, f.review.ListReviewItems, disagreed).GetReviewItems(); len(got) != 1 || got[0].GetName() != items[1].GetName() {
		t.Errorf("the queue of disagreement: %v", got)
	}
	got := call(t, f.review.GetReviewAgreement, &v1.GetReviewAgreementRequest{Name: parent})
	if got.GetItemCount() != 2 || got.GetAgreedCount() != 1 || got.GetDisagreedCount() != 1 || got.Kappa == nil || got.GetKappa() != 0 {
		t.Errorf("agreement %v", got)
	}
	refused(t, f.review.BatchDecide, &v1.BatchDecideRequest{Parent: parent, Mentions: []string{items[1].GetMention()}, Verdict: no}, codes.FailedPrecondition, "SECOND_REVIEW_REQUIRED")
	_, err := two.DecideReviewItem(t.Context(), &v1.DecideReviewItemRequest{Name: items[1].GetName(), Verdict: no, Etag: "old"})
	if status.Code(err) != codes.Aborted {
		t.Errorf("an opinion with an old etag: %v", err)
	}
}

// Where the tenant asks for a second reviewer, what is about several mentions or about clusters is
// proposed by one and approved by another.
func TestProposals(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	p.wave(complaint(0), "x", 3)
	p.wave(complaint(1), "y", 3)
	a, b := p.of(0), p.of(1)
	call(t, f.review.UpdateReviewSettings, &v1.UpdateReviewSettingsRequest{ReviewSettings: &v1.ReviewSettings{Name: parent + "/reviewSettings", SecondReview: true}})
	mine, theirs := f.conn(f.key(store.Reviewer)), f.conn(f.key(store.Reviewer))
	one, two, clusters := v1.NewReviewServiceClient(mine), v1.NewReviewServiceClient(theirs), v1.NewClusterServiceClient(mine)
	merge := &v1.Decision{Kind: v1.DecisionKind_DECISION_KIND_MERGE, Clusters: []string{a.GetName(), b.GetName()}}
	reject := &v1.Decision{Kind: v1.DecisionKind_DECISION_KIND_REJECT, Mentions: p.members(b.GetName())}
	member := p.members(b.GetName())[0]

	for what, alone := range map[string]func() error{
		"merge": func() error {
			_, err := clusters.MergeClusters(t.Context(), &v1.MergeClustersRequest{Name: a.GetName(), Clusters: []string{b.GetName()}})
			return err
		},
		"split": func() error {
			_, err := clusters.SplitCluster(t.Context(), &v1.SplitClusterRequest{Name: b.GetName(), Mentions: []string{member}})
			return err
		},
		"move": func() error {
			_, err := clusters.MoveMentions(t.Context(), &v1.MoveMentionsRequest{Name: a.GetName(), Mentions: []string{member}})
			return err
		},
	} {
		if err := alone(); status.Code(err) != codes.FailedPrecondition || !strings.Contains(err.Error(), "second reviewer") {
			t.Errorf("%s by one reviewer: %v", what, err)
		}
	}

	propose := func(d *v1.Decision) *v1.DecisionProposal {
		t.Helper()
		f.clock.Add(time.Second)
		return call(t, one.ProposeDecision, &v1.ProposeDecisionRequest{Parent: parent, Decision: d, Comment: "ask anna@example.com"})
	}
	first := propose(merge)
	if first.GetState() != v1.DecisionProposalState_DECISION_PROPOSAL_STATE_OPEN || strings.Contains(first.GetComment(), "anna") || len(p.members(a.GetName())) != 3 {
		t.Errorf("a proposal %v", first)
	}
	refused(t, one.ApproveDecisionProposal, &v1.ApproveDecisionProposalRequest{Name: first.GetName()}, codes.FailedPrecondition, "SECOND_REVIEW_REQUIRED")
	request := &v1.ApproveDecisionProposalRequest{Name: first.GetName(), Comment: "so do I", RequestId: uuid.NewString()}
	approved := call(t, two.ApproveDecisionProposal, request)
	if again := call(t, two.ApproveDecisionProposal, request); !proto.Equal(again, approved) {
		t.Errorf("repeated: %v, not %v", again, approved)
	}
	if approved.GetState() != v1.DecisionProposalState_DECISION_PROPOSAL_STATE_APPROVED || approved.GetReviewer() == approved.GetProposer() || len(p.members(a.GetName())) != 6 {
		t.Errorf("approved %v", approved)
	}
	made := call(t, f.review.GetDecision, &v1.GetDecisionRequest{Name: approved.GetDecision().GetName()})
	if made.GetReviewer() != approved.GetProposer() || made.GetKind() != v1.DecisionKind_DECISION_KIND_MERGE {
		t.Errorf("the decision %v", made)
	}
	refused(t, two.DeclineDecisionProposal, &v1.DeclineDecisionProposalRequest{Name: first.GetName()}, codes.FailedPrecondition, "PROPOSAL_NOT_OPEN")
	call(t, f.review.UndoDecision, &v1.UndoDecisionRequest{Name: made.GetName()})

	// What it names was decided about since: nobody approves what they did not look at.
	stale := propose(merge)
	drop := propose(reject)
	if got := call(t, two.ApproveDecisionProposal, &v1.ApproveDecisionProposalRequest{Name: drop.GetName()}); len(p.members(a.GetName())) != 3 {
		t.Errorf("rejected %v", got)
	}
	_, err := two.ApproveDecisionProposal(t.Context(), &v1.ApproveDecisionProposalRequest{Name: stale.GetName()})
	if status.Code(err) != codes.Aborted {
		t.Errorf("a stale proposal: %v", err)
	}
	if got := call(t, two.DeclineDecisionProposal, &v1.DeclineDecisionProposalRequest{Name: stale.GetName(), Comment: "it is gone"}); got.GetState() != v1.DecisionProposalState_DECISION_PROPOSAL_STATE_DECLINED {
		t.Errorf("declined %v", got)
	}
	withdrawn := propose(&v1.Decision{Kind: v1.DecisionKind_DECISION_KIND_RENAME, Cluster: a.GetName(), Title: "Mine"})
	if got := call(t, one.DeclineDecisionProposal, &v1.DeclineDecisionProposalRequest{Name: withdrawn.GetName()}); got.GetState() != v1.DecisionProposalState_DECISION_PROPOSAL_STATE_WITHDRAWN {
		t.Errorf("withdrawn %v", got)
	}

	refused(t, one.ProposeDecision, &v1.ProposeDecisionRequest{Parent: parent, Decision: reject}, codes.FailedPrecondition, "DECISION_CHANGES_NOTHING")
	list := call(t, f.review.ListDecisionProposals, &v1.ListDecisionProposalsRequest{Parent: parent, PageSize: 3})
	rest := call(t, f.review.ListDecisionProposals, &v1.ListDecisionProposalsRequest{Parent: parent, PageSize: 3, PageToken: list.GetNextPageToken()})
	if len(list.GetDecisionProposals()) != 3 || len(rest.GetDecisionProposals()) != 1 || rest.GetDecisionProposals()[0].GetName() != first.GetName() {
		t.Errorf("listed %v, then %v", list, rest)
	}
	open := &v1.ListDecisionProposalsRequest{Parent: parent, State: v1.DecisionProposalState_DECISION_PROPOSAL_STATE_OPEN}
	if got := call(t, f.review.ListDecisionProposals, open).GetDecisionProposals(); len(got) != 0 {
		t.Errorf("open %v", got)
	}
	got := call(t, f.review.GetReviewAgreement, &v1.GetReviewAgreementRequest{Name: parent})
	if got.GetOpenProposalCount() != 0 || got.GetApprovedProposalCount() != 2 || got.GetDeclinedProposalCount() != 1 {
		t.Errorf("agreement %v", got)
	}
}

// An alert's item is about all mentions of its cluster.
func TestDecidingAnAlert(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	p.wave(complaint(0), "x", 3)
	p.wave(complaint(1), "y", 3)
	items := call(t, f.review.ListReviewItems, &v1.ListReviewItemsRequest{Parent: parent, Filter: v1.ReviewItemFilter_REVIEW_ITEM_FILTER_ALERTS}).GetReviewItems()
	if len(items) != 2 || items[0].GetUncertainty() <= 0 || items[0].GetExposure() != 3 {
		t.Fatalf("alerts %v", items)
	}
	decide := func(i int, v v1.ReviewVerdict, cluster string) *v1.DecideReviewItemRequest {
		return &v1.DecideReviewItemRequest{Name: items[i].GetName(), Verdict: v, Cluster: cluster, Etag: items[i].GetEtag()}
	}
	refused(t, f.review.DecideReviewItem, decide(0, v1.ReviewVerdict_REVIEW_VERDICT_HELD, ""), codes.InvalidArgument, "FIELD_INVALID")
	made := call(t, f.review.DecideReviewItem, decide(0, v1.ReviewVerdict_REVIEW_VERDICT_CONFIRMED, "")).GetDecision()
	if len(made.GetMentions()) != 3 || made.GetKind() != v1.DecisionKind_DECISION_KIND_CONFIRM {
		t.Errorf("confirmed %v", made)
	}
	made = call(t, f.review.DecideReviewItem, decide(1, v1.ReviewVerdict_REVIEW_VERDICT_MOVED, items[0].GetSuggestedCluster())).GetDecision()
	if made.GetKind() != v1.DecisionKind_DECISION_KIND_MERGE || len(p.members(items[1].GetSuggestedCluster())) != 6 {
		t.Errorf("moved %v", made)
	}
}
