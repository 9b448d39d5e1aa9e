package intercept

import (
	"context"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/bridge"
)

// TestVouchedCallsGoByTheSameRules: whom a door vouches for needs no key, and everything else that
// calls need.
func TestVouchedCallsGoByTheSameRules(t *testing.T) {
	s := start(t, Options{})
	within := bridge.NewWithin(s.chain.Intercept)
	v1.RegisterAlertServiceServer(within, s.product)
	v1.RegisterPolicyServiceServer(within, s.product)
	alerts := v1.NewAlertServiceClient(within)
	ann := Principal{Tenant: "acme", Role: Reviewer, Person: "slack:U1", Source: "tenants/acme/destinations/d"}

	var seen Principal
	s.get = func(ctx context.Context, r *v1.GetAlertRequest) (*v1.Alert, error) {
		seen, _ = PrincipalFrom(ctx)
		return &v1.Alert{Name: r.GetName(), Title: "there"}, nil
	}
	got, err := alerts.GetAlert(Vouched(t.Context(), ann), &v1.GetAlertRequest{Name: alert})
	if err != nil || got.GetTitle() != "there" || seen != ann {
		t.Fatalf("%v, %v, called by %+v", got, err, seen)
	}
	if log := s.logs.String(); !strings.Contains(log, ann.Source) || strings.Contains(log, ann.Person) {
		t.Errorf("the log says where it came from, and not who: %s", log)
	}
	_, err = alerts.GetAlert(t.Context(), &v1.GetAlertRequest{Name: alert})
	expect(t, err, codes.Unauthenticated, "API_KEY_MISSING")
	_, err = alerts.GetAlert(Vouched(t.Context(), Principal{Role: Admin}), &v1.GetAlertRequest{Name: alert})
	expect(t, err, codes.Unauthenticated, "API_KEY_INVALID")
	_, err = alerts.GetAlert(Vouched(t.Context(), ann), &v1.GetAlertRequest{Name: strings.Replace(alert, "acme", "other", 1)})
	expect(t, err, codes.NotFound, "RESOURCE_NOT_FOUND")
	_, err = alerts.GetAlert(Vouched(t.Context(), ann), &v1.GetAlertRequest{Name: "acme"})
	expect(t, err, codes.InvalidArgument, "FIELD_INVALID")
	_, err = v1.NewPolicyServiceClient(within).UpdatePolicy(Vouched(t.Context(), ann), &v1.UpdatePolicyRequest{Policy: &v1.Policy{Name: "tenants/acme/policy"}})
	expect(t, err, codes.PermissionDenied, "ROLE_INSUFFICIENT")
	if _, err = alerts.WatchAlerts(Vouched(t.Context(), ann), &v1.WatchAlertsRequest{}); err == nil {
		t.Error("a stream was opened within the process")
	}
}

// TestNobodyIsVouchedForOverAWire: what a client has in its own context is not what the server's has.
func TestNobodyIsVouchedForOverAWire(t *testing.T) {
	s := start(t, Options{})
	err := s.fetch(Vouched(t.Context(), Principal{Tenant: "acme", Role: Admin, Person: "slack:U1"}))
	expect(t, err, codes.Unauthenticated, "API_KEY_MISSING")
}
