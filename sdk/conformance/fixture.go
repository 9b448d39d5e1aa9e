package conformance

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/bridge"
	"github.com/throughline-cx/throughline/server/api/doors"
)

// fixture is the server of one run of one scenario, on two ports of its own: native gRPC, and
// HTTP with Connect, gRPC-Web and gRPC.
type fixture struct {
	scenario Scenario
	gates    []*gate
	native   *grpc.Server
	http     *http.Server
	webhooks []Webhook

	mu     sync.Mutex
	random *rand.Rand
	faults map[string][]Fault
	seen   seen
}

// seen is what arrived.
type seen struct {
	calls   map[string][]call
	pages   []string
	resumed []string
	batches []int
	stored  map[string]bool
}

// call is one call as it arrived.
type call struct {
	metadata          metadata.MD
	requestID, parent string
}

// header returns a header's value. What a page sends as user agent is called x-user-agent: the
// browser keeps the other for itself.
func (c call) header(name string) string {
	if v := c.metadata.Get("x-" + name); len(v) > 0 {
		return v[0]
	}
	if v := c.metadata.Get(name); len(v) > 0 {
		return v[0]
	}
	return ""
}

func newFixture(s Scenario) (*fixture, error) {
	f := &fixture{scenario: s, faults: map[string][]Fault{}, seen: seen{calls: map[string][]call{}, stored: map[string]bool{}}}
	for method, faults := range s.Server.Faults {
		for _, fault := range faults {
			for range max(fault.Times, 1) {
				f.faults[method] = append(f.faults[method], fault)
			}
		}
	}
	if r := s.Server.Random; r != nil {
		f.random = rand.New(rand.NewPCG(r.Seed, r.Seed))
	}
	for range 2 {
		g, err := listen()
		if err != nil {
			return nil, err
		}
		f.gates = append(f.gates, g)
	}
	f.serve()
	return f, nil
}

// anyOrigin lets pages call, so that browsers are runners too.
var anyOrigin = []string{"*"}

// headerTimeout is how long the headers of a request may take.
const headerTimeout = 10 * time.Second

func (f *fixture) serve() {
	f.native = grpc.NewServer(grpc.MaxRecvMsgSize(maxMessage))
	f.register(f.native)
	b := bridge.New(bridge.Options{ReceiveMaxBytes: maxMessage})
	f.register(b)
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	protocols.SetUnencryptedHTTP2(true)
	f.http = &http.Server{Handler: doors.CrossOrigin(anyOrigin, b.Handler()), Protocols: protocols, ReadHeaderTimeout: headerTimeout}
	go func() { _ = f.native.Serve(f.gates[0]) }() // both end with close
	go func() { _ = f.http.Serve(f.gates[1]) }()
}

// maxMessage is the server's limit of a message.
const maxMessage = 4 << 20

func (f *fixture) register(r grpc.ServiceRegistrar) {
	throughlinev1.RegisterAlertServiceServer(r, alerts{fixture: f})
	throughlinev1.RegisterIngestionServiceServer(r, ingestion{fixture: f})
	throughlinev1.RegisterPolicyServiceServer(r, policy{fixture: f})
	throughlinev1.RegisterAdminServiceServer(r, admin{fixture: f})
}

func (f *fixture) cut(refuse time.Duration) {
	for _, g := range f.gates {
		g.cut(refuse)
	}
}

func (f *fixture) close() {
	f.native.Stop()
	_ = f.http.Close()
}

// note remembers a call and returns the fault planned for it.
func (f *fixture) note(ctx context.Context, method string, req proto.Message) Fault {
	md, _ := metadata.FromIncomingContext(ctx)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seen.calls[method] = append(f.seen.calls[method], call{md, text(req, "request_id"), text(req, "parent")})
	if planned := f.faults[method]; len(planned) > 0 {
		f.faults[method] = planned[1:]
		return planned[0]
	}
	if f.random != nil && method == "PushInteractions" {
		return f.scenario.Server.Random.draw(f.random)
	}
	return f.scenario.Server.Always[method]
}

// text returns a string field of a message, or "".
func text(m proto.Message, name protoreflect.Name) string {
	field := m.ProtoReflect().Descriptor().Fields().ByName(name)
	if field == nil {
		return ""
	}
	return m.ProtoReflect().Get(field).String()
}

// answer runs a unary call: its fault, its work, or both.
func answer[Request, Response proto.Message](ctx context.Context, f *fixture, method string, req Request, work func(Request) (Response, error)) (Response, error) {
	var none Response
	fault := f.note(ctx, method, req)
	if !fault.Stored {
		if err := f.strike(ctx, fault); err != nil {
			return none, err
		}
	}
	response, err := work(req)
	if err != nil {
		return none, err
	}
	if fault.Stored {
		if err := f.strike(ctx, fault); err != nil {
			return none, err
		}
	}
	return response, nil
}

func alertName(n int) string { return fmt.Sprintf("tenants/retail/alerts/%d", n) }
