package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/route/email"
)

// serveFlags are the flags that say how a server runs.
type serveFlags struct {
	databaseFlags
	grpcAddr        string
	httpAddr        string
	tlsCert         string
	tlsKey          string
	reflection      bool
	privateWebhooks bool
	allowed         []string
	publicURL       string
	smtpURL         string
	keyFile         string
	keyCommand      string
	mailFrom        string
	corsOrigins     []string
	rate            float64
	burst           int
	logLevel        string
	logJSON         bool
}

func (f *serveFlags) add(c *cobra.Command) {
	f.databaseFlags.add(c)
	c.Flags().StringVar(&f.grpcAddr, "grpc-addr", environment("GRPC_ADDR", "127.0.0.1:7443"), "`address` where gRPC is served (THROUGHLINE_GRPC_ADDR)")
	c.Flags().StringVar(&f.httpAddr, "http-addr", environment("HTTP_ADDR", "127.0.0.1:7080"), "`address` where Connect, gRPC-Web and JSON are served (THROUGHLINE_HTTP_ADDR)")
	c.Flags().StringVar(&f.tlsCert, "tls-cert", environment("TLS_CERT", ""), "`file` with the certificate chain, PEM; without it the doors speak plain text (THROUGHLINE_TLS_CERT)")
	c.Flags().StringVar(&f.tlsKey, "tls-key", environment("TLS_KEY", ""), "`file` with the private key, PEM (THROUGHLINE_TLS_KEY)")
	c.Flags().BoolVar(&f.reflection, "reflection", false, "let clients list the services, for grpcurl and the like")
	c.Flags().BoolVar(&f.privateWebhooks, "allow-private-webhooks", false, "let destinations lead to plain http and into private networks; for development")
	c.Flags().StringSliceVar(&f.allowed, "allow-destinations", environmentList("ALLOW_DESTINATIONS"), "private `network` into which destinations may lead, such as 10.1.0.0/16; may be given several times (THROUGHLINE_ALLOW_DESTINATIONS, with commas)")
	c.Flags().StringVar(&f.publicURL, "public-url", environment("PUBLIC_URL", ""), "`address` where people reach the HTTP port, such as https://throughline.example.com; without it messages have no links (THROUGHLINE_PUBLIC_URL)")
	c.Flags().StringVar(&f.smtpURL, "smtp-url", "", "mail server, a `URL` such as smtp://user:password@smtp.example.com:587; better in THROUGHLINE_SMTP_URL, where other users of the machine do not see it")
	c.Flags().StringVar(&f.keyFile, "secret-key-file", environment("SECRET_KEY_FILE", ""), "`file` that holds the secret key, instead of THROUGHLINE_SECRET_KEY (THROUGHLINE_SECRET_KEY_FILE)")
	c.Flags().StringVar(&f.keyCommand, "secret-key-command", environment("SECRET_KEY_COMMAND", ""), "`command` that prints the secret key, such as one that asks a key service; it is run once at the start (THROUGHLINE_SECRET_KEY_COMMAND)")
	c.Flags().StringVar(&f.mailFrom, "mail-from", environment("MAIL_FROM", ""), "sender of mails, an `address` such as 'Throughline <alerts@example.com>' (THROUGHLINE_MAIL_FROM)")
	c.Flags().StringSliceVar(&f.corsOrigins, "cors-origin", nil, "web `origin` that may call the HTTP port from a browser; may be given several times")
	c.Flags().Float64Var(&f.rate, "rate-limit", 200, "calls that each tenant may make in a second; 0 does not limit")
	c.Flags().IntVar(&f.burst, "rate-burst", 400, "calls that a tenant may save up")
	c.Flags().StringVar(&f.logLevel, "log-level", environment("LOG_LEVEL", "info"), "`level`: debug, info, warn or error (THROUGHLINE_LOG_LEVEL)")
	c.Flags().BoolVar(&f.logJSON, "log-json", false, "log JSON, one object a line")
}

func (f *serveFlags) options(ctx context.Context, s Streams) (app.Options, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(f.logLevel)); err != nil {
		return app.Options{}, usageError{fmt.Errorf("--log-level must be debug, info, warn or error, not %q", f.logLevel)}
	}
	if err := f.check(); err != nil {
		return app.Options{}, usageError{err}
	}
	allowed, err := networks(f.allowed)
	if err != nil {
		return app.Options{}, usageError{err}
	}
	smtp := cmp.Or(f.smtpURL, environment("SMTP_URL", ""))
	if err := checkMail(smtp, f.mailFrom); err != nil {
		return app.Options{}, usageError{err}
	}
	key, err := secretKey(ctx, s.Err, f.keyFile, f.keyCommand)
	if err != nil {
		return app.Options{}, err
	}
	assisted, err := assistSettings()
	if err != nil {
		return app.Options{}, usageError{err}
	}
	handler := slog.Handler(slog.NewTextHandler(s.Err, &slog.HandlerOptions{Level: level}))
	if f.logJSON {
		handler = slog.NewJSONHandler(s.Err, &slog.HandlerOptions{Level: level})
	}
	log := slog.New(handler)
	database := f.databaseFlags.options(s.Err)
	database.Logger = log
	return app.Options{
		Database: database, Logger: log, SecretKey: key,
		GRPCAddr: f.grpcAddr, HTTPAddr: f.httpAddr, TLSCert: f.tlsCert, TLSKey: f.tlsKey,
		Reflection: f.reflection, AllowPrivateWebhooks: f.privateWebhooks, AllowDestinations: allowed, CORSOrigins: f.corsOrigins,
		PublicURL: strings.TrimSuffix(f.publicURL, "/"), SMTPURL: smtp, MailFrom: f.mailFrom,
		RatePerSecond: f.rate, RateBurst: f.burst, Assist: assisted,
	}, nil
}

// check looks at what can be judged before anything is started.
func (f *serveFlags) check() error {
	for _, a := range []struct{ flag, value, example string }{
		{"--grpc-addr", f.grpcAddr, "127.0.0.1:7443 or :7443"}, {"--http-addr", f.httpAddr, "127.0.0.1:7080 or :7080"},
	} {
		if _, _, err := net.SplitHostPort(a.value); err != nil {
			return fmt.Errorf("%s must be host:port, such as %s, not %q", a.flag, a.example, a.value)
		}
	}
	if err := checkPublicURL(f.publicURL); err != nil {
		return err
	}
	if (f.tlsCert == "") != (f.tlsKey == "") {
		return errors.New("--tls-cert and --tls-key go together: give both, or none to speak plain text")
	}
	return nil
}

// checkPublicURL says what is wrong with the address that links in messages begin with.
func checkPublicURL(address string) error {
	u, err := url.Parse(address)
	ok := err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil && u.RawQuery == "" && u.Fragment == ""
	if address != "" && !ok {
		return fmt.Errorf("--public-url must be http or https, a host and maybe a path, such as https://throughline.example.com, not %q", address)
	}
	return nil
}

// checkMail looks at the mail server's settings before anything is started.
func checkMail(smtp, from string) error {
	switch {
	case smtp == "":
		return nil
	case from == "":
		return errors.New("--mail-from must be given with a mail server: the sender of mails, such as 'Throughline <alerts@example.com>'")
	}
	_, err := email.New(email.Options{URL: smtp, From: from})
	return err
}

// networks reads address ranges.
func networks(given []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, text := range given {
		prefix, err := netip.ParsePrefix(strings.TrimSpace(text))
		if err != nil || prefix != prefix.Masked() {
			return nil, fmt.Errorf("--allow-destinations must be networks such as 10.1.0.0/16, with no bit set after the prefix, not %q", text)
		}
		out = append(out, prefix)
	}
	return out, nil
}

func newServe(s Streams) *cobra.Command {
	var o serveFlags
	c := &cobra.Command{
		Use:   "serve",
		Short: "Run the server",
		Long: `Runs the server: gRPC on one port; Connect, gRPC-Web and JSON on another. Without
--database-url it runs a private Postgres by itself and keeps everything in --data-dir.

Make the first API key, in another terminal, with
  throughline keys create --tenant acme --role admin --create-tenant

A language model reads as well when THROUGHLINE_ASSIST_BASE_URL names an endpoint that speaks
the OpenAI protocol and THROUGHLINE_ASSIST_MODEL a model; docs/assisted.md says the rest.`,
		Example: `  throughline serve
  THROUGHLINE_DATABASE_URL=postgres://… THROUGHLINE_SECRET_KEY=… throughline serve --grpc-addr :7443 --http-addr :7080`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return serve(c.Context(), s, o) },
	}
	o.add(c)
	return c
}

func serve(ctx context.Context, s Streams, o serveFlags) error {
	options, err := o.options(ctx, s)
	if err != nil {
		return err
	}
	a, err := app.New(ctx, options)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Err, "gRPC on %s; Connect, gRPC-Web and JSON on http://%s\n", a.GRPCAddr(), a.HTTPAddr())
	return a.Run(ctx)
}
