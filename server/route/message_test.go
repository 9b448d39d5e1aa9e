package route_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
)

func compose(customers int) route.Message {
	c, a := firing(customers)
	return route.Compose(c, a, around(shop()))
}

func TestComposeTellsTheStory(t *testing.T) {
	m := compose(8)
	if m.Type != "alert.firing" || m.Alert.PreviousState != alert.NearThreshold || m.Alert.Severity != alert.SeverityMedium || m.Alert.FirstFiredAt == nil {
		t.Errorf("header %+v of type %s", m.Alert, m.Type)
	}
	if len(m.Journeys) != 1 || m.Journeys[0].ID != "collect" {
		t.Errorf("journeys %+v, want the one that passes the seam", m.Journeys)
	}
	if want := "Ready notice tells customers to come, and Pickup desk has nothing for them"; m.Break.Summary != want {
		t.Errorf("summary %q, want %q: the play for a message and a store", m.Break.Summary, want)
	}
	if m.Affected.Customers != 8 || m.Stuck.LocationCount != 8 || len(m.Stuck.Locations) != 5 {
		t.Errorf("counts must be of all, lists may be shorter: %+v %+v", m.Affected, m.Stuck)
	}
	if m.Exposure[0].Amount != "16483.35" {
		t.Errorf("exposure %+v", m.Exposure)
	}
	if !reflect.DeepEqual(m.Demand.Heard, []int{0, 1, 2, 3, 4}) || !strings.Contains(m.Demand.Need, "Not to make the trip") {
		t.Errorf("demand %+v", m.Demand)
	}
	if m.SinceLast == nil || m.SinceLast.Customers != 4 || m.SinceLast.NewAccounts != 4 || m.SinceLast.NewLocations[0] != "Store 004" {
		t.Errorf("since last %+v", m.SinceLast)
	}
	if m.Unowned || len(m.Owners) != 2 || len(m.Fix.Steps) == 0 || m.Why.WindowFirst != measure.DayOf(at)-20 {
		t.Errorf("owners %+v, fix %+v, why %+v", m.Owners, m.Fix, m.Why)
	}
}

// What people do is judged by no rule: the alert is as severe as when it fired.
func TestAnActKeepsTheSeverity(t *testing.T) {
	c, a := firing(8)
	a.Evidence = &alert.Evidence{Outcome: alert.Outcome{Severity: alert.SeverityCritical}}
	c.Outcome = alert.Outcome{}
	if got := route.Compose(c, a, around(shop())).Alert.Severity; got != alert.SeverityCritical {
		t.Errorf("acknowledged, it is %s", got)
	}
}

func TestComposeOfAFirstChange(t *testing.T) {
	c := alert.Change{AlertID: alertID, To: alert.NearThreshold, Reading: measure.Reading{Seam: seam, At: at}}
	m := route.Compose(c, alert.New(alertID), route.Around{Map: &journey.Map{}, Answer: route.Answer{Unowned: true}})
	if m.SinceLast != nil || !m.Unowned || m.Alert.FirstFiredAt != nil {
		t.Errorf("since last %+v, unowned %v, fired %v", m.SinceLast, m.Unowned, m.Alert.FirstFiredAt)
	}
	data, err := m.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"journeys", "quotes", "exposure", "owners", "blind_spots", "neighbours", "here", "criteria", "heard"} {
		if !strings.Contains(string(data), `"`+list+`":[]`) {
			t.Errorf("%s must be an empty list, never null, in %s", list, data)
		}
	}
}

// The names in the JSON are a contract with every webhook receiver.
func TestMessageNamesAreStable(t *testing.T) {
	data, err := compose(8).MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var top map[string]json.RawMessage
	if err := json.Unmarshal(data, &top); err != nil {
		t.Fatal(err)
	}
	var names []string
	for n := range top {
		names = append(names, n)
	}
	slices.Sort(names)
	want := []string{"affected", "alert", "blind_spots", "break", "counter_example", "demand", "exposure", "journeys", "owners", "quotes",
		"recommended_fix", "signal", "since_last", "stuck", "type", "unowned", "version", "why"}
	if !slices.Equal(names, want) {
		t.Errorf("names %v, want %v", names, want)
	}
	if !strings.Contains(string(data), "ready & it is not") {
		t.Error("quotes must stay as they were said")
	}
	var back route.Message
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if again, _ := back.MarshalJSON(); string(again) != string(data) {
		t.Error("a message does not survive its JSON")
	}
}

func TestPayloadStaysSmall(t *testing.T) {
	for _, n := range []int{5, 500} {
		data, err := compose(n).MarshalJSON()
		if err != nil || len(data) > route.MaxPayload || strings.Contains(string(data), `"trimmed"`) {
			t.Errorf("%d customers: %d bytes, %v, trimmed", n, len(data), err)
		}
	}
	c, a := firing(50)
	for i := range c.Reading.Quotes {
		c.Reading.Quotes[i].Text = strings.Repeat("ünd so weiter ", 500)
		c.Reading.Quotes[i].End = len(c.Reading.Quotes[i].Text)
	}
	for i := range c.Reading.Locations {
		c.Reading.Locations[i].Name = strings.Repeat("long ", 1000)
	}
	m := route.Compose(c, a, around(shop()))
	data, err := m.MarshalJSON()
	if err != nil || len(data) > route.MaxPayload || !strings.Contains(string(data), `"trimmed":true`) {
		t.Fatalf("%d bytes, %v", len(data), err)
	}
	for i, q := range m.Quotes {
		whole := c.Reading.Quotes[i].Text
		if !q.Shortened || whole[q.Start:q.End] != q.Text || len(q.Text) > 480 {
			t.Errorf("quote %d is no exact span: %d to %d, %q", i, q.Start, q.End, q.Text)
		}
	}
	if len(m.Stuck.Locations) == 0 {
		t.Error("encoding changed the message itself")
	}
	c.Reason = strings.Repeat("x", route.MaxPayload)
	if data, err := route.Compose(c, a, around(shop())).MarshalJSON(); err != nil || !json.Valid(data) {
		t.Errorf("a message that cannot be shortened must still be told: %v", err)
	}
}

// Every mode, between every two kinds of touchpoint, has something to say.
func TestPhrasesCoverEveryBreak(t *testing.T) {
	for _, mode := range append([]journey.FailureMode{""}, journey.FailureModes...) {
		for _, from := range journey.Kinds {
			for _, to := range journey.Kinds {
				m := &journey.Map{Touchpoints: []journey.Touchpoint{{ID: "notice", Name: "Here", Kinds: []journey.Kind{from}}, {ID: "desk", Name: "There", Kinds: []journey.Kind{to}}}}
				c, a := firing(1)
				c.Reading.Mode = mode
				got := route.Compose(c, a, around(m))
				if told := got.Break.Summary + got.Demand.Need; got.Break.Summary == "" || got.Demand.Need == "" || strings.ContainsAny(told, "{}") {
					t.Errorf("%s from %s to %s: %q", mode, from, to, told)
				}
			}
		}
	}
}

// What nobody owns says since when, and what it has cost.
func TestComposeOfAnUnownedBreak(t *testing.T) {
	c, a := firing(8)
	a.FiredAt = c.At.AddDate(0, 0, -12)
	m := shop()
	m.Seams = nil
	around := around(m)
	got := route.Compose(c, a, around).Cost
	if got == nil || got.Days != 12 || got.Customers != 8 || got.Exposure[0].Amount != "16483.35" || !got.Since.Equal(a.FiredAt) {
		t.Errorf("cost %+v", got)
	}
	around.Answer.Unowned = false
	if got := route.Compose(c, a, around).Cost; got != nil {
		t.Errorf("a break with an owner: %+v", got)
	}
}
