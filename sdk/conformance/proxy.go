package conformance

import (
	"context"
	"math/rand/v2"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// Proxy stands before a real server and lets a share of the pushes fail: before they reach it,
// after it has stored them, by a rate limit, by resetting every connection.
type Proxy struct {
	throughlinev1.UnimplementedIngestionServiceServer
	Address string // "127.0.0.1:port", native gRPC

	fixture *fixture // strikes
	random  *Random
	server  *grpc.Server
	conn    *grpc.ClientConn
	real    throughlinev1.IngestionServiceClient

	mu     sync.Mutex
	source *rand.Rand
	passed int // items of pushes that the server answered
	faults int
}

// StartProxy starts a proxy before the server at an address, which may be restarted.
func StartProxy(address string, random Random) (*Proxy, error) {
	g, err := listen()
	if err != nil {
		return nil, err
	}
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return nil, err
	}
	p := &Proxy{
		Address: g.Addr().String(), fixture: &fixture{gates: []*gate{g}}, random: &random,
		conn: conn, real: throughlinev1.NewIngestionServiceClient(conn),
		source: rand.New(rand.NewPCG(random.Seed, random.Seed)), server: grpc.NewServer(grpc.MaxRecvMsgSize(maxMessage)),
	}
	throughlinev1.RegisterIngestionServiceServer(p.server, p)
	go func() { _ = p.server.Serve(g) }() // ends with Stop
	return p, nil
}

// Stop ends every call.
func (p *Proxy) Stop() {
	p.server.Stop()
	_ = p.conn.Close()
}

// Passed returns how many items the server has answered for, repeats included, and how many
// pushes were made to fail.
func (p *Proxy) Passed() (items, faults int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.passed, p.faults
}

func (p *Proxy) draw() Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	fault := p.random.draw(p.source)
	if fault != (Fault{}) {
		p.faults++
	}
	return fault
}

// PushInteractions passes the push on, or strikes, or both.
func (p *Proxy) PushInteractions(ctx context.Context, req *throughlinev1.PushInteractionsRequest) (*throughlinev1.PushInteractionsResponse, error) {
	fault := p.draw()
	if !fault.Stored {
		if err := p.fixture.strike(ctx, fault); err != nil {
			return nil, err
		}
	}
	md, _ := metadata.FromIncomingContext(ctx)
	response, err := p.real.PushInteractions(metadata.NewOutgoingContext(ctx, metadata.MD{
		"authorization": md.Get("authorization"), "x-request-id": md.Get("x-request-id"),
	}), req)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	p.passed += len(response.GetResults())
	p.mu.Unlock()
	if fault.Stored {
		if err := p.fixture.strike(ctx, fault); err != nil {
			return nil, err
		}
	}
	return response, nil
}
