package route_test

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/track"
)

var (
	at      = time.Date(2026, 5, 11, 23, 59, 59, 0, time.UTC)
	alertID = uuid.MustParse("0b4a7a53-5b6f-5b43-8c3e-4b7c2b1a9d10")
	seam    = journey.Seam{From: "notice", To: "desk"}
)

// shop is a map in which one seam has owners, the touchpoints have teams, and the fax has none.
func shop() *journey.Map {
	return &journey.Map{
		Teams: []string{"ecommerce", "stores", "logistics"},
		Touchpoints: []journey.Touchpoint{
			{ID: "notice", Name: "Ready notice", Kinds: []journey.Kind{journey.KindMessage}, Team: "ecommerce"},
			{ID: "desk", Name: "Pickup desk", Kinds: []journey.Kind{journey.KindStore}, Team: "stores"},
			{ID: "courier", Name: "Courier", Kinds: []journey.Kind{journey.KindDelivery}, Team: "logistics"},
			{ID: "fax", Name: "Fax", Kinds: []journey.Kind{journey.KindMessage}},
		},
		Journeys: []journey.Journey{{ID: "collect", Name: "Click and collect", Touchpoints: []string{"notice", "desk"}}, {ID: "send", Name: "Delivery", Touchpoints: []string{"courier"}}},
		Seams:    []journey.OwnedSeam{{Seam: seam, Accountable: "ecommerce", Contributing: "stores"}},
	}
}

// asked is the question who owns a seam of a map, on the day of at.
func asked(m *journey.Map, s journey.Seam, change ...func(*route.Question)) route.Question {
	q := route.Question{Map: m, Day: "2026-05-11", Seam: s, Mode: journey.ModeStateMismatch, Fallback: "cx"}
	for _, c := range change {
		c(&q)
	}
	return q
}

// around is what a message about the seam tells besides the change.
func around(m *journey.Map) route.Around {
	e := track.Evidence{Seam: seam, Mode: journey.ModeStateMismatch, Members: 9, Placed: 9, SeamAgreement: 0.9, ModeAgreement: 0.9}
	return route.Around{Map: m, Answer: route.Resolve(asked(m, seam)), Fix: track.Playbook{}.Recommend(m, e, nil)}
}

// firing is a change to firing with so many customers at as many locations.
func firing(customers int) (alert.Change, alert.Alert) {
	before := readingOf(customers / 2)
	c := alert.Change{
		AlertID: alertID, ClusterID: alertID, Number: 2, At: at, From: alert.NearThreshold, To: alert.Firing, PolicyVersion: 4,
		Reading: readingOf(customers), Previous: &before, Reason: "every threshold is met",
		Outcome: alert.Outcome{WindowDays: 21, Criteria: []alert.Criterion{{Name: alert.CriterionCustomers, Have: float64(customers), Need: 5, Met: true}}},
	}
	return c, alert.Alert{ID: alertID, ClusterID: alertID, State: alert.Firing, FiredAt: at}
}

func readingOf(n int) measure.Reading {
	r := measure.Reading{
		ClusterID: alertID, At: at, Window: measure.Window{Last: measure.DayOf(at), Days: 21},
		Seam: seam, Mode: journey.ModeStateMismatch, Consistency: 0.93, Voices: n,
		Signal:   []measure.Aspect{{Name: measure.AspectSeam, Value: "Ready notice → Pickup desk", Strength: measure.Strong, Reason: "many voices"}},
		Exposure: []measure.Exposure{{Kind: measure.ExposureAccountValue, AmountMinor: 1648335, Currency: "USD", Accounts: []string{"a"}}},
		Coverage: []measure.Gap{{Code: measure.GapNoCustomer, Note: "2 of 9 complaints name no customer (22 %)"}},
	}
	for i := range n {
		id := fmt.Sprintf("%03d", i)
		r.Interactions = append(r.Interactions, measure.Reference{ExternalID: "ext-" + id, OccurredAt: at})
		r.Customers = append(r.Customers, "cus-"+id)
		r.Accounts = append(r.Accounts, "acc-"+id)
		r.HighValueAccounts = append(r.HighValueAccounts, "acc-"+id)
		r.Locations = append(r.Locations, measure.Share{Key: "loc-" + id, Name: "Store " + id, Interactions: 1})
		r.RenewalsDue = append(r.RenewalsDue, measure.Renewal{AccountID: "acc-" + id, Due: measure.DayOf(at) + 3})
		if i < 5 {
			r.Quotes = append(r.Quotes, measure.Quote{Text: "I was told it is ready & it is not", ExternalID: "ext-" + id, Source: "call", OccurredAt: at, End: 34})
		}
	}
	for d := r.Window.First(); d <= r.Window.Last; d++ {
		r.Daily = append(r.Daily, measure.DayCount{Day: d, Interactions: int(d) % 3})
	}
	return r
}
