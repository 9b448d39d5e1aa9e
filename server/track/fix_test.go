package track_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/track"
)

var shopMap = &journey.Map{
	Touchpoints: []journey.Touchpoint{
		{ID: "notice", Name: "Ready notice", Kinds: []journey.Kind{journey.KindMessage}},
		{ID: "desk", Name: "Pickup desk", Kinds: []journey.Kind{journey.KindStore}},
		{ID: "shop", Name: "Web shop", Kinds: []journey.Kind{journey.KindWeb, journey.KindApp}},
		{ID: "line", Name: "Helpline", Kinds: []journey.Kind{journey.KindPhone, journey.KindChat}},
		{ID: "courier", Name: "Courier", Kinds: []journey.Kind{journey.KindDelivery}},
	},
	Journeys: []journey.Journey{{ID: "collect", Name: "Click and collect", Touchpoints: []string{"shop", "notice", "desk"}}},
}

func TestFixValidate(t *testing.T) {
	now := shipped.AddDate(0, 0, 30)
	known := track.Known{Map: shopMap, Locations: []string{"a", "b"}, Channels: []string{"chat", "phone"}, DataFrom: shipped.AddDate(0, 0, -60)}
	for _, c := range []struct {
		want   string // field and reason of each violation
		says   string // in one of the descriptions
		change func(*track.Fix, *track.Known)
	}{
		{"", "", func(*track.Fix, *track.Known) {}},
		{"", "", func(f *track.Fix, _ *track.Known) { f.Locations, f.Channels = []string{"b", "a"}, []string{"chat"} }},
		{"", "", func(f *track.Fix, _ *track.Known) { f.Mode, f.ShippedAt = journey.ModeBounced, now }},
		{"seam.from UNKNOWN_VALUE", `"gone" is no touchpoint of the journey map`, func(f *track.Fix, _ *track.Known) { f.Seam.From = "gone" }},
		{"seam.to MISSING", "name a touchpoint", func(f *track.Fix, _ *track.Known) { f.Seam.To = "" }},
		{"seam.from UNKNOWN_VALUE, seam.to UNKNOWN_VALUE", "", func(_ *track.Fix, k *track.Known) { k.Map = nil }},
		{"failure_mode UNKNOWN_VALUE", "the modes are", func(f *track.Fix, _ *track.Known) { f.Mode = "slow" }},
		{"shipped_at MISSING", "say when", func(f *track.Fix, _ *track.Known) { f.ShippedAt = time.Time{} }},
		{"shipped_at IN_FUTURE", "is after now, 2026-06-12T10:00:00Z", func(f *track.Fix, _ *track.Known) { f.ShippedAt = now.Add(time.Second) }},
		{"shipped_at OUT_OF_RANGE", "2026-03-14 is not after 2026-03-14, the first day of data", func(f *track.Fix, k *track.Known) { f.ShippedAt = k.DataFrom.Add(time.Hour) }},
		{"shipped_at OUT_OF_RANGE", "nothing was heard yet", func(_ *track.Fix, k *track.Known) { k.DataFrom = time.Time{} }},
		{"locations[1] UNKNOWN_VALUE", `no location "z" is known`, func(f *track.Fix, _ *track.Known) { f.Locations = []string{"a", "z"} }},
		{"locations[1] REPEATED", "twice", func(f *track.Fix, _ *track.Known) { f.Locations = []string{"a", "a"} }},
		{"channels[0] MISSING", "leave the list empty", func(f *track.Fix, _ *track.Known) { f.Channels = []string{""} }},
		{"channels[0] UNKNOWN_VALUE", `no channel "fax" is known`, func(f *track.Fix, _ *track.Known) { f.Channels = []string{"fax"} }},
		{"note TOO_LONG", "4097 bytes", func(f *track.Fix, _ *track.Known) { f.Note = strings.Repeat("x", track.MaxNote+1) }},
		{"actor MISSING", "name who", func(f *track.Fix, _ *track.Known) { f.Actor = "" }},
	} {
		f := track.Fix{Seam: journey.Seam{From: "notice", To: "desk"}, ShippedAt: shipped, Note: "shelf scan", Actor: "mia"}
		k := known
		c.change(&f, &k)
		var got, said []string
		for _, v := range f.Validate(k, now) {
			got, said = append(got, v.Field+" "+v.Reason), append(said, v.Description)
		}
		if strings.Join(got, ", ") != c.want || !strings.Contains(strings.Join(said, "\n"), c.says) {
			t.Errorf("got %q, %q; want %q, %q", got, said, c.want, c.says)
		}
		if slices.Contains(said, "") {
			t.Errorf("%q is not explained", got)
		}
	}
}

func TestFixOf(t *testing.T) {
	line := ingest.Fix{FromTouchpoint: "notice", ToTouchpoint: "desk", ShippedOn: "2026-06-05", Description: "Shelf scan"}
	f, err := track.FixOf(uuid.UUID{7}, line, "import")
	if err != nil || f.Seam.To != "desk" || !f.ShippedAt.Equal(time.Date(2026, 6, 5, 0, 0, 0, 0, time.UTC)) || f.Note != "Shelf scan" || len(f.Locations) > 0 {
		t.Errorf("%+v, %v", f, err)
	}
	line.ShippedOn = "5 June"
	if _, err := track.FixOf(uuid.UUID{7}, line, "import"); err == nil || !strings.Contains(err.Error(), `day "5 June" must be written as YYYY-MM-DD`) {
		t.Errorf("%v", err)
	}
}
