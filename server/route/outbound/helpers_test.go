package outbound

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/throughline-cx/throughline/server/route/schedule"
)

// canary stands for a server inside our network: it counts who reaches it.
var canary struct {
	port string
	hits atomic.Int64
}

// TestMain starts the canary and makes it the proxy of the environment, which net/http reads
// once per process.
func TestMain(m *testing.M) {
	var servers []*http.Server
	for _, host := range []string{"127.0.0.1", "::1"} {
		listener, err := net.Listen("tcp", net.JoinHostPort(host, or(canary.port, "0")))
		if err != nil && host == "127.0.0.1" {
			fmt.Fprintln(os.Stderr, "canary:", err)
			os.Exit(1)
		}
		if err != nil { // no IPv6 here
			continue
		}
		_, canary.port, _ = net.SplitHostPort(listener.Addr().String())
		server := &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { canary.hits.Add(1) })}
		servers = append(servers, server)
		go server.Serve(listener)
	}
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"} {
		os.Setenv(name, "http://127.0.0.1:"+canary.port)
	}
	code := m.Run()
	for _, server := range servers {
		server.Close()
	}
	os.Exit(code)
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// reached returns how often the canary was reached while fn ran.
func reached(fn func()) int64 {
	before := canary.hits.Load()
	fn()
	return canary.hits.Load() - before
}

// zone is what a stub DNS server answers; a name's lists are given out in turn. Names that it
// does not hold lead to this machine, as do numbers with the system's resolver.
type zone map[string][]string

// resolver starts a DNS server on this machine and returns a resolver that asks it.
func (z zone) resolver(t testing.TB) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go z.serve(conn)
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func (z zone) serve(conn net.PacketConn) {
	buffer := make([]byte, 1500)
	turn := map[string]int{}
	for {
		n, from, err := conn.ReadFrom(buffer)
		if err != nil {
			return
		}
		var query dnsmessage.Message
		if query.Unpack(buffer[:n]) != nil || len(query.Questions) != 1 {
			continue
		}
		answer, err := z.answer(query, turn).Pack()
		if err == nil {
			conn.WriteTo(answer, from)
		}
	}
}

func (z zone) answer(query dnsmessage.Message, turn map[string]int) *dnsmessage.Message {
	q := query.Questions[0]
	answer := &dnsmessage.Message{Header: dnsmessage.Header{ID: query.ID, Response: true, RecursionAvailable: true}, Questions: query.Questions}
	name := strings.TrimSuffix(strings.ToLower(q.Name.String()), ".")
	lists, known := z[name]
	if known && len(lists) == 0 {
		answer.RCode = dnsmessage.RCodeNameError
		return answer
	}
	list := "127.0.0.1 ::1"
	if known {
		list = lists[turn[q.Type.String()+name]%len(lists)]
		turn[q.Type.String()+name]++
	}
	for _, text := range strings.Fields(list) {
		header := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}
		switch addr := netip.MustParseAddr(text); {
		case addr.Is4() && q.Type == dnsmessage.TypeA:
			answer.Answers = append(answer.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AResource{A: addr.As4()}})
		case !addr.Is4() && q.Type == dnsmessage.TypeAAAA:
			answer.Answers = append(answer.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AAAAResource{AAAA: addr.As16()}})
		}
	}
	return answer
}

// hush stands for a token in an address; it must never come back in a reason.
const hush = "hush-6f1d"

// receiver answers as it is told to and counts what it got.
type receiver struct {
	*httptest.Server
	got atomic.Int64
}

func newReceiver(t testing.TB, handler http.HandlerFunc) *receiver {
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.got.Add(1)
		handler(w, req)
	}))
	t.Cleanup(r.Close)
	return r
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// development is a client that may reach this machine.
func development(t testing.TB) *Client {
	c := NewClient(Options{Policy: Policy{AllowHTTP: true, AllowPrivate: true}})
	t.Cleanup(c.Close)
	return c
}

// send makes one attempt and checks what holds for every result.
func send(t testing.TB, c *Client, address string) Result {
	t.Helper()
	_, r, err := c.Do(t.Context(), Request{URL: address, Body: []byte("{}")})
	if err != nil {
		t.Fatalf("Do: %v", err)
	}
	if (r.Outcome == schedule.Delivered) != (r.Reason == "") {
		t.Errorf("%s with reason %q", r.Outcome, r.Reason)
	}
	if strings.Contains(r.Reason, hush) {
		t.Errorf("the reason shows a token: %q", r.Reason)
	}
	return r
}

// secretly adds a token to an address.
func secretly(address string) string { return address + "/" + hush + "?token=" + hush }
