package measure_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

func TestReadCountsWhoAndWhere(t *testing.T) {
	w := newWorld(t,
		complaint{day: 0, customer: "ann", account: "a1", location: "s1", source: "call"},
		complaint{day: 1, customer: "ann", account: "a1", location: "s1", source: "survey"},
		complaint{day: 6, customer: "bob", account: "a2", location: "s2"},
		complaint{day: 7, customer: "", account: "a2", location: ""},
		complaint{day: 7, customer: "", account: "", location: "s1", source: "review"},
		complaint{day: -30, customer: "old", account: "a9", location: "s9"},
	)
	w.SetAccount(ingest.Account{AccountID: "a1", HouseholdID: "h1", Segment: ingest.SegmentHighValue})
	w.SetAccount(ingest.Account{AccountID: "a2", HouseholdID: "h1", Segment: "standard"})
	w.SetLocation(ingest.Location{LocationID: "s1", Name: "Store one"})
	r := w.read(9, 21)

	if len(r.Interactions) != 5 || r.Interactions[0].ExternalID != "ext-000" {
		t.Errorf("interactions %v", r.Interactions)
	}
	for name, check := range map[string]struct{ got, want []string }{
		"customers":  {r.Customers, []string{"ann", "bob"}},
		"accounts":   {r.Accounts, []string{"a1", "a2"}},
		"high value": {r.HighValueAccounts, []string{"a1"}},
		"households": {r.Households, []string{"h1"}},
	} {
		if !slices.Equal(check.got, check.want) {
			t.Errorf("%s %v, want %v", name, check.got, check.want)
		}
	}
	if r.Voices != 2 || r.UnidentifiedVoices != 1 { // ann, bob, who is heard for account a2, and the nameless review
		t.Errorf("%d voices and %d unidentified, want 2 and 1", r.Voices, r.UnidentifiedVoices)
	}
	want := []measure.Share{{Key: "s1", Name: "Store one", Interactions: 3, Customers: 1}, {Key: "s2", Interactions: 1, Customers: 1}}
	if !slices.Equal(r.Locations, want) || r.TopLocationShare != 1 {
		t.Errorf("locations %v at %v, want %v", r.Locations, r.TopLocationShare, want)
	}
	if len(r.Days) != 4 || !slices.Equal(r.Weeks, []int{202610, 202611}) {
		t.Errorf("days %v, weeks %v", r.Days, r.Weeks)
	}
	if len(r.Daily) != 21 || r.Daily[18].Interactions != 2 || r.Daily[18].Customers != 0 {
		t.Errorf("daily series %v", r.Daily)
	}
	if r.Seam != (journey.Seam{From: "notice", To: "desk"}) || r.Mode != journey.ModeStateMismatch {
		t.Errorf("seam %v, mode %s", r.Seam, r.Mode)
	}
}

func TestReadCountsAnInteractionOnce(t *testing.T) {
	w := newWorld(t, complaint{customer: "ann"})
	twice := w.cluster.Members[0]
	twice.ID = group.MentionID("test", "ext-000", 1)
	w.cluster.Members = append(w.cluster.Members, twice)
	if r := w.read(0, 7); len(r.Interactions) != 1 {
		t.Errorf("%d interactions, want one with two mentions", len(r.Interactions))
	}
}

func TestReadOfAnEmptyWindow(t *testing.T) {
	r := newWorld(t, complaint{customer: "ann", account: "a1"}).read(100, 21)
	if len(r.Interactions)+len(r.Customers)+len(r.Exposure)+r.Voices != 0 || r.Signal[0].Strength != measure.Weak {
		t.Errorf("an empty window reads %+v", r)
	}
}

func TestReadingSurvivesJSON(t *testing.T) {
	w := newWorld(t, complaint{customer: "ann", account: "a1", location: "s1", quote: "They had nothing for me."})
	value := usd(100_00)
	w.SetAccount(ingest.Account{AccountID: "a1", AnnualValue: &value, RenewalDate: "2026-03-20"})
	r := w.read(0, 7)
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var back measure.Reading
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	again, _ := json.Marshal(back)
	if string(again) != string(data) || !reflect.DeepEqual(back.Quotes, r.Quotes) {
		t.Errorf("frozen evidence changed:\n%s\n%s", data, again)
	}
}
