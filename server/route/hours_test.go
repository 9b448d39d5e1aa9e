package route_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/route"
)

func instant(t testing.TB, text string) time.Time {
	t.Helper()
	out, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var weekdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}

func TestQuietUntil(t *testing.T) {
	nights := []route.QuietHours{{Start: "22:00", End: "07:00"}}
	weekends := []route.QuietHours{{Days: []time.Weekday{time.Saturday, time.Sunday}, Start: "00:00", End: "00:00"}, {Days: weekdays, Start: "18:00", End: "08:00"}}
	for _, c := range []struct {
		name, zone string
		quiet      []route.QuietHours
		at, until  string // until is empty when the team can be told
	}{
		{"no quiet hours", "", nil, "2026-05-11T03:00:00Z", ""},
		{"before it begins", "", nights, "2026-05-11T21:59:59Z", ""},
		{"it begins", "", nights, "2026-05-11T22:00:00Z", "2026-05-12T07:00:00Z"},
		{"after midnight", "", nights, "2026-05-12T06:59:59Z", "2026-05-12T07:00:00Z"},
		{"it ends", "", nights, "2026-05-12T07:00:00Z", ""},
		{"another zone", "America/New_York", nights, "2026-05-12T03:00:00Z", "2026-05-12T11:00:00Z"},
		{"the same hour is open elsewhere", "Asia/Tokyo", nights, "2026-05-12T03:00:00Z", ""},
		{"the night is an hour short in spring", "Europe/Berlin", nights, "2026-03-28T21:00:00Z", "2026-03-29T05:00:00Z"},
		{"and an hour long in autumn", "Europe/Berlin", nights, "2026-10-24T20:00:00Z", "2026-10-25T06:00:00Z"},
		{"the evening before a weekend lasts until Monday", "", weekends, "2026-05-08T18:00:00Z", "2026-05-11T00:00:00Z"},
		{"which is open until its own evening", "", weekends, "2026-05-11T17:59:00Z", ""},
		{"the end in the hour that clocks skip", "Europe/Berlin", []route.QuietHours{{Start: "22:00", End: "02:30"}}, "2026-03-28T22:00:00Z", "2026-03-29T01:30:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := route.TeamSettings{TimeZone: c.zone, Quiet: c.quiet}
			until, quiet := s.QuietUntil(instant(t, c.at))
			if quiet != (c.until != "") || quiet && !until.Equal(instant(t, c.until)) {
				t.Errorf("quiet %v until %v, want %q", quiet, until, c.until)
			}
		})
	}
}

// Whenever it is, the end of the quiet hours is open, and every minute before it is quiet: also
// over the days on which clocks change.
func TestQuietHoursEndWhereTheyEnd(t *testing.T) {
	times := rapid.Map(rapid.IntRange(0, 47), func(half int) string {
		return time.Date(2026, 1, 1, half/2, half%2*30, 0, 0, time.UTC).Format("15:04")
	})
	zones := rapid.SampledFrom([]string{"", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"})
	days := []string{"2026-03-07T00:00:00Z", "2026-03-28T00:00:00Z", "2026-10-24T00:00:00Z", "2026-05-11T00:00:00Z", "2026-04-04T00:00:00Z"}
	rapid.Check(t, func(r *rapid.T) {
		s := route.TeamSettings{TimeZone: zones.Draw(r, "zone")}
		for range rapid.IntRange(1, 3).Draw(r, "spans") {
			s.Quiet = append(s.Quiet, route.QuietHours{Start: times.Draw(r, "start"), End: times.Draw(r, "end")})
		}
		m := shop()
		wrong := route.Settings{Teams: []route.TeamSettings{{Team: "stores", TimeZone: s.TimeZone, Quiet: s.Quiet}}}.Validate(m)
		if len(wrong) > 0 {
			return // they cover everything
		}
		at := instant(t, rapid.SampledFrom(days).Draw(r, "day")).Add(time.Duration(rapid.IntRange(0, 2*24*60).Draw(r, "minute")) * time.Minute)
		until, quiet := s.QuietUntil(at)
		if _, still := s.QuietUntil(until); still {
			r.Fatalf("at %v: quiet until %v, which is quiet", at, until)
		}
		for minute := at; quiet && minute.Before(until); minute = minute.Add(30 * time.Minute) {
			if end, q := s.QuietUntil(minute); !q || !end.Equal(until) {
				r.Fatalf("at %v: quiet until %v, but at %v until %v (%v)", at, until, minute, end, q)
			}
		}
		if digest := s.NextDigest(at); !digest.After(at) {
			r.Fatalf("the digest after %v is at %v", at, digest)
		} else if _, q := s.QuietUntil(digest); q {
			r.Fatalf("the digest at %v is in quiet hours", digest)
		}
	})
}

func TestNextDigest(t *testing.T) {
	for _, c := range []struct {
		name     string
		settings route.TeamSettings
		after    string
		want     string
	}{
		{"nine, where nothing is said", route.TeamSettings{}, "2026-05-11T08:59:00Z", "2026-05-11T09:00:00Z"},
		{"the next day's", route.TeamSettings{}, "2026-05-11T09:00:00Z", "2026-05-12T09:00:00Z"},
		{"in summer time", route.TeamSettings{TimeZone: "Europe/Berlin", DigestAt: "08:30"}, "2026-05-11T00:00:00Z", "2026-05-11T06:30:00Z"},
		{"in winter time, on the day that clocks change", route.TeamSettings{TimeZone: "Europe/Berlin", DigestAt: "08:30"}, "2026-10-24T12:00:00Z", "2026-10-25T07:30:00Z"},
		{"on Mondays", route.TeamSettings{DigestDays: []time.Weekday{time.Monday}}, "2026-05-11T10:00:00Z", "2026-05-18T09:00:00Z"},
		{"not in quiet hours", route.TeamSettings{Quiet: []route.QuietHours{{Start: "08:00", End: "12:00"}}}, "2026-05-11T08:00:00Z", "2026-05-11T12:00:00Z"},
	} {
		if got := c.settings.NextDigest(instant(t, c.after)); !got.Equal(instant(t, c.want)) {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}
