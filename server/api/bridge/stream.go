package bridge

import (
	"context"
	"errors"
	"io"
	"sync"

	"connectrpc.com/connect/v2"
	"connectrpc.com/connect/v2/connecthttp"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"
)

// serve returns what runs one method for connect.
func serve(impl any, handler grpc.StreamHandler) connect.ServerFunc {
	return func(ctx context.Context, spec connect.Spec, wire connect.ServerStream) error {
		call, _ := connect.CallInfoForServerContext(ctx)
		s := &stream{call: call, wire: wire, method: spec.Procedure, unary: spec.StreamType == connect.StreamTypeUnary}
		var md metadata.MD
		md, s.unreadable = incoming(call.RequestHeader())
		ctx = metadata.NewIncomingContext(ctx, md)
		ctx = peer.NewContext(ctx, peerOf(ctx, call))
		s.ctx = grpc.NewContextWithServerTransportStream(ctx, transport{s})
		return s.finish(handler(impl, s))
	}
}

// stream is one call as grpc-go shows it to its handler.
type stream struct {
	ctx    context.Context
	call   *connect.CallInfo
	wire   connect.ServerStream
	method string
	unary  bool
	reply  any // a unary call's answer, kept until its trailers are known

	unreadable error // what is wrong with the call's metadata

	mu      sync.Mutex // handlers may set metadata while another goroutine sends
	header  metadata.MD
	trailer metadata.MD
	sent    bool // the header is out, or as good as out
}

// Context implements grpc.ServerStream.
func (s *stream) Context() context.Context { return s.ctx }

// RecvMsg implements grpc.ServerStream: io.EOF, and nothing that wraps it, is the end. A call
// whose metadata could not be read has no messages, so that the interceptor sees it end.
func (s *stream) RecvMsg(m any) error {
	if s.unreadable != nil {
		return s.unreadable
	}
	err := s.wire.Receive(m)
	if err != nil && errors.Is(err, io.EOF) {
		return io.EOF
	}
	return fromConnect(err)
}

// SendMsg implements grpc.ServerStream. A unary call's message leaves with finish: connect
// sends a unary call's trailers along with it, and they are not known before.
func (s *stream) SendMsg(m any) error {
	if s.unary {
		s.reply = m
		return nil
	}
	s.writeHeader()
	return fromConnect(s.wire.Send(m))
}

// SetHeader implements grpc.ServerStream.
func (s *stream) SetHeader(md metadata.MD) error {
	if err := validate(md); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sent {
		return status.Error(codes.Internal, "the header was sent already")
	}
	s.header = metadata.Join(s.header, md)
	return nil
}

// SendHeader implements grpc.ServerStream. A unary call's header leaves with its answer.
func (s *stream) SendHeader(md metadata.MD) error {
	if err := s.SetHeader(md); err != nil {
		return err
	}
	s.writeHeader()
	return fromConnect(s.wire.SendHeaders())
}

// SetTrailer implements grpc.ServerStream. What cannot be sent is left out, as there.
func (s *stream) SetTrailer(md metadata.MD) {
	if validate(md) != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trailer = metadata.Join(s.trailer, md)
}

// writeHeader hands the header to connect, once; connect sends it with the first message.
func (s *stream) writeHeader() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.sent {
		s.sent = true
		outgoing(s.call.ResponseHeader(), s.header)
	}
}

// finish ends the call: what is left of its metadata, a unary call's answer, its error.
func (s *stream) finish(err error) error {
	s.writeHeader()
	s.mu.Lock()
	outgoing(s.call.ResponseTrailer(), s.trailer)
	s.mu.Unlock()
	if err != nil {
		return toConnect(err)
	}
	if s.unary {
		return s.wire.Send(s.reply)
	}
	return nil
}

// transport lets grpc.SetHeader, grpc.SetTrailer and grpc.Method work in a unary handler.
type transport struct{ stream *stream }

// Method implements grpc.ServerTransportStream.
func (t transport) Method() string { return t.stream.method }

// SetHeader implements grpc.ServerTransportStream.
func (t transport) SetHeader(md metadata.MD) error { return t.stream.SetHeader(md) }

// SendHeader implements grpc.ServerTransportStream.
func (t transport) SendHeader(md metadata.MD) error { return t.stream.SendHeader(md) }

// SetTrailer implements grpc.ServerTransportStream.
func (t transport) SetTrailer(md metadata.MD) error {
	t.stream.SetTrailer(md)
	return nil
}

// address is a peer's address as net/http writes it, "host:port".
type address string

// Network implements net.Addr.
func (address) Network() string { return "tcp" }

// String implements net.Addr.
func (a address) String() string { return string(a) }

func peerOf(ctx context.Context, call *connect.CallInfo) *peer.Peer {
	p := &peer.Peer{Addr: address(call.PeerAddr)}
	if http, ok := connecthttp.ServerInfoForContext(ctx); ok && http.TLS() != nil {
		p.AuthInfo = credentials.TLSInfo{
			State:          *http.TLS(),
			CommonAuthInfo: credentials.CommonAuthInfo{SecurityLevel: credentials.PrivacyAndIntegrity},
		}
	}
	return p
}
