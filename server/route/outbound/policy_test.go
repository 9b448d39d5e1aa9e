package outbound

import (
	"errors"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestValidateURLTakesPublicAddresses(t *testing.T) {
	for _, address := range []string{
		"https://hooks.example.com", "https://hooks.example.com/a/b?c=d", "https://HOOKS.Example.COM:8443/", "https://hooks.example.com./x",
		"https://xn--bcher-kva.example/hook", "https://my_team.example.com/", "https://8.8.8.8/hook", "https://[2606:4700::1111]/hook",
		"https://localhost.example.com/", "https://internal.example.com/", "https://1password.com/", "https://a.b.c.d.e.example/", "https://0x7f.example/",
	} {
		if err := (Policy{}).ValidateURL(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestValidateURLSaysWhatIsWrong(t *testing.T) {
	long := strings.Repeat("a", 63) + "."
	for address, want := range map[string]string{
		"":                                                       "must start with https://",
		"hooks.example.com":                                      "must start with https://",
		"http://hooks.example.com/":                              "must start with https://",
		"https://":                                               "no host",
		"https:hooks.example.com":                                "no host",
		"https:///path":                                          "no host",
		"https://:443/":                                          "no host",
		"https://u:p@hooks.example.com/":                         "must not have a user",
		"https://hooks.example.com/#here":                        "fragment",
		"https://hooks.example.com:/":                            "no port after the colon",
		"https://hooks.example.com:0/":                           "port must be 1 to 65535",
		"https://hooks.example.com:65536":                        "port must be 1 to 65535",
		"https://hooks.example.com:x/":                           "not an address",
		"https://hooks example.com/":                             "not an address",
		"https://hooks.example.com/\x00":                         "not an address",
		"https://bücher.example/":                                "xn--",
		"https://hooks..example.com/":                            "must be a name of letters",
		"https://" + strings.Repeat("a", 64) + ".example/":       "must be a name of letters",
		"https://" + long + long + long + long + "example/":      "has 263 bytes; it may have 253",
		"https://hooks.example.com/" + strings.Repeat("a", 2048): "has 2074 bytes; it may have 2048",
		"https://127.1/":                                         "ends in a number",
		"https://999.1.1.1/":                                     "ends in a number",
		"https://localhost/":                                     "localhost is not a public address: it is a name of local networks",
		"https://intranet/":                                      "intranet is not a public address: it is a name without a domain",
		"https://10.1.2.3/hook":                                  "10.1.2.3 is not a public address: it is a private network",
	} {
		if err := (Policy{}).ValidateURL(address); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: %v, want %q", address, err, want)
		}
	}
}

func TestPolicyForDevelopment(t *testing.T) {
	local := "http://127.0.0.1:8080/hook"
	for _, c := range []struct {
		policy  Policy
		address string
		ok      bool
	}{
		{Policy{AllowHTTP: true, AllowPrivate: true}, local, true},
		{Policy{AllowHTTP: true, AllowPrivate: true}, "http://receiver:8080/hook", true},
		{Policy{AllowHTTP: true, AllowPrivate: true}, "http://2130706433/hook", false},
		{Policy{AllowHTTP: true}, local, false},
		{Policy{AllowHTTP: true}, "http://hooks.example.com/", true},
		{Policy{AllowPrivate: true}, local, false},
		{Policy{AllowPrivate: true}, "https://localhost/", true},
	} {
		if err := c.policy.ValidateURL(c.address); (err == nil) != c.ok {
			t.Errorf("%+v, %s: %v", c.policy, c.address, err)
		}
	}
}

func TestPolicyDeny(t *testing.T) {
	deny := []netip.Prefix{netip.MustParsePrefix("8.8.0.0/16"), netip.MustParsePrefix("2606:4700::/32")}
	for _, private := range []bool{false, true} {
		p := Policy{AllowPrivate: private, Deny: deny}
		for _, address := range []string{"8.8.4.4", "::ffff:8.8.4.4", "64:ff9b::808:404", "2606:4700::1"} {
			var forbidden *ForbiddenError
			if err := p.checkAddress(netip.MustParseAddr(address)); !errors.As(err, &forbidden) || forbidden.Why != "denied by the server's settings" {
				t.Errorf("%s: %v", address, err)
			}
		}
		if err := p.checkAddress(netip.MustParseAddr("8.9.0.1")); err != nil {
			t.Errorf("beside the denied: %v", err)
		}
	}
}

// TestPolicyAllow: an operator may let messages into one private network, and into no other.
func TestPolicyAllow(t *testing.T) {
	p := Policy{Allow: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16"), netip.MustParsePrefix("fd00:1::/32")}, Deny: []netip.Prefix{netip.MustParsePrefix("10.1.9.0/24")}}
	for address, ok := range map[string]bool{
		"10.1.2.3": true, "::ffff:10.1.2.3": true, "64:ff9b::a01:203": true, "fd00:1::5": true, "8.8.8.8": true,
		"10.1.9.1": false, "10.2.0.1": false, "127.0.0.1": false, "169.254.169.254": false, "fd00:2::5": false, "::1": false,
	} {
		if err := p.checkAddress(netip.MustParseAddr(address)); (err == nil) != ok {
			t.Errorf("%s: %v", address, err)
		}
	}
	for address, ok := range map[string]bool{
		"https://10.1.2.3/x": true, "https://jira.corp.internal/x": true, "https://intranet/x": true,
		"https://10.2.0.1/x": false, "http://10.1.2.3/x": false, "https://[::1]/x": false,
	} {
		if err := p.ValidateURL(address); (err == nil) != ok {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestEdgesOfForbiddenRanges: the addresses just outside are public.
func TestEdgesOfForbiddenRanges(t *testing.T) {
	for _, address := range []string{
		"1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "168.63.129.15", "168.63.129.17",
		"169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.0.3.0", "192.88.98.255", "192.88.100.0",
		"192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0",
		"223.255.255.255", "2001:200::", "2001:db7:ffff::", "2001:db9::", "2003::", "3ffe::", "::ffff:8.8.8.8", "64:ff9b::808:808",
	} {
		if err := (Policy{}).checkAddress(netip.MustParseAddr(address)); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestEveryAddressThatIsNotPublicIsForbidden: in all the ways in which it can be written.
func TestEveryAddressThatIsNotPublicIsForbidden(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		four := [4]byte(rapid.SliceOfN(rapid.Byte(), 4, 4).Draw(t, "IPv4"))
		four[0] = rapid.SampledFrom([]byte{0, 10, 100, 127, 169, 172, 192, 198, 203, 224, 255, four[0]}).Draw(t, "first byte")
		plain := netip.AddrFrom4(four)
		want := (Policy{}).checkAddress(plain) != nil
		if !want && (!plain.IsGlobalUnicast() || plain.IsPrivate() || plain.IsLoopback() || plain.IsLinkLocalUnicast()) {
			t.Fatalf("%s is allowed", plain)
		}
		embedded := netip.MustParseAddr("64:ff9b::").As16()
		copy(embedded[12:], four[:])
		for _, other := range []netip.Addr{netip.AddrFrom16(plain.As16()), netip.AddrFrom16(embedded)} {
			if got := (Policy{}).checkAddress(other) != nil; got != want {
				t.Fatalf("%s forbidden: %v, %s forbidden: %v", plain, want, other, got)
			}
		}
		six := netip.AddrFrom16([16]byte(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "IPv6")))
		if (Policy{}).checkAddress(six) == nil && (!six.IsGlobalUnicast() || six.IsPrivate()) {
			t.Fatalf("%s is allowed", six)
		}
	})
}

func FuzzValidateURL(f *testing.F) {
	for _, v := range vectors {
		f.Add(v.url)
	}
	f.Add("https://hooks.example.com/hook?token=1")
	f.Fuzz(func(t *testing.T, address string) {
		if (Policy{}).ValidateURL(address) != nil {
			return
		}
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "https" || u.User != nil || u.Hostname() == "" {
			t.Fatalf("accepted %q", address)
		}
		if addr, err := netip.ParseAddr(u.Hostname()); err == nil && (Policy{}).checkAddress(addr) != nil {
			t.Fatalf("accepted %q", address)
		}
	})
}
