// Package email writes to teams by mail: one message each time, in text and in HTML, and all of an
// alert in one thread.
//
// The mail server that takes our messages is the operator's own, named in the server's settings and
// not by a customer. So it may be on this machine or in a private network: the guard of package
// outbound is for addresses that customers choose, and does not stand here. Customers choose whom to
// write to, and the mail server is asked to carry it there.
package email

import (
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net/mail"
	"os"
	"strings"
	"time"

	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
)

// Options are the settings of a Channel.
type Options struct {
	// URL is the mail server: "smtp://user:password@smtp.example.com:587". Port 587 when there is
	// none. Encryption by STARTTLS is required, unless the server is on this machine (localhost,
	// 127.0.0.1, ::1) or the address ends in ?tls=none; ?tls=required requires it on this machine
	// too. "smtps://" encrypts from the start, on port 465 when there is none.
	URL string
	// From is the sender, "Throughline <alerts@example.com>" or a plain address. Its domain is part
	// of each message's id.
	From    string
	Timeout time.Duration  // of an attempt, all in; 30 s when 0
	RootCAs *x509.CertPool // whose certificates are trusted; the system's when nil
	Hello   string         // the name by which we introduce ourselves; this machine's when empty
}

const defaultTimeout = 30 * time.Second

// Channel writes mails. It is safe for concurrent use.
type Channel struct {
	relay   relay
	from    mail.Address
	domain  string // of from
	timeout time.Duration
}

// New returns a channel, or says what is wrong with its options; never with a password in it.
func New(o Options) (*Channel, error) {
	relay, err := parseRelay(o.URL)
	if err != nil {
		return nil, fmt.Errorf("the mail server's address: %w", err)
	}
	from, err := mail.ParseAddress(o.From)
	if err != nil || !plainAddress(from.Address) {
		return nil, errors.New(`the sender must be an address, such as "Throughline <alerts@example.com>"`)
	}
	relay.roots = o.RootCAs
	relay.hello = o.Hello
	if relay.hello == "" {
		name, err := os.Hostname()
		if err != nil {
			name = "localhost"
		}
		relay.hello = name
	}
	_, domain, _ := strings.Cut(from.Address, "@")
	return &Channel{relay: relay, from: *from, domain: domain, timeout: cmp.Or(o.Timeout, defaultTimeout)}, nil
}

// plainAddress reports whether an address can stand in a command of SMTP and in a header as it is.
func plainAddress(address string) bool {
	parsed, err := mail.ParseAddress(address)
	return err == nil && parsed.Address == address && parsed.Name == "" && strings.Count(address, "@") == 1 &&
		!strings.ContainsAny(address, "<>\"\\,;: \t\r\n")
}

// Send makes one attempt to write to everybody at the destination, see channel.Channel. A message that
// is sent again has the same Message-ID, by which mail servers and programs can tell that they have it.
//
// Each recipient is accepted or refused by itself. Where some are to be tried again, the attempt has
// failed and its posting says who has the message, so that the next attempt leaves them out. Where
// some are refused for good and others have it, it is delivered and the reason says who was refused.
func (c *Channel) Send(ctx context.Context, t channel.Told) (channel.Sent, error) {
	thread := threadOf(t, c.domain)
	to, err := recipients(t.Destination.Email)
	if err != nil {
		return channel.Sent{Result: outbound.NotSent(schedule.Refused, err.Error())}, nil
	}
	body, err := c.write(t, thread, to)
	if err != nil {
		return channel.Sent{Result: outbound.NotSent(schedule.Invalid, err.Error())}, nil
	}
	attempt, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	done := c.relay.send(attempt, envelope{from: c.from.Address, to: thread.without(to, t.ID), body: body})
	if done.err != nil && ctx.Err() != nil {
		return channel.Sent{}, ctx.Err()
	}
	return c.sent(t, thread, done), nil
}

// sent says how an attempt went.
func (c *Channel) sent(t channel.Told, thread thread, done transaction) channel.Sent {
	before := len(thread.reached)
	thread.reach(t.ID, done.accepted)
	sent := channel.Sent{Result: done.result(before, c.timeout)}
	switch {
	case t.Test:
	case sent.Outcome == schedule.Delivered:
		sent.Posting = thread.posting(t, c.domain)
	case len(done.accepted) > 0: // some have it, and the alert's thread stays where it was
		sent.Posting = thread.partial(t)
	default:
		sent.Posting = t.Posted
	}
	return sent
}

// recipients returns whom to write to.
func recipients(to *channel.Email) ([]string, error) {
	if to == nil || len(to.To) == 0 {
		return nil, errors.New("the destination has nobody to write to")
	}
	for _, address := range to.To {
		if !plainAddress(address) {
			return nil, errors.New("a recipient is no plain mail address")
		}
	}
	return to.To, nil
}
