package throughline

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"google.golang.org/grpc"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// Version is the version of this package, as sent in the user agent.
const Version = "0.1.0"

// KeyVariable is the environment variable that New reads the API key from.
const KeyVariable = "THROUGHLINE_API_KEY"

// Client speaks to one server on behalf of one tenant. It is safe for concurrent use.
//
// The methods of the service clients take requests as they are defined in the proto files; an
// empty parent means the API key's tenant.
type Client struct {
	Ingestion throughlinev1.IngestionServiceClient
	Journey   throughlinev1.JourneyServiceClient
	Clusters  throughlinev1.ClusterServiceClient
	Alerts    throughlinev1.AlertServiceClient
	Routing   throughlinev1.RoutingServiceClient
	Policy    throughlinev1.PolicyServiceClient
	Review    throughlinev1.ReviewServiceClient
	Admin     throughlinev1.AdminServiceClient

	closer io.Closer
	tenant string
	config config
}

// New returns a client of the server at address, "host:port". It does not connect before the
// first call. Without WithAPIKey the key is read from the environment, see KeyVariable.
// It fails when there is no key, when the key is misspelt, or when an option does not fit.
func New(address string, options ...Option) (*Client, error) {
	cfg := defaults()
	for _, o := range options {
		o(&cfg)
	}
	if cfg.apiKey == "" {
		cfg.apiKey = os.Getenv(KeyVariable)
	}
	tenant, err := tenantOf(cfg.apiKey)
	if err != nil {
		return nil, err
	}
	caller := newCaller(cfg, "tenants/"+tenant)
	conn, err := grpc.NewClient(address, cfg.dialOptions(caller)...)
	if err != nil {
		return nil, fmt.Errorf("throughline: address %q: %w", address, err)
	}
	return newClient(conn, tenant, cfg), nil
}

func newClient(conn *grpc.ClientConn, tenant string, cfg config) *Client {
	return &Client{
		Ingestion: throughlinev1.NewIngestionServiceClient(conn),
		Journey:   throughlinev1.NewJourneyServiceClient(conn),
		Clusters:  throughlinev1.NewClusterServiceClient(conn),
		Alerts:    throughlinev1.NewAlertServiceClient(conn),
		Routing:   throughlinev1.NewRoutingServiceClient(conn),
		Policy:    throughlinev1.NewPolicyServiceClient(conn),
		Review:    throughlinev1.NewReviewServiceClient(conn),
		Admin:     throughlinev1.NewAdminServiceClient(conn),
		closer:    conn, tenant: tenant, config: cfg,
	}
}

// Close ends all calls and closes the connection.
func (c *Client) Close() error { return c.closer.Close() }

// Tenant returns the id of the API key's tenant.
func (c *Client) Tenant() string { return c.tenant }

// Name returns the resource name of something of the tenant: Name() is "tenants/retail",
// Name("policy") "tenants/retail/policy", Name("alerts", id) "tenants/retail/alerts/…".
func (c *Client) Name(parts ...string) string {
	return strings.Join(append([]string{"tenants", c.tenant}, parts...), "/")
}

// tenantOf returns the tenant that an API key names. Whether the key is right, only the server
// knows.
func tenantOf(key string) (string, error) {
	if key == "" {
		return "", errors.New("throughline: no API key: use WithAPIKey or set " + KeyVariable)
	}
	parts := strings.Split(key, "_")
	if len(parts) != 4 || parts[0] != "tl" || parts[2] == "" {
		return "", errors.New("throughline: the API key is misspelt: it must look like tl_live_<tenant>_<secret>")
	}
	return parts[2], nil
}
