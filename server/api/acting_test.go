package api

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// TestWhoMayActIsSetAtADestination: it is read back as it was set, changed by a mask, and taken away.
func TestWhoMayActIsSetAtADestination(t *testing.T) {
	f := newFixture(t)
	request := destination(hook)
	acting := &v1.Acting{People: []*v1.ActingPerson{
		{Id: "U0123ABCD", Role: v1.ApiKeyRole_API_KEY_ROLE_REVIEWER}, {Id: "ann@shop.example", Role: v1.ApiKeyRole_API_KEY_ROLE_VIEWER},
	}}
	request.Destination.Acting = acting
	made := call(t, f.routing.CreateDestination, request)
	if read := call(t, f.routing.GetDestination, &v1.GetDestinationRequest{Name: made.GetName()}); !proto.Equal(read.GetActing(), acting) {
		t.Errorf("read back %v", read.GetActing())
	}
	for _, c := range []struct {
		mask []string
		send *v1.Destination
		want *v1.Acting
	}{
		{[]string{"display_name"}, &v1.Destination{DisplayName: "New"}, acting},
		{nil, &v1.Destination{Acting: &v1.Acting{Anybody: true}}, &v1.Acting{Anybody: true}},
		{[]string{"acting"}, &v1.Destination{}, nil},
	} {
		c.send.Name = made.GetName()
		got := call(t, f.routing.UpdateDestination, &v1.UpdateDestinationRequest{Destination: c.send, UpdateMask: mask(c.mask)})
		if !proto.Equal(got.GetActing(), c.want) || got.GetWebhook().GetUrl() != hook {
			t.Errorf("%v: %v, want %v", c.mask, got, c.want)
		}
	}
}

func TestWhoMayActIsRefused(t *testing.T) {
	f := newFixture(t)
	for what, people := range map[string][]*v1.ActingPerson{
		"twice":      {{Id: "a@b.c", Role: v1.ApiKeyRole_API_KEY_ROLE_REVIEWER}, {Id: "A@b.c", Role: v1.ApiKeyRole_API_KEY_ROLE_ADMIN}},
		"with space": {{Id: " U1", Role: v1.ApiKeyRole_API_KEY_ROLE_REVIEWER}},
	} {
		t.Run(what, func(t *testing.T) {
			request := destination(hook)
			request.Destination.Acting = &v1.Acting{People: people}
			refused(t, f.routing.CreateDestination, request, codes.InvalidArgument, "FIELD_INVALID")
		})
	}
}
