package apptest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/store"
)

// scenario is what somebody does, in a tenant of its own, through one door.
type scenario struct {
	name  string
	steps []step
}

// step is one call. Texts may hold {variables}: the tenant, {other} (another tenant), {now},
// {today-3}, and what earlier steps kept.
type step struct {
	what   string
	as     string   // role whose key is used, or a text; empty for admin, "nobody" for no key
	method string   // "AlertService.GetAlert"
	send   []string // requests as JSON; more than one for a stream
	want   fields   // of the answer; of a stream, the first answer that has them ends the call
	keep   keep
	fails  *refusal // the call must fail so
	notSDK bool     // the SDK would complete the request
	again  bool     // it is called again until the answer has what is wanted
}

// fields are what an answer's JSON must hold: values by path, "results.0.status". "*" is any
// value but an empty one; the path "list.#" is the length of a list.
type fields map[string]any

// keep says what of an answer is remembered, as variable: path.
type keep map[string]string

// refusal is the error that a call must fail with.
type refusal struct {
	code   codes.Code
	reason string
	fields []string // at fault, in order
	retry  bool     // it says when to try again
	same   string   // and the error is word for word that of the step of this name
}

// play is one scenario on its way through one door.
type play struct {
	t         *testing.T
	server    *apptest.Server
	door      door
	variables map[string]string
	errors    map[string]string // by step: what a client was told
}

// run plays a scenario and returns what its errors said.
func (p *play) run(s scenario) map[string]string {
	p.errors = map[string]string{}
	for _, step := range s.steps {
		p.step(step)
		if p.t.Failed() {
			p.t.Fatalf("failed at step %q", step.what)
		}
	}
	return p.errors
}

func (p *play) step(s step) {
	if _, sdk := p.door.(*sdkDoor); sdk && s.notSDK {
		return
	}
	key := p.key(s.as)
	m := methodOf(p.t, s.method)
	requests := make([]proto.Message, len(s.send))
	for i, text := range s.send {
		requests[i] = newMessage(m.Input())
		if err := protojson.Unmarshal([]byte(p.fill(text)), requests[i]); err != nil {
			p.t.Fatalf("%s: %v in %.300s", s.what, err, p.fill(text))
		}
	}
	ctx, cancel := context.WithTimeout(p.t.Context(), 30*time.Second)
	defer cancel()
	var last string
	call := func() error {
		return p.door.call(ctx, key, m, requests, func(reply proto.Message) bool {
			answer := decoded(p.t, reply)
			wrong := p.differences(answer, s.want)
			last = strings.Join(wrong, "; ")
			if len(wrong) == 0 {
				p.remember(answer, s.keep)
			}
			return len(wrong) > 0 && m.IsStreamingServer() // the next one may be it
		})
	}
	err := call()
	for tick := time.NewTicker(50 * time.Millisecond); s.again && err == nil && last != ""; err = call() {
		<-tick.C
	}
	switch {
	case s.fails != nil:
		p.refused(s, err)
	case err != nil:
		p.t.Errorf("%s: %v; %s", s.what, err, last)
	case last != "":
		p.t.Errorf("%s: %s", s.what, last)
	}
}

// key returns the key that a step uses.
func (p *play) key(as string) string {
	switch as {
	case "":
		return p.keyOf(p.variables["tenant"], store.Admin)
	case "ingester", "viewer", "reviewer":
		return p.keyOf(p.variables["tenant"], store.Role(as))
	case "other":
		return p.keyOf(p.variables["other"], store.Admin)
	case "nobody":
		return ""
	}
	return p.fill(as)
}

func (p *play) keyOf(tenant string, role store.Role) string {
	name := tenant + " " + string(role)
	if p.variables[name] == "" {
		p.variables[name] = p.server.KeyFor(tenant, role)
	}
	return p.variables[name]
}

// fill puts the variables into a text.
func (p *play) fill(text string) string {
	for name, value := range p.variables {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

// remember keeps parts of an answer.
func (p *play) remember(answer any, what keep) {
	for name, path := range what {
		value, ok := at(answer, path)
		if !ok {
			p.t.Errorf("nothing to keep at %s", path)
		}
		p.variables[name] = fmt.Sprint(value)
	}
}

// differences tells what of an answer is not as wanted.
func (p *play) differences(answer any, want fields) []string {
	var out []string
	for _, path := range slices.Sorted(maps.Keys(want)) {
		got, ok := at(answer, path)
		wanted := p.fill(fmt.Sprint(want[path]))
		switch text := fmt.Sprint(got); {
		case !ok:
			out = append(out, path+" is not there")
		case wanted == "*" && text != "":
		case wanted != text:
			out = append(out, fmt.Sprintf("%s is %.200s, want %.200s", path, text, wanted))
		}
	}
	return out
}

// decoded is a message as JSON, with fields that are zero.
func decoded(t *testing.T, m proto.Message) any {
	t.Helper()
	text, err := protojson.MarshalOptions{EmitDefaultValues: true, UseProtoNames: true}.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// at returns what stands at a path.
func at(value any, path string) (any, bool) {
	for part := range strings.SplitSeq(path, ".") {
		switch v := value.(type) {
		case map[string]any:
			inner, ok := v[part]
			if !ok {
				return nil, false
			}
			value = inner
		case []any:
			if part == "#" {
				value = len(v)
				continue
			}
			i, err := strconv.Atoi(part)
			if err != nil || i >= len(v) {
				return nil, false
			}
			value = v[i]
		default:
			return nil, false
		}
	}
	return value, true
}

// refused compares a call's error with the one that it must have.
func (p *play) refused(s step, err error) {
	e := status.Convert(err)
	var info *errdetails.ErrorInfo
	request, retry := "", false
	var at []string
	for _, d := range e.Details() {
		switch d := d.(type) {
		case *errdetails.ErrorInfo:
			info = d
		case *errdetails.BadRequest:
			for _, v := range d.GetFieldViolations() {
				at = append(at, v.GetField())
			}
		case *errdetails.RequestInfo:
			request = d.GetRequestId()
		case *errdetails.RetryInfo:
			retry = d.GetRetryDelay().AsDuration() > 0
		}
	}
	if e.Code() != s.fails.code || info.GetReason() != s.fails.reason || !slices.Equal(at, s.fails.fields) || retry != s.fails.retry {
		p.t.Errorf("%s: %v %s, fields %q, retry %v: %s; want %v %s, fields %q, retry %v", s.what, e.Code(), info.GetReason(), at, retry,
			e.Message(), s.fails.code, s.fails.reason, s.fails.fields, s.fails.retry)
	}
	if info.GetDomain() != "throughline.dev" || request == "" || info.GetMetadata()["request_id"] != request {
		p.t.Errorf("%s: domain %q, request %q in %v", s.what, info.GetDomain(), request, info.GetMetadata())
	}
	delete(info.GetMetadata(), "request_id")
	message := e.Message()
	if info.GetReason() == "REQUEST_TOO_LARGE" {
		message = "" // sizes differ from encoding to encoding
	}
	told := p.anonymous(fmt.Sprint(e.Code(), info.GetReason(), info.GetMetadata(), at, message))
	if s.fails.same != "" && told != p.errors[s.fails.same] {
		p.t.Errorf("%s: %q differs from %q", s.what, told, p.errors[s.fails.same])
	}
	p.errors[s.what] = told
}

// anonymous puts variables in the place of their values, so that what clients of two tenants
// were told can be compared.
func (p *play) anonymous(text string) string {
	names := slices.Sorted(maps.Keys(p.variables))
	slices.SortStableFunc(names, func(a, b string) int { return len(p.variables[b]) - len(p.variables[a]) })
	for _, name := range names {
		if len(p.variables[name]) > 3 {
			text = strings.ReplaceAll(text, p.variables[name], "{"+name+"}")
		}
	}
	return text
}

// startForScenarios starts a server that, of the private addresses, sends to this machine's alone.
func startForScenarios(t *testing.T) *apptest.Server {
	t.Helper()
	return apptest.Start(t, func(o *app.Options) {
		o.AllowPrivateWebhooks, o.AllowDestinations = false, []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	})
}

// TestScenarios plays every scenario through every door, each in a tenant of its own, and
// proves that errors say the same at every door.
func TestScenarios(t *testing.T) {
	server := startForScenarios(t)
	doors := openDoors(t, server)
	for i, s := range scenarios(t) {
		t.Run(s.name, func(t *testing.T) {
			var mu sync.Mutex
			told := map[string]map[string]string{} // by step and door
			t.Run("doors", func(t *testing.T) {
				for name, d := range doors {
					t.Run(name, func(t *testing.T) {
						t.Parallel()
						p := &play{t: t, server: server, door: d, variables: variables(fmt.Sprintf("%s-%d", name, i), time.Now())}
						errors := p.run(s)
						mu.Lock()
						defer mu.Unlock()
						for step, text := range errors {
							if told[step] == nil {
								told[step] = map[string]string{}
							}
							told[step][name] = text
						}
					})
				}
			})
			for step, byDoor := range told {
				for name, text := range byDoor {
					if text != byDoor["grpc"] {
						t.Errorf("%s: %s says %q, grpc says %q", step, name, text, byDoor["grpc"])
					}
				}
			}
		})
	}
}

// variables are what every scenario may use.
func variables(tenant string, now time.Time) map[string]string {
	v := map[string]string{"tenant": tenant, "other": tenant + "-b", "now": now.UTC().Format(time.RFC3339)}
	for n := range 10 {
		v[fmt.Sprintf("today-%d", n)] = now.UTC().AddDate(0, 0, -n).Format(time.RFC3339)
	}
	return v
}
