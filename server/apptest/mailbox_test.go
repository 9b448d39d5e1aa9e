package apptest_test

import (
	"bytes"
	"io"
	"log"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"

	"github.com/throughline-cx/throughline/server/apptest"
)

// mailServer takes mails as a server on this machine does.
type mailServer struct {
	t       testing.TB
	address string

	mu  sync.Mutex
	got map[string]string // the last mail's text by recipient, decoded as far as quoted-printable goes
}

func newMailServer(t testing.TB) *mailServer {
	m := &mailServer{t: t, got: map[string]string{}}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &mailSession{server: m}, nil }))
	server.Domain, server.ErrorLog = "mail.test", log.New(io.Discard, "", 0)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m.address = l.Addr().String()
	go func() { _ = server.Serve(l) }() // ends with Close
	t.Cleanup(func() { _ = server.Close() })
	return m
}

// to waits for a mail to somebody and returns its text.
func (m *mailServer) to(recipient string) (text string) {
	m.t.Helper()
	apptest.Eventually(m.t, "a mail to "+recipient, func() bool {
		m.mu.Lock()
		defer m.mu.Unlock()
		text = m.got[recipient]
		return text != ""
	})
	return text
}

// mailSession is a connection to the server.
type mailSession struct {
	server     *mailServer
	recipients []string
}

// Mail implements smtp.Session.
func (*mailSession) Mail(string, *smtp.MailOptions) error { return nil }

// Rcpt implements smtp.Session.
func (s *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.recipients = append(s.recipients, to)
	return nil
}

// Data implements smtp.Session.
func (s *mailSession) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	message, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		s.server.t.Errorf("a mail that cannot be read: %v", err)
		return err
	}
	text, err := io.ReadAll(quotedprintable.NewReader(message.Body)) // boundaries are plain text too
	if err != nil {
		s.server.t.Errorf("a mail that cannot be decoded: %v", err)
	}
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	for _, to := range s.recipients {
		s.server.got[to] = string(text)
	}
	return nil
}

// Reset implements smtp.Session.
func (s *mailSession) Reset() { s.recipients = nil }

// Logout implements smtp.Session.
func (*mailSession) Logout() error { return nil }
