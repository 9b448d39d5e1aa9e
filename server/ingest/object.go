package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/throughline-cx/throughline/server/journey"
)

// object is a JSON object whose members are taken out one by one; wrong gathers what could
// not be read.
type object struct {
	members map[string]json.RawMessage
	wrong   []journey.Violation
}

func (o *object) bad(field, reason, format string, args ...any) {
	o.wrong = append(o.wrong, journey.Violation{Field: field, Reason: reason, Description: fmt.Sprintf(format, args...)})
}

func parseInteraction(line []byte) (Interaction, []journey.Violation) {
	if !utf8.Valid(line) {
		return Interaction{}, checkUTF8(line)
	}
	o := object{}
	if err := json.Unmarshal(line, &o.members); err != nil {
		return Interaction{}, wholeLine(journey.ReasonMalformed, "must be one JSON object: %s", explainJSON(err))
	}
	in := Interaction{
		SourceSystem: o.text("source_system"),
		ExternalID:   o.text("external_id"),
		Source:       o.text("source"),
		Channel:      o.text("channel"),
		OccurredAt:   o.time("occurred_at"),
		ReceivedAt:   o.time("received_at"),
		CustomerID:   o.text("customer_id"),
		AccountID:    o.text("account_id"),
		LocationID:   o.text("location_id"),
		ProductLine:  o.text("product_line"),
		Language:     o.text("language"),
		Turns:        o.turns("turns"),
	}
	in.Attributes = o.attributes()
	in.setDefaults()
	return in, o.wrong
}

// setDefaults fills in what an import need not say.
func (in *Interaction) setDefaults() {
	if in.SourceSystem == "" {
		in.SourceSystem = SourceSystemImport
	}
	if in.ReceivedAt.IsZero() {
		in.ReceivedAt = in.OccurredAt
	}
}

// take removes a member and returns it; nil when it is absent or null.
func (o *object) take(name string) json.RawMessage {
	raw := o.members[name]
	delete(o.members, name)
	if string(raw) == "null" {
		return nil
	}
	return raw
}

func (o *object) text(name string) string {
	raw := o.take(name)
	if raw == nil {
		return ""
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		o.bad(name, journey.ReasonMalformed, "must be a string in quotation marks, not %s", kindOf(raw))
	}
	return s
}

func (o *object) time(name string) time.Time {
	s := o.text(name)
	if s == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		o.bad(name, journey.ReasonMalformed, "%s", badTime(s))
	}
	return t.UTC()
}

func badTime(s string) string {
	return fmt.Sprintf("%q must be a time with its offset (RFC 3339), as in 2026-03-02T19:05:49Z", excerpt([]byte(s)))
}

func (o *object) turns(name string) []Turn {
	raw := o.take(name)
	if raw == nil {
		return nil
	}
	var turns []Turn
	if json.Unmarshal(raw, &turns) == nil {
		return turns
	}
	var each []json.RawMessage
	if json.Unmarshal(raw, &each) != nil {
		o.bad(name, journey.ReasonMalformed, `must be a list of {"speaker", "text"}, not %s`, kindOf(raw))
		return nil
	}
	turns = make([]Turn, len(each))
	for i, one := range each {
		if err := json.Unmarshal(one, &turns[i]); err != nil {
			o.badTurn(fmt.Sprintf("%s[%d]", name, i), one, err)
		}
	}
	return turns
}

func (o *object) badTurn(at string, raw json.RawMessage, err error) {
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) && wrongType.Field != "" {
		o.bad(at+"."+wrongType.Field, journey.ReasonMalformed, "must be a string in quotation marks, not a JSON %s", wrongType.Value)
		return
	}
	o.bad(at, journey.ReasonMalformed, `must be {"speaker", "text"}, not %s`, kindOf(raw))
}

// attributes takes the members of "attributes" and every member that is left.
func (o *object) attributes() map[string]string {
	var given map[string]json.RawMessage
	if raw := o.take("attributes"); raw != nil && json.Unmarshal(raw, &given) != nil {
		o.bad("attributes", journey.ReasonMalformed, "must be an object of strings, not %s", kindOf(raw))
	}
	out := make(map[string]string, len(given)+len(o.members))
	for _, members := range []map[string]json.RawMessage{given, o.members} {
		for _, name := range slices.Sorted(maps.Keys(members)) {
			if _, twice := out[name]; twice {
				o.bad(name, journey.ReasonRepeated, "stands both in attributes and beside it; keep one")
			}
			if value := attribute(members[name]); value != nil {
				out[name] = *value
			}
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// attribute returns a JSON value as a string: a string itself, null as nil, anything else as
// compact JSON.
func attribute(raw json.RawMessage) *string {
	if string(raw) == "null" {
		return nil
	}
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return &s
	}
	var compact bytes.Buffer
	if json.Compact(&compact, raw) == nil {
		s = compact.String()
	}
	return &s
}

// explainJSON words what encoding/json says about a line.
func explainJSON(err error) string {
	var syntax *json.SyntaxError
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("at byte %d: %v", syntax.Offset, err)
	case errors.As(err, &wrongType):
		return "it is a JSON " + wrongType.Value
	}
	return err.Error()
}

// kindOf says what a JSON value is. Messages name the kind and never repeat the value, which
// may be what a customer said.
func kindOf(raw json.RawMessage) string {
	switch raw[0] {
	case '"':
		return "a string"
	case '{':
		return "an object"
	case '[':
		return "a list"
	case 't', 'f':
		return "true or false"
	}
	return "a number"
}

// excerpt shortens what was found in a file to what fits into a message.
func excerpt(raw []byte) string {
	const most = 40
	if len(raw) <= most {
		return string(raw)
	}
	end := most
	for end > 0 && !utf8.RuneStart(raw[end]) {
		end--
	}
	return string(raw[:end]) + "…"
}
