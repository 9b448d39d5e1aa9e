package command

import (
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

	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// defaultServer is where `throughline serve` listens for gRPC.
const defaultServer = "localhost:7443"

// clientFlags are the flags of commands that speak to a server.
type clientFlags struct {
	server  string
	keyFile string
	caCert  string
	plain   bool
	flags   *pflag.FlagSet
}

func (f *clientFlags) add(c *cobra.Command) {
	f.flags = c.Flags()
	c.Flags().StringVar(&f.server, "server", environment("SERVER", defaultServer), "`address` of the server, host:port (THROUGHLINE_SERVER)")
	c.Flags().StringVar(&f.keyFile, "api-key-file", "", "`file` with the API key, instead of "+throughline.KeyVariable)
	c.Flags().StringVar(&f.caCert, "ca-cert", "", "`file` with the certificate authority that the server's certificate is checked against, PEM, instead of the system's")
	c.Flags().BoolVar(&f.plain, "insecure", false, "speak without TLS; implied for a server on this machine, unless --ca-cert or --insecure=false is given")
}

// connect returns a client of the server that the flags name.
func (f *clientFlags) connect() (*throughline.Client, error) {
	if _, _, err := net.SplitHostPort(f.server); err != nil {
		return nil, usageError{fmt.Errorf("--server must be host:port, such as %s, not %q", defaultServer, f.server)}
	}
	key, err := f.key()
	if err != nil {
		return nil, err
	}
	options := []throughline.Option{throughline.WithUserAgent("throughline-cli/" + throughline.Version), throughline.WithAPIKey(key)}
	if f.caCert != "" {
		config, err := trusting(f.caCert)
		if err != nil {
			return nil, err
		}
		options = append(options, throughline.WithTLS(config))
	}
	if f.insecure() {
		options = append(options, throughline.WithInsecure())
	}
	return throughline.New(f.server, options...)
}

// key returns the API key from the file or the environment.
func (f *clientFlags) key() (string, error) {
	if f.keyFile != "" {
		key, err := os.ReadFile(f.keyFile)
		return strings.TrimSpace(string(key)), err
	}
	if key := os.Getenv(throughline.KeyVariable); key != "" {
		return key, nil
	}
	return "", errors.New("no API key: set " + throughline.KeyVariable + " or give --api-key-file; 'throughline keys create' makes one")
}

// insecure reports whether to speak without TLS.
func (f *clientFlags) insecure() bool {
	if f.flags.Changed("insecure") {
		return f.plain
	}
	return f.caCert == "" && local(f.server)
}

// trusting returns a TLS configuration that trusts the certificates of a file only.
func trusting(path string) (*tls.Config, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(data) {
		return nil, fmt.Errorf("%s holds no certificate in PEM", path)
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
		return fmt.Errorf("%w\nThe key names tenant %s; the tenant's keys are shown by 'throughline keys list'", err, tenantOfKey(f))
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

func tenantOfKey(f *clientFlags) string {
	key, _ := f.key() // it was read before
	if parts := strings.Split(key, "_"); len(parts) > 2 {
		return parts[2]
	}
	return "?"
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
