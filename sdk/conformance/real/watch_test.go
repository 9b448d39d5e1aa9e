//go:build sdk

package real_test

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/sdk/conformance"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/apptest"
)

const (
	breaks  = 50 // of each SDK's watch
	writers = 16
)

// watchers watch with each SDK until a change to RESOLVED, and print "ALERT NUMBER" for each
// change. They are called with address and key; Go's runs in the test itself.
var watchers = map[string]struct {
	folder  string
	command []string
}{
	"go":             {},
	"typescript":     {"../../typescript", []string{"node", "build/test/watch.js"}},
	"python":         {"../../python", []string{".venv/bin/python", "tests/watch.py", "sync"}},
	"python asyncio": {"../../python", []string{".venv/bin/python", "tests/watch.py", "async"}},
	"java":           {"../../java", []string{"bash", "-c", `java -cp "target/classes:target/test-classes:$(cat target/classpath)" dev.throughline.Watch "$@"`, "watch"}},
}

// TestWatchesEndure lets every SDK watch 16 alerts while 16 writers change them, and breaks each
// watch 50 times. The changes that it saw must be those that there were: none missed, none twice,
// those of an alert in their order. A client that begins anew after each break shows that breaks
// cost changes.
func TestWatchesEndure(t *testing.T) {
	s := apptest.Start(t)
	configure(t, s)
	c := s.Client(s.Key)
	alerts := manyAlerts(t, s, c, writers)
	before := changes(t, c, alerts)
	seen := map[string]chan []string{}
	var broken []*conformance.Breaker
	begin := func(name string, watch func(address string) []string) {
		b, err := conformance.StartBreaker(s.GRPCAddr(), breaks, 1)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(b.Stop)
		broken, seen[name] = append(broken, b), make(chan []string, 1)
		go func() { seen[name] <- watch(b.Address) }()
		<-b.Watched
	}
	for name, w := range watchers {
		begin(name, func(address string) []string { return watched(t, w.folder, w.command, address, s.Key) })
	}
	ctx, end := context.WithCancel(t.Context())
	defer end()
	begin("forgetful", func(address string) []string { return watchedAnew(ctx, t, address, s.Key) })
	writeUntil(t, c, alerts, broken)
	if _, err := c.Alerts.ResolveAlert(t.Context(), &v1.ResolveAlertRequest{Name: alerts[0], Comment: "the end"}); err != nil {
		t.Fatal(err)
	}
	wanted := slices.DeleteFunc(changes(t, c, alerts), func(change string) bool { return slices.Contains(before, change) })
	for name := range watchers {
		t.Run(name, func(t *testing.T) { compare(t, wanted, before, <-seen[name]) })
	}
	end()
	if n := len(<-seen["forgetful"]); n >= len(wanted) {
		t.Errorf("without resuming, %d of %d changes were seen: the breaks cost nothing", n, len(wanted))
	} else {
		t.Logf("without resuming, %d of %d changes were seen", n, len(wanted))
	}
}

// compare tells what was missed and what was repeated.
func compare(t *testing.T, wanted, before, seen []string) {
	times, last := map[string]int{}, map[string]int{}
	for _, change := range seen {
		times[change]++
		var alert string
		var number int
		if _, err := fmt.Sscan(change, &alert, &number); err != nil {
			t.Fatalf("%q: %v", change, err)
		}
		if last[alert] >= number {
			t.Errorf("%s came after number %d", change, last[alert])
		}
		last[alert] = number
	}
	missed, repeated := 0, 0
	for _, change := range wanted {
		if times[change] == 0 {
			missed++
		}
	}
	for change, n := range times {
		repeated += n - 1
		if slices.Contains(before, change) {
			t.Errorf("%s was before the watch", change)
		}
	}
	t.Logf("%d changes by %d writers, %d breaks: %d seen, %d missed, %d repeated", len(wanted), writers, breaks, len(seen), missed, repeated)
	if missed+repeated > 0 || len(seen) != len(wanted) {
		t.Errorf("%d seen of %d, %d missed, %d repeated", len(seen), len(wanted), missed, repeated)
	}
}

// manyAlerts makes n alerts: as many complaints as they need, in one cluster that is then split.
func manyAlerts(t *testing.T, s *apptest.Server, c *throughline.Client, n int) []string {
	t.Helper()
	var items []*v1.Interaction
	for i := range 3 * n {
		items = append(items, &v1.Interaction{
			SourceSystem: "crm", ExternalId: fmt.Sprint(i), Source: "ticket", Channel: "email", OccurredAt: timestamppb.Now(), CustomerId: fmt.Sprint(i),
			Turns: []*v1.Turn{{Speaker: v1.Speaker_SPEAKER_CUSTOMER, Text: "The app said my order was ready for pickup. I drove to the store and the staff at the pickup desk couldn't find it."}},
		})
	}
	if _, err := c.PushInteractions(t.Context(), items); err != nil {
		t.Fatal(err)
	}
	s.Settle()
	clusters, err := c.Clusters.ListClusters(t.Context(), &v1.ListClustersRequest{})
	if err != nil || len(clusters.GetClusters()) != 1 {
		t.Fatalf("%v, %d clusters, want one", err, len(clusters.GetClusters()))
	}
	whole := clusters.GetClusters()[0].GetName()
	answer, err := c.Clusters.ListMentions(t.Context(), &v1.ListMentionsRequest{Parent: whole, PageSize: int32(3 * n)})
	if err != nil || len(answer.GetMentions()) != 3*n {
		t.Fatalf("%v, %d mentions, want %d", err, len(answer.GetMentions()), 3*n)
	}
	for part := range slices.Chunk(answer.GetMentions()[3:], 3) {
		split := &v1.SplitClusterRequest{Name: whole}
		for _, m := range part {
			split.Mentions = append(split.Mentions, m.GetName())
		}
		if _, err := c.Clusters.SplitCluster(t.Context(), split); err != nil {
			t.Fatal(err)
		}
	}
	s.Settle()
	var out []string
	for a, err := range c.ListAlerts(t.Context(), &v1.ListAlertsRequest{States: []v1.AlertState{v1.AlertState_ALERT_STATE_FIRING}}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a.GetName())
	}
	if len(out) != n {
		t.Fatalf("%d alerts fire, want %d", len(out), n)
	}
	return out
}

// writeUntil lets each writer change an alert again and again until all breaks are made.
func writeUntil(t *testing.T, c *throughline.Client, alerts []string, broken []*conformance.Breaker) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 5*time.Minute)
	defer stop()
	var all sync.WaitGroup
	for _, alert := range alerts {
		all.Go(func() {
			for ctx.Err() == nil {
				snooze := &v1.SnoozeAlertRequest{Name: alert, Until: timestamppb.New(time.Now().Add(time.Hour))}
				if _, err := c.Alerts.SnoozeAlert(t.Context(), snooze); err != nil {
					t.Errorf("%s is not snoozed: %v", alert, err)
					return
				}
				if _, err := c.Alerts.UnsnoozeAlert(t.Context(), &v1.UnsnoozeAlertRequest{Name: alert}); err != nil {
					t.Errorf("the snooze of %s is not ended: %v", alert, err)
					return
				}
			}
		})
	}
	for _, b := range broken {
		select {
		case <-b.Broken:
		case <-ctx.Done():
			t.Error("not all breaks were made")
		}
	}
	stop()
	all.Wait()
}

// changes returns every change of the alerts, "ALERT NUMBER".
func changes(t *testing.T, c *throughline.Client, alerts []string) []string {
	t.Helper()
	var out []string
	for _, alert := range alerts {
		for token := ""; ; {
			page, err := c.Alerts.ListAlertChanges(t.Context(), &v1.ListAlertChangesRequest{Parent: alert, PageSize: 100, PageToken: token})
			if err != nil {
				t.Fatal(err)
			}
			for _, change := range page.GetChanges() {
				out = append(out, fmt.Sprint(alert, " ", change.GetChange().GetNumber()))
			}
			if token = page.GetNextPageToken(); token == "" {
				break
			}
		}
	}
	return out
}

// watched returns the changes that a watch brings until one is to RESOLVED.
func watched(t *testing.T, folder string, command []string, address, key string) []string {
	if folder == "" {
		return watchedWithGo(t, clientOf(t, address, key))
	}
	cmd := exec.CommandContext(t.Context(), command[0], append(command[1:len(command):len(command)], address, key)...)
	cmd.Dir, cmd.Stderr = folder, os.Stderr
	printed, err := cmd.Output()
	if err != nil {
		t.Errorf("%q: %v", command, err)
	}
	var out []string
	for lines := bufio.NewScanner(strings.NewReader(string(printed))); lines.Scan(); {
		out = append(out, lines.Text())
	}
	return out
}

// watchedAnew returns the changes that come until the context ends to a client that knows of no
// resume token.
func watchedAnew(ctx context.Context, t *testing.T, address, key string) []string {
	c := clientOf(t, address, key)
	seen := map[string]bool{}
	for ctx.Err() == nil {
		stream, err := c.Alerts.WatchAlerts(ctx, &v1.WatchAlertsRequest{})
		for err == nil {
			var message *v1.WatchAlertsResponse
			if message, err = stream.Recv(); message.GetAlertEvent() != nil {
				seen[named(message.GetAlertEvent())] = true
			}
		}
	}
	return slices.Collect(maps.Keys(seen))
}

func clientOf(t *testing.T, address, key string) *throughline.Client {
	t.Helper()
	c, err := throughline.New(address, throughline.WithAPIKey(key), throughline.WithInsecure())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func named(event *v1.AlertEvent) string {
	return fmt.Sprint(event.GetAlert().GetName(), " ", event.GetChange().GetNumber())
}

func watchedWithGo(t *testing.T, c *throughline.Client) (out []string) {
	for message, err := range c.WatchAlerts(t.Context(), nil) {
		if err != nil {
			t.Error(err)
			return out
		}
		event := message.GetAlertEvent()
		if event == nil {
			continue
		}
		out = append(out, named(event))
		if event.GetChange().GetState() == v1.AlertState_ALERT_STATE_RESOLVED {
			return out
		}
	}
	return out
}
