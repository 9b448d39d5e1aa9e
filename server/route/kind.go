package route

import "time"

// DestinationKind says how a destination is reached.
type DestinationKind string

// The closed set of kinds.
const (
	Webhook      DestinationKind = "webhook"      // an HTTPS address that takes signed JSON
	Slack        DestinationKind = "slack"        // a channel of a Slack workspace
	Teams        DestinationKind = "teams"        // a channel of Microsoft Teams
	Email        DestinationKind = "email"        // mail addresses
	Jira         DestinationKind = "jira"         // a project of a Jira site
	Alertmanager DestinationKind = "alertmanager" // a Prometheus Alertmanager
)

// DestinationKinds lists every kind.
var DestinationKinds = []DestinationKind{Webhook, Slack, Teams, Email, Jira, Alertmanager}

// EditsInPlace reports whether a destination of the kind shows one message for an alert to a team,
// which is kept true: then the newest state is what it gets, and not every change on the way there.
func (k DestinationKind) EditsInPlace() bool {
	return k == Slack || k == Jira || k == Alertmanager
}

// Pace returns the shortest time between two messages to one destination of the kind; 0 for as many
// as it takes. Slack lets an app write about once a second in a channel, and edit 50 times a minute
// (docs.slack.dev/apis/web-api/rate-limits, tier 3); Teams takes 4 requests in a second of one
// webhook; Jira takes 20 writes in 2 seconds to one issue, and a message may need several.
func (k DestinationKind) Pace() time.Duration {
	switch k {
	case Slack:
		return 1200 * time.Millisecond
	case Teams:
		return 250 * time.Millisecond
	case Jira:
		return 500 * time.Millisecond
	}
	return 0
}
