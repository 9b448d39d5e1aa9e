// Package fakeserver is a real gRPC server with made-up data and planned faults, to test clients
// against.
package fakeserver

import (
	"context"
	"crypto/tls"
	"net"
	"path"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// Call is one unary call as it arrived.
type Call struct {
	Method   string // "ListAlerts"
	Request  proto.Message
	Metadata metadata.MD
}

// Server answers on a port of this machine.
type Server struct {
	Address string // "127.0.0.1:port"

	// Data that the methods answer with. Set it before the first call.
	Alerts []*throughlinev1.Alert
	// Watches are the scripts of one WatchAlerts call after the other; the last one repeats.
	Watches []Watch

	mu      sync.Mutex
	faults  map[string][]error
	calls   []Call
	watched []*throughlinev1.WatchAlertsRequest
	grpc    *grpc.Server
}

// Start starts a server; certificate may be nil for one without TLS.
func Start(certificate *tls.Certificate) (*Server, error) {
	return StartAt("127.0.0.1:0", certificate)
}

// StartAt starts a server at an address, such as that of one that was stopped.
func StartAt(address string, certificate *tls.Certificate) (*Server, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	s := &Server{Address: listener.Addr().String(), faults: map[string][]error{}}
	options := []grpc.ServerOption{grpc.UnaryInterceptor(s.intercept)}
	if certificate != nil {
		options = append(options, grpc.Creds(credentials.NewServerTLSFromCert(certificate)))
	}
	s.grpc = grpc.NewServer(options...)
	throughlinev1.RegisterAlertServiceServer(s.grpc, alerts{server: s})
	throughlinev1.RegisterIngestionServiceServer(s.grpc, ingestion{})
	throughlinev1.RegisterPolicyServiceServer(s.grpc, policy{})
	throughlinev1.RegisterAdminServiceServer(s.grpc, admin{})
	go func() { _ = s.grpc.Serve(listener) }() // ends with Stop
	return s, nil
}

// Stop stops the server and ends every call.
func (s *Server) Stop() { s.grpc.Stop() }

// Fail makes the next calls of a method fail with these errors, one after the other; a nil error
// lets a call pass.
func (s *Server) Fail(method string, errs ...error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[method] = append(s.faults[method], errs...)
}

// Calls returns the unary calls of a method so far, those that failed included.
func (s *Server) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.calls {
		if c.Method == method {
			out = append(out, c)
		}
	}
	return out
}

func (s *Server) intercept(ctx context.Context, req any, info *grpc.UnaryServerInfo, handle grpc.UnaryHandler) (any, error) {
	if err := s.note(ctx, path.Base(info.FullMethod), req.(proto.Message)); err != nil {
		return nil, err
	}
	return handle(ctx, req)
}

// note remembers a call and returns the fault planned for it.
func (s *Server) note(ctx context.Context, method string, req proto.Message) error {
	md, _ := metadata.FromIncomingContext(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, Call{Method: method, Request: req, Metadata: md})
	planned := s.faults[method]
	if len(planned) == 0 {
		return nil
	}
	s.faults[method] = planned[1:]
	return planned[0]
}
