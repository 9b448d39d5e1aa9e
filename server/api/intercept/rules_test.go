package intercept

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// methods calls f with every method of the API.
func methods(f func(name string, m protoreflect.MethodDescriptor)) {
	protoregistry.GlobalFiles.RangeFilesByPackage("throughline.v1", func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			service := file.Services().Get(i)
			for j := range service.Methods().Len() {
				m := service.Methods().Get(j)
				f("/"+string(service.FullName())+"/"+string(m.Name()), m)
			}
		}
		return true
	})
}

func TestEveryMethodHasARule(t *testing.T) {
	rules, found := Rules(), 0
	methods(func(name string, m protoreflect.MethodDescriptor) {
		found++
		rule, ok := rules[name]
		if !ok || rule.Public || rule.Least == "" {
			t.Errorf("%s: %+v", name, rule)
		}
		options, _ := m.Options().(*descriptorpb.MethodOptions)
		reads := options.GetIdempotencyLevel() == descriptorpb.MethodOptions_NO_SIDE_EFFECTS
		if want := !reads && rule.Least != Ingester; (rule.Audit || rule.Own) != want {
			t.Errorf("%s: recorded %v, want %v", name, rule.Audit, want)
		}
	})
	if found < 25 {
		t.Errorf("only %d methods were found", found)
	}
}

var (
	rpcLine  = regexp.MustCompile(`^\s*rpc (\w+)\(`)
	roleLine = regexp.MustCompile(`Needs\s+role\s+(\w+)`)
)

// TestRulesAreWhatTheProtoFilesPromise compares with the words "Needs role …" above each rpc.
func TestRulesAreWhatTheProtoFilesPromise(t *testing.T) {
	files, err := filepath.Glob("../../../proto/throughline/v1/*.proto")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	promised := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		comment := ""
		for line := range strings.Lines(string(text)) {
			trimmed := strings.TrimSpace(line)
			switch m := rpcLine.FindStringSubmatch(line); {
			case strings.HasPrefix(trimmed, "//"):
				comment += strings.TrimPrefix(trimmed, "//") + " "
			case m != nil:
				if role := roleLine.FindStringSubmatch(comment); role != nil {
					promised[m[1]] = role[1]
				}
				comment = ""
			default:
				comment = ""
			}
		}
	}
	rules := Rules()
	methods(func(name string, m protoreflect.MethodDescriptor) {
		if got, want := string(rules[name].Least), promised[string(m.Name())]; got != want {
			t.Errorf("%s needs %q, its comment says %q", name, got, want)
		}
	})
}

func TestAMethodWithoutARuleIsRefused(t *testing.T) {
	rules := Rules()
	delete(rules, v1.AlertService_GetAlert_FullMethodName)
	s := start(t, Options{Rules: rules})
	expect(t, s.fetch(as(t, "admin")), codes.Unimplemented, "METHOD_UNKNOWN")
	err := s.conn.Invoke(as(t, "admin"), "/throughline.v1.AlertService/Nope", &v1.Alert{}, &v1.Alert{})
	expect(t, err, codes.Unimplemented, "METHOD_UNKNOWN")
	services := map[string]grpc.ServiceInfo{"throughline.v1.AlertService": {Methods: []grpc.MethodInfo{{Name: "GetAlert"}, {Name: "ListAlerts"}}}}
	if err := s.chain.Covers(services); err == nil || err.Error() != "no rule says who may call /throughline.v1.AlertService/GetAlert" {
		t.Error(err)
	}
}
