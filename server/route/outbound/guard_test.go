package outbound

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/route/schedule"
)

// vector is an address that must not be reached. PORT stands for the canary's port.
type vector struct {
	url   string
	local bool // leads to this machine, so that a control run may try it without the guard
}

// vectors are refused as they are written.
var vectors = []vector{
	// this machine, by every spelling that some parser or resolver takes
	{"http://127.0.0.1:PORT/", true}, {"http://127.1:PORT/", true}, {"http://127.0.1:PORT/", true}, {"http://2130706433:PORT/", true},
	{"http://0x7f000001:PORT/", true}, {"http://0X7F.0.0.1:PORT/", true}, {"http://0x7f.1:PORT/", true}, {"http://0177.0.0.1:PORT/", true},
	{"http://017700000001:PORT/", true}, {"http://127.0.0.1.:PORT/", true}, {"http://127.000.000.001:PORT/", true},
	{"http://127.255.255.254:PORT/", false}, {"http://0.0.0.0:PORT/", true}, {"http://0:PORT/", true}, {"http://[::]:PORT/", true},
	{"http://[::1]:PORT/", true}, {"http://[0:0:0:0:0:0:0:1]:PORT/", true}, {"http://[::ffff:127.0.0.1]:PORT/", true},
	{"http://[::ffff:7f00:1]:PORT/", true}, {"http://[::127.0.0.1]:PORT/", false}, {"http://[::1%25lo]:PORT/", false},
	{"http://localhost:PORT/", true}, {"http://LOCALHOST:PORT/", true}, {"http://localhost.:PORT/", true}, {"http://app.localhost:PORT/", true},
	{"http://user@127.0.0.1:PORT/", true}, {"http://hooks.example.com:x@127.0.0.1:PORT/", true}, {"http://127.0.0.1:PORT/#x", true},
	{"http://①②⑦.⓪.⓪.①:PORT/", true}, {"http://127。0。0。1:PORT/", true}, {"http://ⓛocalhost:PORT/", true},
	{"http://%31%32%37.0.0.1:PORT/", true}, {"http://127.0.0.1%00:PORT/", true}, {"http://127.0.0.1%2eexample.com:PORT/", true},
	{`http://hooks.example.com\@127.0.0.1:PORT/`, true}, {"http://hooks.example.com#@127.0.0.1:PORT/", false}, {`http:\\127.0.0.1:PORT/`, true},
	{"http:/127.0.0.1:PORT/", true}, {"http:127.0.0.1:PORT/", true}, {"//127.0.0.1:PORT/", true}, {"127.0.0.1:PORT/", true},
	{" http://127.0.0.1:PORT/", true}, {"http://127.0.0.1:PORT\r\nHost: x/", true},
	// other schemes
	{"file:///etc/passwd", true}, {"unix:///var/run/docker.sock", true}, {"http+unix://%2Fvar%2Frun%2Fdocker.sock/info", true},
	{"gopher://127.0.0.1:PORT/_POST", true}, {"ftp://127.0.0.1:PORT/", true}, {"dict://127.0.0.1:PORT/", true}, {"ldap://127.0.0.1:PORT/", true},
	{"ws://127.0.0.1:PORT/", true}, {"data:text/plain,x", true}, {"jar:http://127.0.0.1:PORT/!/", true},
	// cloud providers' metadata
	{"http://169.254.169.254/latest/meta-data/", false}, {"http://[::ffff:a9fe:a9fe]/", false}, {"http://169.254.170.2/", false},
	{"http://[fd00:ec2::254]/", false}, {"http://100.100.100.200/", false}, {"http://168.63.129.16/", false}, {"http://192.0.0.192/", false},
	{"http://metadata.google.internal/", false},
	// private and special networks
	{"http://10.0.0.1/", false}, {"http://10.255.255.255/", false}, {"http://172.16.0.1/", false}, {"http://172.31.255.255/", false},
	{"http://192.168.1.1/", false}, {"http://100.64.0.1/", false}, {"http://100.127.255.255/", false}, {"http://0.1.2.3/", false},
	{"http://198.18.0.1/", false}, {"http://198.19.255.255/", false}, {"http://192.0.2.1/", false}, {"http://198.51.100.1/", false},
	{"http://203.0.113.1/", false}, {"http://192.88.99.1/", false}, {"http://224.0.0.1/", false}, {"http://239.255.255.255/", false},
	{"http://240.0.0.1/", false}, {"http://255.255.255.255/", false}, {"http://intranet/", false}, {"http://printer.local/", false},
	{"http://db.default.svc.cluster.local/", false}, {"http://nas.home.arpa/", false}, {"http://hidden.onion/", false},
	// IPv6 that is private, special, or leads to IPv4
	{"http://[fc00::1]/", false}, {"http://[fdff:ffff::1]/", false}, {"http://[fe80::1]/", false}, {"http://[fe80::1%25eth0]/", false},
	{"http://[fec0::1]/", false}, {"http://[ff02::1]/", false}, {"http://[100::1]/", false}, {"http://[5f00::1]/", false},
	{"http://[2001:db8::1]/", false}, {"http://[3fff::1]/", false}, {"http://[64:ff9b::7f00:1]/", false}, {"http://[64:ff9b::a9fe:a9fe]/", false},
	{"http://[64:ff9b::10.0.0.1]/", false}, {"http://[64:ff9b:1::a00:1]/", false}, {"http://[2002:7f00:1::]/", false},
	{"http://[2002:a9fe:a9fe::1]/", false}, {"http://[2001:0:7f00:1::]/", false}, {"http://[2001:10::1]/", false},
}

// names pass as they are written; it is only when a message is sent that they lead inside.
var names = zone{
	"loopback.example.com":  {"127.0.0.1"},
	"loopback6.example.com": {"::1"},
	"mapped.example.com":    {"::ffff:127.0.0.1"},
	"any.example.com":       {"0.0.0.0"},
	"any6.example.com":      {"::"},
	"several.example.com":   {"10.0.0.1 127.0.0.1 169.254.169.254"},
	"metadata.example.com":  {"169.254.169.254"},
	"metadata6.example.com": {"fd00:ec2::254"},
	"private.example.com":   {"192.168.0.10"},
	"carrier.example.com":   {"100.64.0.1"},
	"linklocal.example.com": {"fe80::1"},
	"nat64.example.com":     {"64:ff9b::7f00:1"},
	"sixtofour.example.com": {"2002:7f00:1::"},
	"rebind.example.com":    {"169.254.169.254", "127.0.0.1"},
	"127.0.0.1.example.com": {"127.0.0.1"},
}

func (v vector) at() string { return strings.ReplaceAll(v.url, "PORT", canary.port) }

func TestVectorsAreRefusedWhenSavedAndWhenSent(t *testing.T) {
	if len(vectors) < 60 {
		t.Fatalf("only %d vectors", len(vectors))
	}
	s := NewClient(Options{Policy: Policy{AllowHTTP: true}, Timeout: 5 * time.Second, Resolver: names.resolver(t)})
	defer s.Close()
	hits := reached(func() {
		for _, v := range vectors {
			if s.options.ValidateURL(v.at()) == nil {
				t.Errorf("%q may be saved", v.at())
			}
			if r := send(t, s, v.at()); r.Outcome != schedule.Refused {
				t.Errorf("%q: %+v", v.at(), r)
			}
		}
	})
	if hits != 0 {
		t.Errorf("the canary was reached %d times", hits)
	}
}

// TestGuardAlone shows that nothing inside is reached even if a vector got past the check of
// what is written, and the control that the guard is what prevents it.
func TestGuardAlone(t *testing.T) {
	all := vectors
	for name := range names {
		all = append(all, vector{"http://" + name + ":PORT/", strings.Contains(name, "loopback") || strings.Contains(name, "127")})
	}
	o := Options{Timeout: 5 * time.Second, Resolver: names.resolver(t)}
	guarded := newClient(o, Policy{}.checkAddress)
	open := newClient(o, func(netip.Addr) error { return nil })
	if hits := reached(func() { post(guarded, all, false) }); hits != 0 {
		t.Errorf("with the guard the canary was reached %d times", hits)
	}
	if hits := reached(func() { post(open, all, true) }); hits < 9 {
		t.Errorf("without the guard the canary was reached only %d times: the test proves nothing", hits)
	} else {
		t.Logf("%d vectors; without the guard the canary was reached %d times", len(all), hits)
	}
}

// post sends a request to all vectors, or to those only that lead to this machine.
func post(client *http.Client, all []vector, onlyLocal bool) {
	defer client.CloseIdleConnections()
	for _, v := range all {
		if onlyLocal && !v.local {
			continue
		}
		if resp, err := client.Post(v.at(), "application/json", strings.NewReader("{}")); err == nil {
			resp.Body.Close()
		}
	}
}

func TestNamesThatLeadInsideAreRefusedWhenSent(t *testing.T) {
	s := NewClient(Options{Policy: Policy{AllowHTTP: true}, Timeout: 5 * time.Second, Resolver: names.resolver(t)})
	defer s.Close()
	hits := reached(func() {
		for name := range names {
			address := "http://" + name + ":" + canary.port
			if err := s.options.ValidateURL(address); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			for range 3 { // a name that changes what it leads to changes nothing
				r := send(t, s, secretly(address))
				if r.Outcome != schedule.Refused || !strings.Contains(r.Reason, "leads to an address that is not public") {
					t.Errorf("%s: %+v", name, r)
				}
				if strings.Contains(r.Reason, "10.0.0") || strings.Contains(r.Reason, "192.168") {
					t.Errorf("%s: the reason shows what our DNS knows: %q", name, r.Reason)
				}
			}
		}
	})
	if hits != 0 {
		t.Errorf("the canary was reached %d times", hits)
	}
}

// TestRebinding: a name that was good when it was saved, and for the first message, turns
// inside. Each new connection is checked again.
func TestRebinding(t *testing.T) {
	r := newReceiver(t, status(200))
	s := NewClient(Options{Policy: Policy{AllowHTTP: true}, Resolver: zone{}.resolver(t)})
	defer s.Close()
	var public atomic.Bool // while set, this machine stands for a public address
	s.client = newClient(s.options, func(addr netip.Addr) error {
		if public.Load() {
			return nil
		}
		return Policy{}.checkAddress(addr)
	})
	_, port, _ := strings.Cut(strings.TrimPrefix(r.URL, "http://"), ":")
	m := secretly("http://moving.example.com:" + port)
	public.Store(true)
	if got := send(t, s, m); got.Outcome != schedule.Delivered {
		t.Fatalf("while public: %+v", got)
	}
	public.Store(false)
	s.Close() // an open connection still leads to the public address, and may be used
	if got := send(t, s, m); got.Outcome != schedule.Refused || r.got.Load() != 1 {
		t.Errorf("when inside: %+v, %d requests", got, r.got.Load())
	}
}

func TestProxyOfTheEnvironmentIsNotUsed(t *testing.T) {
	z := zone{"hooks.example.com": {"192.0.2.1"}}
	address := "http://hooks.example.com/"
	s := NewClient(Options{Policy: Policy{AllowHTTP: true}, Resolver: z.resolver(t)})
	defer s.Close()
	if hits := reached(func() { send(t, s, secretly(address)) }); hits != 0 {
		t.Errorf("the proxy was asked %d times", hits)
	}
	control := newClient(Options{Resolver: z.resolver(t)}, func(netip.Addr) error { return nil })
	control.Transport.(*http.Transport).Proxy = http.ProxyFromEnvironment
	if hits := reached(func() { post(control, []vector{{url: address}}, false) }); hits != 1 {
		t.Errorf("a client that uses the proxy reached it %d times: the test proves nothing", hits)
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	s := development(t)
	for _, code := range []int{300, 301, 302, 303, 304, 307, 308} {
		r := newReceiver(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "http://127.0.0.1:"+canary.port+"/")
			w.WriteHeader(code)
		})
		if hits := reached(func() {
			got := send(t, s, secretly(r.URL))
			if got.Outcome != schedule.Failed || got.Status != code || !strings.Contains(got.Reason, "redirects are not followed") {
				t.Errorf("%d: %+v", code, got)
			}
		}); hits != 0 {
			t.Errorf("%d was followed", code)
		}
		control := newClient(Options{}, func(netip.Addr) error { return nil })
		control.CheckRedirect = nil
		hits := reached(func() { post(control, []vector{{url: r.URL}}, false) })
		if follows := code != 300 && code != 304; (hits == 1) != follows {
			t.Errorf("%d: a client that follows reached the canary %d times", code, hits)
		}
	}
}

func TestGuardTakesOnlyTCPToIPAddresses(t *testing.T) {
	check := guard(func(netip.Addr) error { return nil })
	for _, c := range []struct{ network, address, why string }{
		{"unix", "/var/run/docker.sock", "no TCP address"},
		{"udp4", "8.8.8.8:53", "no TCP address"},
		{"tcp4", "hooks.example.com:443", "no IP address"},
		{"tcp4", "8.8.8.8:443", ""},
		{"tcp6", "[2606:4700::1]:443", ""},
	} {
		err := check(t.Context(), c.network, c.address, nil)
		var forbidden *ForbiddenError
		if errors.As(err, &forbidden) != (c.why != "") || forbidden != nil && forbidden.Why != c.why {
			t.Errorf("%s %s: %v", c.network, c.address, err)
		}
	}
}

func TestNamesThatCannotBeResolved(t *testing.T) {
	s := NewClient(Options{Policy: Policy{AllowHTTP: true}, Resolver: zone{"gone.example.com.": nil, "gone.example.com": nil}.resolver(t)})
	defer s.Close()
	if r := send(t, s, secretly("http://gone.example.com")); r.Outcome != schedule.Failed || !strings.Contains(r.Reason, "not known to the DNS") {
		t.Errorf("a name that does not exist: %+v", r)
	}
	broken := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no DNS") }}
	s = NewClient(Options{Policy: Policy{AllowHTTP: true}, Resolver: broken})
	defer s.Close()
	if r := send(t, s, secretly("http://hooks.example.com")); r.Outcome != schedule.Failed || !strings.Contains(r.Reason, "could not be looked up") {
		t.Errorf("without DNS: %+v", r)
	}
}
