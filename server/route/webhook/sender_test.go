package webhook

import (
	"bufio"
	"context"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
)

// short is a timeout that a test waits out.
const short = 150 * time.Millisecond

// listen is a receiver that hands over each connection, and closes it after.
func listen(t *testing.T, handle func(net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				handle(conn)
			}()
		}
	}()
	return "http://" + listener.Addr().String()
}

// raw is a receiver that hands over each connection after it has read a request from it.
func raw(t *testing.T, handle func(net.Conn)) string {
	return listen(t, func(conn net.Conn) {
		if req, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
			io.Copy(io.Discard, req.Body)
		}
		handle(conn)
	})
}

// untilClosed waits until the other side gives up.
func untilClosed(conn net.Conn) { io.Copy(io.Discard, conn) }

func TestDownAndUpAgain(t *testing.T) {
	r := newReceiver(t, status(200))
	address := r.Listener.Addr().String()
	m := message(t, r.URL)
	r.Close()
	s := development(t, 0)
	if got := send(t, s, m); got.Outcome != schedule.Failed || got.Reason != "the receiver refused the connection" {
		t.Fatalf("while down: %+v", got)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	back := &receiver{}
	back.Server = &httptest.Server{Listener: listener, Config: &http.Server{Handler: back.remember(status(200))}}
	back.Start()
	defer back.Close()
	m.Timestamp = m.Timestamp.Add(time.Minute)
	if got := send(t, s, m); got.Outcome != schedule.Delivered {
		t.Fatalf("when back: %+v", got)
	}
	got := back.requests()[0]
	if got.header.Get("Webhook-Id") != m.ID {
		t.Errorf("the id changed to %q", got.header.Get("Webhook-Id"))
	}
	if err := verify(t, m.Secrets[0], got); err != nil {
		t.Error(err)
	}
}

// TestReceiversThatMisbehave: none holds a sender longer than its timeout, none makes it read
// without end, and each failure says what it was.
func TestReceiversThatMisbehave(t *testing.T) {
	for name, c := range map[string]struct {
		handle func(net.Conn)
		want   schedule.Outcome
		reason string
	}{
		"silent":              {untilClosed, schedule.Failed, "no answer within 150ms"},
		"closes":              {func(net.Conn) {}, schedule.Failed, "closed the connection before it answered"},
		"resets":              {func(c net.Conn) { c.(*net.TCPConn).SetLinger(0) }, schedule.Failed, "closed the connection before it answered"},
		"stops in the status": {answer("HTTP/1.1 20", untilClosed), schedule.Failed, "no answer within 150ms"},
		"stops in a header":   {answer("HTTP/1.1 200 OK\r\nX-Slow: ", untilClosed), schedule.Failed, "no answer within 150ms"},
		"cuts a header":       {answer("HTTP/1.1 200 OK\r\nX-Slow: ", nil), schedule.Failed, "closed the connection before it answered"},
		"endless header":      {endless("HTTP/1.1 200 OK\r\nX-Long: ", strings.Repeat("a", 1<<10)), schedule.Failed, "before an answer came"},
		"endless headers":     {endless("HTTP/1.1 200 OK\r\n", "X-More: a\r\n"), schedule.Failed, "before an answer came"},
		"endless 103s":        {endless("", "HTTP/1.1 103 Early Hints\r\nX-More: a\r\n\r\n"), schedule.Failed, "before an answer came"},
		"speaks no HTTP":      {answer("SSH-2.0-OpenSSH_9.2\r\n", nil), schedule.Failed, "before an answer came"},
		"stops in the body":   {answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123", untilClosed), schedule.Delivered, ""},
		"cuts the body":       {answer("HTTP/1.1 500 No\r\nContent-Length: 10\r\n\r\n123", nil), schedule.Failed, "answered 500"},
		"endless body":        {endless("HTTP/1.1 200 OK\r\n\r\n", strings.Repeat("a", 1<<10)), schedule.Delivered, ""},
		"switches protocol":   {answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", untilClosed), schedule.Failed, "answered 101"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := send(t, development(t, short), message(t, raw(t, c.handle)))
			if r.Outcome != c.want || !strings.Contains(r.Reason, c.reason) {
				t.Errorf("%+v", r)
			}
		})
	}
}

func answer(text string, then func(net.Conn)) func(net.Conn) {
	return func(conn net.Conn) {
		io.WriteString(conn, text)
		if then != nil {
			then(conn)
		}
	}
}

// endless writes until the other side gives up.
func endless(text, more string) func(net.Conn) {
	return answer(text, func(conn net.Conn) {
		for {
			if _, err := io.WriteString(conn, more); err != nil {
				return
			}
		}
	})
}

func TestLittleIsReadOfAHugeAnswer(t *testing.T) {
	written := make(chan int64, 1)
	r := newReceiver(t, func(w http.ResponseWriter, _ *http.Request) {
		n, _ := io.Copy(w, io.LimitReader(zeroes{}, 1<<30))
		written <- n
	})
	if got := send(t, development(t, 0), message(t, r.URL)); got.Outcome != schedule.Delivered {
		t.Fatalf("%+v", got)
	}
	if n := <-written; n > 64<<20 { // the rest is what the system's socket buffers take
		t.Errorf("the receiver got rid of %d bytes", n)
	}
}

type zeroes struct{}

func (zeroes) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestConnectionsAreUsedAgain(t *testing.T) {
	var connections atomic.Int64
	r := &receiver{}
	r.Server = httptest.NewUnstartedServer(status(200))
	r.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	r.Start()
	defer r.Close()
	s := development(t, 0)
	for range 5 {
		send(t, s, message(t, r.URL))
	}
	if n := connections.Load(); n != 1 {
		t.Errorf("%d connections for 5 messages", n)
	}
}

func TestTLS(t *testing.T) {
	server := httptest.NewUnstartedServer(status(200))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it would tell of the handshakes that we break off
	server.StartTLS()
	defer server.Close()
	pool := x509.NewCertPool()
	pool.AddCert(server.Certificate())
	trusting := sender(t, outbound.Options{Policy: outbound.Policy{AllowPrivate: true}, RootCAs: pool})
	if r := send(t, trusting, message(t, server.URL)); r.Outcome != schedule.Delivered {
		t.Errorf("with a certificate that we trust: %+v", r)
	}
	if r := send(t, development(t, 0), message(t, server.URL)); r.Outcome != schedule.Failed || !strings.Contains(r.Reason, "certificate is not valid") {
		t.Errorf("with a certificate that nobody signed: %+v", r)
	}
	if r := send(t, trusting, message(t, strings.Replace(listen(t, answer("SSH-2.0-x\r\n", untilClosed)), "http:", "https:", 1))); !strings.Contains(r.Reason, "speaks no TLS") {
		t.Errorf("something else: %+v", r)
	}
	plain := newReceiver(t, status(200))
	address := strings.Replace(plain.URL, "http://", "https://", 1)
	if r := send(t, trusting, message(t, address)); r.Outcome != schedule.Failed || !strings.Contains(r.Reason, "speaks no TLS") {
		t.Errorf("without TLS: %+v", r)
	}
}

func TestCallerEndsTheAttempt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	address := raw(t, func(conn net.Conn) { cancel(); untilClosed(conn) })
	r, err := development(t, 0).Send(ctx, message(t, address))
	if !errors.Is(err, context.Canceled) || r != (outbound.Result{}) {
		t.Errorf("%+v, %v", r, err)
	}
}
