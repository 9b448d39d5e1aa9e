package route_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
)

// office is what shop's tenant set.
func office() route.Settings {
	return route.Settings{
		FallbackTeam: "logistics",
		Clocks:       []route.Clock{{Severity: alert.SeverityMedium, AcceptWithin: 4 * time.Hour, RemindEvery: time.Hour}},
		Teams: []route.TeamSettings{
			{Team: "stores", EscalatesTo: "ecommerce", TimeZone: "Europe/Berlin", Quiet: []route.QuietHours{{Start: "22:00", End: "07:00"}}, BudgetAlerts: 5, BudgetDays: 7},
			{Team: "ecommerce", DigestAt: "08:30", DigestDays: []time.Weekday{time.Monday}, UrgentFrom: alert.SeverityHigh},
		},
	}
}

func TestSettingsValidate(t *testing.T) {
	for _, c := range []struct {
		want   string
		says   string
		change func(*route.Settings)
	}{
		{"", "", func(*route.Settings) {}},
		{"", "", func(s *route.Settings) { *s = route.Settings{} }},
		{"fallback_team UNKNOWN_VALUE", `team "gone" is not in the journey map; its teams are ecommerce, stores, logistics`, func(s *route.Settings) { s.FallbackTeam = "gone" }},
		{"clocks[0].severity UNKNOWN_VALUE", `"slow" is no severity`, func(s *route.Settings) { s.Clocks[0].Severity = "slow" }},
		{"clocks[1].severity REPEATED", "two clocks", func(s *route.Settings) { s.Clocks = append(s.Clocks, s.Clocks[0]) }},
		{"clocks[0].accept_within OUT_OF_RANGE", "must be from 1m0s", func(s *route.Settings) { s.Clocks[0] = route.Clock{Severity: "low", AcceptWithin: time.Second} }},
		{"clocks[0].remind_every OUT_OF_RANGE", "accept_within, 4h0m0s", func(s *route.Settings) { s.Clocks[0].RemindEvery = 5 * time.Hour }},
		{"teams[0].team UNKNOWN_VALUE", `team "gone"`, func(s *route.Settings) { s.Teams[0].Team = "gone" }},
		{"teams[1].team REPEATED", "listed twice", func(s *route.Settings) { s.Teams[1].Team = "stores" }},
		{"teams[0].escalates_to UNKNOWN_VALUE", `team "gone"`, func(s *route.Settings) { s.Teams[0].EscalatesTo = "gone" }},
		{"teams[0].escalates_to REPEATED", "stores -> stores", func(s *route.Settings) { s.Teams[0].EscalatesTo = "stores" }},
		{"teams[0].escalates_to REPEATED, teams[1].escalates_to REPEATED", "stores -> ecommerce -> stores", func(s *route.Settings) { s.Teams[1].EscalatesTo = "stores" }},
		{"teams[0].time_zone UNKNOWN_VALUE", "Europe/Berlin", func(s *route.Settings) { s.Teams[0].TimeZone = "Europe/Bonn" }},
		{"teams[0].quiet_hours[0].start MALFORMED", "18:30", func(s *route.Settings) { s.Teams[0].Quiet[0].Start = "10 pm" }},
		{"teams[0].quiet_hours[0].end MALFORMED", "18:30", func(s *route.Settings) { s.Teams[0].Quiet[0].End = "24:00" }},
		{"teams[0].quiet_hours OUT_OF_RANGE", "cover the whole week", func(s *route.Settings) { s.Teams[0].Quiet[0] = route.QuietHours{Start: "00:00", End: "00:00"} }},
		{"teams[0].quiet_hours OUT_OF_RANGE", "cover the whole week", func(s *route.Settings) {
			s.Teams[0].Quiet = append(s.Teams[0].Quiet, route.QuietHours{Start: "06:30", End: "23:00"})
		}},
		{"", "", func(s *route.Settings) {
			s.Teams[0].Quiet = append(s.Teams[0].Quiet, route.QuietHours{Days: weekdays, Start: "06:30", End: "23:00"}) // weekends are open
		}},
		{"teams[1].digest_at MALFORMED", "18:30", func(s *route.Settings) { s.Teams[1].DigestAt = "9" }},
		{"teams[1].digest_days[0] UNKNOWN_VALUE", "no day of the week", func(s *route.Settings) { s.Teams[1].DigestDays[0] = 7 }},
		{"teams[1].urgent_from UNKNOWN_VALUE", "no severity", func(s *route.Settings) { s.Teams[1].UrgentFrom = "dire" }},
		{"teams[0].budget_alerts OUT_OF_RANGE", "0, for no limit", func(s *route.Settings) { s.Teams[0].BudgetAlerts = -1 }},
		{"teams[0].budget_days OUT_OF_RANGE", "1 to 90", func(s *route.Settings) { s.Teams[0].BudgetDays = 0 }},
		{"teams[0].budget_alerts MISSING", "over how many days", func(s *route.Settings) { s.Teams[0].BudgetAlerts = 0 }},
	} {
		s := office()
		c.change(&s)
		var got []string
		said := ""
		for _, v := range s.Validate(shop()) {
			got = append(got, v.Field+" "+v.Reason)
			said += v.Description
		}
		if strings.Join(got, ", ") != c.want || !strings.Contains(said, c.says) {
			t.Errorf("got %q (%s), want %q (%s)", got, said, c.want, c.says)
		}
	}
}

func TestNext(t *testing.T) {
	s := office()
	for _, c := range []struct {
		team   string
		passed []string
		want   string
	}{
		{"stores", nil, "ecommerce"},
		{"stores", []string{"ecommerce"}, "logistics"},
		{"ecommerce", nil, "logistics"},
		{"logistics", nil, ""},
		{"ecommerce", []string{"logistics"}, ""},
		{"nobody", nil, "logistics"},
	} {
		if got := s.Next(c.team, c.passed); got != c.want {
			t.Errorf("after %s, %v: %q, want %q", c.team, c.passed, got, c.want)
		}
	}
	s.Teams[1].EscalatesTo = "stores" // never stored, and no reason to hang
	if got := s.Next("stores", []string{"ecommerce"}); got != "logistics" {
		t.Errorf("in a cycle: %q", got)
	}
}

func TestSettingsWithoutATeam(t *testing.T) {
	s := office()
	if got := s.Holdings("ecommerce"); !slices.Equal(got, []string{"the escalation of team stores"}) {
		t.Errorf("holdings %q", got)
	}
	if got := s.Holdings("logistics"); !slices.Equal(got, []string{"the fallback team"}) {
		t.Errorf("holdings %q", got)
	}
	after := s.Rehomed("ecommerce", "stores")
	if len(after.Teams) != 1 || after.Teams[0].EscalatesTo != "" || len(after.Holdings("ecommerce")) > 0 {
		t.Errorf("a team cannot escalate to itself: %+v", after.Teams)
	}
	if got := s.Rehomed("logistics", "stores").FallbackTeam; got != "stores" {
		t.Errorf("the fallback is %q", got)
	}
}

func TestClocks(t *testing.T) {
	s := office()
	for severity, want := range map[alert.Severity]time.Duration{"": 4 * time.Hour, alert.SeverityMedium: 4 * time.Hour, alert.SeverityHigh: 24 * time.Hour} {
		if got := s.Clock(severity).AcceptWithin; got != want {
			t.Errorf("%q: %v, want %v", severity, got, want)
		}
	}
}
