package measure

import (
	"cmp"
	"slices"
)

// Volume is how many interactions of one source happened on one day, with or without
// mentions, and how many of them leave out what measuring needs.
type Volume struct {
	Day             Day    `json:"day"`
	Source          string `json:"source"`
	Interactions    int    `json:"interactions"`
	WithoutCustomer int    `json:"without_customer"`
	WithoutAccount  int    `json:"without_account"`
	WithoutLocation int    `json:"without_location"`
	WithMentions    int    `json:"with_mentions"`
}

type volumeKey struct {
	day    Day
	source string
}

// AddVolume adds to what is known of one source on one day.
func (f *Facts) AddVolume(v Volume) {
	k := volumeKey{v.Day, v.Source}
	sum := f.volume[k]
	f.volume[k] = Volume{
		Day: v.Day, Source: v.Source,
		Interactions:    sum.Interactions + v.Interactions,
		WithoutCustomer: sum.WithoutCustomer + v.WithoutCustomer,
		WithoutAccount:  sum.WithoutAccount + v.WithoutAccount,
		WithoutLocation: sum.WithoutLocation + v.WithoutLocation,
		WithMentions:    sum.WithMentions + v.WithMentions,
	}
}

// VolumeOf returns what one interaction adds to the volume of its source and day.
func VolumeOf(in Interaction, mentions int) Volume {
	one := func(yes bool) int {
		if yes {
			return 1
		}
		return 0
	}
	return Volume{
		Day: DayOf(in.OccurredAt), Source: in.Source, Interactions: 1,
		WithoutCustomer: one(in.CustomerID == ""),
		WithoutAccount:  one(in.AccountID == ""),
		WithoutLocation: one(in.LocationID == ""),
		WithMentions:    one(mentions > 0),
	}
}

// Volumes returns everything known of volume, sorted by day and source.
func (f *Facts) Volumes() []Volume {
	out := make([]Volume, 0, len(f.volume))
	for _, v := range f.volume {
		out = append(out, v)
	}
	slices.SortFunc(out, func(a, b Volume) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Source, b.Source)) })
	return out
}
