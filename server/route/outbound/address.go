package outbound

import (
	"fmt"
	"net/netip"
)

// block is a range of addresses that nobody outside has.
type block struct {
	prefix netip.Prefix
	what   string
}

// globalIPv6 is the only range of IPv6 from which public addresses have been given out. All
// else is refused by that: loopback, link-local, unique local, multicast, IPv4-compatible.
var globalIPv6 = netip.MustParsePrefix("2000::/3")

// nat64 holds IPv4 addresses in its last 32 bits, through which machines with IPv6 only reach
// the rest. Such an address is what the IPv4 address in it is.
var nat64 = netip.MustParsePrefix("64:ff9b::/96")

// blocks is taken from IANA's registries of special-purpose addresses, with addresses of cloud
// providers that lie outside of those.
var blocks = []block{
	{netip.MustParsePrefix("0.0.0.0/8"), "this machine"},
	{netip.MustParsePrefix("10.0.0.0/8"), "a private network"},
	{netip.MustParsePrefix("100.64.0.0/10"), "a carrier's private network"},
	{netip.MustParsePrefix("127.0.0.0/8"), "this machine"},
	{netip.MustParsePrefix("168.63.129.16/32"), "a cloud provider's metadata"},
	{netip.MustParsePrefix("169.254.0.0/16"), "link-local, such as a cloud provider's metadata"},
	{netip.MustParsePrefix("172.16.0.0/12"), "a private network"},
	{netip.MustParsePrefix("192.0.0.0/24"), "reserved"},
	{netip.MustParsePrefix("192.0.2.0/24"), "for documentation"},
	{netip.MustParsePrefix("192.88.99.0/24"), "a 6to4 relay"},
	{netip.MustParsePrefix("192.168.0.0/16"), "a private network"},
	{netip.MustParsePrefix("198.18.0.0/15"), "for benchmarks"},
	{netip.MustParsePrefix("198.51.100.0/24"), "for documentation"},
	{netip.MustParsePrefix("203.0.113.0/24"), "for documentation"},
	{netip.MustParsePrefix("224.0.0.0/4"), "multicast"},
	{netip.MustParsePrefix("240.0.0.0/4"), "reserved"},
	{netip.MustParsePrefix("2001::/23"), "reserved, such as Teredo tunnels"},
	{netip.MustParsePrefix("2001:db8::/32"), "for documentation"},
	{netip.MustParsePrefix("2002::/16"), "a 6to4 tunnel"},
	{netip.MustParsePrefix("3fff::/20"), "for documentation"},
}

// ForbiddenError means that the policy does not let us send to an address.
type ForbiddenError struct {
	Address string // the IP address or the name
	Why     string // what it is: "a private network"
}

// Error says what is forbidden and why.
func (e *ForbiddenError) Error() string {
	return fmt.Sprintf("%s is not a public address: it is %s", e.Address, e.Why)
}

// checkAddress returns a *ForbiddenError unless we may connect to an IP address.
func (p Policy) checkAddress(addr netip.Addr) error {
	forbidden := func(why string) error { return &ForbiddenError{Address: addr.String(), Why: why} }
	plain := inner(addr)
	for _, prefix := range p.Deny {
		if prefix.Contains(plain) {
			return forbidden("denied by the server's settings")
		}
	}
	if p.AllowPrivate {
		return nil
	}
	if addr.Zone() != "" {
		return forbidden("bound to one of this machine's interfaces")
	}
	for _, prefix := range p.Allow {
		if prefix.Contains(plain) {
			return nil
		}
	}
	for _, b := range blocks {
		if b.prefix.Contains(plain) {
			return forbidden(b.what)
		}
	}
	if !plain.Is4() && !globalIPv6.Contains(plain) {
		return forbidden("reserved or private IPv6")
	}
	return nil
}

// inner returns the IPv4 address in an IPv6 address that stands for one, else the address.
func inner(addr netip.Addr) netip.Addr {
	addr = addr.WithZone("").Unmap()
	if nat64.Contains(addr) {
		bytes := addr.As16()
		return netip.AddrFrom4([4]byte(bytes[12:]))
	}
	return addr
}
