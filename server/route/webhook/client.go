package webhook

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// Options are the settings of a Sender. The zero value is for production.
type Options struct {
	Policy
	Timeout   time.Duration  // of an attempt, all in; 15 s when 0
	UserAgent string         // "Throughline" when empty
	RootCAs   *x509.CertPool // whose certificates are trusted; the system's when nil
	Resolver  *net.Resolver  // finds addresses of names; the system's when nil
}

const (
	defaultTimeout   = 15 * time.Second
	defaultUserAgent = "Throughline"
	maxAnswerHeaders = 64 << 10
	maxAnswerBody    = 64 << 10
	// drainTimeout is how long we wait for an answer's body, which we want only out of the way
	// so that the connection can be used again.
	drainTimeout = time.Second
)

// newClient returns a client that connects only to addresses that check lets through.
func newClient(o Options, check func(netip.Addr) error) *http.Client {
	dialer := &net.Dialer{Timeout: o.Timeout, Resolver: o.Resolver, ControlContext: guard(check)}
	return &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			Proxy:                  nil, // one of the environment would connect for us, past the check
			DialContext:            dialer.DialContext,
			TLSClientConfig:        &tls.Config{RootCAs: o.RootCAs, MinVersion: tls.VersionTLS12},
			ForceAttemptHTTP2:      true,
			DisableCompression:     true,
			MaxResponseHeaderBytes: maxAnswerHeaders,
			MaxIdleConns:           256,
			MaxIdleConnsPerHost:    2,
			IdleConnTimeout:        90 * time.Second,
		},
	}
}

// guard returns a function that the dialer calls with the resolved address, after the name was
// looked up and before it connects: there is no time between check and use.
func guard(check func(netip.Addr) error) func(context.Context, string, string, syscall.RawConn) error {
	return func(_ context.Context, network, address string, _ syscall.RawConn) error {
		if network != "tcp4" && network != "tcp6" {
			return &ForbiddenError{Address: address, Why: "no TCP address"}
		}
		target, err := netip.ParseAddrPort(address)
		if err != nil {
			return &ForbiddenError{Address: address, Why: "no IP address"}
		}
		return check(target.Addr())
	}
}
