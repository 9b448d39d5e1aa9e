package app

import (
	"errors"
	"fmt"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/alertmanager"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/email"
	"github.com/throughline-cx/throughline/server/route/jira"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/slack"
	"github.com/throughline-cx/throughline/server/route/teams"
	"github.com/throughline-cx/throughline/server/route/webhook"
)

// channels returns what sends to each kind of destination. Nobody is written to without a mail server.
func (a *App) channels(client *outbound.Client, inSlack *slack.Channel) (map[route.DestinationKind]channel.Channel, error) {
	out := map[route.DestinationKind]channel.Channel{
		route.Webhook:      webhook.New(webhook.NewSender(client)),
		route.Slack:        inSlack,
		route.Teams:        teams.New(client),
		route.Jira:         jira.New(client),
		route.Alertmanager: alertmanager.New(client),
	}
	if a.options.SMTPURL == "" {
		return out, nil
	}
	if a.options.MailFrom == "" {
		return nil, errors.New("mails need a sender: set --mail-from or THROUGHLINE_MAIL_FROM beside the mail server")
	}
	mail, err := email.New(email.Options{URL: a.options.SMTPURL, From: a.options.MailFrom})
	if err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	out[route.Email] = mail
	return out, nil
}
