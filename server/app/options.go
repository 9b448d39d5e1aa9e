package app

import (
	"log/slog"
	"net/netip"
	"time"

	"github.com/throughline-cx/throughline/server/assist"
	"github.com/throughline-cx/throughline/server/route/slack"
)

// Options say how a server runs. The zero value runs a private Postgres and listens on the
// default ports of this machine.
type Options struct {
	Database  DatabaseOptions
	SecretKey string // 32 bytes in base64; empty takes the one beside the private Postgres's data
	Logger    *slog.Logger

	GRPCAddr    string   // "127.0.0.1:7443" when empty
	HTTPAddr    string   // "127.0.0.1:7080" when empty
	TLSCert     string   // file with the certificate chain, PEM; empty speaks plain text
	TLSKey      string   // file with the private key, PEM
	CORSOrigins []string // web origins that may call the HTTP port
	Reflection  bool     // lets clients list the services

	AllowPrivateWebhooks bool           // destinations may lead to plain http and into private networks
	AllowDestinations    []netip.Prefix // private networks into which destinations may lead

	PublicURL string // where people reach the HTTP port, "https://throughline.example.com"; empty for no links in messages
	SlackAPI  string // address of Slack's API, with a slash at its end; empty for Slack's own
	SMTPURL   string // mail server that takes what is sent to people; holds a password, never logged; empty for none
	MailFrom  string // sender of mails, "Throughline <alerts@example.com>"; required with SMTPURL

	RatePerSecond float64 // calls that each tenant may make in a second; 0 does not limit
	RateBurst     int     // calls that may be saved up

	Assist *assist.Settings // the language model that reads as well; nil for none

	Clock func() time.Time // time.Now when nil
}

func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Database.Logger == nil {
		o.Database.Logger = o.Logger
	}
	if o.GRPCAddr == "" {
		o.GRPCAddr = "127.0.0.1:7443"
	}
	if o.HTTPAddr == "" {
		o.HTTPAddr = "127.0.0.1:7080"
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	return o
}

func (o Options) slackOptions() []slack.Option {
	if o.SlackAPI == "" {
		return nil
	}
	return []slack.Option{slack.WithAPI(o.SlackAPI)}
}
