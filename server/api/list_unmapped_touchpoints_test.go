package api

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// A locker and a courier are what the map of claims lacks; the portal it has under another name,
// and its one phone line needs no name.
const noLocker = "Your website said that my parcel was ready in the locker, but the locker was empty and the courier had no record of it. " +
	"I called the helpline and had to explain everything again."

func TestListUnmappedTouchpoints(t *testing.T) {
	p, said := claims(t), time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	current := call(t, p.journeys.GetJourneyMap, &v1.GetJourneyMapRequest{Name: mapName})
	current.Touchpoints = append(current.Touchpoints, &v1.Touchpoint{
		Id: "kiosk", DisplayName: "Kiosk", Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_STORE},
	})
	call(t, p.journeys.UpdateJourneyMap, &v1.UpdateJourneyMapRequest{JourneyMap: current})
	for _, id := range []string{"u1", "u2"} {
		in := interaction(id, noLocker)
		in.OccurredAt = timestamp(said)
		p.tell(in)
	}
	found := unmapped(t, p, 0)
	for _, want := range []struct {
		name   string
		kind   v1.TouchpointKind
		mapped int32
	}{{"locker", v1.TouchpointKind_TOUCHPOINT_KIND_STORE, 2}, {"courier", v1.TouchpointKind_TOUCHPOINT_KIND_DELIVERY, 0}} {
		u, ok := found[want.name]
		if !ok {
			t.Fatalf("%s is not listed: %v", want.name, found)
		}
		if u.GetKind() != want.kind || u.GetMappedTouchpointCount() != want.mapped || u.GetInteractionCount() != 2 || u.GetMentionCount() < 2 {
			t.Errorf("%s: %v", want.name, u)
		}
		if len(u.GetExamples()) < 2 || !strings.Contains(noLocker, u.GetExamples()[0].GetText()) || !u.GetLastOccurredAt().AsTime().Equal(said) {
			t.Errorf("%s has no examples in the customer's words: %v", want.name, u)
		}
	}
	for _, known := range []string{"website", "helpline"} {
		if u, ok := found[known]; ok {
			t.Errorf("the map tells %s apart: %v", known, u)
		}
	}
	if paged := unmapped(t, p, 1); len(paged) != len(found) {
		t.Errorf("page by page %d names, %d at once", len(paged), len(found))
	}

	current = call(t, p.journeys.GetJourneyMap, &v1.GetJourneyMapRequest{Name: mapName})
	current.Touchpoints[len(current.Touchpoints)-1].Aliases = []string{"locker"}
	call(t, p.journeys.UpdateJourneyMap, &v1.UpdateJourneyMapRequest{JourneyMap: current})
	if u, ok := unmapped(t, p, 0)["locker"]; ok {
		t.Errorf("an alias of today's map is listed: %v", u)
	}
	refused(t, p.journeys.ListUnmappedTouchpoints, &v1.ListUnmappedTouchpointsRequest{Parent: parent, PageToken: "forged"},
		codes.InvalidArgument, "PAGE_TOKEN_INVALID")
}

// unmapped lists all names, in pages of a size.
func unmapped(t *testing.T, p *pipeline, size int32) map[string]*v1.UnmappedTouchpoint {
	t.Helper()
	out := map[string]*v1.UnmappedTouchpoint{}
	for token := ""; ; {
		page := call(t, p.journeys.ListUnmappedTouchpoints, &v1.ListUnmappedTouchpointsRequest{Parent: parent, PageSize: size, PageToken: token})
		for _, u := range page.GetUnmappedTouchpoints() {
			out[u.GetCustomerName()] = u
		}
		if token = page.GetNextPageToken(); token == "" {
			return out
		}
	}
}
