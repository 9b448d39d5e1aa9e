package intercept

import (
	"context"
	"slices"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

func TestKeys(t *testing.T) {
	s := start(t, Options{})
	for _, c := range []struct {
		header []string
		code   codes.Code
		reason string
	}{
		{nil, codes.Unauthenticated, "API_KEY_MISSING"},
		{[]string{"authorization", "viewer"}, codes.Unauthenticated, "API_KEY_MISSING"},
		{[]string{"authorization", "Basic viewer"}, codes.Unauthenticated, "API_KEY_MISSING"},
		{[]string{"authorization", "Bearer  "}, codes.Unauthenticated, "API_KEY_MISSING"},
		{[]string{"authorization", "Bearer wrong"}, codes.Unauthenticated, "API_KEY_INVALID"},
		{[]string{"authorization", "Bearer nobody"}, codes.Unauthenticated, "API_KEY_INVALID"},
		{[]string{"x-api-key", "wrong"}, codes.Unauthenticated, "API_KEY_INVALID"},
		{[]string{"authorization", "Bearer down"}, codes.Unavailable, "STORAGE_UNAVAILABLE"},
		{[]string{"authorization", "Bearer viewer"}, codes.OK, ""},
		{[]string{"authorization", "bearer viewer"}, codes.OK, ""},
		{[]string{"x-api-key", "viewer"}, codes.OK, ""},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		err := s.fetch(metadata.AppendToOutgoingContext(ctx, c.header...))
		cancel()
		if c.code == codes.OK {
			if err != nil {
				t.Errorf("%v: %v", c.header, err)
			}
			continue
		}
		expect(t, err, c.code, c.reason)
	}
}

// TestRoles checks one method of each rule with every role.
func TestRoles(t *testing.T) {
	s := start(t, Options{})
	methods := map[Role]func(context.Context) error{
		Ingester: func(ctx context.Context) error {
			_, err := s.ingestion().PushInteractions(ctx, &v1.PushInteractionsRequest{Parent: "tenants/acme", Interactions: []*v1.Interaction{{}}})
			return err
		},
		Viewer: s.fetch,
		Admin: func(ctx context.Context) error {
			_, err := s.policies().UpdatePolicy(ctx, &v1.UpdatePolicyRequest{Policy: goodPolicy()})
			return err
		},
	}
	may := map[Role][]Role{
		Ingester: {Ingester, Admin},
		Viewer:   {Viewer, Reviewer, Admin},
		Admin:    {Admin},
	}
	for least, call := range methods {
		for _, role := range []Role{Ingester, Viewer, Reviewer, Admin} {
			err := call(as(t, string(role)))
			if slices.Contains(may[least], role) {
				if err != nil {
					t.Errorf("%s at %s: %v", role, least, err)
				}
				continue
			}
			refused := expect(t, err, codes.PermissionDenied, "ROLE_INSUFFICIENT")
			if info := refused.Details()[0].(*errdetails.ErrorInfo); info.GetMetadata()["required_role"] != string(least) {
				t.Errorf("%s at %s: %v", role, least, info)
			}
		}
	}
	if Role("root").may(Viewer) || Admin.may("") || Admin.may("root") || !Admin.may(Reviewer) || Viewer.may(Reviewer) {
		t.Error("a role that does not exist means something")
	}
}

func TestTheHandlerKnowsWhoCalls(t *testing.T) {
	s := start(t, Options{})
	s.get = func(ctx context.Context, in *v1.GetAlertRequest) (*v1.Alert, error) {
		p, ok := PrincipalFrom(ctx)
		call, _ := CallFrom(ctx)
		if !ok || p != (Principal{Tenant: "acme", KeyID: "key-of-viewer", Role: Viewer}) {
			t.Errorf("%v, %v", p, ok)
		}
		if call.Method != v1.AlertService_GetAlert_FullMethodName || call.Resource != alert || call.Peer == "" || call.RequestID != "mine-1" {
			t.Errorf("%+v", call)
		}
		return &v1.Alert{}, nil
	}
	if err := s.fetch(metadata.AppendToOutgoingContext(as(t, "viewer"), "x-request-id", "mine-1")); err != nil {
		t.Fatal(err)
	}
	if _, ok := PrincipalFrom(t.Context()); ok {
		t.Error("somebody calls where there is no call")
	}
}
