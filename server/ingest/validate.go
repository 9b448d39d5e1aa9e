package ingest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/throughline-cx/throughline/server/journey"
)

var sourceSystem = regexp.MustCompile(`^[a-z][a-z0-9_.-]{0,62}$`)

// Validate returns everything that is wrong with an interaction; none means that it can be
// stored. Fields are named as in the API: "turns[2].text". now is the server's clock.
func Validate(in Interaction, now time.Time) []journey.Violation {
	c := checker{now: now}
	if !sourceSystem.MatchString(in.SourceSystem) {
		reason := journey.ReasonMalformed
		if in.SourceSystem == "" {
			reason = journey.ReasonMissing
		}
		c.bad("source_system", reason, "must be a lower-case letter, then lower-case letters, digits, '_', '.' or '-', at most %d in all", MaxSourceSystem)
	}
	c.id("external_id", in.ExternalID)
	c.word("source", in.Source, "call, chat, ticket, survey or review")
	c.label("channel", in.Channel, MaxWord)
	c.time("occurred_at", in.OccurredAt)
	if !in.ReceivedAt.IsZero() && !in.ReceivedAt.Equal(in.OccurredAt) {
		c.timeRange("received_at", in.ReceivedAt)
	}
	c.label("customer_id", in.CustomerID, MaxID)
	c.label("account_id", in.AccountID, MaxID)
	c.label("location_id", in.LocationID, MaxID)
	c.label("product_line", in.ProductLine, MaxID)
	c.language("language", in.Language)
	c.attributes(in.Attributes)
	c.turns(in.Turns)
	return c.wrong
}

func (c *checker) turns(turns []Turn) {
	switch {
	case len(turns) == 0:
		c.bad("turns", journey.ReasonMissing, "is empty; at least one turn is needed")
		return
	case len(turns) > MaxTurns:
		c.bad("turns", journey.ReasonTooLong, "has %d turns; at most %d are allowed", len(turns), MaxTurns)
		return
	}
	size, blank := 0, true
	for i, t := range turns {
		if !slices.Contains(Speakers, t.Speaker) {
			c.speaker(i, t.Speaker)
		}
		c.text(fmt.Sprintf("turns[%d].text", i), t.Text, MaxTurnText)
		size += len(t.Text)
		blank = blank && strings.TrimSpace(t.Text) == ""
	}
	if size > MaxText {
		c.bad("turns", journey.ReasonTooLong, "have %d bytes of text together; at most %d are allowed", size, MaxText)
	}
	if blank {
		c.bad("turns", journey.ReasonNoText, "hold no text; at least one turn must have some")
	}
}

func (c *checker) speaker(turn int, s Speaker) {
	reason := journey.ReasonUnknownValue
	if s == "" {
		reason = journey.ReasonMissing
	}
	c.bad(fmt.Sprintf("turns[%d].speaker", turn), reason, "must be one of %v", Speakers)
}

// ValidateAccount returns everything that is wrong with an account, as Validate does.
func ValidateAccount(a Account, now time.Time) []journey.Violation {
	c := checker{now: now}
	c.id("account_id", a.AccountID)
	c.label("household_id", a.HouseholdID, MaxID)
	c.label("segment", a.Segment, MaxWord)
	if a.AnnualValue != nil {
		c.money("annual_value", *a.AnnualValue)
	}
	c.date("renewal_date", a.RenewalDate)
	c.label("product_line", a.ProductLine, MaxID)
	c.label("home_location", a.HomeLocation, MaxID)
	c.attributes(a.Attributes)
	return c.wrong
}

// ValidateLocation returns everything that is wrong with a location, as Validate does.
func ValidateLocation(l Location, now time.Time) []journey.Violation {
	c := checker{now: now}
	c.id("location_id", l.LocationID)
	c.label("display_name", l.Name, MaxID)
	c.label("region", l.Region, MaxID)
	c.attributes(l.Attributes)
	return c.wrong
}

// ValidateCommercialRecord returns everything that is wrong with a commercial record, as
// Validate does.
func ValidateCommercialRecord(r CommercialRecord, now time.Time) []journey.Violation {
	c := checker{now: now}
	c.id("record_id", r.RecordID)
	c.label("account_id", r.AccountID, MaxID)
	c.word("kind", r.Kind, "order, return, claim, quote or policy_change")
	c.word("status", r.Status, "completed, abandoned, refunded or cancelled")
	c.money("amount", r.Amount)
	c.time("occurred_at", r.OccurredAt)
	c.label("location_id", r.LocationID, MaxID)
	c.label("touchpoint", r.Touchpoint, MaxID)
	c.attributes(r.Attributes)
	return c.wrong
}

// ValidateFix returns everything that is wrong with a fix, as Validate does.
func ValidateFix(f Fix) []journey.Violation {
	c := checker{}
	c.id("from_touchpoint", f.FromTouchpoint)
	c.id("to_touchpoint", f.ToTouchpoint)
	if f.ShippedOn == "" {
		c.bad("shipped_on", journey.ReasonMissing, "is missing; it must be a day as YYYY-MM-DD")
	}
	c.date("shipped_on", f.ShippedOn)
	c.text("description", f.Description, MaxAttributeValue)
	c.attributes(f.Attributes)
	return c.wrong
}
