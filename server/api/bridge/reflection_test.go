package bridge_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	testgrpc "google.golang.org/grpc/interop/grpc_testing"
	"google.golang.org/grpc/reflection"
	"google.golang.org/grpc/reflection/grpc_reflection_v1"

	"github.com/throughline-cx/throughline/server/api/bridge"
)

// TestGRPCsOwnServices: health and reflection work as they do on grpc-go's server.
func TestGRPCsOwnServices(t *testing.T) {
	b := bridge.New(bridge.Options{})
	testgrpc.RegisterTestServiceServer(b, newService())
	grpc_health_v1.RegisterHealthServer(b, health.NewServer())
	reflection.Register(b)
	address := listen(t, b.Handler())

	answer, err := grpc_health_v1.NewHealthClient(dial(t, address)).Check(within(t, time.Minute), &grpc_health_v1.HealthCheckRequest{})
	if err != nil || answer.GetStatus() != grpc_health_v1.HealthCheckResponse_SERVING {
		t.Errorf("%v, %v", answer, err)
	}
	stream, err := grpc_reflection_v1.NewServerReflectionClient(dial(t, address)).ServerReflectionInfo(within(t, time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	ask := &grpc_reflection_v1.ServerReflectionRequest{MessageRequest: &grpc_reflection_v1.ServerReflectionRequest_ListServices{}}
	if err := stream.Send(ask); err != nil {
		t.Fatal(err)
	}
	list, err := stream.Recv()
	if err != nil || len(list.GetListServicesResponse().GetService()) != 4 { // health, two of reflection, ours
		t.Errorf("%v, %v", list, err)
	}
	info := b.GetServiceInfo()["grpc.testing.TestService"]
	for _, m := range info.Methods {
		if m.IsClientStream != (m.Name == "StreamingInputCall" || m.Name == "FullDuplexCall" || m.Name == "HalfDuplexCall") {
			t.Errorf("%+v", m)
		}
	}
}
