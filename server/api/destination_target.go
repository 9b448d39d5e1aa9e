package api

import (
	"cmp"
	"errors"
	"net/url"
	"slices"
	"strings"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/store"
)

// draft is a destination that is made or changed, and what becomes of its secrets.
type draft struct {
	store.Destination
	secrets []func(*channel.Secrets)
	proven  bool // what we prove ourselves by was given
}

// applySecrets carries out what becomes of the secrets; nil when nothing does.
func (d *draft) applySecrets() func(*channel.Secrets) {
	if len(d.secrets) == 0 {
		return nil
	}
	return func(s *channel.Secrets) {
		for _, change := range d.secrets {
			change(s)
		}
	}
}

// targetField is one field of a destination's target.
type targetField struct {
	name     string // "bot_token"
	required bool
	secret   bool // in no answer; it stays when nobody says otherwise
	proves   bool // secret, and what we prove ourselves by
	isURL    bool
	empty    func(*throughlinev1.Destination) bool
	set      func(*draft, *throughlinev1.Destination)
}

// textField is a field that holds text.
func textField(name string, get func(*throughlinev1.Destination) string, set func(*draft, string)) targetField {
	return targetField{
		name: name, empty: func(d *throughlinev1.Destination) bool { return get(d) == "" },
		set: func(to *draft, from *throughlinev1.Destination) { set(to, get(from)) },
	}
}

// address is a field with the address of the destination.
func address(get func(*throughlinev1.Destination) string) targetField {
	f := textField("url", get, func(to *draft, v string) { to.URL = v })
	f.required, f.isURL = true, true
	return f
}

// token is a field with what we prove ourselves by.
func token(name string, get func(*throughlinev1.Destination) string) targetField {
	f := textField(name, get, func(to *draft, v string) {
		to.proven = true
		to.secrets = append(to.secrets, func(s *channel.Secrets) { s.Token = v })
	})
	f.secret, f.proves = true, true
	return f
}

// verifier is a field with the secret that proves what comes back.
func verifier(name string, get func(*throughlinev1.Destination) string) targetField {
	f := textField(name, get, func(to *draft, v string) {
		to.secrets = append(to.secrets, func(s *channel.Secrets) {
			s.Signing = nil
			if v != "" {
				s.Signing = []string{v}
			}
		})
	})
	f.secret = true
	return f
}

func required(f targetField) targetField {
	f.required = true
	return f
}

func slackOf(d *draft) *channel.Slack {
	d.Config.Slack = cmp.Or(d.Config.Slack, &channel.Slack{})
	return d.Config.Slack
}

func jiraOf(d *draft) *channel.Jira {
	d.Config.Jira = cmp.Or(d.Config.Jira, &channel.Jira{})
	return d.Config.Jira
}

// targets are the fields of each kind's target, in the order of the proto file.
var targets = map[route.DestinationKind][]targetField{
	route.Webhook: {address(func(d *throughlinev1.Destination) string { return d.GetWebhook().GetUrl() })},
	route.Slack: {
		required(textField("channel", func(d *throughlinev1.Destination) string { return d.GetSlack().GetChannel() }, func(to *draft, v string) { slackOf(to).Channel = v })),
		required(token("bot_token", func(d *throughlinev1.Destination) string { return d.GetSlack().GetBotToken() })),
		verifier("signing_secret", func(d *throughlinev1.Destination) string { return d.GetSlack().GetSigningSecret() }),
	},
	route.Teams: {address(func(d *throughlinev1.Destination) string { return d.GetTeams().GetUrl() })},
	route.Email: {{
		name: "to", required: true, empty: func(d *throughlinev1.Destination) bool { return len(d.GetEmail().GetTo()) == 0 },
		set: func(to *draft, from *throughlinev1.Destination) {
			to.Config.Email = &channel.Email{To: slices.Clone(from.GetEmail().GetTo())}
		},
	}},
	route.Jira: {
		address(func(d *throughlinev1.Destination) string { return d.GetJira().GetUrl() }),
		textField("user", func(d *throughlinev1.Destination) string { return d.GetJira().GetUser() }, func(to *draft, v string) { jiraOf(to).User = v }),
		required(textField("project", func(d *throughlinev1.Destination) string { return d.GetJira().GetProject() }, func(to *draft, v string) { jiraOf(to).Project = v })),
		textField("issue_type", func(d *throughlinev1.Destination) string { return d.GetJira().GetIssueType() }, func(to *draft, v string) { jiraOf(to).IssueType = v }),
		textField("on_regression", func(d *throughlinev1.Destination) string {
			return wordOf(d.GetJira().GetOnRegression(), "JIRA_ON_REGRESSION_")
		},
			func(to *draft, v string) { jiraOf(to).OnRegression = channel.OnRegression(v) }),
		textField("done_status", func(d *throughlinev1.Destination) string { return d.GetJira().GetDoneStatus() }, func(to *draft, v string) { jiraOf(to).DoneStatus = v }),
		textField("reopen_status", func(d *throughlinev1.Destination) string { return d.GetJira().GetReopenStatus() }, func(to *draft, v string) { jiraOf(to).ReopenStatus = v }),
		required(token("api_token", func(d *throughlinev1.Destination) string { return d.GetJira().GetApiToken() })),
		verifier("webhook_secret", func(d *throughlinev1.Destination) string { return d.GetJira().GetWebhookSecret() }),
	},
	route.Alertmanager: {
		address(func(d *throughlinev1.Destination) string { return d.GetAlertmanager().GetUrl() }),
		textField("user", func(d *throughlinev1.Destination) string { return d.GetAlertmanager().GetUser() }, func(to *draft, v string) {
			to.Config.Alertmanager = nil
			if v != "" {
				to.Config.Alertmanager = &channel.Alertmanager{User: v}
			}
		}),
		token("token", func(d *throughlinev1.Destination) string { return d.GetAlertmanager().GetToken() }),
	},
}

// kindOfTarget returns the kind whose target is set; "" for none.
func kindOfTarget(d *throughlinev1.Destination) route.DestinationKind {
	m := d.ProtoReflect()
	if set := m.WhichOneof(m.Descriptor().Oneofs().ByName("target")); set != nil {
		return route.DestinationKind(set.Name())
	}
	return ""
}

// take takes one field of a target over into a draft, or says what is wrong with it.
func (s *routingService) take(to *draft, from *throughlinev1.Destination, f targetField) error {
	path := "destination." + string(to.Kind) + "." + f.name
	if f.required && f.empty(from) {
		return invalidField(path, journey.ReasonMissing, "must be given")
	}
	before := to.URL
	f.set(to, from)
	if f.isURL && to.URL != before {
		return s.checkURL(path, to.URL)
	}
	return nil
}

// checkURL says why a destination's address cannot be used.
func (s *routingService) checkURL(path, address string) error {
	err := s.ValidateURL(address)
	var forbidden *outbound.ForbiddenError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &forbidden), strings.HasPrefix(strings.ToLower(address), "http://"):
		return intercept.Errorf(codes.InvalidArgument, throughlinev1.ErrorReason_ERROR_REASON_DESTINATION_ADDRESS_FORBIDDEN, "%s: %v", path, err)
	}
	return invalidField(path, journey.ReasonMalformed, "%v", err)
}

// sameHost reports whether two addresses lead to the same host and port, by the same protocol.
func sameHost(a, b string) bool {
	x, errX := url.Parse(a)
	y, errY := url.Parse(b)
	return errX == nil && errY == nil && x.Scheme == y.Scheme && strings.EqualFold(x.Host, y.Host)
}

// needsMail says that a destination cannot be written to without a mail server.
func (s *routingService) needsMail(kind route.DestinationKind) error {
	if kind != route.Email || s.MailServer {
		return nil
	}
	return intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_MAIL_SERVER_MISSING,
		"this server has no mail server to send through: whoever runs it sets one with --smtp-url")
}
