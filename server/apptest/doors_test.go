package apptest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"sync"
	"testing"

	"connectrpc.com/connect/v2"
	"connectrpc.com/connect/v2/connecthttp"
	"connectrpc.com/connect/v2/connectproto"
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/gen/go/throughline/v1/throughlinev1connect"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/apptest"
)

// door is one way to the server. Call sends requests, one unless the method takes a stream, and
// hands every answer to each until that returns false. An error is one that status.Convert
// understands, with the details that the server gave it.
type door interface {
	call(ctx context.Context, key string, m protoreflect.MethodDescriptor, requests []proto.Message, each func(proto.Message) bool) error
}

// openDoors returns every door of a server, by name.
func openDoors(t testing.TB, s *apptest.Server) map[string]door {
	t.Helper()
	conn, err := grpc.NewClient("passthrough:///"+s.GRPCAddr(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	over := func(client *http.Client, options ...connecthttp.Option) door {
		transport := connecthttp.NewTransport(client, "http://"+s.HTTPAddr(), options...)
		return generated{clients: connectClients(connect.NewClient(transport)), authorize: inConnectHeader}
	}
	one, two := httpClient(t, false), httpClient(t, true)
	return map[string]door{
		"grpc":         generated{clients: grpcClients(conn), authorize: inMetadata},
		"sdk":          &sdkDoor{server: s, clients: map[string]map[string]any{}},
		"connect":      over(one),
		"connect-json": over(two, connecthttp.WithProtoJSON()),
		"grpc-web":     over(one, connecthttp.WithGRPCWeb()),
		"json":         jsonDoor{client: one, base: "http://" + s.HTTPAddr()},
	}
}

// httpClient speaks HTTP/1.1, or HTTP/2 without TLS.
func httpClient(t testing.TB, two bool) *http.Client {
	transport := &http.Transport{Protocols: new(http.Protocols), MaxIdleConnsPerHost: 16}
	transport.Protocols.SetHTTP1(!two)
	transport.Protocols.SetUnencryptedHTTP2(two)
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func grpcClients(c grpc.ClientConnInterface) map[string]any {
	return map[string]any{
		"IngestionService": v1.NewIngestionServiceClient(c), "JourneyService": v1.NewJourneyServiceClient(c),
		"ClusterService": v1.NewClusterServiceClient(c), "AlertService": v1.NewAlertServiceClient(c),
		"RoutingService": v1.NewRoutingServiceClient(c), "PolicyService": v1.NewPolicyServiceClient(c),
		"ReviewService": v1.NewReviewServiceClient(c), "AdminService": v1.NewAdminServiceClient(c),
	}
}

func connectClients(c *connect.Client) map[string]any {
	return map[string]any{
		"IngestionService": throughlinev1connect.NewIngestionServiceClient(c), "JourneyService": throughlinev1connect.NewJourneyServiceClient(c),
		"ClusterService": throughlinev1connect.NewClusterServiceClient(c), "AlertService": throughlinev1connect.NewAlertServiceClient(c),
		"RoutingService": throughlinev1connect.NewRoutingServiceClient(c), "PolicyService": throughlinev1connect.NewPolicyServiceClient(c),
		"ReviewService": throughlinev1connect.NewReviewServiceClient(c), "AdminService": throughlinev1connect.NewAdminServiceClient(c),
	}
}

func inMetadata(ctx context.Context, key string) context.Context {
	if key == "" {
		return ctx
	}
	return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+key)
}

func inConnectHeader(ctx context.Context, key string) context.Context {
	ctx, info := connect.NewClientContext(ctx)
	if key != "" {
		info.RequestHeader().Set("x-api-key", key)
	}
	return ctx
}

// generated calls through generated clients, grpc-go's or Connect's: they differ in the names of
// a stream's methods only.
type generated struct {
	clients   map[string]any // by name of the service
	authorize func(ctx context.Context, key string) context.Context
}

func (g generated) call(ctx context.Context, key string, m protoreflect.MethodDescriptor, requests []proto.Message, each func(proto.Message) bool) error {
	ctx, cancel := context.WithCancel(g.authorize(ctx, key))
	defer cancel()
	method := reflect.ValueOf(g.clients[string(m.Parent().Name())]).MethodByName(string(m.Name()))
	if m.IsStreamingClient() {
		stream, err := returned(method.Call([]reflect.Value{reflect.ValueOf(ctx)}))
		if err != nil {
			return asStatus(err)
		}
		for _, r := range requests {
			if err, _ := named(stream, "Send").Call([]reflect.Value{reflect.ValueOf(r)})[0].Interface().(error); err != nil {
				break // why, the answer says
			}
		}
		return answered(named(stream, "CloseAndRecv", "CloseAndReceive").Call(nil))(each)
	}
	answer, err := returned(method.Call([]reflect.Value{reflect.ValueOf(ctx), reflect.ValueOf(requests[0])}))
	if err != nil {
		return asStatus(err)
	}
	if !m.IsStreamingServer() {
		each(answer.Interface().(proto.Message))
		return nil
	}
	for more := true; more; {
		err := answered(named(answer, "Recv", "Receive").Call(nil))(func(reply proto.Message) bool {
			more = each(reply)
			return more
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// named returns the method that has one of the names.
func named(of reflect.Value, names ...string) reflect.Value {
	for _, name := range names {
		if m := of.MethodByName(name); m.IsValid() {
			return m
		}
	}
	panic(fmt.Sprintf("%v has none of %v", of.Type(), names))
}

// returned splits what a client's method returns.
func returned(values []reflect.Value) (reflect.Value, error) {
	err, _ := values[1].Interface().(error)
	return values[0], err
}

// answered hands an answer on, or returns its error.
func answered(values []reflect.Value) func(each func(proto.Message) bool) error {
	return func(each func(proto.Message) bool) error {
		value, err := returned(values)
		if err != nil {
			return asStatus(err)
		}
		each(value.Interface().(proto.Message))
		return nil
	}
}

// asStatus makes a status error of Connect's errors; grpc-go's and the SDK's are ones already.
func asStatus(err error) error {
	var e *connect.Error
	if !errors.As(err, &e) {
		return err
	}
	s := &spb.Status{Code: int32(e.Code()), Message: e.Message()}
	for _, d := range e.Details() {
		s.Details = append(s.Details, connectproto.ErrorDetailToAny(d))
	}
	return status.FromProto(s).Err()
}

// sdkDoor calls through the Go SDK, with one client for each key.
type sdkDoor struct {
	server  *apptest.Server
	mu      sync.Mutex
	clients map[string]map[string]any
}

func (d *sdkDoor) call(ctx context.Context, key string, m protoreflect.MethodDescriptor, requests []proto.Message, each func(proto.Message) bool) error {
	d.mu.Lock()
	if d.clients[key] == nil {
		c := d.server.Client(key, throughline.WithAttempts(1))
		d.clients[key] = map[string]any{
			"IngestionService": c.Ingestion, "JourneyService": c.Journey, "ClusterService": c.Clusters, "AlertService": c.Alerts,
			"RoutingService": c.Routing, "PolicyService": c.Policy, "ReviewService": c.Review, "AdminService": c.Admin,
		}
	}
	clients := d.clients[key]
	d.mu.Unlock()
	leave := func(ctx context.Context, _ string) context.Context { return ctx } // the client holds the key
	return generated{clients: clients, authorize: leave}.call(ctx, key, m, requests, each)
}

// methodOf finds a method by its short name, "AlertService.GetAlert".
func methodOf(t testing.TB, name string) protoreflect.MethodDescriptor {
	t.Helper()
	d, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName("throughline.v1." + name))
	if err != nil {
		t.Fatal(err)
	}
	return d.(protoreflect.MethodDescriptor)
}

// newMessage returns an empty message of a type.
func newMessage(d protoreflect.MessageDescriptor) proto.Message {
	kind, err := protoregistry.GlobalTypes.FindMessageByName(d.FullName())
	if err != nil {
		panic(err) // generated code registers every type
	}
	return kind.New().Interface()
}
