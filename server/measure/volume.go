package measure

import (
	"cmp"
	"slices"
)

// Volume is how many interactions in one language came from one source through one channel on
// one day, with or without mentions. It is the denominator that coverage is judged by.
type Volume struct {
	Day          Day    `json:"day"`
	Source       string `json:"source"`
	Channel      string `json:"channel"`
	Language     string `json:"language"` // a BCP 47 tag; empty when unknown
	Interactions int    `json:"interactions"`
}

// VolumeOf is the volume that one interaction makes.
func VolumeOf(in Interaction) Volume {
	return Volume{Day: DayOf(in.OccurredAt), Source: in.Source, Channel: in.Channel, Language: in.Language, Interactions: 1}
}

// compare orders the volumes of one day.
func (v Volume) compare(o Volume) int {
	return cmp.Or(cmp.Compare(v.Source, o.Source), cmp.Compare(v.Channel, o.Channel), cmp.Compare(v.Language, o.Language))
}

// AddVolume adds to what is known of one source, channel and language on one day.
func (f *Facts) AddVolume(v Volume) {
	f.covered = nil
	list := f.volume[v.Day]
	i, found := slices.BinarySearchFunc(list, v, Volume.compare)
	if found {
		list[i].Interactions += v.Interactions
		return
	}
	f.volume[v.Day] = slices.Insert(list, i, v)
}

// Volumes returns everything known of volume, sorted by day, source, channel and language.
func (f *Facts) Volumes() []Volume {
	var out []Volume
	for _, list := range f.volume {
		out = append(out, list...)
	}
	slices.SortFunc(out, func(a, b Volume) int { return cmp.Or(cmp.Compare(a.Day, b.Day), a.compare(b)) })
	return out
}

// sourceVolume is the volume of one source over a window.
type sourceVolume struct {
	source       string
	interactions int
	lastHeard    Day
	unread       []unread // those in a language that is not read, sorted
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
			out[i].addUnread(v)
		}
	}
	return out
}
