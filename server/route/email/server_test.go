package email_test

import (
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// The user of the mail server that wants one. The password must never come back in a reason.
const (
	user     = "throughline"
	password = "hush-6f1d@/"
)

// received is a message that a mail server has taken.
type received struct {
	from string
	to   []string
	data []byte
	tls  bool
	user string
}

// server is a running mail server: github.com/emersion/go-smtp's. The functions answer as they are
// told to; nil ones accept.
type server struct {
	address string
	roots   *x509.CertPool // that trust its certificate
	inner   *smtp.Server

	mechanisms []string // of AUTH
	rcpt       func(to string) error
	data       func(io.Reader) error

	mu  sync.Mutex
	got []received
}

// start starts a mail server, which the test's end stops.
func start(t testing.TB, set func(*server, *smtp.Server)) *server {
	t.Helper()
	certified := httptest.NewTLSServer(nil)
	defer certified.Close()
	s := &server{roots: x509.NewCertPool()}
	s.roots.AddCert(certified.Certificate())
	inner := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{server: s, conn: c}, nil }))
	inner.Domain, inner.TLSConfig, inner.ErrorLog = "mail.test", certified.TLS.Clone(), log.New(io.Discard, "", 0)
	s.inner = inner
	if set != nil {
		set(s, inner)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = listener.Addr().String()
	go inner.Serve(listener)
	t.Cleanup(func() { inner.Close() })
	return s
}

func (s *server) messages() []received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.got
}

// session is a connection to the server.
type session struct {
	server *server
	conn   *smtp.Conn
	user   string
	now    received
}

func (s *session) AuthMechanisms() []string { return s.server.mechanisms }

func (s *session) Auth(mechanism string) (sasl.Server, error) {
	check := func(name, word string) error {
		if name != user || word != password {
			return errors.New("wrong user or password")
		}
		s.user = name
		return nil
	}
	if mechanism == sasl.Login {
		return &login{check: check}, nil
	}
	return sasl.NewPlainServer(func(_, name, word string) error { return check(name, word) }), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if len(s.server.mechanisms) > 0 && s.user == "" {
		return smtp.ErrAuthRequired
	}
	_, encrypted := s.conn.TLSConnectionState()
	s.now = received{from: from, tls: encrypted, user: s.user}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if f := s.server.rcpt; f != nil {
		if err := f(to); err != nil {
			return err
		}
	}
	s.now.to = append(s.now.to, to)
	return nil
}

func (s *session) Data(r io.Reader) error {
	if f := s.server.data; f != nil {
		if err := f(r); err != nil {
			return err
		}
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.now.data = data
	s.server.mu.Lock()
	s.server.got = append(s.server.got, s.now)
	s.server.mu.Unlock()
	return nil
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

// login is the server's side of LOGIN, which the library leaves to others.
type login struct {
	check func(name, word string) error
	name  string
	asked int
}

func (l *login) Next(response []byte) ([]byte, bool, error) {
	l.asked++
	switch {
	case l.asked == 1 && response == nil:
		return []byte("Username:"), false, nil
	case l.name == "":
		l.name = string(response)
		return []byte("Password:"), false, nil
	}
	return nil, true, l.check(l.name, string(response))
}
