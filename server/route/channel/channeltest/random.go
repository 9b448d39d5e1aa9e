package channeltest

import (
	"slices"
	"time"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
)

// Hostile are words that mean something to a terminal, a chat or a page which takes them for more
// than words.
var Hostile = []string{
	"<!channel>", "<!here|here>", "<@U012AB3CD>", "@everyone", "@channel", "<#C024BE7LR>", "<https://evil.example.com|our own page>", "<mailto:x@evil.example.com|x>",
	"https://evil.example.com/login", "[our own page](https://evil.example.com)", "![x](https://evil.example.com/x.png)", "<at>Everyone</at>", "{{DATE(2026-01-01T00:00:00Z,SHORT)}}",
	"*bold* _italic_ ~struck~ `code`", "```\ncode\n```", "> quoted", "# heading", "* item", "- item", "1. item", "a\n\n***\nb", "&lt;!channel&gt;", "&amp;", "<script>alert(1)</script>", "\\*",
	"\x1b[2J", "\u202etfel", "\x00", "\r\nBcc: x@evil.example.com", "=cmd|' /C calc'!A0", "ab\xffcd", ":rotating_light:", "${jndi:ldap://x}", "{code}", "[~admin]", "h1. heading", "|| a || b ||", "${x}", "{{ x }}", "%s%d", "'\"><",
	"店の人は言った", "é́", "👩‍👩‍👧‍👦", "ﷺ",
}

// Text draws words as customers and tenants may write them: often short, sometimes hostile, long or
// without a blank.
func Text() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom(Hostile),
		rapid.StringMatching(`[A-Za-z]{1,12}( [a-z]{1,12}){0,8}`),
		rapid.StringN(0, 60, 200),
		rapid.StringOfN(rapid.SampledFrom([]rune("<>&*_~`@#|[](){}\\!\"' \n\t")), 0, 400, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("ab 店👍")), 1000, 4000, -1),
	)
}

func lists[T any](t *rapid.T, label string, most int, one func(*rapid.T) T) []T {
	return rapid.SliceOfN(rapid.Custom(one), 0, most).Draw(t, label)
}

// Random draws a message of any sort, with any words in any place where customers, tenants or the
// map may have put them.
func Random() *rapid.Generator[channel.Told] {
	return rapid.Custom(func(t *rapid.T) channel.Told {
		told := rapid.SampledFrom(Examples()).Draw(t, "example").Told
		words := func(label string) string { return Text().Draw(t, label) }
		m := &told.Message
		m.Alert.State = rapid.SampledFrom([]alert.State{alert.Firing, alert.Growing, alert.Fading, alert.Snoozed, alert.CoverageLost, "new_state"}).Draw(t, "state")
		m.Alert.Title, m.Alert.Reason, m.Break.Summary, m.Why.Reason = words("title"), words("reason"), words("summary"), words("why")
		m.Break.From.Name, m.Break.To.Name, m.Stuck.At.Name = words("from"), words("to"), words("at")
		m.Break.FailureMode = rapid.SampledFrom([]journey.FailureMode{"", journey.ModeBounced, "new_mode"}).Draw(t, "mode")
		m.Journeys = lists(t, "journeys", 6, func(t *rapid.T) route.NamedSteps {
			steps := lists(t, "steps", 12, func(t *rapid.T) route.Named { return route.Named{ID: "notice", Name: Text().Draw(t, "step")} })
			return route.NamedSteps{Name: Text().Draw(t, "journey"), Steps: steps}
		})
		m.Quotes = lists(t, "quotes", 3, randomQuote)
		if m.Demand.Heard = nil; len(m.Quotes) > 0 {
			m.Demand.Heard = []int{len(m.Quotes) - 1}
		}
		if m.Counter != nil {
			m.Counter = &route.Counter{Quote: randomQuote(t), Aspect: measure.AspectSeam, From: route.Named{Name: words("counter from")}}
		}
		m.Stuck.Locations = lists(t, "locations", 5, func(t *rapid.T) measure.Share { return measure.Share{Key: Text().Draw(t, "key"), Interactions: 3} })
		m.Owners = lists(t, "owners", 2, randomOwner)
		m.Signal.Neighbours = lists(t, "neighbours", 5, func(t *rapid.T) route.Neighbour {
			return route.Neighbour{From: route.Named{Name: Text().Draw(t, "near from")}, To: route.Named{Name: Text().Draw(t, "near to")}, State: alert.Firing}
		})
		m.Fix.Title, m.Fix.Steps = words("fix"), lists(t, "fix steps", 12, func(t *rapid.T) string { return Text().Draw(t, "fix step") })
		m.BlindSpots = lists(t, "blind spots", 12, func(t *rapid.T) measure.Gap { return measure.Gap{Note: Text().Draw(t, "gap")} })
		if m.SinceLast != nil {
			since := *m.SinceLast
			since.NewLocations = lists(t, "new locations", 20, func(t *rapid.T) string { return Text().Draw(t, "new location") })
			m.SinceLast = &since
		}
		told.Owner = randomOwner(t)
		told.Addition = randomAddition(t, told.Addition)
		return told
	})
}

func randomQuote(t *rapid.T) route.Quote {
	text := func(label string) string { return Text().Draw(t, label) }
	return route.Quote{
		Text: text("quote"), Interaction: text("interaction"), Source: text("source"), Location: text("location"),
		OccurredAt: Now.Add(-time.Hour), Shortened: rapid.Bool().Draw(t, "shortened"),
	}
}

func randomOwner(t *rapid.T) route.Owner {
	return route.Owner{
		Team: Text().Draw(t, "team"), Role: rapid.SampledFrom(route.Roles).Draw(t, "role"), Likely: rapid.Bool().Draw(t, "likely"),
		Reasons:   rapid.SliceOfN(Text(), 0, 3).Draw(t, "reasons"),
		Uncertain: rapid.SliceOfN(Text(), 0, 3).Draw(t, "uncertain"),
	}
}

// randomAddition returns an addition of the same sort with other words.
func randomAddition(t *rapid.T, a *route.Addition) *route.Addition {
	if a == nil {
		return nil
	}
	out := *a
	switch {
	case a.Ownership != nil:
		n := *a.Ownership
		n.Act, n.Reason, n.Team = rapid.SampledFrom(route.ActKinds).Draw(t, "act"), Text().Draw(t, "their reason"), Text().Draw(t, "their team")
		out.Ownership = &n
	case a.Digest != nil:
		entries := lists(t, "entries", 30, func(t *rapid.T) route.DigestEntry {
			return route.DigestEntry{Title: Text().Draw(t, "entry"), State: alert.Firing, Reason: Text().Draw(t, "entry's reason"), Exposure: slices.Clone(Pickup().Exposure)}
		})
		out.Digest = &route.Digest{Why: rapid.SampledFrom([]route.HoldReason{route.HeldQuietHours, route.HeldDigest, route.HeldOverBudget}).Draw(t, "held"), Entries: entries}
	case a.Unreachable != nil:
		u := *a.Unreachable
		u.Name, u.Reason = Text().Draw(t, "destination"), Text().Draw(t, "its reason")
		out.Unreachable = &u
	default:
		out.Renewals = lists(t, "renewals", 30, func(t *rapid.T) measure.Renewal {
			return measure.Renewal{AccountID: Text().Draw(t, "account"), Due: 20_000}
		})
	}
	return &out
}
