package conformance

import (
	"math/rand/v2"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// Breaker stands before a real server and breaks every watch after a few changes, until it has
// broken as many as it is to: by resetting the connection, whatever is on its way, by an error, or
// by an end without one.
type Breaker struct {
	throughlinev1.UnimplementedAlertServiceServer
	Address string        // "127.0.0.1:port", native gRPC
	Watched chan struct{} // closed once a client watches
	Broken  chan struct{} // closed once all breaks are made

	fixture *fixture // strikes
	server  *grpc.Server
	conn    *grpc.ClientConn
	real    throughlinev1.AlertServiceClient
	watched sync.Once

	mu     sync.Mutex
	source *rand.Rand
	left   int // breaks to make
}

// StartBreaker starts a breaker before the server at an address.
func StartBreaker(address string, breaks int, seed uint64) (*Breaker, error) {
	g, err := listen()
	if err != nil {
		return nil, err
	}
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return nil, err
	}
	b := &Breaker{
		Address: g.Addr().String(), Watched: make(chan struct{}), Broken: make(chan struct{}),
		fixture: &fixture{gates: []*gate{g}}, server: grpc.NewServer(grpc.MaxRecvMsgSize(maxMessage)),
		conn: conn, real: throughlinev1.NewAlertServiceClient(conn), source: rand.New(rand.NewPCG(seed, seed)), left: breaks,
	}
	throughlinev1.RegisterAlertServiceServer(b.server, b)
	go func() { _ = b.server.Serve(g) }() // ends with Stop
	return b, nil
}

// Stop ends every watch.
func (b *Breaker) Stop() {
	b.server.Stop()
	_ = b.conn.Close()
}

// mostChanges is after how many changes a watch is broken at the latest.
const mostChanges = 8

// plan returns after how many changes a watch breaks, and how; 0 when it is to last.
func (b *Breaker) plan() (int, Fault) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.left == 0 {
		return 0, Fault{}
	}
	kinds := []Fault{{Cut: true}, {Cut: true}, {Status: &unavailable}, {EndsWell: true}}
	return 1 + b.source.IntN(mostChanges), kinds[b.source.IntN(len(kinds))]
}

// broke counts a break.
func (b *Breaker) broke() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.left--; b.left == 0 {
		close(b.Broken)
	}
}

// WatchAlerts passes the watch on until it breaks.
func (b *Breaker) WatchAlerts(req *throughlinev1.WatchAlertsRequest, stream grpc.ServerStreamingServer[throughlinev1.WatchAlertsResponse]) error {
	md, _ := metadata.FromIncomingContext(stream.Context())
	ctx := metadata.NewOutgoingContext(stream.Context(), metadata.MD{"authorization": md.Get("authorization")})
	watch, err := b.real.WatchAlerts(ctx, req)
	if err != nil {
		return err
	}
	left, fault := b.plan()
	for {
		message, err := watch.Recv()
		if err != nil {
			return err
		}
		if err := stream.Send(message); err != nil {
			return err
		}
		b.watched.Do(func() { close(b.Watched) })
		if message.GetAlertEvent() == nil {
			continue
		}
		if left--; left == 0 {
			b.broke()
			return b.fixture.strike(ctx, fault)
		}
	}
}
