package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/throughline-cx/throughline/gen/openapi"
)

func TestRenameNamesParametersAfterTheirCollection(t *testing.T) {
	for path, want := range map[string]string{
		"/v1/tenants/{name}": "/v1/tenants/{tenant}",
		"/v1/tenants/{parent}/clusters/{parent_1}/mentions": "/v1/tenants/{tenant}/clusters/{cluster}/mentions",
		"/v1/tenants/{name}/apiKeys/{name_1}:revoke":        "/v1/tenants/{tenant}/apiKeys/{apiKey}:revoke",
		"/v1/tenants/{journey_map.name}/journeyMap":         "/v1/tenants/{tenant}/journeyMap",
		"/v1/tenants/{route.name}/routes/{route.name_1}":    "/v1/tenants/{tenant}/routes/{route}",
		"/v1/interactions:stream":                           "/v1/interactions:stream",
		"/v1/tenants/{parent}/commercialRecords:push":       "/v1/tenants/{tenant}/commercialRecords:push",
	} {
		if got, _ := rename(path); got != want {
			t.Errorf("rename(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestJoinPutsOneResourceUnderOnePath(t *testing.T) {
	get := object{"paths": object{"/v1/tenants/{name}": object{"get": operation("AdminService_GetTenant", "name")}}}
	patch := object{"paths": object{"/v1/tenants/{tenant.name}": object{"patch": operation("x", "tenant.name")}}}
	joined, err := join([]object{get, patch})
	if err != nil {
		t.Fatal(err)
	}
	item := child(child(joined, "paths"), "/v1/tenants/{tenant}")
	if len(item) != 2 {
		t.Fatalf("path holds %v, want get and patch", item)
	}
	p := item["patch"].(object)["parameters"].([]any)[0].(object)
	if p["name"] != "tenant" {
		t.Errorf("parameter is named %v, want tenant", p["name"])
	}
}

func TestJoinRefusesContradictions(t *testing.T) {
	schema := func(kind string) object {
		return object{"components": object{"schemas": object{"A": object{"type": kind}}}}
	}
	if _, err := join([]object{schema("string"), schema("object")}); err == nil || !strings.Contains(err.Error(), "schema A") {
		t.Errorf("two schemas of one name: error %v, want one that names the schema", err)
	}
	path := object{"paths": object{"/v1/x": object{"get": object{}}}}
	again := object{"paths": object{"/v1/x": object{"get": object{}}}}
	if _, err := join([]object{path, again}); err == nil || !strings.Contains(err.Error(), "get /v1/x") {
		t.Errorf("two operations at one place: error %v, want one that names it", err)
	}
}

func TestRunReplacesPartsByOneDocument(t *testing.T) {
	parts, out := filepath.Join(t.TempDir(), "parts"), filepath.Join(t.TempDir(), "out.json")
	if err := run(parts, out); err == nil {
		t.Error("no parts: want an error")
	}
	document := object{"paths": object{"/v1/tenants/{parent}/alerts:watch": object{"get": object{
		"operationId": "AlertService_WatchAlerts",
		"responses":   object{"200": object{"content": object{"application/json": object{"schema": object{"$ref": "#/r"}}}}},
	}}}}
	data, _ := json.Marshal(document)
	if err := os.MkdirAll(parts, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(parts, "a.json"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(parts, out); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(parts); !os.IsNotExist(err) {
		t.Errorf("parts are still there: %v", err)
	}
	written, err := os.ReadFile(out)
	if err != nil || !strings.Contains(string(written), "application/x-ndjson") {
		t.Errorf("the stream is not told as lines: %s, %v", written, err)
	}
}

// TestCommittedDocumentHasEveryMethod compares what is committed with the services.
func TestCommittedDocumentHasEveryMethod(t *testing.T) {
	documented := map[string]bool{}
	var document object
	if err := json.Unmarshal(openapi.JSON, &document); err != nil {
		t.Fatal(err)
	}
	for _, item := range child(document, "paths") {
		for _, o := range item.(object) {
			documented[o.(object)["operationId"].(string)] = true
		}
	}
	methods := 0
	protoregistry.GlobalFiles.RangeFilesByPackage("throughline.v1", func(f protoreflect.FileDescriptor) bool {
		for i := range f.Services().Len() {
			s := f.Services().Get(i)
			for j := range s.Methods().Len() {
				methods++
				if id := string(s.Name()) + "_" + string(s.Methods().Get(j).Name()); !documented[id] {
					t.Errorf("%s is not in the document", id)
				}
			}
		}
		return true
	})
	if methods != len(documented) {
		t.Errorf("document has %d operations, the services %d methods", len(documented), methods)
	}
}

func operation(id, parameter string) object {
	return object{"operationId": id, "parameters": []any{object{"name": parameter, "in": "path"}}}
}
