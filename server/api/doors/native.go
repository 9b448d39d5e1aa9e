package doors

import (
	"context"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/encoding"
	_ "google.golang.org/grpc/encoding/gzip"           // clients may compress
	protocodec "google.golang.org/grpc/encoding/proto" // registers the codec that ours wraps
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/reflection"
	"google.golang.org/grpc/status"

	"github.com/throughline-cx/throughline/server/api/bridge"
)

// newGRPC makes the server of the native door. Everything that grpc-go leaves unlimited is
// limited here.
func (d *Doors) newGRPC() *grpc.Server {
	chain := nativeStreams(d.options.Chain.Intercept, d.options.MaxRequestBytes, d.options.StallTimeout)
	options := []grpc.ServerOption{
		grpc.ForceServerCodecV2(codec{encoding.GetCodecV2(protocodec.Name)}),
		// grpc-go answers larger messages itself, without details; up to twice the limit we do.
		grpc.MaxRecvMsgSize(2 * d.options.MaxRequestBytes),
		grpc.MaxSendMsgSize(maxAnswerBytes),
		grpc.MaxHeaderListSize(maxHeaderBytes),
		grpc.MaxConcurrentStreams(streamsPerConn),
		grpc.ConnectionTimeout(headerTimeout),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: clientPingInterval, PermitWithoutStream: true}),
		grpc.KeepaliveParams(keepalive.ServerParameters{
			MaxConnectionIdle: idleTimeout, MaxConnectionAge: connectionAge, MaxConnectionAgeGrace: connectionGrace,
			Time: pingAfter, Timeout: pingTimeout,
		}),
		grpc.UnknownServiceHandler(bridge.Unknown(chain)),
	}
	if d.options.TLS != nil {
		options = append(options, grpc.Creds(credentials.NewTLS(d.options.TLS)))
	}
	server := grpc.NewServer(options...)
	d.register(bridge.Streams(server, chain), server)
	return server
}

// register registers the services, health and reflection. Reflection reads the services of
// server.
func (d *Doors) register(to grpc.ServiceRegistrar, server reflection.ServiceInfoProvider) {
	d.options.Register(to)
	grpc_health_v1.RegisterHealthServer(to, d.health)
	if d.options.Reflection {
		reflection.Register(struct {
			grpc.ServiceRegistrar
			reflection.ServiceInfoProvider
		}{to, server})
	}
}

// nativeStreams puts what grpc-go lacks in front of an interceptor: errors of reading a message
// that the interceptor can give details to, and an end for clients that read no more.
func nativeStreams(next grpc.StreamServerInterceptor, limit int, stall time.Duration) grpc.StreamServerInterceptor {
	return func(impl any, s grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		return next(impl, &nativeStream{ServerStream: s, limit: limit, stall: stall, streams: info.IsServerStream}, info, handler)
	}
}

type nativeStream struct {
	grpc.ServerStream
	limit   int
	stall   time.Duration
	streams bool // several answers: one may wait for the client to read those before
}

// RecvMsg reads a message. grpc-go would send an error of its own reading at once, without the
// details that the chain adds, so the codec keeps it for here.
func (s *nativeStream) RecvMsg(m any) error {
	in := &incoming{into: m, limit: s.limit}
	if err := s.ServerStream.RecvMsg(in); err != nil {
		return err
	}
	return in.err
}

// SendMsg sends a message, and gives up when the client leaves it unread for too long. There is
// no other way to stop grpc-go's SendMsg than to let the handler return.
func (s *nativeStream) SendMsg(m any) error {
	if !s.streams {
		return s.ServerStream.SendMsg(m)
	}
	sent := make(chan error, 1)
	go func() { sent <- s.ServerStream.SendMsg(m) }() // ends when the call does
	timer := time.NewTimer(s.stall)
	defer timer.Stop()
	select {
	case err := <-sent:
		return err
	case <-timer.C:
		return status.FromContextError(context.DeadlineExceeded).Err()
	}
}

// incoming is a message that is being read, and what was wrong with it.
type incoming struct {
	into  any
	limit int
	err   error
}

// codec is protobuf's, that keeps errors of reading in the message.
type codec struct{ encoding.CodecV2 }

// Unmarshal implements encoding.CodecV2.
func (c codec) Unmarshal(data mem.BufferSlice, v any) error {
	in, ok := v.(*incoming)
	if !ok {
		return c.CodecV2.Unmarshal(data, v)
	}
	if data.Len() > in.limit {
		in.err = status.Errorf(codes.ResourceExhausted, "message size %d is larger than configured max %d", data.Len(), in.limit)
		return nil
	}
	if err := c.CodecV2.Unmarshal(data, in.into); err != nil {
		in.err = status.Error(codes.InvalidArgument, err.Error())
	}
	return nil
}
