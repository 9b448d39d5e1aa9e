package alertmanager

import (
	"cmp"
	"encoding/json"
	"maps"
	"strings"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/story"
	"github.com/throughline-cx/throughline/server/route/text"
)

// Lifetime is how long after the last message an alert lasts that nobody has ended.
const Lifetime = 90 * 24 * time.Hour

// testLifetime is how long an alert lasts by which somebody tries a destination, and
// unreachableLifetime one that says that a destination is out of use: nothing tells of its end.
const (
	testLifetime        = 5 * time.Minute
	unreachableLifetime = 24 * time.Hour
)

// The names of alerts, in the label alertname.
const (
	AlertName            = "ThroughlineBrokenHandoff"
	TestAlertName        = "ThroughlineTest"
	UnreachableAlertName = "ThroughlineDestinationUnreachable"
)

// postable is an alert as the API takes it: postableAlert of its specification. The project's own
// models would bring go-openapi's runtime with them.
type postable struct {
	Labels       map[string]string `json:"labels"`
	Annotations  map[string]string `json:"annotations"`
	StartsAt     time.Time         `json:"startsAt"`
	EndsAt       time.Time         `json:"endsAt"`
	GeneratorURL string            `json:"generatorURL,omitempty"`
}

// alertsOf returns the alert that is told; the same under the labels that it had, ended, where they
// were others; and the other alerts of a digest.
func alertsOf(t channel.Told) []postable {
	if u := unreachable(t); u != nil {
		return []postable{outOfUse(t, *u)}
	}
	now := labelsOf(t)
	alerts := []postable{{
		Labels: now, Annotations: annotationsOf(t), StartsAt: startOf(t), EndsAt: endOf(t, t.Message.Alert.State, t.Message.Alert.At), GeneratorURL: t.Link,
	}}
	if was := labelsBefore(t.Posted); was != nil && !t.Test && !maps.Equal(was, now) {
		alerts = append(alerts, postable{
			Labels: was, Annotations: map[string]string{"summary": "told under other labels since"}, StartsAt: startOf(t), EndsAt: t.Timestamp,
		})
	}
	for _, e := range others(t) {
		alerts = append(alerts, digested(t, e))
	}
	for i := range alerts {
		a := &alerts[i]
		if a.StartsAt.After(a.EndsAt) {
			a.StartsAt = a.EndsAt
		}
	}
	return alerts
}

// unreachable returns the destination that is told to be out of use; nil when something else is told.
func unreachable(t channel.Told) *route.Unreachable {
	if t.Addition == nil {
		return nil
	}
	return t.Addition.Unreachable
}

// outOfUse is an alert of its own: that a destination was disabled changes nothing of the message that
// it did not take.
func outOfUse(t channel.Told, u route.Unreachable) postable {
	return postable{
		Labels: valid(map[string]string{"alertname": UnreachableAlertName, "destination_id": u.DestinationID, "kind": string(u.Kind), "team": t.Owner.Team}),
		Annotations: valid(map[string]string{
			"summary": "The destination " + cmp.Or(u.Name, u.DestinationID) + " was disabled", "description": story.Tell(t).Ask.Text, "reason": u.Reason,
		}),
		StartsAt: earlier(u.At, t.Timestamp), EndsAt: t.Timestamp.Add(unreachableLifetime),
	}
}

// labelsOf returns what an alert is known by.
func labelsOf(t channel.Told) map[string]string {
	m := t.Message
	labels := identity(m.Alert.AlertID.String(), t.Owner.Team, m.Alert.Severity, m.Break.From.ID, m.Break.To.ID, string(m.Break.FailureMode))
	if t.Test {
		labels["alertname"] = TestAlertName
	}
	return labels
}

func identity(id, team string, severity alert.Severity, from, to, mode string) map[string]string {
	labels := map[string]string{
		"alertname": AlertName, "alert_id": id, "team": team, "severity": string(severity), "from": from, "to": to, "failure_mode": mode,
	}
	return valid(labels)
}

func annotationsOf(t channel.Told) map[string]string {
	s := story.Tell(t)
	a := map[string]string{
		"summary":         s.Headline(),
		"description":     text.Tell(s, text.Options{}),
		"state":           string(s.State),
		"role":            string(t.Owner.Role),
		"reason":          t.Message.Why.Reason,
		"recommended_fix": t.Message.Fix.Title,
		"link":            t.Link,
	}
	if s.Ask != nil {
		a["asked"] = s.Ask.Text
	}
	if t.Test {
		a["summary"] = "Test: " + a["summary"]
	}
	return valid(a)
}

// valid returns labels or annotations as Alertmanager keeps them: those that say something, in UTF-8.
func valid(a map[string]string) map[string]string {
	maps.DeleteFunc(a, func(_, value string) bool { return value == "" })
	for name, value := range a {
		a[name] = strings.ToValidUTF8(value, "?")
	}
	return a
}

// startOf returns when the alert began: when it first fired. A tenant's clock may be another than
// ours, and nothing is to begin in the future.
func startOf(t channel.Told) time.Time {
	h := t.Message.Alert
	start := h.At
	if h.FirstFiredAt != nil {
		start = *h.FirstFiredAt
	}
	return earlier(start, t.Timestamp)
}

// endOf returns when an alert ends that came to a state at an instant.
func endOf(t channel.Told, s alert.State, at time.Time) time.Time {
	switch {
	case t.Test:
		return t.Timestamp.Add(testLifetime)
	case s == alert.Resolved || s == alert.Snoozed:
		return earlier(at, t.Timestamp)
	}
	return t.Timestamp.Add(Lifetime)
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// others returns the alerts of a digest besides the one with whose evidence it is told.
func others(t channel.Told) []route.DigestEntry {
	if t.Addition == nil || t.Addition.Digest == nil {
		return nil
	}
	var out []route.DigestEntry
	for _, e := range t.Addition.Digest.Entries {
		if e.AlertID != t.Message.Alert.AlertID.String() {
			out = append(out, e)
		}
	}
	return out
}

func digested(t channel.Told, e route.DigestEntry) postable {
	return postable{
		Labels:      identity(e.AlertID, t.Owner.Team, e.Severity, e.From, e.To, string(e.FailureMode)),
		Annotations: valid(map[string]string{"summary": e.Title, "state": string(e.State), "role": string(e.Role), "reason": e.Reason}),
		StartsAt:    t.Timestamp, EndsAt: endOf(t, e.State, t.Timestamp),
	}
}

// maxReference is how long what is kept of a posting may be.
const maxReference = 1000

// reference writes labels for a posting. Ones that are too long to keep are not ended when they
// change; they end by themselves.
func reference(labels map[string]string) string {
	data, err := json.Marshal(labels)
	if err != nil || len(data) > maxReference {
		return ""
	}
	return string(data)
}

// labelsBefore returns the labels under which an alert was told before; nil when that is not known.
func labelsBefore(p *channel.Posting) map[string]string {
	var labels map[string]string
	if p == nil || json.Unmarshal([]byte(p.Reference), &labels) != nil || labels["alertname"] == "" {
		return nil
	}
	return labels
}
