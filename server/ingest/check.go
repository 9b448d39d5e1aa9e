package ingest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/throughline-cx/throughline/server/journey"
)

// checker gathers what is wrong with an item. Descriptions name limits and places, and never
// repeat what the item says: they end up in logs and answers.
type checker struct {
	now   time.Time
	wrong []journey.Violation
}

func (c *checker) bad(field, reason, format string, args ...any) {
	c.wrong = append(c.wrong, journey.Violation{Field: field, Reason: reason, Description: fmt.Sprintf(format, args...)})
}

// id checks an identifier that must be there.
func (c *checker) id(field, value string) {
	if value == "" {
		c.bad(field, journey.ReasonMissing, "is missing; it must have 1 to %d bytes", MaxID)
		return
	}
	c.label(field, value, MaxID)
}

// word checks a short word that must be there.
func (c *checker) word(field, value, example string) {
	if value == "" {
		c.bad(field, journey.ReasonMissing, "is missing; it must be a word such as %s", example)
		return
	}
	c.label(field, value, MaxWord)
}

// label checks a value of one line, empty or not.
func (c *checker) label(field, value string, most int) {
	if !c.text(field, value, most) {
		return
	}
	if i := strings.IndexFunc(value, unicode.IsControl); i >= 0 {
		c.bad(field, journey.ReasonMalformed, "holds the control character 0x%02x at byte %d; it must be one line of text", value[i], i)
	}
}

// text checks any text and reports whether it can be stored.
func (c *checker) text(field, value string, most int) bool {
	if len(value) > most {
		c.bad(field, journey.ReasonTooLong, "has %d bytes; at most %d are allowed", len(value), most)
		return false
	}
	if !utf8.ValidString(value) {
		c.bad(field, journey.ReasonInvalidUTF8, "is not UTF-8 from byte %d on; encode it as UTF-8", validPrefix(value))
		return false
	}
	if i := strings.IndexByte(value, 0); i >= 0 {
		c.bad(field, journey.ReasonNULByte, "holds a NUL byte at byte %d; leave it out", i)
		return false
	}
	return true
}

// validPrefix returns how many bytes of s are UTF-8 before the first that is not.
func validPrefix(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return len(s)
}

// CheckLanguage returns what is wrong with an interaction's language tag; nothing when it is good
// or empty.
func CheckLanguage(tag string) []journey.Violation {
	var c checker
	c.language("language", tag)
	return c.wrong
}

// language checks a language tag, empty or not. One that is well-formed and unknown is let
// pass: it tells nothing, and the text will.
func (c *checker) language(field, value string) {
	if value == "" || !c.text(field, value, MaxLanguage) {
		return
	}
	var unknown language.ValueError
	if _, err := language.Parse(value); err != nil && !errors.As(err, &unknown) {
		c.bad(field, journey.ReasonMalformed, "must be a BCP 47 language tag such as en or es-MX, or be left out")
	}
}

// time checks an instant that must be there.
func (c *checker) time(field string, t time.Time) {
	if t.IsZero() {
		c.bad(field, journey.ReasonMissing, "is missing; it must be a time such as 2026-03-02T19:05:49Z")
		return
	}
	c.timeRange(field, t)
}

func (c *checker) timeRange(field string, t time.Time) {
	if t.After(c.now.Add(MaxAhead)) {
		c.bad(field, journey.ReasonInFuture, "%s is in the future; it may be at most %d hours ahead of the server's clock, %s",
			t.UTC().Format(time.RFC3339), int(MaxAhead.Hours()), c.now.UTC().Format(time.RFC3339))
	}
	if t.Before(Earliest) {
		c.bad(field, journey.ReasonOutOfRange, "%s is too long ago; times start at %s", t.UTC().Format(time.RFC3339), Earliest.Format(time.RFC3339))
	}
}

// date checks a day, empty or not.
func (c *checker) date(field, value string) {
	if value == "" {
		return
	}
	day, err := time.Parse(time.DateOnly, value)
	if err != nil {
		c.bad(field, journey.ReasonMalformed, "must be a day of the calendar as YYYY-MM-DD")
		return
	}
	if day.Before(Earliest) {
		c.bad(field, journey.ReasonOutOfRange, "%s is too long ago; days start at %s", value, Earliest.Format(time.DateOnly))
	}
}

// money checks an amount that is there.
func (c *checker) money(field string, m Money) {
	if _, ok := Exponent(m.Currency); !ok {
		wrong := badCurrency("")
		if m.Currency != "" {
			wrong.Reason, wrong.Description = journey.ReasonUnknownValue, "must be an active ISO 4217 code in capitals, as in USD"
		}
		wrong.Field = field + ".currency"
		c.wrong = append(c.wrong, wrong)
	}
	if m.Minor < 0 {
		c.bad(field+".amount_minor", journey.ReasonOutOfRange, "is %d; it must not be negative", m.Minor)
	}
}

func (c *checker) attributes(attributes map[string]string) {
	if len(attributes) > MaxAttributes {
		c.bad("attributes", journey.ReasonTooLong, "has %d entries; at most %d are allowed", len(attributes), MaxAttributes)
		return
	}
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		before := len(c.wrong)
		if name == "" {
			c.bad("attributes", journey.ReasonMissing, "an entry has no name")
		}
		c.label("attributes", name, MaxAttributeName)
		if len(c.wrong) == before {
			c.text(fmt.Sprintf("attributes[%q]", name), attributes[name], MaxAttributeValue)
		}
	}
}
