package api

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// fixed is a fixture with a map and twelve weeks of interactions, a day apart, in two stores.
func fixed(t *testing.T) *fixture {
	t.Helper()
	f := newFixture(t)
	call(t, f.journeys.UpdateJourneyMap, &v1.UpdateJourneyMapRequest{JourneyMap: testMap()})
	for day := range 84 {
		in := interaction(fmt.Sprint("d", day), "All is well.")
		in.OccurredAt, in.LocationId = timestamppb.New(noon.AddDate(0, 0, -day)), []string{"l1", "l2"}[day%2]
		f.push(in)
	}
	return f
}

func someFix() *v1.Fix {
	return &v1.Fix{
		Seam: &v1.Seam{FromTouchpoint: "notice", ToTouchpoint: "desk"}, FailureMode: v1.FailureMode_FAILURE_MODE_STATE_MISMATCH,
		ShippedAt: timestamppb.New(noon.AddDate(0, 0, -21)), Locations: []string{"l1"}, Channels: []string{"phone"}, Note: "Scan first",
	}
}

func TestAFixIsRecordedOnce(t *testing.T) {
	f := fixed(t)
	request := &v1.CreateFixRequest{Parent: parent, Fix: someFix(), RequestId: uuid.NewString()}
	made := call(t, f.alerts.CreateFix, request)
	if !strings.HasPrefix(made.GetName(), parent+"/fixes/") || !strings.HasPrefix(made.GetActor(), parent+"/apiKeys/") || made.GetCreatedAt() == nil {
		t.Errorf("made %v, want a name, the key that recorded it and when", made)
	}
	want := someFix()
	want.Name, want.Actor, want.CreatedAt = made.GetName(), made.GetActor(), made.GetCreatedAt()
	if !proto.Equal(made, want) {
		t.Errorf("made %v, want %v", made, want)
	}
	if again := call(t, f.alerts.CreateFix, request); !proto.Equal(again, made) {
		t.Errorf("the request repeated gives %v, want %v", again, made)
	}
	s := refused(t, f.alerts.CreateFix, &v1.CreateFixRequest{Parent: parent, Fix: someFix()}, codes.AlreadyExists, "RESOURCE_ALREADY_EXISTS")
	if !strings.Contains(fmt.Sprint(s.Details()...), made.GetName()) {
		t.Errorf("%v does not name %s", s.Details(), made.GetName())
	}
	request.Fix.Note = "Another"
	refused(t, f.alerts.CreateFix, request, codes.InvalidArgument, "REQUEST_ID_REUSED")
}

func TestFixesAreListedLatestFirst(t *testing.T) {
	f := fixed(t)
	var want []string
	for week := range 5 {
		fix := someFix()
		fix.ShippedAt = timestamppb.New(noon.AddDate(0, 0, -7*week))
		want = append(want, call(t, f.alerts.CreateFix, &v1.CreateFixRequest{Parent: parent, Fix: fix}).GetName())
	}
	var got []string
	request := &v1.ListFixesRequest{Parent: parent, PageSize: 2}
	for {
		page := call(t, f.alerts.ListFixes, request)
		for _, x := range page.GetFixes() {
			got = append(got, x.GetName())
		}
		if request.PageToken = page.GetNextPageToken(); request.PageToken == "" {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("listed %v, want %v", got, want)
	}
}

func TestAFixThatCannotBeIsRefused(t *testing.T) {
	f := fixed(t)
	for _, c := range []struct {
		name   string
		change func(*v1.Fix)
		fields []string
	}{
		{"no seam", func(x *v1.Fix) { x.Seam = nil }, []string{"fix.seam.from_touchpoint", "fix.seam.to_touchpoint"}},
		{"a touchpoint that is none", func(x *v1.Fix) { x.Seam.ToTouchpoint = "moon" }, []string{"fix.seam.to_touchpoint"}},
		{"no time", func(x *v1.Fix) { x.ShippedAt = nil }, []string{"fix.shipped_at"}},
		{"the future", func(x *v1.Fix) { x.ShippedAt = timestamppb.New(noon.Add(time.Second)) }, []string{"fix.shipped_at"}},
		{"before the data", func(x *v1.Fix) { x.ShippedAt = timestamppb.New(noon.AddDate(-1, 0, 0)) }, []string{"fix.shipped_at"}},
		{"unknown places", func(x *v1.Fix) { x.Locations = []string{"l1", "l9"} }, []string{"fix.locations[1]"}},
		{"a place twice", func(x *v1.Fix) { x.Locations = []string{"l1", "l1"} }, []string{"fix.locations[1]"}},
		{"an unknown channel", func(x *v1.Fix) { x.Channels = []string{"pigeon"} }, []string{"fix.channels[0]"}},
		{"a long note", func(x *v1.Fix) { x.Note = strings.Repeat("x", 5000) }, []string{"fix.note"}},
	} {
		fix := someFix()
		c.change(fix)
		s := refused(t, f.alerts.CreateFix, &v1.CreateFixRequest{Parent: parent, Fix: fix}, codes.InvalidArgument, "FIELD_INVALID")
		if got := fields(s); !slices.Equal(got, c.fields) {
			t.Errorf("%s: fields %v, want %v", c.name, got, c.fields)
		}
	}
	f.dial(f.key(store.Viewer))
	refused(t, f.alerts.CreateFix, &v1.CreateFixRequest{Parent: parent, Fix: someFix()}, codes.PermissionDenied, "ROLE_INSUFFICIENT")
}

func TestAnEffectIsOfItsFixAndItsTime(t *testing.T) {
	f := fixed(t)
	made := call(t, f.alerts.CreateFix, &v1.CreateFixRequest{Parent: parent, Fix: someFix()})
	refused(t, f.alerts.GetFixEffect, &v1.GetFixEffectRequest{Name: name(acme, "fixes", uuid.NewString())}, codes.NotFound, "RESOURCE_NOT_FOUND")
	for _, at := range []time.Time{noon.Add(time.Second), noon.AddDate(0, 0, -22)} {
		s := refused(t, f.alerts.GetFixEffect, &v1.GetFixEffectRequest{Name: made.GetName(), AsOf: timestamppb.New(at)}, codes.InvalidArgument, "FIELD_INVALID")
		if got := fields(s); !slices.Equal(got, []string{"as_of"}) {
			t.Errorf("as of %v: fields %v", at, got)
		}
	}
	early := call(t, f.alerts.GetFixEffect, &v1.GetFixEffectRequest{Name: made.GetName(), AsOf: timestamppb.New(noon.AddDate(0, 0, -14))})
	if early.GetVerdict() != v1.FixVerdict_FIX_VERDICT_NOT_ENOUGH_DATA || early.GetMethod() != 0 || early.GetRateRatio() != nil || early.GetAfter().GetDays().GetFirstDay() != "" {
		t.Errorf("after a week: %v", early)
	}
	e := call(t, f.alerts.GetFixEffect, &v1.GetFixEffectRequest{Name: made.GetName()})
	if e.GetFix() != made.GetName() || e.GetBefore().GetDays().GetLastDay() != "2026-04-28" || e.GetLeftOut().GetFirstDay() != "2026-04-29" ||
		e.GetAfter().GetDays().GetFirstDay() != "2026-05-06" || e.GetAfter().GetWeekCount() != 2 || e.GetBefore().GetOtherCount() == 0 {
		t.Errorf("after three weeks: %v", e)
	}
}

// The complaints are those of the break's clusters, and neighbours are watched.
func TestAnEffectCountsTheComplaintsOfTheBreak(t *testing.T) {
	f := story(t)
	before := interaction("before", "All is well.")
	before.OccurredAt = timestamppb.New(noon.AddDate(0, 0, -60))
	f.push(before)
	fix := &v1.Fix{Seam: &v1.Seam{FromTouchpoint: "notice", ToTouchpoint: "desk"}, ShippedAt: timestamppb.New(noon)}
	made := call(t, f.alerts.CreateFix, &v1.CreateFixRequest{Parent: parent, Fix: fix})
	e := call(t, f.alerts.GetFixEffect, &v1.GetFixEffectRequest{Name: made.GetName()})
	// Two of the five complaints are of the day before the fix; so are some of the others.
	if e.GetBefore().GetComplaintCount() != 2 || len(e.GetClusters()) != 1 {
		t.Errorf("%d complaints before, clusters %v; want 2 and the one", e.GetBefore().GetComplaintCount(), e.GetClusters())
	}
	c := call(t, f.clusters.GetCluster, &v1.GetClusterRequest{Name: e.GetClusters()[0]})
	if !proto.Equal(c.GetSeam(), fix.GetSeam()) {
		t.Errorf("counted the complaints about %v", c.GetSeam())
	}
	fix.FailureMode = v1.FailureMode_FAILURE_MODE_STATE_MISMATCH
	narrow := call(t, f.alerts.CreateFix, &v1.CreateFixRequest{Parent: parent, Fix: fix})
	if e := call(t, f.alerts.GetFixEffect, &v1.GetFixEffectRequest{Name: narrow.GetName()}); e.GetBefore().GetComplaintCount() != 2 {
		t.Errorf("%d complaints of the failure mode before, want 2", e.GetBefore().GetComplaintCount())
	}
}
