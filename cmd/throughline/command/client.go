package command

import (
	"cmp"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"google.golang.org/grpc/codes"

	"github.com/throughline-cx/throughline/cmd/throughline/profile"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// defaultServer is where `throughline serve` listens for gRPC.
const defaultServer = "localhost:7443"

// The environment variables that name a server and a profile.
const (
	serverVariable  = "THROUGHLINE_SERVER"
	profileVariable = "THROUGHLINE_PROFILE"
)

// clientFlags are the flags of commands that speak to a server.
type clientFlags struct {
	server  string
	keyFile string
	caCert  string
	plain   bool
	profile string
	flags   *pflag.FlagSet

	apiKey string          // as resolve found it
	kept   profile.Profile // the profile that is used; zero for none
}

func (f *clientFlags) add(c *cobra.Command) {
	f.addConnection(c)
	c.Flags().StringVar(&f.profile, "profile", "", "`name` of the profile to use (THROUGHLINE_PROFILE), instead of the one in use; see 'throughline profiles'")
	_ = c.RegisterFlagCompletionFunc("profile", completeProfiles) // fails for a flag that is not there
}

// addConnection adds the flags that say how to reach a server.
func (f *clientFlags) addConnection(c *cobra.Command) {
	f.flags = c.Flags()
	c.Flags().StringVar(&f.server, "server", "", "`address` of the server, host:port (THROUGHLINE_SERVER), instead of the profile's or "+defaultServer)
	c.Flags().StringVar(&f.keyFile, "api-key-file", "", "`file` with the API key, instead of "+throughline.KeyVariable+" or the profile's")
	c.Flags().StringVar(&f.caCert, "ca-cert", "", "`file` with the certificate authority that the server's certificate is checked against, PEM, instead of the profile's or the system's")
	c.Flags().BoolVar(&f.plain, "insecure", false, "speak without TLS; implied for a server on this machine, unless --ca-cert or --insecure=false is given")
}

// call connects and calls fn with the client. It explains the error.
func (f *clientFlags) call(fn func(*throughline.Client) error) error {
	client, err := f.connect()
	if err != nil {
		return err
	}
	defer func() { _ = client.Close() }()
	return f.explain(fn(client))
}

// connect returns a client of the server that flags, environment and profile name.
func (f *clientFlags) connect() (*throughline.Client, error) {
	if err := f.resolve(); err != nil {
		return nil, err
	}
	return f.dial()
}

// dial returns a client of what was resolved.
func (f *clientFlags) dial() (*throughline.Client, error) {
	if _, _, err := net.SplitHostPort(f.server); err != nil {
		return nil, usageError{fmt.Errorf("--server must be host:port, such as %s, not %q", defaultServer, f.server)}
	}
	options := []throughline.Option{throughline.WithUserAgent("throughline-cli/" + throughline.Version), throughline.WithAPIKey(f.apiKey)}
	config, err := f.trusted()
	if err != nil {
		return nil, err
	}
	if config != nil {
		options = append(options, throughline.WithTLS(config))
	}
	if f.insecure() {
		options = append(options, throughline.WithInsecure())
	}
	return throughline.New(f.server, options...)
}

// resolve settles server and key: what a flag says comes before what the environment says,
// which comes before what the profile says. A profile that --profile names is a flag's word. A
// profile's key goes to no other server than the profile's.
func (f *clientFlags) resolve() error {
	name, p, err := f.chosen()
	if err != nil {
		return err
	}
	asked := f.profile != ""
	switch v, ok := os.LookupEnv(serverVariable); {
	case f.flags.Changed("server"):
	case asked:
		f.server = p.Server
	case ok:
		f.server = v
	case name != "":
		f.server = p.Server
	default:
		f.server = defaultServer
	}
	if f.server == p.Server {
		f.kept = p
	}
	f.apiKey, err = f.key(asked)
	if err == nil && f.apiKey == "" {
		err = f.noKey(name, p)
	}
	return err
}

// chosen returns the profile to use: the one that is asked for, else the one in use, else none.
func (f *clientFlags) chosen() (string, profile.Profile, error) {
	kept, err := profile.Load()
	if err != nil {
		return "", profile.Profile{}, err
	}
	name := cmp.Or(f.profile, os.Getenv(profileVariable), kept.Current)
	if name == "" {
		return "", profile.Profile{}, nil
	}
	p, err := kept.Get(name)
	return name, p, err
}

// key returns the API key from the file, the environment or the profile, of which the profile
// comes first when it is asked for; empty when there is none.
func (f *clientFlags) key(asked bool) (string, error) {
	if f.keyFile != "" {
		key, err := os.ReadFile(f.keyFile)
		return strings.TrimSpace(string(key)), err
	}
	if asked && f.kept.APIKey != "" {
		return f.kept.APIKey.Reveal(), nil
	}
	return cmp.Or(os.Getenv(throughline.KeyVariable), f.kept.APIKey.Reveal()), nil
}

// noKey says how to get a key.
func (f *clientFlags) noKey(name string, p profile.Profile) error {
	if name != "" {
		return fmt.Errorf("no API key for %s: the key of profile %q is for %s and goes to no other server; set %s or give --api-key-file", f.server, name, p.Server, throughline.KeyVariable)
	}
	return errors.New("no API key: set " + throughline.KeyVariable + " or give --api-key-file, or keep one with 'throughline profiles add'; 'throughline keys create' makes one")
}

// trusted returns how the server's certificate is checked, nil for the system's way.
func (f *clientFlags) trusted() (*tls.Config, error) {
	if f.caCert != "" {
		data, err := os.ReadFile(f.caCert)
		if err != nil {
			return nil, err
		}
		return trusting(f.caCert, data)
	}
	if f.kept.CACert != "" {
		return trusting("the profile's certificate authority", []byte(f.kept.CACert))
	}
	return nil, nil
}

// insecure reports whether to speak without TLS.
func (f *clientFlags) insecure() bool {
	if f.flags.Changed("insecure") {
		return f.plain
	}
	if f.kept.Insecure != nil {
		return *f.kept.Insecure
	}
	return f.caCert == "" && f.kept.CACert == "" && local(f.server)
}

// trusting returns a TLS configuration that trusts some certificates only; name says whose
// they are.
func trusting(name string, data []byte) (*tls.Config, error) {
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(data) {
		return nil, fmt.Errorf("%s holds no certificate in PEM", name)
	}
	return &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}, nil
}

// explain says of a failed call what was most likely wrong.
func (f *clientFlags) explain(err error) error {
	var e *throughline.Error
	if !errors.As(err, &e) {
		return err
	}
	switch {
	case e.Code == codes.Unavailable && e.ReasonName == "":
		return fmt.Errorf("%s cannot be reached: %s\n%s", f.server, e.Message, f.unreachable(e.Message))
	case e.Code == codes.Unauthenticated:
		return fmt.Errorf("%w\nThe key names tenant %s; the tenant's keys are shown by 'throughline keys list'", err, cmp.Or(profile.Key(f.apiKey).Tenant(), "?"))
	}
	return err
}

// unreachable says what to do about a server that did not answer.
func (f *clientFlags) unreachable(message string) string {
	switch {
	case strings.Contains(message, "does not look like a TLS handshake"):
		return "The server speaks without TLS: --insecure does too, in a network that you trust"
	case strings.Contains(message, "tls:") || strings.Contains(message, "x509:"):
		return "See that the certificate is that of this server; --ca-cert names an authority of your own"
	case f.insecure() && (strings.Contains(message, "server preface") || strings.Contains(message, "EOF")):
		return "Perhaps the server speaks TLS (--insecure=false), or another program has this port"
	}
	return "See that the server runs there ('throughline serve'); --server takes another address"
}

// local reports whether an address is on this machine.
func local(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// environment returns a variable with the project's prefix, or fallback when it is not set.
func environment(name, fallback string) string {
	if v, ok := os.LookupEnv("THROUGHLINE_" + name); ok {
		return v
	}
	return fallback
}

// environmentList is environment for what has commas between its parts.
func environmentList(name string) []string {
	if text := environment(name, ""); text != "" {
		return strings.Split(text, ",")
	}
	return nil
}
