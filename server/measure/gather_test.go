package measure_test

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/measure"
)

// filters are ways to look at some complaints of the drawn worlds alone.
var filters = []measure.Filter{{}, {Locations: []string{"l1", "l2"}}, {Since: monday.AddDate(0, 0, 5)}}

// Whatever is counted from what was gathered must be what Read tells, in window after window: of
// copies too, which may fill in a customer or an account, and of records.
func TestWhatIsGatheredCountsAsRead(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := drawn(t, rt)
		g := measure.Gather(w.cluster, w.Facts)
		for range rapid.IntRange(1, 5).Draw(rt, "windows") {
			at := monday.AddDate(0, 0, rapid.IntRange(0, 24).Draw(rt, "last"))
			window := measure.Window{Last: measure.DayOf(at), Days: rapid.IntRange(1, 21).Draw(rt, "days")}
			o := measure.Options{RecordDays: rapid.IntRange(1, 10).Draw(rt, "record days"), RenewalDays: 30, Only: rapid.SampledFrom(filters).Draw(rt, "only")}
			r := measure.Read(w.cluster, w.Facts, shopMap, window, o, at)
			if got, want := g.Count(window, o), levels(r); !reflect.DeepEqual(got, want) {
				rt.Fatalf("counted %+v, read %+v", got, want)
			}
			if again := g.Read(shopMap, window, o, at); !reflect.DeepEqual(again, r) {
				rt.Fatalf("read of what was gathered: %+v, want %+v", again, r)
			}
			glance := measure.GlanceAt(w.cluster, w.Facts, window, o.Only)
			want := measure.Glance{Heard: r.Voices + r.UnidentifiedVoices, Customers: len(r.Customers), Mode: r.Mode, Strength: r.Signal[0].Strength}
			if glance != want {
				rt.Fatalf("at a glance %+v, read %+v", glance, want)
			}
		}
	})
}

// levels are the numbers of a reading.
func levels(r measure.Reading) measure.Levels {
	l := measure.Levels{
		Counts: measure.Counts{
			Window: r.Window, Interactions: len(r.Interactions), Customers: len(r.Customers), Accounts: len(r.Accounts),
			HighValueAccounts: len(r.HighValueAccounts), Locations: len(r.Locations), Sources: len(r.Sources), Days: len(r.Days), Weeks: len(r.Weeks),
		},
		TopLocationShare: r.TopLocationShare, Consistency: r.Consistency, Confidence: r.Confidence,
	}
	for _, e := range r.Exposure {
		l.Exposure = append(l.Exposure, measure.Exposure{Kind: e.Kind, Currency: e.Currency, AmountMinor: e.AmountMinor})
	}
	for _, d := range r.RenewalsDue {
		l.Renewals = append(l.Renewals, d.Due)
	}
	if len(r.Days) > 0 {
		l.FirstHeard = r.Days[0]
	}
	return l
}

// The volume of places over a window is kept summed up: more that comes in counts, in whatever
// order it is asked and told.
func TestPlacesHeardSinceCount(t *testing.T) {
	list := []complaint{{customer: "ann", location: "l1"}, {customer: "bob", location: "l2", day: 1}}
	asked, fresh := newWorld(t, list...), newWorld(t, list...)
	for day := range 9 {
		asked.read(day, 7)
		for _, w := range []world{asked, fresh} {
			w.AddPlaceVolume(measure.PlaceVolume{Day: measure.DayOf(monday) + measure.Day(day*5%7), Location: "l1", Interactions: 10 + day})
			w.AddPlaceVolume(measure.PlaceVolume{Day: measure.DayOf(monday) + measure.Day(day*3%8), Location: "l3", Interactions: 3})
		}
	}
	for day := range 8 {
		if got, want := asked.read(day, 7).Concentration, fresh.read(day, 7).Concentration; got == nil || !reflect.DeepEqual(got, want) {
			t.Errorf("day %d: %+v, want %+v", day, got, want)
		}
	}
}
