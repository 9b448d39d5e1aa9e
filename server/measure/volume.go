package measure

import (
	"cmp"
	"slices"
)

// Volume is how many interactions of one source happened on one day, with or without
// mentions. It is the denominator that coverage is judged by.
type Volume struct {
	Day          Day    `json:"day"`
	Source       string `json:"source"`
	Interactions int    `json:"interactions"`
}

// AddVolume adds to what is known of one source on one day.
func (f *Facts) AddVolume(v Volume) {
	list := f.volume[v.Day]
	i, found := slices.BinarySearchFunc(list, v.Source, func(a Volume, source string) int { return cmp.Compare(a.Source, source) })
	if found {
		list[i].Interactions += v.Interactions
		return
	}
	f.volume[v.Day] = slices.Insert(list, i, v)
}

// Volumes returns everything known of volume, sorted by day and source.
func (f *Facts) Volumes() []Volume {
	var out []Volume
	for _, list := range f.volume {
		out = append(out, list...)
	}
	slices.SortFunc(out, func(a, b Volume) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Source, b.Source)) })
	return out
}

// sourceVolume is the volume of one source over a window.
type sourceVolume struct {
	source       string
	interactions int
	lastHeard    Day
}

// volumeIn sums the volume of each source over a window, sorted by source.
func (f *Facts) volumeIn(w Window) []sourceVolume {
	var out []sourceVolume
	for d := w.First(); d <= w.Last; d++ {
		for _, v := range f.volume[d] {
			i, found := slices.BinarySearchFunc(out, v.Source, func(a sourceVolume, source string) int { return cmp.Compare(a.source, source) })
			if !found {
				out = slices.Insert(out, i, sourceVolume{source: v.Source})
			}
			out[i].interactions += v.Interactions
			out[i].lastHeard = d
		}
	}
	return out
}
