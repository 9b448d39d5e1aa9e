package measure

import (
	"cmp"
	"slices"
)

// PlaceVolume is how many interactions, with or without mentions, name one location on one day:
// what the complaints at a place are set against.
type PlaceVolume struct {
	Day          Day
	Location     string // the id, never empty
	Interactions int
}

// placeVolume is the volume of one day, or of several, by location.
type placeVolume struct {
	all int
	at  map[string]int
}

// Hear counts an interaction, with or without mentions, in the volumes.
func (f *Facts) Hear(in Interaction) {
	in.OccurredAt = f.Local(in.OccurredAt)
	f.AddVolume(VolumeOf(in))
	if in.LocationID != "" {
		f.AddPlaceVolume(PlaceVolume{Day: DayOf(in.OccurredAt), Location: in.LocationID, Interactions: 1})
	}
}

// AddPlaceVolume adds to what is known of one location on one day.
func (f *Facts) AddPlaceVolume(v PlaceVolume) {
	day, known := f.places[v.Day]
	if !known {
		day = &placeVolume{at: map[string]int{}}
		f.places[v.Day] = day
	}
	day.all += v.Interactions
	day.at[v.Location] += v.Interactions
	f.known[v.Location] = true
	for w, sum := range f.placeSums {
		if w.First() <= v.Day && v.Day <= w.Last {
			sum.all += v.Interactions
			sum.at[v.Location] += v.Interactions
		}
	}
}

// PlaceVolumes returns everything known of the volume of places, sorted by day and location.
func (f *Facts) PlaceVolumes() []PlaceVolume {
	var out []PlaceVolume
	for d, day := range f.places {
		for location, n := range day.at {
			out = append(out, PlaceVolume{Day: d, Location: location, Interactions: n})
		}
	}
	slices.SortFunc(out, func(a, b PlaceVolume) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Location, b.Location))
	})
	return out
}

// mostSums is over how many windows the volume of all places is kept summed up: each rule of a
// policy looks at one, and all clusters are measured over the same ones.
const mostSums = 32

// placesIn sums the volume of all places over a window, and that of some.
func (f *Facts) placesIn(w Window, locations []Share) (all int, at []int) {
	sum, known := f.placeSums[w]
	if !known {
		sum = f.sumPlaces(w)
		if len(f.placeSums) >= mostSums {
			clear(f.placeSums)
		}
		f.placeSums[w] = sum
	}
	at = make([]int, len(locations))
	for i, l := range locations {
		at[i] = sum.at[l.Key]
	}
	return sum.all, at
}

func (f *Facts) sumPlaces(w Window) *placeVolume {
	sum := &placeVolume{at: map[string]int{}}
	for d := w.First(); d <= w.Last; d++ {
		day, heard := f.places[d]
		if !heard {
			continue
		}
		sum.all += day.all
		for location, n := range day.at {
			sum.at[location] += n
		}
	}
	return sum
}
