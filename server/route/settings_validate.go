package route

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
)

// The bounds of a clock and of a budget.
const (
	MinClock      = time.Minute
	MaxClock      = 90 * 24 * time.Hour
	MaxBudgetDays = 90
)

// Validate returns everything that is wrong with the settings beside a journey map, whose teams
// they may name.
func (s Settings) Validate(m *journey.Map) []journey.Violation {
	v := settingsCheck{teams: m.Teams, settings: s}
	if s.FallbackTeam != "" {
		v.known("fallback_team", s.FallbackTeam)
	}
	v.clocks()
	seen := map[string]bool{}
	for i, t := range s.Teams {
		at := fmt.Sprintf("teams[%d]", i)
		v.known(at+".team", t.Team)
		if seen[t.Team] {
			v.bad(at+".team", journey.ReasonRepeated, "team %q is listed twice", t.Team)
		}
		seen[t.Team] = true
		v.team(at, t)
	}
	return v.found
}

type settingsCheck struct {
	teams    []string
	settings Settings
	found    []journey.Violation
}

func (v *settingsCheck) bad(field, reason, format string, args ...any) {
	v.found = append(v.found, journey.Violation{Field: field, Reason: reason, Description: fmt.Sprintf(format, args...)})
}

func (v *settingsCheck) known(field, team string) {
	if !slices.Contains(v.teams, team) {
		v.bad(field, journey.ReasonUnknownValue, "team %q is not in the journey map; its teams are %s", team, strings.Join(v.teams, ", "))
	}
}

func (v *settingsCheck) severity(field string, s alert.Severity) {
	if !slices.Contains(alert.Severities, s) {
		v.bad(field, journey.ReasonUnknownValue, "%q is no severity; the severities are %v", s, alert.Severities)
	}
}

func (v *settingsCheck) clocks() {
	seen := map[alert.Severity]bool{}
	for i, c := range v.settings.Clocks {
		at := fmt.Sprintf("clocks[%d]", i)
		v.severity(at+".severity", c.Severity)
		if seen[c.Severity] {
			v.bad(at+".severity", journey.ReasonRepeated, "%s has two clocks", c.Severity)
		}
		seen[c.Severity] = true
		if c.AcceptWithin < MinClock || c.AcceptWithin > MaxClock {
			v.bad(at+".accept_within", journey.ReasonOutOfRange, "%v must be from %v to %v", c.AcceptWithin, MinClock, MaxClock)
		}
		if c.RemindEvery != 0 && (c.RemindEvery < MinClock || c.RemindEvery > c.AcceptWithin) {
			v.bad(at+".remind_every", journey.ReasonOutOfRange, "%v must be 0, for no reminders, or from %v to accept_within, %v", c.RemindEvery, MinClock, c.AcceptWithin)
		}
	}
}

func (v *settingsCheck) team(at string, t TeamSettings) {
	if t.EscalatesTo != "" {
		v.known(at+".escalates_to", t.EscalatesTo)
		if chain := v.cycle(t.Team); chain != nil {
			v.bad(at+".escalates_to", journey.ReasonRepeated, "the escalation comes back to where it began: %s; let one of them escalate to nobody, so that the fallback team is asked", strings.Join(chain, " -> "))
		}
	}
	if t.UrgentFrom != "" {
		v.severity(at+".urgent_from", t.UrgentFrom)
	}
	zone, err := t.zone()
	if err != nil {
		v.bad(at+".time_zone", journey.ReasonUnknownValue, "%q is no time zone; give an IANA name such as Europe/Berlin", t.TimeZone)
		zone = time.UTC
	}
	v.quiet(at, t, zone)
	v.digest(at, t)
	switch {
	case t.BudgetAlerts < 0:
		v.bad(at+".budget_alerts", journey.ReasonOutOfRange, "%d must be 0, for no limit, or more", t.BudgetAlerts)
	case t.BudgetAlerts > 0 && (t.BudgetDays < 1 || t.BudgetDays > MaxBudgetDays):
		v.bad(at+".budget_days", journey.ReasonOutOfRange, "%d must be 1 to %d", t.BudgetDays, MaxBudgetDays)
	case t.BudgetAlerts == 0 && t.BudgetDays != 0:
		v.bad(at+".budget_alerts", journey.ReasonMissing, "is missing: budget_days says over how many days it counts")
	}
}

// cycle returns the chain of escalations from a team back to it; nil when there is none.
func (v *settingsCheck) cycle(team string) []string {
	chain := []string{team}
	for at := v.settings.Team(team).EscalatesTo; at != "" && len(chain) <= len(v.settings.Teams); at = v.settings.Team(at).EscalatesTo {
		chain = append(chain, at)
		if at == team {
			return chain
		}
	}
	return nil
}

func (v *settingsCheck) quiet(at string, t TeamSettings, zone *time.Location) {
	sound := true
	for i, q := range t.Quiet {
		field := fmt.Sprintf("%s.quiet_hours[%d]", at, i)
		sound = v.clockTime(field+".start", q.Start) && v.clockTime(field+".end", q.End) && v.days(field+".days", q.Days) && sound
	}
	if sound && len(t.Quiet) > 0 && t.coversEverything(zone) {
		v.bad(at+".quiet_hours", journey.ReasonOutOfRange, "they cover the whole week, so the team would never be told; leave some time open, or delete its routes")
	}
}

func (v *settingsCheck) digest(at string, t TeamSettings) {
	if t.DigestAt != "" {
		v.clockTime(at+".digest_at", t.DigestAt)
	}
	v.days(at+".digest_days", t.DigestDays)
}

func (v *settingsCheck) days(field string, days []time.Weekday) bool {
	sound := true
	for i, d := range days {
		if d < time.Sunday || d > time.Saturday {
			v.bad(fmt.Sprintf("%s[%d]", field, i), journey.ReasonUnknownValue, "%d is no day of the week", d)
			sound = false
		}
	}
	return sound
}

func (v *settingsCheck) clockTime(field, text string) bool {
	if _, _, err := clockTime(text); err != nil {
		v.bad(field, journey.ReasonMalformed, "%q is no time of day; write it as 18:30", text)
		return false
	}
	return true
}
