package api

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

const hook = "https://hooks.example.com/throughline?token=4711"

func destination(url string) *v1.CreateDestinationRequest {
	return &v1.CreateDestinationRequest{Parent: parent, Destination: &v1.Destination{
		DisplayName: "Team channel", Target: &v1.Destination_Webhook{Webhook: &v1.Webhook{Url: url}},
	}}
}

func TestCreateDestinationTellsTheSecretOnce(t *testing.T) {
	f := newFixture(t)
	request := destination(hook)
	request.RequestId = uuid.NewString()
	first := call(t, f.routing.CreateDestination, request)
	if !strings.HasPrefix(first.GetWebhook().GetSigningSecret(), "whsec_") || first.GetEtag() == "" || first.GetDisabled() {
		t.Errorf("made %v, want a secret and an etag, and not disabled", first)
	}
	want := proto.CloneOf(first)
	want.GetWebhook().SigningSecret = ""
	if again := call(t, f.routing.CreateDestination, request); !proto.Equal(again, want) {
		t.Errorf("the request repeated: %v, want the same without the secret", again)
	}
	if got := call(t, f.routing.GetDestination, &v1.GetDestinationRequest{Name: first.GetName()}); !proto.Equal(got, want) {
		t.Errorf("read back %v, want %v", got, want)
	}
	request.Destination.DisplayName = "Other"
	refused(t, f.routing.CreateDestination, request, codes.InvalidArgument, "REQUEST_ID_REUSED")
	if list := call(t, f.routing.ListDestinations, &v1.ListDestinationsRequest{Parent: parent}); len(list.GetDestinations()) != 1 {
		t.Errorf("%d destinations, want 1", len(list.GetDestinations()))
	}
	off := destination(hook)
	off.Destination.Disabled = true
	if got := call(t, f.routing.CreateDestination, off); !got.GetDisabled() || !got.GetDisabledAt().AsTime().Equal(noon) {
		t.Errorf("made disabled: %v", got)
	}
}

func TestDestinationAddresses(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct{ url, reason string }{
		{"https://127.0.0.1/hook", "DESTINATION_ADDRESS_FORBIDDEN"},
		{"https://10.1.2.3/hook", "DESTINATION_ADDRESS_FORBIDDEN"},
		{"https://localhost/hook", "DESTINATION_ADDRESS_FORBIDDEN"},
		{"https://[::1]/hook", "DESTINATION_ADDRESS_FORBIDDEN"},
		{"http://hooks.example.com/", "DESTINATION_ADDRESS_FORBIDDEN"},
		{"https://user:hunter2@hooks.example.com/", "FIELD_INVALID"},
		{"https://", "FIELD_INVALID"},
		{"", "FIELD_INVALID"},
	} {
		s := refused(t, f.routing.CreateDestination, destination(c.url), codes.InvalidArgument, c.reason)
		if strings.Contains(s.Message(), "hunter2") {
			t.Errorf("%s: the message repeats a password: %s", c.url, s.Message())
		}
	}
	none := destination(hook)
	none.Destination.Target = nil
	s := refused(t, f.routing.CreateDestination, none, codes.InvalidArgument, "FIELD_INVALID")
	if got := fields(s); !slices.Equal(got, []string{"destination.webhook"}) {
		t.Errorf("fields %v, want destination.webhook", got)
	}
	named := destination(hook)
	named.Destination.DisplayName = "a\x00b"
	refused(t, f.routing.CreateDestination, named, codes.InvalidArgument, "FIELD_INVALID")
}

func TestUpdateDestinationMasks(t *testing.T) {
	f := newFixture(t)
	const other = "https://other.example.com/"
	for _, c := range []struct {
		name  string
		mask  []string
		send  *v1.Destination
		check func(*v1.Destination) bool
	}{
		{"only the name", []string{"display_name"}, &v1.Destination{DisplayName: "New", Disabled: true, Target: target(other)},
			func(d *v1.Destination) bool {
				return d.GetDisplayName() == "New" && d.GetWebhook().GetUrl() == hook && !d.GetDisabled()
			}},
		{"a name made empty", []string{"display_name"}, &v1.Destination{},
			func(d *v1.Destination) bool { return d.GetDisplayName() == "" }},
		{"the address", []string{"webhook.url"}, &v1.Destination{DisplayName: "New", Target: target(other)},
			func(d *v1.Destination) bool {
				return d.GetDisplayName() == "Team channel" && d.GetWebhook().GetUrl() == other
			}},
		{"disabled", []string{"disabled"}, &v1.Destination{Disabled: true},
			func(d *v1.Destination) bool {
				return d.GetDisabled() && d.GetDisabledAt().AsTime().Equal(noon) && d.GetDisabledReason() == ""
			}},
		{"what is set", nil, &v1.Destination{DisplayName: "New", Disabled: true},
			func(d *v1.Destination) bool {
				return d.GetDisplayName() == "New" && d.GetDisabled() && d.GetWebhook().GetUrl() == hook
			}},
		{"identifiers in the mask", []string{"name", "etag", "display_name"}, &v1.Destination{DisplayName: "New"},
			func(d *v1.Destination) bool { return d.GetDisplayName() == "New" }},
	} {
		made := call(t, f.routing.CreateDestination, destination(hook))
		c.send.Name = made.GetName()
		got := call(t, f.routing.UpdateDestination, &v1.UpdateDestinationRequest{Destination: c.send, UpdateMask: mask(c.mask)})
		if !c.check(got) || got.GetEtag() == made.GetEtag() || got.GetWebhook().GetSigningSecret() != "" {
			t.Errorf("%s: got %v", c.name, got)
		}
		if read := call(t, f.routing.GetDestination, &v1.GetDestinationRequest{Name: made.GetName()}); !proto.Equal(read, got) {
			t.Errorf("%s: read back %v, want %v", c.name, read, got)
		}
	}
}

func mask(paths []string) *fieldmaskpb.FieldMask {
	if paths == nil {
		return nil
	}
	return &fieldmaskpb.FieldMask{Paths: paths}
}

func target(url string) *v1.Destination_Webhook {
	return &v1.Destination_Webhook{Webhook: &v1.Webhook{Url: url}}
}

func TestUpdateDestinationIsRefused(t *testing.T) {
	f := newFixture(t)
	made := call(t, f.routing.CreateDestination, destination(hook))
	for _, c := range []struct {
		name   string
		mask   []string
		send   *v1.Destination
		code   codes.Code
		reason string
	}{
		{"other path", []string{"created_at"}, &v1.Destination{Name: made.GetName()}, codes.InvalidArgument, "FIELD_INVALID"},
		{"no address", []string{"webhook.url"}, &v1.Destination{Name: made.GetName()}, codes.InvalidArgument, "FIELD_INVALID"},
		{"private address", nil, &v1.Destination{Name: made.GetName(), Target: target("https://10.0.0.1/")}, codes.InvalidArgument, "DESTINATION_ADDRESS_FORBIDDEN"},
		{"NUL", nil, &v1.Destination{Name: made.GetName(), DisplayName: "\x00"}, codes.InvalidArgument, "FIELD_INVALID"},
		{"old etag", nil, &v1.Destination{Name: made.GetName(), DisplayName: "x", Etag: "old"}, codes.Aborted, "ETAG_MISMATCH"},
		{"unknown", nil, &v1.Destination{Name: parent + "/destinations/" + uuid.NewString()}, codes.NotFound, "RESOURCE_NOT_FOUND"},
		{"no UUID", nil, &v1.Destination{Name: parent + "/destinations/" + strings.Repeat("-", 36)}, codes.NotFound, "RESOURCE_NOT_FOUND"},
	} {
		t.Run(c.name, func(t *testing.T) {
			refused(t, f.routing.UpdateDestination, &v1.UpdateDestinationRequest{Destination: c.send, UpdateMask: mask(c.mask)}, c.code, c.reason)
		})
	}
	if got := call(t, f.routing.GetDestination, &v1.GetDestinationRequest{Name: made.GetName()}); got.GetEtag() != made.GetEtag() {
		t.Error("a refused change has changed the destination")
	}
}

// Clients that send no etag do not mind each other: none may lose its field to another, and
// none may be told of a conflict.
func TestUpdatesWithoutEtagKeepEachOthersFields(t *testing.T) {
	f := newFixture(t)
	made := call(t, f.routing.CreateDestination, destination(hook))
	var all sync.WaitGroup
	for _, send := range []*v1.Destination{{DisplayName: "New"}, {Disabled: true}, {Target: target("https://other.example.com/")}} {
		send.Name = made.GetName()
		all.Go(func() {
			if _, err := f.routing.UpdateDestination(t.Context(), &v1.UpdateDestinationRequest{Destination: send}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	got := call(t, f.routing.GetDestination, &v1.GetDestinationRequest{Name: made.GetName()})
	if got.GetDisplayName() != "New" || !got.GetDisabled() || got.GetWebhook().GetUrl() != "https://other.example.com/" {
		t.Errorf("after all three: %v", got)
	}
}

func TestRoutes(t *testing.T) {
	f := newFixture(t)
	to := call(t, f.routing.CreateDestination, destination(hook))
	route := func(change func(*v1.Route)) *v1.CreateRouteRequest {
		r := &v1.Route{Team: "stores", Destinations: []string{to.GetName()}}
		change(r)
		return &v1.CreateRouteRequest{Parent: parent, Route: r}
	}
	whole := route(func(r *v1.Route) {
		r.Seam = &v1.Seam{FromTouchpoint: "notice", ToTouchpoint: "desk"}
		r.States = []v1.AlertState{v1.AlertState_ALERT_STATE_FIRING, v1.AlertState_ALERT_STATE_HELD_FOR_REVIEW}
	})
	whole.RequestId = uuid.NewString()
	made := call(t, f.routing.CreateRoute, whole)
	if !proto.Equal(made.GetSeam(), whole.GetRoute().GetSeam()) || !slices.Equal(made.GetStates(), whole.GetRoute().GetStates()) {
		t.Errorf("made %v of %v", made, whole.GetRoute())
	}
	if again := call(t, f.routing.CreateRoute, whole); !proto.Equal(again, made) {
		t.Errorf("the request repeated: %v, want %v", again, made)
	}
	whole.RequestId = uuid.NewString()
	s := refused(t, f.routing.CreateRoute, whole, codes.AlreadyExists, "RESOURCE_ALREADY_EXISTS")
	if got := detail[*errdetails.ErrorInfo](s).GetMetadata()["resource"]; got != made.GetName() {
		t.Errorf("the error names %q, want the route that exists, %s", got, made.GetName())
	}
	for field, change := range map[string]func(*v1.Route){
		"route.destinations":         func(r *v1.Route) { r.Destinations[0] = parent + "/destinations/" + uuid.NewString() },
		"route.seam.from_touchpoint": func(r *v1.Route) { r.Seam = &v1.Seam{ToTouchpoint: "desk"} },
		"route.seam.to_touchpoint":   func(r *v1.Route) { r.Seam = &v1.Seam{FromTouchpoint: "notice", ToTouchpoint: "\x00"} },
		"route.team":                 func(r *v1.Route) { r.Team = "" },
	} {
		s := refused(t, f.routing.CreateRoute, route(change), codes.InvalidArgument, "FIELD_INVALID")
		if got := fields(s); !slices.Equal(got, []string{field}) {
			t.Errorf("fields %v, want %s", got, field)
		}
	}
	if list := call(t, f.routing.ListRoutes, &v1.ListRoutesRequest{Parent: parent}); len(list.GetRoutes()) != 1 || !proto.Equal(list.GetRoutes()[0], made) {
		t.Errorf("routes %v, want %v alone", list.GetRoutes(), made)
	}
}

func TestDeleteDestinationAndRoute(t *testing.T) {
	f := newFixture(t)
	to := call(t, f.routing.CreateDestination, destination(hook))
	route := call(t, f.routing.CreateRoute, &v1.CreateRouteRequest{Parent: parent, Route: &v1.Route{Team: "stores", Destinations: []string{to.GetName()}}})
	deleteDestination := &v1.DeleteDestinationRequest{Name: to.GetName()}
	refused(t, f.routing.DeleteDestination, deleteDestination, codes.FailedPrecondition, "RESOURCE_IN_USE")
	refused(t, f.routing.DeleteRoute, &v1.DeleteRouteRequest{Name: route.GetName(), Etag: "old"}, codes.Aborted, "ETAG_MISMATCH")
	call(t, f.routing.DeleteRoute, &v1.DeleteRouteRequest{Name: route.GetName(), Etag: route.GetEtag()})
	refused(t, f.routing.DeleteRoute, &v1.DeleteRouteRequest{Name: route.GetName()}, codes.NotFound, "RESOURCE_NOT_FOUND")
	refused(t, f.routing.DeleteDestination, &v1.DeleteDestinationRequest{Name: to.GetName(), Etag: "old"}, codes.Aborted, "ETAG_MISMATCH")
	call(t, f.routing.DeleteDestination, deleteDestination)
	refused(t, f.routing.DeleteDestination, deleteDestination, codes.NotFound, "RESOURCE_NOT_FOUND")
	refused(t, f.routing.GetDestination, &v1.GetDestinationRequest{Name: to.GetName()}, codes.NotFound, "RESOURCE_NOT_FOUND")
}
