package channeltest

import (
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
)

// Now is when the examples are sent.
var Now = time.Date(2026, 5, 12, 6, 0, 0, 0, time.UTC)

// Link is where the examples' alert can be read.
const Link = "https://throughline.example.com/alerts/0b4a7a53-5b6f-5b43-8c3e-4b7c2b1a9d10"

// Told is the example of a change that one of its owners is told of, with all that may be done
// about it. The destination is left to the test.
func Told() channel.Told {
	return channel.Told{
		ID: "0198f3c2-7c1e-7a55-9d52-000000000001", Timestamp: Now, Message: Pickup(),
		Owner: route.Owner{Team: "store_ops", Role: route.Contributing, Likely: true, Reasons: []string{"it owns In-store pickup desk: it owns the other side"}},
		Link:  Link,
		Actions: []channel.Action{
			{Kind: channel.Accept, Label: "Accept", Token: "accept-token", URL: "https://throughline.example.com/act/accept-token"},
			{Kind: channel.Decline, Label: "Decline", Token: "decline-token", URL: "https://throughline.example.com/act/decline-token"},
			{Kind: channel.Acknowledge, Label: "Acknowledge", Token: "acknowledge-token", URL: "https://throughline.example.com/act/acknowledge-token"},
			{Kind: channel.Snooze, Label: "Snooze a week", Token: "snooze-token", URL: "https://throughline.example.com/act/snooze-token"},
		},
	}
}

// Example is a message of one sort.
type Example struct {
	Name string // of its golden file, without ending
	Told channel.Told
}

// Examples are one message of each sort.
func Examples() []Example {
	due := Now.Add(26 * time.Hour)
	cost := &route.Cost{Since: Now.AddDate(0, 0, -12), Days: 12, Customers: 27, Exposure: Pickup().Exposure}
	note := func(n route.OwnershipNote) *route.Addition {
		return &route.Addition{Ownership: &n}
	}
	add := func(o route.Occasion, a *route.Addition) func(*channel.Told) {
		a.Occasion = string(o)
		return func(t *channel.Told) { t.Addition = a }
	}
	return []Example{
		{"firing", Told()},
		{"first", with(func(t *channel.Told) { t.Message.SinceLast, t.Actions, t.Link = nil, nil, "" })},
		{"audience", with(func(t *channel.Told) { t.Owner, t.Actions = route.Owner{Team: "retention", Role: route.Audience}, nil })},
		{"resolved", with(func(t *channel.Told) {
			t.Message.Type, t.Message.Alert.State, t.Message.Alert.PreviousState = "alert.resolved", alert.Resolved, alert.Fading
			t.Message.Alert.Reason, t.Message.Why.Reason, t.Actions = "nobody has complained for 14 days", "nobody has complained for 14 days", nil
		})},
		{"test", with(func(t *channel.Told) { t.Test, t.Actions = true, nil })},
		{"unowned", with(func(t *channel.Told) {
			t.Message.Unowned, t.Message.Cost = true, cost
			t.Message.Owners = []route.Owner{{Team: "cx", Role: route.Fallback}}
			t.Owner = t.Message.Owners[0]
		})},
		{"asked", with(add(route.OccasionAsked, note(route.OwnershipNote{
			Slot: route.Accountable, Event: 3, Act: route.ActDecline, Team: "ecommerce_ops", Reason: "We only send what the stock system says; talk to the shops.",
			Holder: "store_ops", Asked: "store_ops", AnswerBy: &due,
		})))},
		{"answered", with(add(route.OccasionAnswered, note(route.OwnershipNote{
			Slot: route.Accountable, Event: 4, Act: route.ActAccept, Team: "ecommerce_ops", Holder: "ecommerce_ops",
		})))},
		{"reminder", with(add(route.OccasionReminder, note(route.OwnershipNote{
			Slot: route.Contributing, Event: 5, Act: route.ActRemind, Holder: "store_ops", Asked: "store_ops", AnswerBy: &due, Cost: cost,
		})))},
		{"digest", with(add(route.OccasionDigest, &route.Addition{Digest: &route.Digest{Why: route.HeldOverBudget, Entries: []route.DigestEntry{
			{AlertID: "a1", Title: Pickup().Alert.Title, State: alert.Firing, Severity: alert.SeverityHigh, Customers: 27, Exposure: Pickup().Exposure, Reason: "every threshold is met", Role: route.Contributing},
			{AlertID: "a2", Title: "Courier → In-store pickup desk: parcel at the wrong shop", State: alert.Growing, Customers: 9, Role: route.Accountable},
		}}}))},
		{"renewals", with(add(route.OccasionRenewals, &route.Addition{Renewals: []measure.Renewal{
			{AccountID: "acc-1", Due: measure.DayOf(Now) + 5}, {AccountID: "acc-7", Due: measure.DayOf(Now) + 20},
		}}))},
		{"unreachable", with(add(route.OccasionUnreachable, &route.Addition{Unreachable: &route.Unreachable{
			DestinationID: "d1", Name: "Store operations", Kind: route.Webhook, Teams: []string{"store_ops"}, At: Now, Waiting: 3,
			Reason: "nothing but failures since 2026-05-07T06:00:00Z, longer than 5 days",
		}}))},
	}
}

func with(change func(*channel.Told)) channel.Told {
	t := Told()
	change(&t)
	return t
}
