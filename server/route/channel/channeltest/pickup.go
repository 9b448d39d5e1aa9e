package channeltest

import (
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
)

// Pickup is a message with something of everything: the one that golden files show.
func Pickup() route.Message {
	at := time.Date(2026, 5, 11, 23, 59, 59, 0, time.UTC)
	last := measure.DayOf(at)
	notice := route.Named{ID: "notice", Name: "Ready-for-pickup notice", Team: "ecommerce_ops"}
	desk := route.Named{ID: "desk", Name: "In-store pickup desk", Team: "store_ops"}
	return route.Message{
		Type: "alert.firing", Version: 1,
		Alert: route.Header{
			AlertID: uuid.MustParse("0b4a7a53-5b6f-5b43-8c3e-4b7c2b1a9d10"), ChangeNumber: 2,
			Title: "Ready-for-pickup notice → In-store pickup desk: helmet not found",
			State: alert.Firing, PreviousState: alert.NearThreshold, Severity: alert.SeverityHigh, At: at, FirstFiredAt: &at,
		},
		Journeys: []route.NamedSteps{{ID: "collect", Name: "Click and collect", Steps: []route.Named{{ID: "shop", Name: "Web shop"}, notice, desk}}},
		Break:    route.Break{From: notice, To: desk, FailureMode: journey.ModeStateMismatch, Summary: "Ready-for-pickup notice tells customers to come, and In-store pickup desk has nothing for them"},
		Stuck: route.Stuck{
			At: desk, LocationCount: 11, TopLocationShare: 0.42,
			Locations: []measure.Share{{Key: "loc-022", Name: "Store 022", Interactions: 5}, {Key: "loc-038", Interactions: 4}},
			Channels:  []measure.Share{{Key: "review_site", Interactions: 9}, {Key: "phone", Interactions: 4}},
			Sources:   []measure.Share{{Key: "store_feedback", Interactions: 8}, {Key: "call", Interactions: 4}},
		},
		Quotes: []route.Quote{
			{Text: "We turn up Saturday with him in the back seat and the staff say the system reserved a helmet that had been sold off the shelf an hour before.", Interaction: "ret-01691", Source: "ticket", Location: "Store 022", OccurredAt: at},
			{Text: "I was told it is ready,\nand it is not", Interaction: "ret-01493", Source: "call", LocationID: "loc-019", OccurredAt: at, Shortened: true},
		},
		Counter: &route.Counter{
			Quote:  route.Quote{Text: "The lady pointed me to the returns desk, which was shut", Interaction: "ret-01500", Source: "chat", OccurredAt: at},
			Aspect: measure.AspectMode, From: notice, To: desk, FailureMode: journey.ModeDeadEnd,
		},
		Affected: route.Affected{
			Interactions: 32, Voices: 28, UnidentifiedVoices: 2, Copies: 3, FlaggedSimilar: 1, Customers: 27, Accounts: 27, Households: 3, HighValueAccounts: 2, RenewalsDue: 2,
			Renewals: []measure.Renewal{{AccountID: "acc-1", Due: last + 6}},
			Trend:    route.Trend{StepDays: 1, Interactions: []int{0, 1, 1, 2, 3, 2, 5, 8}},
		},
		Exposure: []route.Exposure{
			{Kind: measure.ExposureAccountValue, Amount: "16483.35", Currency: "USD", Accounts: 27},
			{Kind: measure.ExposureAbandoned, Amount: "1044.00", Currency: "USD", Accounts: 1, Records: 9},
		},
		Signal: route.Signal{
			Here: []measure.Aspect{
				{Name: measure.AspectSeam, Strength: measure.Strong, Reason: "30 voices from 5 sources, agreement 0.93, last heard on the last day"},
				{Name: measure.AspectMode, Value: "state_mismatch", Strength: measure.Mixed, Reason: "30 voices from 5 sources, agreement 0.41, last heard on the last day"},
			},
			Neighbours: []route.Neighbour{
				{From: route.Named{ID: "courier", Name: "Courier"}, To: desk, State: alert.Forming, Strength: measure.Weak, Customers: 3},
				{From: notice, To: desk, FailureMode: journey.ModeDeadEnd, State: alert.NearThreshold, Strength: measure.Moderate, Customers: 9},
			},
		},
		Demand:     route.Demand{Need: "Not to make the trip until the goods are really there", Heard: []int{1}},
		Owners:     []route.Owner{{Team: "ecommerce_ops", Role: route.Accountable}, {Team: "store_ops", Role: route.Contributing, Likely: true}},
		Fix:        route.Fix{Title: "Send the notice only after the shelf scan", Steps: []string{"Trigger the message from the shelf scan, not from the delivery plan", "Give the desk a list of announced but unscanned orders"}},
		Why:        route.Why{Reason: "every threshold is met: 27 customers in 21 days (needs 25), 11 locations (needs 3), on 8 days (needs 6)", PolicyVersion: 3, WindowFirst: last - 20, WindowLast: last},
		BlindSpots: []measure.Gap{{Code: measure.GapNoCustomer, Note: "5 of 32 complaints name no customer (16 %)"}},
		SinceLast:  &route.SinceLast{At: at.AddDate(0, 0, -8), Customers: 12, Voices: 13, Interactions: 14, Accounts: -1, NewAccounts: 13, NewLocations: []string{"Store 004", "Store 031"}},
	}
}
