package email

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// relay is the mail server that takes our messages.
type relay struct {
	host, port     string
	user, password string
	security       security
	roots          *x509.CertPool
	hello          string
}

// security is how the connection to a mail server is encrypted.
type security int

const (
	startTLS security = iota // after the greeting, or not at all
	implicit                 // from the start
	none
)

// parseRelay reads the address of a mail server. Its errors show nothing of it.
func parseRelay(address string) (relay, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Hostname() == "" {
		return relay{}, errors.New("write it as smtp://user:password@smtp.example.com:587; characters such as @ in the password as %40")
	}
	r := relay{host: u.Hostname(), port: u.Port(), user: u.User.Username()}
	r.password, _ = u.User.Password()
	query := u.Query()
	mode := query.Get("tls")
	query.Del("tls")
	switch {
	case strings.Trim(u.Path, "/") != "" || u.Fragment != "" || len(query) > 0:
		return relay{}, errors.New("it may have a user, a password, a host, a port and ?tls=, and nothing else")
	case mode != "" && mode != "none" && mode != "required":
		return relay{}, errors.New("tls= must be none or required")
	case u.Scheme == "smtps":
		r.security, r.port = implicit, or(r.port, "465")
	case u.Scheme != "smtp":
		return relay{}, errors.New("it must start with smtp:// or smtps://")
	case mode == "none" || mode == "" && loopback(r.host):
		r.security, r.port = none, or(r.port, "587")
	default:
		r.port = or(r.port, "587")
	}
	if r.security == none && r.user != "" && !loopback(r.host) {
		return relay{}, errors.New("with ?tls=none the password would cross the network for all to read; leave out one of the two")
	}
	return r, nil
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// loopback reports whether a host is this machine, whose connections nobody else can read.
func loopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && addr.IsLoopback()
}

// envelope is a message and whom the mail server is to bring it.
type envelope struct {
	from string
	to   []string
	body []byte
}

// transaction is how far an attempt came.
type transaction struct {
	accepted []string  // the mail server has taken responsibility for bringing it to these
	refused  []refusal // and not to these
	err      error     // what ended the attempt before that was settled; nil when it was
	stage    string    // where: "the connection", "the sender"
}

// refusal is what the mail server said of a recipient that it does not take.
type refusal struct {
	to  string
	err error
}

// send makes one attempt to hand an envelope to the mail server. It ends when ctx does.
func (r relay) send(ctx context.Context, e envelope) transaction {
	if len(e.to) == 0 {
		return transaction{}
	}
	client, err := r.connect(ctx)
	if err != nil {
		return transaction{err: timely(ctx, err), stage: "the connection"}
	}
	defer client.Close()
	if err := r.authenticate(client.Client); err != nil {
		return transaction{err: timely(ctx, err), stage: "user and password"}
	}
	t := transact(client.Client, e)
	if t.err != nil {
		t.err = timely(ctx, t.err)
	} else {
		_ = client.Quit() // what it answers changes nothing: it has the message
	}
	return t
}

// timely returns the error that says why a connection broke off: that of ctx where it ended it.
func timely(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// connection is a client whose connection closes when its context ends.
type connection struct {
	*smtp.Client
	release func() bool
}

// Close closes the connection.
func (c connection) Close() {
	c.release()
	_ = c.Client.Close()
}

var (
	errNoTLS   = errors.New("the mail server offers no encryption (STARTTLS)")
	errNoLogin = errors.New("the mail server offers neither PLAIN nor LOGIN to prove who we are")
)

// connect returns a client that has introduced itself, on a connection that is as safe as it has to be.
func (r relay) connect(ctx context.Context) (connection, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(r.host, r.port))
	if err != nil {
		return connection{}, err
	}
	// The library sets deadlines of its own for each command; this one is for all of them.
	c := connection{release: context.AfterFunc(ctx, func() { _ = conn.Close() })}
	settings := &tls.Config{ServerName: r.host, RootCAs: r.roots, MinVersion: tls.VersionTLS12}
	switch r.security {
	case implicit:
		c.Client = smtp.NewClient(tls.Client(conn, settings))
	case startTLS:
		c.Client, err = smtp.NewClientStartTLS(conn, settings)
		if err != nil && err.Error() == "smtp: server doesn't support STARTTLS" {
			err = errNoTLS
		}
	default:
		c.Client = smtp.NewClient(conn)
	}
	if err == nil {
		err = c.Hello(r.hello)
	}
	if err != nil {
		c.release()
		_ = conn.Close()
		return connection{}, err
	}
	return c, nil
}

// authenticate proves to the mail server who we are, where the address names a user.
func (r relay) authenticate(client *smtp.Client) error {
	if r.user == "" {
		return nil
	}
	_, offered := client.Extension("AUTH")
	mechanisms := strings.Fields(offered)
	switch {
	case slices.Contains(mechanisms, sasl.Plain):
		return client.Auth(sasl.NewPlainClient("", r.user, r.password))
	case slices.Contains(mechanisms, sasl.Login):
		return client.Auth(sasl.NewLoginClient(r.user, r.password))
	}
	return errNoLogin
}

// transact hands the message over for those recipients that the mail server accepts.
func transact(client *smtp.Client, e envelope) transaction {
	options := &smtp.MailOptions{Size: int64(len(e.body)), UTF8: !ascii(e.from) || !ascii(e.to...)}
	if err := client.Mail(e.from, options); err != nil {
		return transaction{err: err, stage: "the sender"}
	}
	var t transaction
	for _, to := range e.to {
		err := client.Rcpt(to, nil)
		switch {
		case err == nil:
			t.accepted = append(t.accepted, to)
		case answered(err):
			t.refused = append(t.refused, refusal{to, err})
		default:
			return transaction{err: err, stage: "the recipients"}
		}
	}
	if len(t.accepted) == 0 {
		return t
	}
	if err := deliver(client, e.body); err != nil {
		return transaction{err: err, stage: "the message"}
	}
	return t
}

func deliver(client *smtp.Client, body []byte) error {
	data, err := client.Data()
	if err != nil {
		return err
	}
	if _, err := data.Write(body); err != nil {
		return err
	}
	return data.Close()
}

// answered reports whether an error is an answer of the mail server, and the connection in order.
func answered(err error) bool {
	var said *smtp.SMTPError
	return errors.As(err, &said) && said.Code != 421
}

func ascii(texts ...string) bool {
	for _, text := range texts {
		for _, c := range []byte(text) {
			if c >= 0x80 {
				return false
			}
		}
	}
	return true
}
