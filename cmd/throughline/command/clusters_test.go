package command

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// large returns the ids of a cluster with at least n mentions and of its mentions.
func (f filled) large(t *testing.T, n int) (cluster string, mentions []string) {
	t.Helper()
	for k, err := range f.client.ListClusters(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		if int(k.GetMentionCount()) < n {
			continue
		}
		for m, err := range f.client.ListMentions(t.Context(), &throughlinev1.ListMentionsRequest{Parent: k.GetName()}) {
			if err != nil {
				t.Fatal(err)
			}
			mentions = append(mentions, idOf(m.GetName()))
		}
		return idOf(k.GetName()), mentions
	}
	t.Fatalf("no cluster has %d mentions", n)
	panic("unreachable")
}

func testClustersRead(t *testing.T, f filled) {
	id, mentions := f.large(t, 5)
	k, err := f.client.Clusters.GetCluster(t.Context(), &throughlinev1.GetClusterRequest{Name: f.client.Name("clusters", id)})
	if err != nil {
		t.Fatal(err)
	}
	run(t, "", "clusters", "list", "--limit", "0").want(t, exitOK, "ID", "MENTIONS", "AGREE", "TITLE", id, k.GetTitle())
	shown := run(t, "", "clusters", "show", id)
	shown.want(t, exitOK, "cluster    "+id, "title      "+k.GetTitle(), " mentions from ", "quote      “", "etag       "+k.GetEtag())
	if lines := run(t, "", "clusters", "show", id, "--json").lines(t); len(lines) != 1 || lines[0]["etag"] != k.GetEtag() {
		t.Errorf("JSON: %v", lines)
	}
	listed := run(t, "", "clusters", "mentions", id, "--limit", "0")
	listed.want(t, exitOK, mentions...)
	m := first(t, f.client.ListMentions(t.Context(), &throughlinev1.ListMentionsRequest{Parent: k.GetName()}))
	listed.want(t, exitOK, m.GetQuote().GetText())
	narrow := runShown(t, 70, "clusters", "mentions", id)
	for line := range strings.Lines(narrow.out) {
		if w := runewidth.StringWidth(strings.TrimSuffix(line, "\n")); w > 70 {
			t.Errorf("a line of %d columns: %s", w, line)
		}
	}
	run(t, "", "clusters", "events", id, "--limit", "0").want(t, exitOK, "WHEN", "born")
	run(t, "", "__complete", "clusters", "merge", id, "").want(t, exitOK, ":4")
	run(t, "", "clusters", "mentions", "nothing").want(t, exitUsage, `"nothing" is no id`, "tenants/acme/clusters/…")
	run(t, "", "clusters", "merge", id).want(t, exitUsage, "clusters merge needs OTHER after ID")
	run(t, "", "clusters", "merge", id, id).want(t, exitUsage, "a cluster cannot be merged with itself")
	run(t, "", "clusters", "split").want(t, exitUsage, "clusters split needs ID and MENTION")
}

func testMeasured(t *testing.T, f filled) {
	id, _ := f.large(t, 5)
	run(t, "", "clusters", "trend", id).want(t, exitOK, "shape ", "course ", "WEEK FROM", "COMPLAINTS")
	run(t, "", "clusters", "trend", id, "--weeks", "1").want(t, exitFailure, "weeks: must be 0 or from 2 to 104")
	run(t, "", "coverage").want(t, exitOK, "HEARD FROM", "STATUS", "EXPECTED", "TOUCHPOINT", "claim_start")
	run(t, "", "coverage", "--json").want(t, exitOK, `"streams":[{`)

	accounts := run(t, "", "clusters", "accounts", "--order", "value", "--limit", "0")
	accounts.want(t, exitOK, "ACCOUNT", "A YEAR", "RENEWAL", " USD")
	file := run(t, "", "clusters", "accounts", "--csv")
	file.want(t, exitOK)
	rows, err := csv.NewReader(strings.NewReader(file.out)).ReadAll()
	if err != nil || len(rows) != strings.Count(accounts.out, "\n") {
		t.Errorf("the file has %d rows, %v; the table %d", len(rows), err, strings.Count(accounts.out, "\n"))
	}
	run(t, "", "clusters", "accounts", "--order", "age").want(t, exitUsage, `--order must be one of renewal, value, not "age"`)
	run(t, "", "clusters", "accounts", "--csv", "--json").want(t, exitUsage, "--csv and --json exclude each other")
	run(t, "", "clusters", "accounts", id, id).want(t, exitUsage, "clusters accounts takes ID only")
}

func TestCSVOnATerminalIsClean(t *testing.T) {
	var out strings.Builder
	if err := copyClean(&out, strings.NewReader("account,quote\na,\"said\nit \x1b[2J\"\n")); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); got != "account,quote\na,said it ␛[2J\n" {
		t.Errorf("%q", got)
	}
}

// undoOf returns the id of the decision that a command printed.
func undoOf(t *testing.T, r result) string {
	t.Helper()
	_, rest, ok := strings.Cut(r.out, "throughline review undo ")
	if !ok {
		t.Fatalf("it does not say how to undo it:\n%s%s", r.out, r.err)
	}
	return strings.TrimSpace(strings.SplitN(rest, "\n", 2)[0])
}

func testClustersDecide(t *testing.T, f filled) {
	id, mentions := f.large(t, 5)
	members := func() int {
		k, err := f.client.Clusters.GetCluster(t.Context(), &throughlinev1.GetClusterRequest{Name: f.client.Name("clusters", id)})
		if err != nil {
			t.Fatal(err)
		}
		return int(k.GetMentionCount())
	}
	split := run(t, "", "clusters", "split", id, mentions[0], mentions[1], "--comment", "another desk")
	split.want(t, exitOK, "split, 2 mentions, cluster "+id, "another desk")
	if members() != len(mentions)-2 {
		t.Errorf("after the split it has %d mentions, want %d", members(), len(mentions)-2)
	}
	made := idOf(first(t, f.client.ListDecisions(t.Context(), &throughlinev1.ListDecisionsRequest{})).GetPlacedIn()[0])
	run(t, "", "clusters", "move", id, mentions[0], "--json").want(t, exitOK, `"kind":"DECISION_KIND_MOVE"`)
	if members() != len(mentions)-1 {
		t.Errorf("after the move it has %d mentions, want %d", members(), len(mentions)-1)
	}
	run(t, "", "review", "undo", undoOf(t, split)).want(t, exitFailure, "DECISION_STOOD_UPON")
	merged := run(t, "", "clusters", "merge", id, made)
	merged.want(t, exitOK, "merge")
	run(t, "", "clusters", "events", id).want(t, exitOK, "merged", "another desk (by key ")

	renamed := run(t, "", "clusters", "rename", id, "Desk\x1b[2J knows nothing")
	renamed.want(t, exitOK, `rename, cluster `+id+`, to "Desk␛[2J knows nothing"`)
	run(t, "", "clusters", "list", "--limit", "0").want(t, exitOK, "Desk␛[2J knows nothing")
	run(t, "", "clusters", "rename", id, "x", "--etag", "old").want(t, exitFailure, "ETAG_MISMATCH")
	run(t, "", "review", "decisions").want(t, exitOK, "HOLDS", "split, 2 mentions", "merge")
	run(t, "", "review", "undo", undoOf(t, renamed), "--comment", "by mistake").want(t, exitOK, "undone", "by mistake")
	run(t, "", "review", "decisions", "--cluster", id, "--json").want(t, exitOK, `"undoComment":"by mistake"`)
}

func testReview(t *testing.T, f filled) {
	item := first(t, f.client.ListReviewItems(t.Context(), &throughlinev1.ListReviewItemsRequest{
		Filter: throughlinev1.ReviewItemFilter_REVIEW_ITEM_FILTER_MENTIONS,
	}))
	id := idOf(item.GetName())
	run(t, "", "review", "list").want(t, exitOK, "ID", "WHAT", "OPEN", "QUOTE")
	run(t, "", "review", "list", "--only", "mentions", "--limit", "0").want(t, exitOK, id+"  mention", item.GetQuotes()[0].GetText())
	run(t, "", "review", "list", "--only", "cats").want(t, exitUsage, `--only must be one of mentions, alerts, disagreed`)
	run(t, "", "review", "show", id).want(t, exitOK, "item         mention "+id, "quote        “"+item.GetQuotes()[0].GetText(), "etag")
	run(t, "", "review", "similar", id, "--limit", "3").want(t, exitOK, "SCORE", "there are more than 3")

	run(t, "", "review", "decide", id, "maybe").want(t, exitUsage, `VERDICT must be one of confirmed, moved, rejected, held, not "maybe"`)
	run(t, "", "review", "decide", id, "moved").want(t, exitFailure, "FIELD_INVALID", "cluster")
	run(t, "", "review", "decide", id, "rejected", "--etag", "old").want(t, exitFailure, "ETAG_MISMATCH")
	decided := run(t, "", "review", "decide", id, "rejected", "--etag", item.GetEtag(), "--comment", "no handoff")
	decided.want(t, exitOK, "reject, 1 mention", "no handoff")
	run(t, "", "review", "show", id).want(t, exitOK, "decided      rejected, by key ")
	run(t, "", "review", "decisions", "--mention", id, "--in-force").want(t, exitOK, undoOf(t, decided), "yes")
	run(t, "", "review", "undo", undoOf(t, decided)).want(t, exitOK, "undone")
	run(t, "", "review", "decisions", "--mention", id, "--in-force").want(t, exitOK, "there are none")

	settings := &throughlinev1.ReviewSettings{Name: f.client.Name("reviewSettings"), SecondReview: true}
	set := func() {
		t.Helper()
		if _, err := f.client.Review.UpdateReviewSettings(t.Context(), &throughlinev1.UpdateReviewSettingsRequest{ReviewSettings: settings}); err != nil {
			t.Fatal(err)
		}
	}
	set()
	run(t, "", "review", "decide", id, "rejected").want(t, exitOK, "your opinion is noted", "opinion      rejected, by key ")
	settings.SecondReview = false
	set()
}

func testRouting(t *testing.T, f filled) {
	run(t, "", "routing", "routes").want(t, exitOK, "there are none")
	made, err := f.client.Routing.CreateDestination(t.Context(), &throughlinev1.CreateDestinationRequest{Destination: &throughline.Destination{
		DisplayName: "claims desk", Target: &throughlinev1.Destination_Webhook{Webhook: &throughlinev1.Webhook{Url: "https://127.0.0.1:1/hook"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	destination := idOf(made.GetName())
	_, err = f.client.Routing.CreateRoute(t.Context(), &throughlinev1.CreateRouteRequest{Route: &throughline.Route{Team: "claims", Destinations: []string{made.GetName()}}})
	if err != nil {
		t.Fatal(err)
	}
	run(t, "", "routing", "destinations").want(t, exitOK, destination+"  webhook  claims desk  works  https://127.0.0.1:1/hook")
	run(t, "", "routing", "routes").want(t, exitOK, "claims", destination, "every seam; firing, fading")
	run(t, "", "routing", "deliveries", "--state", "lost").want(t, exitUsage, "--state must be one of pending, delivered, dead")
	run(t, "", "routing", "deliveries", "--destination", destination, "--state", "delivered").want(t, exitOK, "there are none")
}

func TestDeliveryWords(t *testing.T) {
	for want, d := range map[string]*throughline.Delivery{
		"taken at -":                        {State: throughlinev1.DeliveryState_DELIVERY_STATE_DELIVERED, LastError: "before"},
		"next try at -":                     {State: throughlinev1.DeliveryState_DELIVERY_STATE_PENDING},
		"connection refused; next try at -": {State: throughlinev1.DeliveryState_DELIVERY_STATE_PENDING, LastError: "connection refused"},
		"HTTP 410: it is gone":              {State: throughlinev1.DeliveryState_DELIVERY_STATE_DEAD, LastError: "HTTP 410: it is gone"},
	} {
		if got := deliveryWords(d); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
