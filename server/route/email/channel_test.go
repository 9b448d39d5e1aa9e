package email_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/channel/channeltest"
	"github.com/throughline-cx/throughline/server/route/email"
	"github.com/throughline-cx/throughline/server/route/schedule"
)

// short is a timeout that a test waits out.
const short = 300 * time.Millisecond

func options(s *server) email.Options {
	return email.Options{URL: "smtp://" + s.address, From: "Throughline <alerts@throughline.example.com>", RootCAs: s.roots}
}

func newChannel(t rapid.TB, o email.Options) *email.Channel {
	t.Helper()
	c, err := email.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// to makes of an example one that goes to people.
func to(t channel.Told, people ...string) channel.Told {
	if len(people) == 0 {
		people = []string{"desk@example.com"}
	}
	t.Destination = channel.Destination{Email: &channel.Email{To: people}}
	return t
}

// send sends a message and checks what holds for every attempt.
func send(t rapid.TB, c channel.Channel, told channel.Told) channel.Sent {
	t.Helper()
	sent, err := c.Send(context.Background(), told)
	if err != nil {
		t.Fatal(err)
	}
	if sent.Outcome != schedule.Delivered && sent.Reason == "" {
		t.Errorf("%s without a reason", sent.Outcome)
	}
	for _, secret := range []string{password, url.QueryEscape(password), "127.0.0.1"} {
		if strings.Contains(sent.Reason, secret) {
			t.Errorf("the reason shows %q: %s", secret, sent.Reason)
		}
	}
	if p := sent.Posting; p != nil && len(p.Reference) > 1000 {
		t.Errorf("a reference of %d bytes", len(p.Reference))
	}
	return sent
}

func deliver(t rapid.TB, c channel.Channel, told channel.Told) *channel.Posting {
	t.Helper()
	sent := send(t, c, told)
	if sent.Outcome != schedule.Delivered || sent.Reason != "" || (sent.Posting == nil) != told.Test {
		t.Fatalf("%+v", sent)
	}
	return sent.Posting
}

// TestEncryptionAndPasswords: what goes over which connection.
func TestEncryptionAndPasswords(t *testing.T) {
	login := url.UserPassword(user, password).String() + "@"
	want := func(mechanisms ...string) func(*server, *smtp.Server) {
		return func(s *server, inner *smtp.Server) { s.mechanisms, inner.AllowInsecureAuth = mechanisms, true }
	}
	noTLS := func(_ *server, inner *smtp.Server) { inner.TLSConfig = nil }
	for name, c := range map[string]struct {
		set         func(*server, *smtp.Server)
		before      string // the host
		after       string
		trust       bool
		reason      string // of what fails
		tls, signed bool   // of what arrives
	}{
		"this machine":            {nil, "smtp://", "", true, "", false, false},
		"STARTTLS":                {nil, "smtp://", "?tls=required", true, "", true, false},
		"STARTTLS, PLAIN":         {want(sasl.Plain, sasl.Login), "smtp://" + login, "?tls=required", true, "", true, true},
		"STARTTLS, LOGIN":         {want(sasl.Login), "smtp://" + login, "?tls=required", true, "", true, true},
		"this machine, PLAIN":     {want(sasl.Plain), "smtp://" + login, "", true, "", false, true},
		"no STARTTLS":             {noTLS, "smtp://" + login, "?tls=required", true, "offers no encryption (STARTTLS)", false, false},
		"untrusted certificate":   {nil, "smtp://" + login, "?tls=required", false, "certificate is not valid", false, false},
		"no TLS from the start":   {nil, "smtps://", "", true, "speaks no TLS", false, false},
		"other mechanisms":        {want("XOAUTH2"), "smtp://" + login, "?tls=required", true, "neither PLAIN nor LOGIN", false, false},
		"wrong password, PLAIN":   {want(sasl.Plain), "smtp://" + user + ":" + "other@", "?tls=required", true, "does not accept user and password: ", false, false},
		"wrong password, LOGIN":   {want(sasl.Login), "smtp://" + user + ":" + "other@", "?tls=required", true, "does not accept user and password: ", false, false},
		"a password is asked for": {want(sasl.Plain), "smtp://", "?tls=required", true, "Please authenticate first", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, c.set)
			o := options(s)
			if o.URL = c.before + s.address + c.after; !c.trust {
				o.RootCAs = x509.NewCertPool()
			}
			sent := send(t, newChannel(t, o), to(channeltest.Told()))
			if c.reason != "" {
				if sent.Outcome != schedule.Failed || !strings.Contains(sent.Reason, c.reason) || len(s.messages()) > 0 {
					t.Errorf("%+v with %d messages, want %q", sent, len(s.messages()), c.reason)
				}
				return
			}
			got := s.messages()
			if sent.Outcome != schedule.Delivered || len(got) != 1 {
				t.Fatalf("%+v with %d messages", sent, len(got))
			}
			if got[0].tls != c.tls || (got[0].user == user) != c.signed || got[0].from != "alerts@throughline.example.com" || got[0].to[0] != "desk@example.com" {
				t.Errorf("got %+v", got[0])
			}
		})
	}
}

func TestEncryptionFromTheStart(t *testing.T) {
	s := start(t, nil)
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	wrapped := startTLS(t, s, inner)
	o := options(s)
	o.URL = "smtps://" + wrapped
	deliver(t, newChannel(t, o), to(channeltest.Told()))
	if got := s.messages(); len(got) != 1 || !got[0].tls {
		t.Errorf("got %+v", got)
	}
}

// TestRefusals: what a mail server says, and what that means for the message.
func TestRefusals(t *testing.T) {
	say := func(code int, enhanced smtp.EnhancedCode, text string) error {
		return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: text}
	}
	nobody := say(550, smtp.EnhancedCode{5, 1, 1}, "no such user")
	for name, c := range map[string]struct {
		rcpt   map[string]error
		data   error
		want   schedule.Outcome
		reason string
	}{
		"unknown":                 {map[string]error{"a": nobody, "b": nobody}, nil, schedule.Gone, "2 of 2 recipients were refused, such as a@example.com: 550 5.1.1 no such user"},
		"one is unknown":          {map[string]error{"b": nobody}, nil, schedule.Delivered, "1 of 2 recipients were refused, such as b@example.com: 550 5.1.1 no such user"},
		"relaying denied":         {map[string]error{"a": say(554, smtp.EnhancedCode{5, 7, 1}, "relay denied"), "b": nobody}, nil, schedule.Failed, "554 5.7.1 relay denied"},
		"greylisted":              {map[string]error{"a": say(450, smtp.EnhancedCode{4, 7, 1}, "try later"), "b": nobody}, nil, schedule.Failed, "450 4.7.1 try later"},
		"too much":                {map[string]error{"a": say(452, smtp.EnhancedCode{4, 5, 3}, "too many"), "b": say(450, smtp.EnhancedCode{4, 2, 0}, "x")}, nil, schedule.Throttled, "452 4.5.3 too many"},
		"closing":                 {map[string]error{"a": say(421, smtp.EnhancedCode{4, 3, 2}, "closing")}, nil, schedule.Throttled, "does not accept the recipients: 421 4.3.2 closing"},
		"too long":                {nil, say(552, smtp.EnhancedCode{5, 3, 4}, "too big"), schedule.Invalid, "does not accept the message: 552 5.3.4 too big"},
		"taken for spam":          {nil, say(554, smtp.EnhancedCode{5, 7, 1}, "spam"), schedule.Failed, "554 5.7.1 spam"},
		"not now":                 {nil, say(451, smtp.EnhancedCode{4, 3, 0}, "disk full"), schedule.Failed, "451 4.3.0 disk full"},
		"without an enhanced one": {map[string]error{"a": say(550, smtp.NoEnhancedCode, "no"), "b": say(550, smtp.NoEnhancedCode, "no")}, nil, schedule.Failed, "550 no"},
		"many words":              {nil, say(554, smtp.EnhancedCode{5, 0, 0}, strings.Repeat("word ", 300)), schedule.Failed, "word…"},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, func(s *server, _ *smtp.Server) {
				s.rcpt = func(to string) error { return c.rcpt[strings.TrimSuffix(to, "@example.com")] }
				s.data = func(io.Reader) error { return c.data }
			})
			sent := send(t, newChannel(t, options(s)), to(channeltest.Told(), "a@example.com", "b@example.com"))
			if sent.Outcome != c.want || !strings.Contains(sent.Reason, c.reason) || len(sent.Reason) > 400 {
				t.Errorf("%+v", sent)
			}
			if n := len(s.messages()); n > 0 != (c.want == schedule.Delivered) {
				t.Errorf("%d messages", n)
			}
		})
	}
}

// TestWhoHasItDoesNotGetItAgain: one recipient is put off, as by a server that greets strangers so, and
// the other two get the message once.
func TestWhoHasItDoesNotGetItAgain(t *testing.T) {
	refuse := true
	s := start(t, func(s *server, _ *smtp.Server) {
		s.rcpt = func(to string) error {
			if to == "b@example.com" && refuse {
				return &smtp.SMTPError{Code: 450, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "greylisted"}
			}
			return nil
		}
	})
	c := newChannel(t, options(s))
	told := to(channeltest.Told(), "a@example.com", "b@example.com", "c@example.com")
	sent := send(t, c, told)
	if sent.Outcome != schedule.Failed || !strings.Contains(sent.Reason, "1 of 3 recipients") || sent.Posting == nil || sent.Posting.ChangeNumber != 0 {
		t.Fatalf("%+v", sent)
	}
	told.Posted, refuse = sent.Posting, false
	told.Posted = deliver(t, c, told)
	got := s.messages()
	if len(got) != 2 || fmt.Sprint(got[0].to, got[1].to) != "[a@example.com c@example.com] [b@example.com]" {
		t.Fatalf("got %v", got)
	}
	if !bytes.Equal(got[0].data, got[1].data) {
		t.Error("they have different messages")
	}
	told.ID = "next"
	deliver(t, c, told)
	if got := s.messages(); len(got) != 3 || len(got[2].to) != 3 {
		t.Errorf("the next message: %+v", got[2].to)
	}
}

// TestServersThatMisbehave hold nobody longer than the timeout.
func TestServersThatMisbehave(t *testing.T) {
	script := func(lines string, then func(net.Conn)) func(net.Conn) {
		return func(conn net.Conn) { io.WriteString(conn, lines); then(conn) }
	}
	wait := func(conn net.Conn) { io.Copy(io.Discard, conn) }
	hangUp := func(net.Conn) {}
	chatter := func(conn net.Conn) {
		for {
			if _, err := io.WriteString(conn, "220-more\r\n"); err != nil {
				return
			}
		}
	}
	for name, c := range map[string]struct {
		handle func(net.Conn)
		reason string
	}{
		"silent":            {wait, "did not finish within 300ms"},
		"hangs up":          {hangUp, "closed the connection"},
		"no mail server":    {script("HTTP/1.1 400 Bad Request\r\n\r\n", hangUp), "the mail server"},
		"stops after hello": {script("220 hi\r\n250 hi\r\n", wait), "did not finish within 300ms"},
		"endless greeting":  {chatter, "the mail server"},
		"says no":           {script("554 no service\r\n", hangUp), "does not accept the connection: 554 no service"},
		"a very long line":  {script("220 "+strings.Repeat("a", 1<<16)+"\r\n", hangUp), "the mail server"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sent := send(t, newChannel(t, email.Options{URL: "smtp://" + listen(t, c.handle), From: "a@example.com", Timeout: short}), to(channeltest.Told()))
			if sent.Outcome != schedule.Failed || !strings.Contains(sent.Reason, c.reason) {
				t.Errorf("%+v", sent)
			}
		})
	}
	t.Run("takes the message and says nothing", func(t *testing.T) {
		done := make(chan struct{})
		s := start(t, func(s *server, _ *smtp.Server) {
			s.data = func(r io.Reader) error { <-done; return errors.New("too late") }
		})
		o := options(s)
		o.Timeout = short
		if sent := send(t, newChannel(t, o), to(channeltest.Told())); sent.Outcome != schedule.Failed || !strings.Contains(sent.Reason, "did not finish") {
			t.Errorf("%+v", sent)
		}
		close(done)
	})
	t.Run("nobody listens", func(t *testing.T) {
		address := listen(t, hangUp)
		host, _, _ := net.SplitHostPort(address)
		sent := send(t, newChannel(t, email.Options{URL: "smtp://" + host + ":1", From: "a@example.com"}), to(channeltest.Told()))
		if sent.Outcome != schedule.Failed || sent.Reason != "the mail server refused the connection" {
			t.Errorf("%+v", sent)
		}
	})
}

func TestCallerEndsTheAttempt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	address := listen(t, func(conn net.Conn) { cancel(); io.Copy(io.Discard, conn) })
	sent, err := newChannel(t, email.Options{URL: "smtp://" + address, From: "a@example.com"}).Send(ctx, to(channeltest.Told()))
	if !errors.Is(err, context.Canceled) || sent != (channel.Sent{}) {
		t.Errorf("%+v, %v", sent, err)
	}
}

func TestOptionsThatCannotBe(t *testing.T) {
	for address, want := range map[string]string{
		"":                                      "write it as smtp://",
		"smtp.example.com:587":                  "write it as smtp://",
		"https://smtp.example.com":              "must start with smtp://",
		"smtp://smtp.example.com/path":          "nothing else",
		"smtp://smtp.example.com?starttls=no":   "nothing else",
		"smtp://smtp.example.com?tls=maybe":     "none or required",
		"smtp://u:hush@smtp.example.com:no":     "write it as smtp://",
		"smtp://u:hush@10.0.0.1?tls=none":       "would cross the network",
		"smtp://u:hush@smtp.example.com/?x=%zz": "", // net/url leaves out what it cannot read
	} {
		_, err := email.New(email.Options{URL: address, From: "a@example.com"})
		if want == "" && err == nil {
			continue
		}
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%q: %v, want %q", address, err, want)
		}
	}
	for _, from := range []string{"", "alerts", "a@b@c", "Throughline", "a@example.com, b@example.com", "\"a b\"@example.com"} {
		if _, err := email.New(email.Options{URL: "smtp://localhost", From: from}); err == nil {
			t.Errorf("from %q", from)
		}
	}
}

func TestNobodyToWriteTo(t *testing.T) {
	c := newChannel(t, email.Options{URL: "smtp://localhost:1", From: "a@example.com"})
	for _, people := range []*channel.Email{nil, {}, {To: []string{"not an address"}}, {To: []string{"a@example.com\r\nDATA"}}, {To: []string{"A <a@example.com>"}}, {To: []string{"a@example.com>", ""}}} {
		told := channeltest.Told()
		told.Destination.Email = people
		if sent := send(t, c, told); sent.Outcome != schedule.Refused {
			t.Errorf("%+v: %+v", people, sent)
		}
	}
	told := to(channeltest.Told())
	told.ID = "a\r\nb"
	if sent := send(t, c, told); sent.Outcome != schedule.Invalid {
		t.Errorf("%+v", sent)
	}
}

// listen hands over each connection, and closes it after.
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
	return listener.Addr().String()
}

// startTLS has the server listen once more, for connections that are encrypted from the start.
func startTLS(t *testing.T, s *server, listener net.Listener) string {
	t.Helper()
	go s.inner.Serve(tls.NewListener(listener, s.inner.TLSConfig))
	return listener.Addr().String()
}
