//go:build sdk

package conformance_test

import (
	"os/exec"
	"testing"

	"github.com/throughline-cx/throughline/sdk/conformance"
)

// runners are the SDKs that are not written in Go, and how `make test-sdk` has made their runners
// ready to be called with the control address.
var runners = map[string]struct {
	folder  string
	command []string
}{
	"typescript, Node.js over gRPC":    {"../typescript", []string{"node", "build/test/conformance.js", controlURL, "node"}},
	"typescript, browser over Connect": {"../typescript", []string{"node", "build/test/conformance.js", controlURL, "web"}},
	"python, blocking":                 {"../python", []string{".venv/bin/python", "tests/conformance.py", controlURL, "sync"}},
	"python, asyncio":                  {"../python", []string{".venv/bin/python", "tests/conformance.py", controlURL, "async"}},
	"java":                             {"../java", []string{"bash", "-c", `java -cp "target/classes:target/test-classes:$(cat target/classpath)" dev.throughline.Conformance "$0"`, controlURL}},
}

// controlURL stands for the control address in a command.
const controlURL = "CONTROL-URL"

// TestSDKs runs every scenario through every SDK.
func TestSDKs(t *testing.T) {
	for name, r := range runners {
		t.Run(name, func(t *testing.T) {
			server, err := conformance.Start()
			if err != nil {
				t.Fatal(err)
			}
			defer server.Stop()
			command := exec.CommandContext(t.Context(), r.command[0], filled(r.command[1:], server.URL)...)
			command.Dir = r.folder
			if out, err := command.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
			if missing := server.Missing(); len(missing) > 0 {
				t.Errorf("not passed: %q", missing)
			}
		})
	}
}

// filled puts the control address into a command.
func filled(args []string, url string) []string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = a
		if a == controlURL {
			out[i] = url
		}
	}
	return out
}
