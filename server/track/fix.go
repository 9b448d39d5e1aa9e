package track

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// MaxNote is how many bytes the note of a fix may have.
const MaxNote = 4096

// Fix is a change that a team shipped at a seam.
type Fix struct {
	ID        uuid.UUID           `json:"id"`
	Seam      journey.Seam        `json:"seam"`
	Mode      journey.FailureMode `json:"failure_mode"` // empty when not known
	ShippedAt time.Time           `json:"shipped_at"`
	Locations []string            `json:"locations"` // the only ones that got it; empty for everywhere
	Channels  []string            `json:"channels"`  // the only ones that got it; empty for all
	Note      string              `json:"note"`      // what was changed, in a person's words
	Actor     string              `json:"actor"`     // who recorded it
}

// FixOf returns the fix that a line of fixes.csv tells: everywhere, live from the first instant
// of its UTC day. An error means that the day is none.
func FixOf(id uuid.UUID, in ingest.Fix, actor string) (Fix, error) {
	var day measure.Day
	if err := day.UnmarshalText([]byte(in.ShippedOn)); err != nil {
		return Fix{}, fmt.Errorf("shipped_on: %w", err)
	}
	return Fix{
		ID: id, Seam: journey.Seam{From: in.FromTouchpoint, To: in.ToTouchpoint},
		ShippedAt: day.Start(), Note: in.Description, Actor: actor,
	}, nil
}

// Known is what a fix may refer to.
type Known struct {
	Map       *journey.Map
	Locations []string  // ids, sorted
	Channels  []string  // sorted
	DataFrom  time.Time // when the first interaction happened; zero when there is none
}

// Validate returns everything that is wrong with the fix, none when it can be recorded at now.
func (f Fix) Validate(k Known, now time.Time) []journey.Violation {
	var c checker
	c.touchpoint("seam.from", f.Seam.From, k.Map)
	c.touchpoint("seam.to", f.Seam.To, k.Map)
	if f.Mode != "" && !journey.ValidFailureMode(f.Mode) {
		c.bad("failure_mode", journey.ReasonUnknownValue, "%q is no failure mode; the modes are %v", f.Mode, journey.FailureModes)
	}
	c.shipped(f.ShippedAt, k.DataFrom, now)
	c.scope("locations", "location", f.Locations, k.Locations)
	c.scope("channels", "channel", f.Channels, k.Channels)
	if len(f.Note) > MaxNote {
		c.bad("note", journey.ReasonTooLong, "has %d bytes; %d at most are kept", len(f.Note), MaxNote)
	}
	if f.Actor == "" {
		c.bad("actor", journey.ReasonMissing, "is missing; name who recorded the fix")
	}
	return c.found
}

// checker gathers what is wrong.
type checker struct{ found []journey.Violation }

func (c *checker) bad(field, reason, format string, args ...any) {
	c.found = append(c.found, journey.Violation{Field: field, Reason: reason, Description: fmt.Sprintf(format, args...)})
}

func (c *checker) touchpoint(field, id string, m *journey.Map) {
	if id == "" {
		c.bad(field, journey.ReasonMissing, "is missing; name a touchpoint of the journey map")
		return
	}
	if m != nil {
		if _, ok := m.Touchpoint(id); ok {
			return
		}
	}
	c.bad(field, journey.ReasonUnknownValue, "%q is no touchpoint of the journey map", id)
}

func (c *checker) shipped(at, from, now time.Time) {
	switch {
	case at.IsZero():
		c.bad("shipped_at", journey.ReasonMissing, "is missing; say when the fix went live")
	case at.After(now):
		c.bad("shipped_at", journey.ReasonInFuture, "%s is after now, %s; record a fix once it is live",
			at.UTC().Format(time.RFC3339), now.UTC().Format(time.RFC3339))
	case from.IsZero():
		c.bad("shipped_at", journey.ReasonOutOfRange, "nothing was heard yet that the time after a fix could be compared with")
	case measure.DayOf(at) <= measure.DayOf(from):
		c.bad("shipped_at", journey.ReasonOutOfRange, "%s is not after %s, the first day of data: there is nothing before it to compare with",
			measure.DayOf(at), measure.DayOf(from))
	}
}

// scope checks a list of ids against those that are known.
func (c *checker) scope(field, what string, ids, known []string) {
	seen := map[string]bool{}
	for i, id := range ids {
		at := fmt.Sprintf("%s[%d]", field, i)
		_, found := slices.BinarySearch(known, id)
		switch {
		case id == "":
			c.bad(at, journey.ReasonMissing, "is empty; leave the list empty when the fix is everywhere")
		case seen[id]:
			c.bad(at, journey.ReasonRepeated, "%q is listed twice", id)
		case !found:
			c.bad(at, journey.ReasonUnknownValue, "no %s %q is known", what, id)
		}
		seen[id] = true
	}
}
