package api

import (
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/store"
)

// destinationTo returns a destination as clients see it: without its credentials, which it does not
// have.
func destinationTo(tenant string, d store.Destination) *throughlinev1.Destination {
	out := &throughlinev1.Destination{
		Name: name(tenant, "destinations", d.ID.String()), DisplayName: d.DisplayName,
		Disabled: !d.DisabledAt.IsZero(), DisabledReason: d.DisabledReason, DisabledAt: timestamp(d.DisabledAt),
		Etag: d.ETag, CreatedAt: timestamp(d.CreatedAt), UpdatedAt: timestamp(d.UpdatedAt), FailingSince: timestamp(d.FailingSince),
		Acting: actingTo(d.Config.Acting),
	}
	switch d.Kind {
	case route.Webhook:
		out.Target = &throughlinev1.Destination_Webhook{Webhook: &throughlinev1.Webhook{Url: d.URL, OldSecretUntil: timestamp(d.OldSecretsUntil)}}
	case route.Slack:
		slack := &throughlinev1.Slack{}
		if c := d.Config.Slack; c != nil {
			slack.Channel = c.Channel
		}
		out.Target = &throughlinev1.Destination_Slack{Slack: slack}
	case route.Teams:
		out.Target = &throughlinev1.Destination_Teams{Teams: &throughlinev1.Teams{Url: d.URL}}
	case route.Email:
		email := &throughlinev1.Email{}
		if c := d.Config.Email; c != nil {
			email.To = c.To
		}
		out.Target = &throughlinev1.Destination_Email{Email: email}
	case route.Jira:
		out.Target = &throughlinev1.Destination_Jira{Jira: jiraTo(d.URL, d.Config.Jira)}
	case route.Alertmanager:
		manager := &throughlinev1.Alertmanager{Url: d.URL}
		if c := d.Config.Alertmanager; c != nil {
			manager.User = c.User
		}
		out.Target = &throughlinev1.Destination_Alertmanager{Alertmanager: manager}
	}
	return out
}

func jiraTo(url string, c *channel.Jira) *throughlinev1.Jira {
	if c == nil {
		return &throughlinev1.Jira{Url: url}
	}
	return &throughlinev1.Jira{
		Url: url, User: c.User, Project: c.Project, IssueType: c.IssueType, DoneStatus: c.DoneStatus, ReopenStatus: c.ReopenStatus,
		OnRegression: enumOf[throughlinev1.JiraOnRegression](throughlinev1.JiraOnRegression_value, "JIRA_ON_REGRESSION_", string(c.OnRegression)),
	}
}
