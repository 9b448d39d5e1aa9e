package understand

import (
	"slices"
	"testing"

	"github.com/throughline-cx/throughline/server/journey"
)

func TestNamesThatTheMapLacks(t *testing.T) {
	m := &journey.Map{Touchpoints: []journey.Touchpoint{
		{ID: "line", Name: "Contact center", Kinds: []journey.Kind{journey.KindPhone}},
		{ID: "desk", Name: "Pickup desk", Kinds: []journey.Kind{journey.KindStore}},
		{ID: "branch", Name: "Branch", Aliases: []string{"the shop"}, Kinds: []journey.Kind{journey.KindStore}},
	}}
	reader := NewReader(Default(), m)
	for _, test := range []struct {
		name, text string
		want       []UnmappedName
	}{
		{"a kind that the map has several of, and one that it lacks",
			"The website said it was in the locker. Nobody had put it there and the helpline had no record of it.",
			[]UnmappedName{{"website", journey.KindWeb}, {"locker", journey.KindStore}}},
		{"names and aliases of the map, also in part",
			"I called the helpline and they sent me to the desk, but the desk knew nothing and the shop sent me back to the helpline.", nil},
		{"the same name twice",
			"The locker said empty and the locker app said full, so support told me to wait for the locker team who knew nothing of it.",
			[]UnmappedName{{"locker", journey.KindStore}, {"app", journey.KindApp}}},
	} {
		mentions := reader.Read(said("review", test.text))
		if len(mentions) == 0 || mentions[0].Confidence < LeastRead {
			t.Fatalf("%s: not read as a break: %+v", test.name, mentions)
		}
		if got := mentions[0].Unmapped; !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
	old := []UnmappedName{{"locker", journey.KindStore}, {"desk", journey.KindStore}, {"hotline", journey.KindPhone}, {"courier", journey.KindDelivery}}
	if got, want := reader.Unmapped(old), []UnmappedName{old[0], old[3]}; !slices.Equal(got, want) {
		t.Errorf("of names collected under an earlier map %v are lacking, want %v", got, want)
	}
	if mentions := NewReader(Default(), nil).Read(said("review", "The website said it was in the locker but the locker was empty.")); len(mentions) == 0 || mentions[0].Unmapped != nil {
		t.Errorf("without a map there is nothing to lack: %+v", mentions)
	}
}
