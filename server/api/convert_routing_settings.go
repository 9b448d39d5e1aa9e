package api

import (
	"time"

	"google.golang.org/protobuf/types/known/durationpb"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/store"
)

func routingSettingsTo(tenant string, v store.RoutingSettings) *throughlinev1.RoutingSettings {
	return &throughlinev1.RoutingSettings{
		Name: name(tenant, "routingSettings"), Version: v.Number, Etag: v.ETag, UpdatedAt: timestamp(v.CreatedAt), FallbackTeam: v.FallbackTeam,
		Clocks: convertAll(v.Clocks, func(c route.Clock) *throughlinev1.OwnershipClock {
			return &throughlinev1.OwnershipClock{Severity: severityOf(c.Severity), AcceptWithin: durationpb.New(c.AcceptWithin), RemindEvery: durationpb.New(c.RemindEvery)}
		}),
		Teams: convertAll(v.Teams, teamRoutingTo), CostlyReminderOff: v.NoCostlyReminder,
	}
}

func teamRoutingTo(t route.TeamSettings) *throughlinev1.TeamRouting {
	return &throughlinev1.TeamRouting{
		Team: t.Team, EscalatesTo: t.EscalatesTo, TimeZone: t.TimeZone, DigestAt: t.DigestAt, DigestDays: convertAll(t.DigestDays, dayOfWeekOf),
		DigestAlways: t.DigestAlways, BudgetAlerts: int32(t.BudgetAlerts), BudgetDays: int32(t.BudgetDays), UrgentFrom: severityOf(t.UrgentFrom),
		QuietHours: convertAll(t.Quiet, func(q route.QuietHours) *throughlinev1.QuietHours {
			return &throughlinev1.QuietHours{Days: convertAll(q.Days, dayOfWeekOf), StartTime: q.Start, EndTime: q.End}
		}),
	}
}

func routingSettingsFrom(s *throughlinev1.RoutingSettings) route.Settings {
	return route.Settings{
		FallbackTeam: s.GetFallbackTeam(), NoCostlyReminder: s.GetCostlyReminderOff(),
		Clocks: convertAll(s.GetClocks(), func(c *throughlinev1.OwnershipClock) route.Clock {
			return route.Clock{Severity: severityWord(c.GetSeverity()), AcceptWithin: c.GetAcceptWithin().AsDuration(), RemindEvery: c.GetRemindEvery().AsDuration()}
		}),
		Teams: convertAll(s.GetTeams(), teamRoutingFrom),
	}
}

func teamRoutingFrom(t *throughlinev1.TeamRouting) route.TeamSettings {
	return route.TeamSettings{
		Team: t.GetTeam(), EscalatesTo: t.GetEscalatesTo(), TimeZone: t.GetTimeZone(), DigestAt: t.GetDigestAt(), DigestDays: convertAll(t.GetDigestDays(), weekdayOf),
		DigestAlways: t.GetDigestAlways(), BudgetAlerts: int(t.GetBudgetAlerts()), BudgetDays: int(t.GetBudgetDays()), UrgentFrom: severityWord(t.GetUrgentFrom()),
		Quiet: convertAll(t.GetQuietHours(), func(q *throughlinev1.QuietHours) route.QuietHours {
			return route.QuietHours{Days: convertAll(q.GetDays(), weekdayOf), Start: q.GetStartTime(), End: q.GetEndTime()}
		}),
	}
}

// dayOfWeekOf counts from Monday, 1, to Sunday, 7, as ISO 8601 does.
func dayOfWeekOf(d time.Weekday) throughlinev1.DayOfWeek {
	return throughlinev1.DayOfWeek((int(d)+6)%7 + 1)
}

func weekdayOf(d throughlinev1.DayOfWeek) time.Weekday { return time.Weekday(int(d) % 7) }
