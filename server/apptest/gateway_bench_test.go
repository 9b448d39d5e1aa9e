package apptest_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"testing"
	"time"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/apptest"
)

const (
	listSize   = 50 // items on a page
	listCalls  = 20 // through each door in a round
	listRounds = 9  // the doors in turn, so that both see the same machine
)

// BenchmarkLists lists 50 items through native gRPC and through the JSON gateway, one call after
// the other, and reports how long the second takes as a multiple of the first: the median of nine
// rounds. Either client has the answer in hand: messages, or the bytes of the body. What parsing
// those costs depends on the client's language and is reported apart, for Go's encoding/json.
func BenchmarkLists(b *testing.B) {
	s := apptest.Start(b)
	office := &office{Client: s.Client(s.Key), t: b}
	office.configure()
	cluster := manyAlerts(office, s)
	for _, list := range []struct {
		name, path string
		call       func() (int, error)
	}{
		{"interactions", "/v1/tenants/acme/interactions?page_size=50", func() (int, error) {
			a, err := office.Ingestion.ListInteractions(b.Context(), &v1.ListInteractionsRequest{PageSize: listSize})
			return len(a.GetInteractions()), err
		}},
		{"alerts", "/v1/tenants/acme/alerts?page_size=50", func() (int, error) {
			a, err := office.Alerts.ListAlerts(b.Context(), &v1.ListAlertsRequest{PageSize: listSize})
			return len(a.GetAlerts()), err
		}},
		{"mentions", "/v1/" + cluster + "/mentions?page_size=50", func() (int, error) {
			a, err := office.Clusters.ListMentions(b.Context(), &v1.ListMentionsRequest{Parent: cluster, PageSize: listSize})
			return len(a.GetMentions()), err
		}},
	} {
		b.Run(list.name, func(b *testing.B) { compareDoors(b, s, list.path, list.call) })
	}
}

func compareDoors(b *testing.B, s *apptest.Server, path string, call func() (int, error)) {
	client := httpClient(b, false)
	var ratios, parsed []float64
	for b.Loop() {
		for range listRounds {
			native, gateway, parsing := round(b, client, s, path, call)
			ratios = append(ratios, gateway.Seconds()/native.Seconds())
			parsed = append(parsed, (gateway+parsing).Seconds()/native.Seconds())
		}
	}
	slices.Sort(ratios)
	slices.Sort(parsed)
	b.ReportMetric(ratios[len(ratios)/2], "json/grpc")
	b.ReportMetric(parsed[len(parsed)/2], "json-parsed/grpc")
	b.ReportMetric(0, "ns/op")
}

// round calls through both doors in turn, and returns how long each took, and parsing the JSON.
func round(b *testing.B, client *http.Client, s *apptest.Server, path string, call func() (int, error)) (native, gateway, parsing time.Duration) {
	for range listCalls {
		began := time.Now()
		n, err := call()
		native += time.Since(began)
		if err != nil || n != listSize {
			b.Fatalf("%d items, %v", n, err)
		}
		began = time.Now()
		body := fetched(b, client, s, path)
		gateway += time.Since(began)
		began = time.Now()
		var answer map[string]any
		if err := json.Unmarshal(body, &answer); err != nil {
			b.Fatal(err)
		}
		parsing += time.Since(began)
	}
	return native, gateway, parsing
}

// fetched returns the body of an answer of the gateway.
func fetched(b *testing.B, client *http.Client, s *apptest.Server, path string) []byte {
	b.Helper()
	request, err := http.NewRequestWithContext(b.Context(), http.MethodGet, "http://"+s.HTTPAddr()+path, http.NoBody)
	if err != nil {
		b.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+s.Key)
	response, err := client.Do(request)
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		b.Fatalf("%d, %v", response.StatusCode, err)
	}
	return body
}

// manyAlerts has customers complain about one break, splits what they say into as many alerts as
// fit a page, and returns the name of the cluster that keeps the mentions of a page.
func manyAlerts(o *office, s *apptest.Server) string {
	o.t.Helper()
	const each = 5 // complaints that make an alert
	var items []*v1.Interaction
	for i := range listSize + each*listSize {
		in := complaints(o.t, 1)[0]
		in.ExternalId, in.CustomerId = fmt.Sprintf("listed-%04d", i), fmt.Sprintf("c-%04d", i)
		items = append(items, in)
	}
	if _, err := o.PushInteractions(o.t.Context(), items); err != nil {
		o.t.Fatal(err)
	}
	s.Settle()
	clusters, err := o.Clusters.ListClusters(o.t.Context(), &v1.ListClustersRequest{})
	if err != nil || len(clusters.GetClusters()) != 1 {
		o.t.Fatalf("%v, %d clusters", err, len(clusters.GetClusters()))
	}
	cluster := clusters.GetClusters()[0].GetName()
	mentions, err := o.Clusters.ListMentions(o.t.Context(), &v1.ListMentionsRequest{Parent: cluster, PageSize: each * (listSize - 1)})
	if err != nil {
		o.t.Fatal(err)
	}
	for part := range slices.Chunk(mentions.GetMentions(), each) {
		split := &v1.SplitClusterRequest{Name: cluster}
		for _, m := range part {
			split.Mentions = append(split.Mentions, m.GetName())
		}
		if _, err := o.Clusters.SplitCluster(o.t.Context(), split); err != nil {
			o.t.Fatal(err)
		}
	}
	s.Settle()
	return cluster
}
