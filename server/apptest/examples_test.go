package apptest_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/throughline-cx/throughline/tools/apidocs/examples"
)

var updateExamples = flag.Bool("examples", false, "write the examples of the manual that are missing or no longer hold")

const examplesFile = "../../tools/apidocs/examples/examples.json"

// TestExamples proves that each method's example in the manual is what a server answers: it is
// among the calls of the scenarios through the JSON door, and every field that it shows comes
// back.
func TestExamples(t *testing.T) {
	server := startForScenarios(t)
	recorder := &recorder{jsonDoor: jsonDoor{client: httpClient(t, false), base: "http://" + server.HTTPAddr()}, calls: map[string][]recorded{}}
	for i, s := range scenarios(t) {
		recorder.play = &play{t: t, server: server, door: recorder, variables: variables(fmt.Sprintf("example-%d", i), time.Now())}
		recorder.play.run(s)
	}
	shown, err := examples.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, method := range methods() {
		calls := recorder.calls[method]
		problem := missing(shown[method], calls)
		switch {
		case len(calls) == 0:
			t.Errorf("%s: no scenario calls it with success", method)
		case problem != "" && *updateExamples:
			shown[method] = slices.MaxFunc(calls, func(a, b recorded) int { return len(paths(a.Answer)) - len(paths(b.Answer)) }).Example
		case problem != "":
			t.Errorf("%s: its example does not hold: %s; run go test -run TestExamples ./server/apptest -examples, then make generate", method, problem)
		}
	}
	maps.DeleteFunc(shown, func(method string, _ examples.Example) bool { return !slices.Contains(methods(), method) })
	if *updateExamples {
		writeExamples(t, shown)
	}
}

// methods are all methods of the API, "AlertService.GetAlert".
func methods() []string {
	var out []string
	protoregistry.GlobalFiles.RangeFilesByPackage("throughline.v1", func(f protoreflect.FileDescriptor) bool {
		for i := range f.Services().Len() {
			service := f.Services().Get(i)
			for k := range service.Methods().Len() {
				out = append(out, fmt.Sprintf("%s.%s", service.Name(), service.Methods().Get(k).Name()))
			}
		}
		return true
	})
	slices.Sort(out)
	return out
}

// missing says what of an example no call has shown; "" when it holds.
func missing(e examples.Example, calls []recorded) string {
	if e.Call == "" {
		return "there is none"
	}
	problem := "no scenario sends its request"
	for _, c := range calls {
		if c.Call != e.Call || !slices.EqualFunc(c.Send, e.Send, sameJSON) {
			continue
		}
		gone := slices.DeleteFunc(paths(e.Answer), func(path string) bool { return slices.Contains(c.fields, path) })
		if len(gone) == 0 {
			return ""
		}
		problem = fmt.Sprintf("the answer has no %s", strings.Join(gone, ", "))
	}
	return problem
}

// recorded is a call that went well.
type recorded struct {
	examples.Example
	fields []string // paths of the whole answer, those of zeros too: whether a count is one depends on the time of day
}

// recorder is the JSON door, and remembers every call that goes well.
type recorder struct {
	jsonDoor
	play  *play
	calls map[string][]recorded
}

func (r *recorder) call(ctx context.Context, key string, m protoreflect.MethodDescriptor, requests []proto.Message, each func(proto.Message) bool) error {
	var last proto.Message
	wanted := false
	err := r.jsonDoor.call(ctx, key, m, requests, func(reply proto.Message) bool {
		more := each(reply)
		last, wanted = reply, !more || !m.IsStreamingServer()
		return more
	})
	if err == nil && wanted {
		r.note(m, requests, last)
	}
	return err
}

func (r *recorder) note(m protoreflect.MethodDescriptor, requests []proto.Message, answer proto.Message) {
	verb, path, body, err := httpRequest(m, requests)
	if err != nil {
		r.play.t.Fatal(err)
	}
	text, err := protojson.Marshal(answer)
	if err != nil {
		r.play.t.Fatal(err)
	}
	whole, err := protojson.MarshalOptions{EmitDefaultValues: true}.Marshal(answer)
	if err != nil {
		r.play.t.Fatal(err)
	}
	a := newAnonymizer(r.play.variables)
	e := examples.Example{Call: verb + " " + a.text(path)}
	if body != nil {
		for sent := json.NewDecoder(body); ; {
			var one any
			if err := sent.Decode(&one); err == io.EOF {
				break
			} else if err != nil {
				r.play.t.Fatal(err)
			}
			e.Send = append(e.Send, a.value(one))
		}
	}
	var decoded any
	if err := json.Unmarshal(text, &decoded); err != nil {
		r.play.t.Fatal(err)
	}
	e.Answer = a.value(cutToSize(decoded))
	name := fmt.Sprintf("%s.%s", m.Parent().Name(), m.Name())
	r.calls[name] = append(r.calls[name], recorded{e, paths(whole)})
}

func writeExamples(t *testing.T, all map[string]examples.Example) {
	t.Helper()
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(all); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(examplesFile, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}
