package measure_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/throughline-cx/throughline/server/measure"
)

// others tells the facts of so many interactions about anything else at a place on the first day.
func (w world) others(location string, n int) {
	w.AddPlaceVolume(measure.PlaceVolume{Day: measure.DayOf(monday), Location: location, Interactions: n})
}

// at returns so many complaints at a place.
func at(location string, n int) []complaint {
	out := make([]complaint, n)
	for i := range out {
		out[i] = complaint{customer: fmt.Sprint(location, i), location: location}
	}
	return out
}

// A big place has many complaints because it is big; a small one that has as many does not.
func TestConcentrationIsAgainstWhatPlacesBring(t *testing.T) {
	list := append(at("big", 30), at("small", 12)...)
	w := newWorld(t, list...)
	w.others("big", 30+3000)
	w.others("small", 12+100)
	for i := range 8 {
		w.others(fmt.Sprint("quiet", i), 200)
	}
	r := w.read(0, 7)
	big, small := r.Locations[0], r.Locations[1]
	if big.Key != "big" || small.Key != "small" {
		t.Fatalf("locations %v", r.Locations)
	}
	if big.Lift.Low > 1 {
		t.Errorf("the big place is flagged for being big: %+v", *big.Lift)
	}
	if small.Lift.Low <= 1 {
		t.Errorf("the small place is not flagged: %+v", *small.Lift)
	}
	// 12.5 of 42.5 against 100.5 of 4700.5.
	if want := 12.5 / 42.5 / (100.5 / 4700.5); small.Lift.Estimate/want < 0.999 || small.Lift.Estimate/want > 1.001 {
		t.Errorf("lift %v, want %v", small.Lift.Estimate, want)
	}
	c := r.Concentration
	if c.Places != 2 || c.Compared != 10 || c.Share != 1 || c.Expected != 3100.0/4700 {
		t.Errorf("%+v", *c)
	}
}

func TestNoConcentrationWithoutPlaces(t *testing.T) {
	if r := newWorld(t, at("one", 5)...).read(0, 7); r.Concentration != nil || r.Locations[0].Lift != nil {
		t.Errorf("nothing is known of the places' volume, and still %+v", r.Concentration)
	}
	if r := newWorld(t, complaint{customer: "ann"}).read(0, 7); r.Concentration != nil {
		t.Errorf("no complaint names a place, and still %+v", r.Concentration)
	}
}

// Where complaints fall on places by chance, as the other interactions do, hardly ever may a place
// or the three with most be said to stand out.
func TestChanceIsNoConcentration(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	const runs, places = 300, 20
	wrong, top := 0, 0
	for range runs {
		sizes, all := make([]int, places), 0
		for i := range sizes {
			sizes[i] = 5 + random.IntN(100)
			all += sizes[i]
		}
		var list []complaint
		for i := range 40 {
			pick, place := random.IntN(all), 0
			for pick >= sizes[place] {
				pick -= sizes[place]
				place++
			}
			list = append(list, complaint{customer: fmt.Sprint(i), location: fmt.Sprint(place)})
		}
		w := newWorld(t, list...)
		mine := map[string]int{}
		for _, c := range list {
			mine[c.location]++
		}
		for i, n := range sizes {
			w.others(fmt.Sprint(i), n+mine[fmt.Sprint(i)])
		}
		r := w.read(0, 7)
		if r.Concentration.Lift.Low > 1 {
			top++
		}
		for _, l := range r.Locations {
			if l.Lift.Low > 1 {
				wrong++
				break
			}
		}
	}
	t.Logf("by chance a place stands out in %.1f %%, the three with most in %.1f %% of %d draws", 100*float64(wrong)/runs, 100*float64(top)/runs, runs)
	if wrong > runs/20 || top > runs/20 {
		t.Errorf("a place stands out in %d, the top three in %d of %d draws by chance; want 5 %% at most", wrong, top, runs)
	}
}
