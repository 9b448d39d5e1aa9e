package api

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// spoilt is a token with another first character.
func spoilt(token string) string {
	first := "A"
	if strings.HasPrefix(token, first) {
		first = "B"
	}
	return first + token[1:]
}

// page is a page of a list: the names in it and the token of the next.
type page struct {
	names []string
	next  string
}

type named interface{ GetName() string }

func pageOf[T named](rows []T, next string) page {
	p := page{next: next}
	for _, r := range rows {
		p.names = append(p.names, r.GetName())
	}
	return p
}

// populated is a fixture with some of everything that can be listed. It returns a mention's
// cluster too.
func populated(t *testing.T) (*fixture, string) {
	f := newFixture(t)
	p := newPipeline(f)
	to := call(t, f.routing.CreateDestination, destination(hook)).GetName()
	for i := range 4 {
		call(t, f.routing.CreateDestination, destination(fmt.Sprint("https://example.com/", i)))
		call(t, f.routing.CreateRoute, &v1.CreateRouteRequest{Parent: parent, Route: &v1.Route{Team: fmt.Sprint("care_", i), Destinations: []string{to}}})
		call(t, f.admin.CreateApiKey, &v1.CreateApiKeyRequest{Parent: parent, ApiKey: &v1.ApiKey{Role: v1.ApiKeyRole_API_KEY_ROLE_VIEWER}})
	}
	call(t, f.routing.CreateRoute, &v1.CreateRouteRequest{Parent: parent, Route: &v1.Route{Team: "digital", Destinations: []string{to}}})
	for seam := range seams {
		p.complain(seam, "c", 5)
	}
	p.settle()
	return f, call(t, f.clusters.ListClusters, &v1.ListClustersRequest{Parent: parent}).GetClusters()[0].GetName()
}

// lists are all methods that list, by the size and the token of the page.
func lists(t *testing.T, f *fixture, cluster string) map[string]func(int32, string) page {
	return map[string]func(int32, string) page{
		"interactions": func(n int32, token string) page {
			r := call(t, f.ingestion.ListInteractions, &v1.ListInteractionsRequest{Parent: parent, PageSize: n, PageToken: token})
			return pageOf(r.GetInteractions(), r.GetNextPageToken())
		},
		"clusters": func(n int32, token string) page {
			r := call(t, f.clusters.ListClusters, &v1.ListClustersRequest{Parent: parent, PageSize: n, PageToken: token})
			return pageOf(r.GetClusters(), r.GetNextPageToken())
		},
		"mentions": func(n int32, token string) page {
			r := call(t, f.clusters.ListMentions, &v1.ListMentionsRequest{Parent: cluster, PageSize: n, PageToken: token})
			return pageOf(r.GetMentions(), r.GetNextPageToken())
		},
		"alerts": func(n int32, token string) page {
			r := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, PageSize: n, PageToken: token})
			return pageOf(r.GetAlerts(), r.GetNextPageToken())
		},
		"destinations": func(n int32, token string) page {
			r := call(t, f.routing.ListDestinations, &v1.ListDestinationsRequest{Parent: parent, PageSize: n, PageToken: token})
			return pageOf(r.GetDestinations(), r.GetNextPageToken())
		},
		"routes": func(n int32, token string) page {
			r := call(t, f.routing.ListRoutes, &v1.ListRoutesRequest{Parent: parent, PageSize: n, PageToken: token})
			return pageOf(r.GetRoutes(), r.GetNextPageToken())
		},
		"deliveries": func(n int32, token string) page {
			r := call(t, f.routing.ListDeliveries, &v1.ListDeliveriesRequest{Parent: parent, PageSize: n, PageToken: token})
			return pageOf(r.GetDeliveries(), r.GetNextPageToken())
		},
		"API keys": func(n int32, token string) page {
			r := call(t, f.admin.ListApiKeys, &v1.ListApiKeysRequest{Parent: parent, PageSize: n, PageToken: token})
			return pageOf(r.GetApiKeys(), r.GetNextPageToken())
		},
	}
}

// Page by page, every list must give each of its rows once and in its own order.
func TestEveryListPagesThroughAllItsRows(t *testing.T) {
	f, cluster := populated(t)
	sizes := map[string]int{
		"interactions": 5 * seams, "clusters": seams, "mentions": 5, "alerts": seams, "destinations": 5, "routes": 5, "API keys": 5,
		"deliveries": seams,
	}
	for what, list := range lists(t, f, cluster) {
		whole := list(0, "")
		if len(whole.names) != sizes[what] || whole.next != "" {
			t.Errorf("%s: %d in one page (next %q), want %d", what, len(whole.names), whole.next, sizes[what])
		}
		for _, size := range []int{1, 2, len(whole.names)} {
			var walked []string
			for token, pages := "", 0; ; pages++ {
				p := list(int32(size), token)
				walked = append(walked, p.names...)
				if len(p.names) > size || pages > len(whole.names) {
					t.Fatalf("%s by %d: page %d holds %d", what, size, pages, len(p.names))
				}
				if token = p.next; token == "" {
					break
				}
			}
			if !slices.Equal(walked, whole.names) {
				t.Errorf("%s by %d: %v, want %v", what, size, walked, whole.names)
			}
		}
	}
}

func TestPageTokensAreBoundToTheirList(t *testing.T) {
	f, cluster := populated(t)
	alerts := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, PageSize: 1}).GetNextPageToken()
	clusters := call(t, f.clusters.ListClusters, &v1.ListClustersRequest{Parent: parent, PageSize: 1}).GetNextPageToken()
	deliveries := call(t, f.routing.ListDeliveries, &v1.ListDeliveriesRequest{Parent: parent, PageSize: 1}).GetNextPageToken()
	firing := []v1.AlertState{v1.AlertState_ALERT_STATE_FIRING}
	for _, r := range []*v1.ListAlertsRequest{
		{Parent: parent, PageToken: alerts, States: firing},
		{Parent: parent, PageToken: alerts, View: v1.AlertView_ALERT_VIEW_FULL},
		{Parent: parent, PageToken: clusters},
		{Parent: parent, PageToken: spoilt(alerts)},
		{Parent: parent, PageToken: alerts + "A"},
		{Parent: parent, PageToken: "x"},
		{Parent: parent, PageToken: "!"},
	} {
		refused(t, f.alerts.ListAlerts, r, codes.InvalidArgument, "PAGE_TOKEN_INVALID")
	}
	refused(t, f.clusters.ListMentions, &v1.ListMentionsRequest{Parent: cluster, PageToken: clusters}, codes.InvalidArgument, "PAGE_TOKEN_INVALID")
	refused(t, f.routing.ListRoutes, &v1.ListRoutesRequest{Parent: parent, PageToken: clusters}, codes.InvalidArgument, "PAGE_TOKEN_INVALID")
	refused(t, f.routing.ListDeliveries, &v1.ListDeliveriesRequest{
		Parent: parent, PageToken: deliveries, State: v1.DeliveryState_DELIVERY_STATE_DEAD,
	}, codes.InvalidArgument, "PAGE_TOKEN_INVALID")
	refused(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, PageSize: 101}, codes.InvalidArgument, "FIELD_INVALID")
	call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, PageToken: alerts, PageSize: 2}) // another size may go on
}

// Rows that come and go between pages must neither hide nor repeat others.
func TestPagingWhileRowsComeAndGo(t *testing.T) {
	f := newFixture(t)
	var names []string
	for i := range 6 {
		names = append(names, call(t, f.routing.CreateDestination, destination(fmt.Sprint("https://example.com/", i))).GetName())
	}
	list := func(token string) *v1.ListDestinationsResponse {
		return call(t, f.routing.ListDestinations, &v1.ListDestinationsRequest{Parent: parent, PageSize: 2, PageToken: token})
	}
	first := list("")
	for _, i := range []int{0, 1, 2} { // the row at which the token stands is gone, too
		call(t, f.routing.DeleteDestination, &v1.DeleteDestinationRequest{Name: names[i]})
	}
	second := list(first.GetNextPageToken())
	added := call(t, f.routing.CreateDestination, destination("https://example.com/new")).GetName()
	third := list(second.GetNextPageToken())
	var got []string
	for _, d := range slices.Concat(first.GetDestinations(), second.GetDestinations(), third.GetDestinations()) {
		got = append(got, d.GetName())
	}
	if want := append(slices.Delete(slices.Clone(names), 2, 3), added); !slices.Equal(got, want) {
		t.Errorf("walked %v, want %v", got, want)
	}
}

func TestFilters(t *testing.T) {
	f, _ := populated(t)
	other := interaction("elsewhere", "fine")
	other.SourceSystem, other.OccurredAt = "web", timestamppb.New(noon)
	f.push(other)
	for _, c := range []struct {
		request *v1.ListInteractionsRequest
		want    int
	}{
		{&v1.ListInteractionsRequest{SourceSystem: "web"}, 1},
		{&v1.ListInteractionsRequest{SourceSystem: "crm"}, 5 * seams},
		{&v1.ListInteractionsRequest{ExternalId: "elsewhere"}, 1},
		{&v1.ListInteractionsRequest{SourceSystem: "crm", ExternalId: "elsewhere"}, 0},
	} {
		c.request.Parent = parent
		if got := len(call(t, f.ingestion.ListInteractions, c.request).GetInteractions()); got != c.want {
			t.Errorf("%v: %d interactions, want %d", c.request, got, c.want)
		}
	}
	alerts := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, States: []v1.AlertState{v1.AlertState_ALERT_STATE_FADING}})
	if len(alerts.GetAlerts()) != 0 {
		t.Errorf("fading alerts %v, want none", alerts.GetAlerts())
	}
	all := call(t, f.routing.ListDeliveries, &v1.ListDeliveriesRequest{Parent: parent}).GetDeliveries()
	for _, c := range []struct {
		request *v1.ListDeliveriesRequest
		want    int
	}{
		{&v1.ListDeliveriesRequest{Alert: all[0].GetAlert()}, 1},
		{&v1.ListDeliveriesRequest{Destination: all[0].GetDestination()}, len(all)},
		{&v1.ListDeliveriesRequest{State: v1.DeliveryState_DELIVERY_STATE_PENDING}, len(all)},
		{&v1.ListDeliveriesRequest{State: v1.DeliveryState_DELIVERY_STATE_DEAD}, 0},
	} {
		c.request.Parent = parent
		if got := len(call(t, f.routing.ListDeliveries, c.request).GetDeliveries()); got != c.want {
			t.Errorf("%v: %d deliveries, want %d", c.request, got, c.want)
		}
	}
}
