package measure

import (
	"slices"
	"time"
)

// Filter says which complaints of a cluster count. A list that is empty leaves it open; of a
// list that is not, the complaint's own must be one. What a complaint does not say is none.
type Filter struct {
	ProductLines   []string
	Locations      []string  // ids
	Regions        []string  // Location.Region
	LocationGroups []string  // the location's attribute AttributeGroup
	Since          time.Time // only what happened then or later; zero leaves it open
}

// AttributeGroup is the attribute of a location that names the group it belongs to.
const AttributeGroup = "group"

// Empty reports whether every complaint counts.
func (f Filter) Empty() bool {
	return len(f.ProductLines)+len(f.Locations)+len(f.Regions)+len(f.LocationGroups) == 0 && f.Since.IsZero()
}

// Counts reports whether a complaint counts.
func (f Filter) Counts(in Interaction, facts *Facts) bool {
	if f.Empty() {
		return true
	}
	l, _ := facts.Location(in.LocationID)
	return !in.OccurredAt.Before(f.Since) && among(f.ProductLines, in.ProductLine) && among(f.Locations, in.LocationID) &&
		among(f.Regions, l.Region) && among(f.LocationGroups, l.Attributes[AttributeGroup])
}

func among(list []string, key string) bool { return len(list) == 0 || slices.Contains(list, key) }

// LocationGroup returns the group of a location; "" where it has none, or is not known.
func (f *Facts) LocationGroup(id string) string {
	l, _ := f.Location(id)
	return l.Attributes[AttributeGroup]
}
