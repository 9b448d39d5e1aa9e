package outbound

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// MaxURL is how many bytes an address may have.
const MaxURL = 2048

// Policy says to which addresses messages may be sent. The zero value is the one for
// production: https to public addresses.
type Policy struct {
	AllowHTTP    bool           // also without encryption; for development
	AllowPrivate bool           // also into private networks and to this machine; for development
	Allow        []netip.Prefix // also to these, which would be refused: private networks that the operator trusts
	Deny         []netip.Prefix // never to these, such as public addresses of our own machines
}

// reservedNames are endings of names that never lead to a public address.
var reservedNames = []string{"localhost", "local", "internal", "home.arpa", "invalid", "onion"}

// ValidateURL checks an address as text when it is saved. It returns a *ForbiddenError when the
// address is private by what is written, and else says what is wrong and what would be right,
// without the path and the query, which may hold a token. An address that passes may still lead
// into a private network by its name, and is refused then when a message is sent.
func (p Policy) ValidateURL(raw string) error {
	if len(raw) > MaxURL {
		return fmt.Errorf("the address has %d bytes; it may have %d", len(raw), MaxURL)
	}
	u, err := url.Parse(raw)
	if err != nil {
		return errors.New("not an address; write it as https://example.com/path")
	}
	if err := p.checkParts(u); err != nil {
		return err
	}
	return p.checkHost(u.Hostname())
}

func (p Policy) checkParts(u *url.URL) error {
	switch {
	case u.Scheme != "https" && (u.Scheme != "http" || !p.AllowHTTP):
		return errors.New("the address must start with https://")
	case u.Opaque != "" || u.Hostname() == "":
		return errors.New("the address has no host; write it as https://example.com/path")
	case u.User != nil:
		return errors.New("the address must not have a user or a password before the host")
	case u.Fragment != "" || u.RawFragment != "":
		return errors.New("the address must not have a fragment (#...)")
	case strings.HasSuffix(u.Host, ":"):
		return errors.New("the address has no port after the colon")
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return errors.New("the port must be 1 to 65535")
		}
	}
	return nil
}

// checkHost checks a name or an IP address, without brackets and port.
func (p Policy) checkHost(host string) error {
	if addr, err := netip.ParseAddr(host); err == nil {
		return p.checkAddress(addr)
	}
	name := strings.ToLower(strings.TrimSuffix(host, "."))
	labels := strings.Split(name, ".")
	for _, label := range labels {
		if !validLabel(label) {
			return errors.New("the host must be a name of letters, digits and hyphens (other scripts as xn--...) or an IP address")
		}
	}
	if len(name) > 253 {
		return fmt.Errorf("the host has %d bytes; it may have 253", len(name))
	}
	if last := labels[len(labels)-1]; numeric(last) {
		return errors.New("the host ends in a number but is no IP address; write IPv4 addresses as 192.0.2.1")
	}
	if p.AllowPrivate || len(p.Allow) > 0 { // what a local name leads to is judged when it is known
		return nil
	}
	for _, reserved := range reservedNames {
		if name == reserved || strings.HasSuffix(name, "."+reserved) {
			return &ForbiddenError{Address: name, Why: "a name of local networks"}
		}
	}
	if len(labels) == 1 {
		return &ForbiddenError{Address: name, Why: "a name without a domain"}
	}
	return nil
}

// validLabel reports whether a part of a name may go to the DNS. Underscores are no part of
// host names but occur.
func validLabel(label string) bool {
	for _, c := range []byte(label) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return label != "" && len(label) <= 63
}

// numeric reports whether a name's last label is one that some resolvers take for a number,
// and the name for an IPv4 address: 2130706433, 0x7f000001, 127.1.
func numeric(label string) bool {
	if hex, ok := strings.CutPrefix(label, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return strings.Trim(label, "0123456789") == ""
}
