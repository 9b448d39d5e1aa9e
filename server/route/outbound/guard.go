package outbound

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
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
