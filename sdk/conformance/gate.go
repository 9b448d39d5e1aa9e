package conformance

import (
	"net"
	"sync"
	"time"
)

// gate is a listener whose connections can be reset, and that can refuse new ones for a while,
// as a server does that is restarted.
type gate struct {
	net.Listener

	mu    sync.Mutex
	open  map[net.Conn]bool
	until time.Time // new connections are refused before
}

func listen() (*gate, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	return &gate{Listener: l, open: map[net.Conn]bool{}}, nil
}

// Accept returns the next connection that is not refused.
func (g *gate) Accept() (net.Conn, error) {
	for {
		conn, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if tracked := g.admit(conn); tracked != nil {
			return tracked, nil
		}
		_ = conn.Close()
	}
}

func (g *gate) admit(conn net.Conn) net.Conn {
	g.mu.Lock()
	defer g.mu.Unlock()
	if time.Now().Before(g.until) {
		return nil
	}
	tracked := &gated{Conn: conn, gate: g}
	g.open[tracked] = true
	return tracked
}

// cut resets every connection, and refuses new ones for a while.
func (g *gate) cut(refuse time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.until = time.Now().Add(refuse)
	for conn := range g.open {
		if tcp, ok := conn.(*gated).Conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // a reset, not an orderly end
		}
		_ = conn.(*gated).Conn.Close()
	}
	clear(g.open)
}

// gated is a connection that the gate knows.
type gated struct {
	net.Conn
	gate *gate
}

// Close closes the connection and lets the gate forget it.
func (c *gated) Close() error {
	c.gate.mu.Lock()
	delete(c.gate.open, c)
	c.gate.mu.Unlock()
	return c.Conn.Close()
}
