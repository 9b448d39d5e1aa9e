package doors

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// BenchmarkDoors makes the same small call through each door in turn, and gives each as a ratio
// to the native one.
func BenchmarkDoors(b *testing.B) {
	d, stop := forBenchmark(b)
	defer stop()
	ctx := metadata.AppendToOutgoingContext(b.Context(), "x-api-key", "viewer")
	over := func(address string) func() error {
		c, err := grpc.NewClient("passthrough:///"+address, grpc.WithTransportCredentials(insecure.NewCredentials()))
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = c.Close() })
		client := v1.NewAlertServiceClient(c)
		return func() error {
			_, err := client.GetAlert(ctx, &v1.GetAlertRequest{Name: alert})
			return err
		}
	}
	send := func(method, path, body string) func() error {
		return func() error {
			request, err := http.NewRequestWithContext(ctx, method, "http://"+d.HTTPAddress()+path, strings.NewReader(body))
			if err != nil {
				return err
			}
			request.Header.Set("X-Api-Key", "viewer")
			request.Header.Set("Content-Type", "application/json")
			response, err := http.DefaultClient.Do(request)
			if err != nil {
				return err
			}
			return response.Body.Close()
		}
	}
	ways := []struct {
		name string
		call func() error
	}{
		{"native", over(d.GRPCAddress())},
		{"grpc", over(d.HTTPAddress())},
		{"connect-json", send(http.MethodPost, v1.AlertService_GetAlert_FullMethodName, `{"name":"`+alert+`"}`)},
		{"gateway-json", send(http.MethodGet, "/v1/"+alert, "")},
	}
	var native float64
	for _, way := range ways {
		b.Run(way.name, func(b *testing.B) {
			for b.Loop() {
				if err := way.call(); err != nil {
					b.Fatal(err)
				}
			}
			each := float64(b.Elapsed()) / float64(b.N)
			if way.name == "native" {
				native = each
			}
			b.ReportMetric(native/each, "of-native-rate")
		})
	}
}

func forBenchmark(b *testing.B) (*Doors, func()) {
	b.Helper()
	d := prepare(b, Options{DrainTimeout: time.Second}, &product{})
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- d.Run(ctx) }()
	return d, func() {
		stop()
		if err := <-ended; err != nil {
			b.Error(err)
		}
	}
}
