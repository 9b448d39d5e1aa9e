package command

import (
	"errors"
	"net"
	"os"
	"strings"

	"github.com/spf13/cobra"

	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// defaultServer is where `throughline serve` listens for gRPC.
const defaultServer = "localhost:7443"

// clientFlags are the flags of commands that speak to a server.
type clientFlags struct {
	server  string
	keyFile string
	plain   bool
}

func (f *clientFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.server, "server", environment("SERVER", defaultServer), "address of the server's gRPC port (THROUGHLINE_SERVER)")
	c.Flags().StringVar(&f.keyFile, "api-key-file", "", "file with the API key, instead of "+throughline.KeyVariable)
	c.Flags().BoolVar(&f.plain, "insecure", false, "speak without TLS; implied for a server on this machine")
}

// connect returns a client of the server that the flags name.
func (f *clientFlags) connect() (*throughline.Client, error) {
	options := []throughline.Option{throughline.WithUserAgent("throughline-cli/" + throughline.Version)}
	if f.keyFile != "" {
		key, err := os.ReadFile(f.keyFile)
		if err != nil {
			return nil, err
		}
		options = append(options, throughline.WithAPIKey(strings.TrimSpace(string(key))))
	} else if os.Getenv(throughline.KeyVariable) == "" {
		return nil, errors.New("no API key: set " + throughline.KeyVariable + " or give --api-key-file; 'throughline keys create' makes one")
	}
	if f.plain || local(f.server) {
		options = append(options, throughline.WithInsecure())
	}
	return throughline.New(f.server, options...)
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
