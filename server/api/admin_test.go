package api

import (
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

func TestCreateApiKeyTellsTheSecretOnce(t *testing.T) {
	f := newFixture(t)
	request := &v1.CreateApiKeyRequest{
		Parent: parent, RequestId: uuid.NewString(),
		ApiKey: &v1.ApiKey{DisplayName: "Reader", Role: v1.ApiKeyRole_API_KEY_ROLE_VIEWER, ExpiresAt: timestamppb.New(time.Now().Add(time.Hour).Truncate(time.Second))},
	}
	first := call(t, f.admin.CreateApiKey, request)
	if !strings.HasPrefix(first.GetSecret(), "tl_live_acme_") || !strings.HasPrefix(first.GetSecret(), first.GetHint()) {
		t.Errorf("secret %q, hint %q", first.GetSecret(), first.GetHint())
	}
	if !proto.Equal(first.GetExpiresAt(), request.GetApiKey().GetExpiresAt()) || first.GetRole() != v1.ApiKeyRole_API_KEY_ROLE_VIEWER {
		t.Errorf("made %v of %v", first, request.GetApiKey())
	}
	want := proto.CloneOf(first)
	want.Secret = ""
	if again := call(t, f.admin.CreateApiKey, request); !proto.Equal(again, want) {
		t.Errorf("the request repeated: %v, want the same without the secret", again)
	}
	request.ApiKey.Role = v1.ApiKeyRole_API_KEY_ROLE_ADMIN
	refused(t, f.admin.CreateApiKey, request, codes.InvalidArgument, "REQUEST_ID_REUSED")
	viewer := v1.NewAdminServiceClient(f.conn(first.GetSecret()))
	call(t, viewer.GetTenant, &v1.GetTenantRequest{Name: parent})
	refused(t, viewer.ListApiKeys, &v1.ListApiKeysRequest{Parent: parent}, codes.PermissionDenied, "ROLE_INSUFFICIENT")
}

func TestCreateApiKeyIsRefused(t *testing.T) {
	f := newFixture(t)
	for name, key := range map[string]*v1.ApiKey{
		"no role":      {},
		"unknown role": {Role: 99},
		"expired":      {Role: v1.ApiKeyRole_API_KEY_ROLE_VIEWER, ExpiresAt: timestamppb.New(noon)},
		"no time":      {Role: v1.ApiKeyRole_API_KEY_ROLE_VIEWER, ExpiresAt: &timestamppb.Timestamp{Seconds: 1 << 60}},
		"NUL":          {Role: v1.ApiKeyRole_API_KEY_ROLE_VIEWER, DisplayName: "\x00"},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, f.admin.CreateApiKey, &v1.CreateApiKeyRequest{Parent: parent, ApiKey: key}, codes.InvalidArgument, "FIELD_INVALID")
		})
	}
	if keys := call(t, f.admin.ListApiKeys, &v1.ListApiKeysRequest{Parent: parent}).GetApiKeys(); len(keys) != 1 {
		t.Errorf("%d keys, want the test's own alone", len(keys))
	}
}

// On this node a revoked key must fail at once, though it was used a moment ago.
func TestRevokedKeyFailsAtOnce(t *testing.T) {
	f := newFixture(t)
	made := call(t, f.admin.CreateApiKey, &v1.CreateApiKeyRequest{Parent: parent, ApiKey: &v1.ApiKey{Role: v1.ApiKeyRole_API_KEY_ROLE_VIEWER}})
	viewer := v1.NewAdminServiceClient(f.conn(made.GetSecret()))
	call(t, viewer.GetTenant, &v1.GetTenantRequest{Name: parent})
	revoked := call(t, f.admin.RevokeApiKey, &v1.RevokeApiKeyRequest{Name: made.GetName()})
	if revoked.GetRevokedAt() == nil || revoked.GetLastUsedAt() == nil || revoked.GetSecret() != "" {
		t.Errorf("revoked key %v", revoked)
	}
	refused(t, viewer.GetTenant, &v1.GetTenantRequest{Name: parent}, codes.Unauthenticated, "API_KEY_INVALID")
	if again := call(t, f.admin.RevokeApiKey, &v1.RevokeApiKeyRequest{Name: made.GetName()}); !proto.Equal(again, revoked) {
		t.Errorf("revoked again: %v, want %v", again, revoked)
	}
	refused(t, f.admin.RevokeApiKey, &v1.RevokeApiKeyRequest{Name: parent + "/apiKeys/" + uuid.NewString()}, codes.NotFound, "RESOURCE_NOT_FOUND")
}

// Who changed a setting must be found in the audit log by the key's resource name.
func TestChangesAreAudited(t *testing.T) {
	f := newFixture(t)
	call(t, f.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: testPolicy()})
	refused(t, f.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: &v1.Policy{Name: policyName}}, codes.InvalidArgument, "FIELD_INVALID")
	call(t, f.policies.GetPolicy, &v1.GetPolicyRequest{Name: policyName})
	key := call(t, f.admin.ListApiKeys, &v1.ListApiKeysRequest{Parent: parent}).GetApiKeys()[0]
	log, err := f.AuditLog(t.Context(), acme, 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	var changes []store.AuditEntry
	for _, e := range log {
		if e.Resource == policyName {
			changes = append(changes, e)
		}
	}
	if len(changes) != 1 {
		t.Fatalf("entries about the policy %+v, want the one change that was made", changes)
	}
	e := changes[0]
	if e.Actor != key.GetName() || e.Action != "/throughline.v1.PolicyService/UpdatePolicy" || e.Outcome != "OK" || e.RequestID == "" || e.Detail["peer"] == "" {
		t.Errorf("entry %+v, want what key %s did", e, key.GetName())
	}
	if v := must(f.GetPolicy(t.Context(), acme)); v.Author != key.GetName() {
		t.Errorf("author of the policy %q, want %s", v.Author, key.GetName())
	}
}
