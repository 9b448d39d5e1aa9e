package api

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"log/slog"
	"net"
	"sync"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/bridge"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/jobs"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/webhook"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/storetest"
	"github.com/throughline-cx/throughline/server/understand"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const (
	acme   = "acme"
	parent = "tenants/acme"
)

var noon = time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)

// clock is a clock that a test sets.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// testKeys derives keys from their purpose: each is another, and stays.
type testKeys struct{}

func (testKeys) Redaction(tenant string) []byte   { return keyOf("redaction " + tenant) }
func (testKeys) ContentHash(tenant string) []byte { return keyOf("hash " + tenant) }
func (testKeys) PageTokens() []byte               { return keyOf("tokens") }

func keyOf(purpose string) []byte {
	sum := sha256.Sum256([]byte(purpose))
	return sum[:]
}

// fixture is a server with every interceptor on a database of its own, and a client for each
// service that holds a key of role admin of tenant acme.
type fixture struct {
	*store.Store
	t       *testing.T
	db      *storetest.DB
	clock   *clock
	chain   *intercept.Chain
	auth    *Authenticator
	changes *Changes
	address string

	ingestion v1.IngestionServiceClient
	journeys  v1.JourneyServiceClient
	policies  v1.PolicyServiceClient
	clusters  v1.ClusterServiceClient
	alerts    v1.AlertServiceClient
	routing   v1.RoutingServiceClient
	review    v1.ReviewServiceClient
	admin     v1.AdminServiceClient

	evaluation *jobs.Evaluation
	rereading  *jobs.Rereading
}

func newFixture(t *testing.T, change ...func(*Options)) *fixture {
	t.Helper()
	return fixtureOn(t, storetest.New(t), change...)
}

func fixtureOn(t *testing.T, db *storetest.DB, change ...func(*Options)) *fixture {
	t.Helper()
	f := &fixture{t: t, db: db, clock: &clock{now: noon}, changes: &Changes{}}
	f.Store = must(store.Open(t.Context(), db.AppURL, store.Options{SealingKey: make([]byte, 32)}))
	t.Cleanup(f.Close)
	must(f.CreateTenant(t.Context(), store.Tenant{ID: acme, DisplayName: "Acme", FallbackTeam: "care"}))
	f.auth = NewAuthenticator(f.Store, f.clock.Now)
	f.evaluation = &jobs.Evaluation{Store: f.Store, Log: slog.New(slog.DiscardHandler), Clock: f.clock.Now, Changed: f.changes.Notify}
	f.rereading = &jobs.Rereading{
		Store: f.Store, Understanding: &jobs.Understanding{Store: f.Store, Given: given, GivenBy: "test"}, Log: slog.New(slog.DiscardHandler),
	}
	options := Options{
		Store: f.Store, Decider: f.evaluation, Model: understand.Default(), Rereads: f.rereading, Keys: testKeys{}, Clock: f.clock.Now, Changes: f.changes, Revoked: f.auth.Forget,
		Random: rand.Reader, NewSecret: webhook.NewSecret, ValidateURL: outbound.Policy{}.ValidateURL,
	}
	for _, c := range change {
		c(&options)
	}
	f.serve(New(options))
	f.dial(f.key(store.Admin))
	return f
}

func (f *fixture) serve(services *API) {
	f.chain = must(intercept.New(intercept.Options{
		Authenticator: f.auth, Auditor: NewAuditor(f.Store), Translate: Error, Logger: slog.New(slog.DiscardHandler),
	}))
	listener := must(net.Listen("tcp", "127.0.0.1:0"))
	server := grpc.NewServer(grpc.MaxRecvMsgSize(16 << 20))
	services.Register(bridge.Streams(server, f.chain.Intercept))
	go func() { _ = server.Serve(listener) }() // ends with Stop
	f.t.Cleanup(server.Stop)
	f.address = listener.Addr().String()
}

// key makes an API key.
func (f *fixture) key(role store.Role) string {
	f.t.Helper()
	_, key, err := f.CreateAPIKey(f.t.Context(), acme, store.NewAPIKey{Role: role})
	if err != nil {
		f.t.Fatal(err)
	}
	return key.Reveal()
}

func (f *fixture) dial(key string) {
	f.t.Helper()
	conn := f.conn(key)
	f.ingestion, f.journeys = v1.NewIngestionServiceClient(conn), v1.NewJourneyServiceClient(conn)
	f.policies, f.clusters = v1.NewPolicyServiceClient(conn), v1.NewClusterServiceClient(conn)
	f.alerts, f.routing = v1.NewAlertServiceClient(conn), v1.NewRoutingServiceClient(conn)
	f.review, f.admin = v1.NewReviewServiceClient(conn), v1.NewAdminServiceClient(conn)
}

// conn is a connection whose calls hold a key.
func (f *fixture) conn(key string) *grpc.ClientConn {
	f.t.Helper()
	with := func(ctx context.Context) context.Context {
		return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+key)
	}
	conn, err := grpc.NewClient(f.address, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithUnaryInterceptor(func(ctx context.Context, method string, in, out any, c *grpc.ClientConn, call grpc.UnaryInvoker, o ...grpc.CallOption) error {
			return call(with(ctx), method, in, out, c, o...)
		}),
		grpc.WithStreamInterceptor(func(ctx context.Context, d *grpc.StreamDesc, c *grpc.ClientConn, method string, open grpc.Streamer, o ...grpc.CallOption) (grpc.ClientStream, error) {
			return open(with(ctx), d, c, method, o...)
		}))
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// must returns what a call gives that can only fail when the test itself is broken.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// call is must for the calls of a test: it fails the test.
func call[Q, R any](t *testing.T, method func(context.Context, Q, ...grpc.CallOption) (R, error), request Q) R {
	t.Helper()
	out, err := method(t.Context(), request)
	if err != nil {
		t.Fatalf("%T: %v", request, err)
	}
	return out
}

// refused calls a method that must fail with a code and a reason, and returns the status.
func refused[Q, R any](t *testing.T, method func(context.Context, Q, ...grpc.CallOption) (R, error), request Q, code codes.Code, reason string) *status.Status {
	t.Helper()
	_, err := method(t.Context(), request)
	return checkError(t, err, code, reason)
}

func checkError(t *testing.T, err error, code codes.Code, reason string) *status.Status {
	t.Helper()
	s := status.Convert(err)
	info := detail[*errdetails.ErrorInfo](s)
	if s.Code() != code || info.GetReason() != reason || info.GetDomain() != "throughline.dev" {
		t.Errorf("%v %s %q, want %v %s", s.Code(), info.GetReason(), s.Message(), code, reason)
	}
	return s
}

// detail returns the first detail of a type, or its zero value.
func detail[D any](s *status.Status) (out D) {
	for _, d := range s.Details() {
		if d, ok := d.(D); ok {
			return d
		}
	}
	return out
}

// fields returns the paths that an error says are wrong.
func fields(s *status.Status) []string {
	var out []string
	for _, v := range detail[*errdetails.BadRequest](s).GetFieldViolations() {
		out = append(out, v.GetField())
	}
	return out
}

// interaction is a valid interaction.
func interaction(id, text string) *v1.Interaction {
	return &v1.Interaction{
		SourceSystem: "crm", ExternalId: id, Source: "call", Channel: "phone", OccurredAt: timestamppb.New(noon.Add(-time.Hour)),
		CustomerId: "c-" + id, Turns: []*v1.Turn{{Speaker: v1.Speaker_SPEAKER_CUSTOMER, Text: text}},
	}
}

func (f *fixture) push(items ...*v1.Interaction) *v1.PushInteractionsResponse {
	f.t.Helper()
	return call(f.t, f.ingestion.PushInteractions, &v1.PushInteractionsRequest{Parent: parent, Interactions: items})
}
