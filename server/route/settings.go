package route

import (
	"slices"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
)

// Settings is what a tenant set about who answers for alerts, how long they have, and when its
// teams are told.
type Settings struct {
	FallbackTeam string         `json:"fallback_team"` // answers for what nobody else does; empty for none
	Clocks       []Clock        `json:"clocks"`        // by severity; DefaultClocks for those that are left out
	Teams        []TeamSettings `json:"teams"`

	NoCostlyReminder bool `json:"no_costly_reminder,omitempty"` // owners are not reminded of costly breaks that never fired
}

// Clock is how long a team has to accept an alert of a severity.
type Clock struct {
	Severity     alert.Severity `json:"severity"`
	AcceptWithin time.Duration  `json:"accept_within"` // 1 minute to 90 days
	RemindEvery  time.Duration  `json:"remind_every"`  // until it runs out; 0 for never
}

// DefaultClocks are the clocks of a tenant that set none.
var DefaultClocks = []Clock{
	{alert.SeverityLow, 7 * 24 * time.Hour, 48 * time.Hour},
	{alert.SeverityMedium, 3 * 24 * time.Hour, 24 * time.Hour},
	{alert.SeverityHigh, 24 * time.Hour, 8 * time.Hour},
	{alert.SeverityCritical, 4 * time.Hour, time.Hour},
}

// TeamSettings is how one team is told, and who is asked when it does not move.
type TeamSettings struct {
	Team         string         `json:"team"`
	EscalatesTo  string         `json:"escalates_to"` // asked next; the fallback team when empty
	TimeZone     string         `json:"time_zone"`    // IANA name, "Europe/Berlin"; UTC when empty
	Quiet        []QuietHours   `json:"quiet_hours"`
	DigestAt     string         `json:"digest_at"`     // "09:00", when what was held back is told; DefaultDigestAt when empty
	DigestDays   []time.Weekday `json:"digest_days"`   // every day when empty
	DigestAlways bool           `json:"digest_always"` // everything waits for the digest
	BudgetAlerts int            `json:"budget_alerts"` // most alerts told of at once within BudgetDays; 0 for no limit
	BudgetDays   int            `json:"budget_days"`   // 1 to 90
	UrgentFrom   alert.Severity `json:"urgent_from"`   // alerts of this severity and above are never held back; critical when empty
}

// DefaultDigestAt is when a team that says nothing else gets its digest.
const DefaultDigestAt = "09:00"

// QuietHours is a span of the day in which a team is not told. One that ends at or before its
// start ends on the next day; 00:00 to 00:00 is the whole day.
type QuietHours struct {
	Days  []time.Weekday `json:"days"` // on which it begins; every day when empty
	Start string         `json:"start"`
	End   string         `json:"end"`
}

// Clock returns the clock of a severity; what is not said is medium.
func (s Settings) Clock(severity alert.Severity) Clock {
	if severity == "" {
		severity = alert.SeverityMedium
	}
	for _, clocks := range [][]Clock{s.Clocks, DefaultClocks} {
		if i := slices.IndexFunc(clocks, func(c Clock) bool { return c.Severity == severity }); i >= 0 {
			return clocks[i]
		}
	}
	return Clock{Severity: severity}
}

// Team returns a team's settings; those of a team that has none say only its name.
func (s Settings) Team(team string) TeamSettings {
	if i := slices.IndexFunc(s.Teams, func(t TeamSettings) bool { return t.Team == team }); i >= 0 {
		return s.Teams[i]
	}
	return TeamSettings{Team: team}
}

// Next returns who is asked when a team does not take a slot: the first of its chain that has
// not passed, in the end the fallback team; "" when there is nobody left.
func (s Settings) Next(team string, passed []string) string {
	seen := append([]string{team}, passed...)
	for at := s.Team(team).EscalatesTo; at != ""; at = s.Team(at).EscalatesTo {
		if !slices.Contains(seen, at) {
			return at
		}
		if slices.Contains(seen[1+len(passed):], at) {
			break // a cycle, which Validate refuses
		}
		seen = append(seen, at)
	}
	if s.FallbackTeam != team && !slices.Contains(passed, s.FallbackTeam) {
		return s.FallbackTeam
	}
	return ""
}

// Rehomed returns the settings without a team: where others named it they name another.
func (s Settings) Rehomed(team, to string) Settings {
	out := Settings{FallbackTeam: s.FallbackTeam, Clocks: s.Clocks, NoCostlyReminder: s.NoCostlyReminder}
	if out.FallbackTeam == team {
		out.FallbackTeam = to
	}
	for _, t := range s.Teams {
		if t.Team == team {
			continue
		}
		if t.EscalatesTo == team {
			t.EscalatesTo = to
		}
		if t.EscalatesTo == t.Team {
			t.EscalatesTo = ""
		}
		out.Teams = append(out.Teams, t)
	}
	return out
}

// Holdings returns where the settings name a team: what must name another before it can go.
func (s Settings) Holdings(team string) []string {
	var out []string
	if s.FallbackTeam == team {
		out = append(out, "the fallback team")
	}
	for _, t := range s.Teams {
		if t.EscalatesTo == team {
			out = append(out, "the escalation of team "+t.Team)
		}
	}
	return out
}

// severe reports whether a severity is at least another; what is not said is medium.
func severe(s, least alert.Severity) bool { return rank(s) >= rank(least) }

func rank(s alert.Severity) int {
	if s == "" {
		s = alert.SeverityMedium
	}
	return slices.Index(alert.Severities, s)
}
