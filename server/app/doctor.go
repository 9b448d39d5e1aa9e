package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store/embedded"
)

// Verdict says how a check ended.
type Verdict string

// The closed set of verdicts.
const (
	Good    Verdict = "ok"
	Warning Verdict = "warning" // it works, and will bite one day
	Bad     Verdict = "failed"  // the server cannot run like this
)

// Check is one thing that Diagnose looked at.
type Check struct {
	Name    string  `json:"name"`
	Verdict Verdict `json:"verdict"`
	Detail  string  `json:"detail"`           // what was found
	Remedy  string  `json:"remedy,omitempty"` // what to do about it
}

// maxSkew is how far the clocks of server and database may differ: signatures and leases use
// one each.
const maxSkew = 30 * time.Second

// Diagnose looks at everything that a server with these options needs, and changes nothing.
func Diagnose(ctx context.Context, o Options) []Check {
	o = o.withDefaults()
	checks := []Check{checkPort("gRPC port", o.GRPCAddr, "--grpc-addr"), checkPort("HTTP port", o.HTTPAddr, "--http-addr")}
	if o.TLSCert != "" || o.TLSKey != "" {
		checks = append(checks, checkTLS(o.TLSCert, o.TLSKey, o.Clock()))
	}
	if o.Database.URL == "" {
		return append(checks, diagnosePrivate(ctx, o.Database)...)
	}
	checks = append(checks, checkSecret(o.SecretKey))
	return append(checks, diagnoseDatabase(ctx, o.Database.URL)...)
}

func checkPort(name, address, flag string) Check {
	c := Check{Name: name, Verdict: Good, Detail: address + " is free"}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		c.Verdict, c.Detail = Warning, address+" cannot be taken: "+err.Error()
		c.Remedy = "a server that runs already holds it; else choose another with " + flag
		return c
	}
	_ = listener.Close()
	return c
}

// renewBefore is how long before its end a certificate is warned of.
const renewBefore = 14 * 24 * time.Hour

func checkTLS(cert, key string, now time.Time) Check {
	c := Check{Name: "certificate", Verdict: Good}
	pair, err := loadTLS(cert, key)
	if err != nil {
		c.Verdict, c.Detail, c.Remedy = Bad, err.Error(), "give --tls-cert and --tls-key a certificate chain and its key in PEM"
		return c
	}
	leaf := pair.Certificates[0].Leaf
	c.Detail = fmt.Sprintf("%s, until %s", leaf.Subject, leaf.NotAfter.Format(time.DateOnly))
	switch {
	case now.Before(leaf.NotBefore):
		c.Verdict, c.Remedy = Bad, "it is valid from "+leaf.NotBefore.Format(time.DateTime)+" on only; is the clock right?"
	case now.After(leaf.NotAfter):
		c.Verdict, c.Remedy = Bad, "it has expired; renew it"
	case now.Add(renewBefore).After(leaf.NotAfter):
		c.Verdict, c.Remedy = Warning, "renew it soon; the server reads it at its start"
	}
	return c
}

func checkSecret(encoded string) Check {
	c := Check{Name: "secret key", Verdict: Good, Detail: "set"}
	if encoded == "" {
		c.Verdict, c.Detail = Bad, "not set"
		c.Remedy = "set THROUGHLINE_SECRET_KEY to the output of 'openssl rand -base64 32', the same on every machine"
	} else if _, err := ParseSecrets(encoded); err != nil {
		c.Verdict, c.Detail, c.Remedy = Bad, err.Error(), "set THROUGHLINE_SECRET_KEY to 32 bytes in base64"
	}
	return c
}

// diagnosePrivate looks at the private Postgres: the one that runs, or whether one could.
func diagnosePrivate(ctx context.Context, o DatabaseOptions) []Check {
	dir, err := o.dataDir()
	if err != nil {
		return []Check{{Name: "data directory", Verdict: Bad, Detail: err.Error(), Remedy: "give one with --data-dir"}}
	}
	addresses, err := embedded.Attach(dir)
	if err == nil {
		running := Check{Name: "private Postgres", Verdict: Good, Detail: "runs on " + dir}
		return append([]Check{running}, diagnoseDatabase(ctx, addresses.App)...)
	}
	if !errors.Is(err, embedded.ErrNotRunning) {
		return []Check{{Name: "data directory", Verdict: Bad, Detail: err.Error(), Remedy: "run this as the user that the server runs as"}}
	}
	bin, err := embedded.Find(ctx, embedded.Options{DataDir: dir, Offline: true})
	if err != nil {
		return []Check{{Name: "private Postgres", Verdict: Warning, Detail: err.Error(), Remedy: "install PostgreSQL 15 or later; else the first start downloads one"}}
	}
	return []Check{{Name: "private Postgres", Verdict: Good, Detail: "does not run; would use " + bin.String() + " on " + dir}}
}

// diagnoseDatabase looks at a database as the application's role sees it.
func diagnoseDatabase(ctx context.Context, url string) []Check {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return []Check{{Name: "database", Verdict: Bad, Detail: oneLine(err), Remedy: "see that Postgres runs and that THROUGHLINE_DATABASE_URL is right"}}
	}
	defer func() { _ = conn.Close(ctx) }()
	return []Check{checkServer(ctx, conn), checkRole(ctx, conn), checkClock(ctx, conn), checkSchema(ctx, url)}
}

// oneLine writes an error, which pgx spreads over several lines, on one.
func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

func checkServer(ctx context.Context, conn *pgx.Conn) Check {
	var version int
	if err := conn.QueryRow(ctx, "SELECT current_setting('server_version_num')::int").Scan(&version); err != nil {
		return Check{Name: "database", Verdict: Bad, Detail: oneLine(err)}
	}
	c := Check{Name: "database", Verdict: Good, Detail: fmt.Sprintf("PostgreSQL %d answers", version/10000)}
	if version < 150000 {
		c.Verdict, c.Remedy = Bad, "Throughline needs PostgreSQL 15 or later"
	}
	return c
}

// checkRole sees to it that row-level security binds the server: no tenant is safe from a role
// that may bypass it.
func checkRole(ctx context.Context, conn *pgx.Conn) Check {
	var name string
	var super, bypass, owns bool
	err := conn.QueryRow(ctx, `SELECT r.rolname, r.rolsuper, r.rolbypassrls,
		EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		  WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\_%')
		FROM pg_roles r WHERE r.rolname = current_user`).Scan(&name, &super, &bypass, &owns)
	if err != nil {
		return Check{Name: "role", Verdict: Bad, Detail: oneLine(err)}
	}
	if super || bypass || owns {
		return Check{
			Name: "role", Verdict: Bad, Detail: name + " is not bound by row-level security: it is a superuser, bypasses it, or owns tables",
			Remedy: "use the role " + migrations.AppRole + " that 'throughline migrate --bootstrap' makes",
		}
	}
	return Check{Name: "role", Verdict: Good, Detail: name + " is bound by row-level security"}
}

func checkClock(ctx context.Context, conn *pgx.Conn) Check {
	var theirs time.Time
	if err := conn.QueryRow(ctx, "SELECT clock_timestamp()").Scan(&theirs); err != nil {
		return Check{Name: "clock", Verdict: Bad, Detail: oneLine(err)}
	}
	skew := time.Since(theirs).Abs()
	c := Check{Name: "clock", Verdict: Good, Detail: fmt.Sprintf("%v from the database's", skew.Round(time.Millisecond))}
	if skew > maxSkew {
		c.Verdict, c.Remedy = Warning, "set both clocks by NTP: webhook receivers refuse signatures that are 5 minutes off"
	}
	return c
}

func checkSchema(ctx context.Context, url string) Check {
	state, err := migrations.Inspect(ctx, url)
	if err != nil {
		return Check{Name: "tables", Verdict: Bad, Detail: oneLine(err)}
	}
	if state.Current() {
		return Check{Name: "tables", Verdict: Good, Detail: fmt.Sprintf("at version %014d", state.Version)}
	}
	c := Check{
		Name: "tables", Verdict: Bad, Remedy: "run 'throughline migrate'",
		Detail: fmt.Sprintf("at version %014d, %d migrations behind this program", state.Version, len(state.Pending)),
	}
	for _, p := range state.Problems {
		c.Detail += "; " + p.Error()
	}
	return c
}
