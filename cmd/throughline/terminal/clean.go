// Package terminal writes for people at a terminal: text that cannot drive it, tables that fit
// it, money and times that read well.
package terminal

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Clean makes text harmless: what a customer wrote must not drive the reader's terminal. Line
// breaks and tabs become blanks. Every other control character becomes a sign that shows it:
// "␛" for escape, `\u009b` for the one-character form of a sequence, `\u202e` for one that
// turns the direction of what follows. Bytes that are no UTF-8 become "�". All else stays as it
// is. Cleaning twice is cleaning once.
func Clean(s string) string { return clean(s, false) }

// CleanLines is Clean for text of several lines: line breaks stay.
func CleanLines(s string) string { return clean(s, true) }

func clean(s string, keepLines bool) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, drives) < 0 {
		return s
	}
	var out strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' && keepLines || !drives(r):
			out.WriteRune(r) // U+FFFD for what is no UTF-8
		case unicode.IsSpace(r):
			out.WriteByte(' ')
		case r < ' ':
			out.WriteRune('␀' + r)
		case r == 0x7f:
			out.WriteRune('␡')
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
	}
	return out.String()
}

// drives reports whether a character does something to a terminal other than being shown: the
// control characters of ASCII and of Latin-1, those that end a line, and those that turn the
// direction of writing.
func drives(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Bidi_Control, r)
}

// CleanJSON makes JSON harmless without changing what it says: the characters that Clean
// replaces are written as escapes. The JSON must be compact: it holds line breaks nowhere.
func CleanJSON(data []byte) []byte {
	var out strings.Builder
	for _, r := range string(data) {
		if drives(r) {
			fmt.Fprintf(&out, `\u%04x`, r)
		} else {
			out.WriteRune(r)
		}
	}
	return []byte(out.String())
}

// CleanMessage returns a copy of a message in which every string is clean.
func CleanMessage[M proto.Message](m M) M {
	out := proto.Clone(m).(M)
	cleanFields(out.ProtoReflect())
	return out
}

func cleanFields(m protoreflect.Message) {
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.IsMap():
			cleanMap(m, f, v.Map())
		case f.IsList():
			for i := range v.List().Len() {
				v.List().Set(i, cleanValue(f, v.List().Get(i)))
			}
		default:
			m.Set(f, cleanValue(f, v))
		}
		return true
	})
}

// cleanMap builds the map anew, because its keys may change.
func cleanMap(m protoreflect.Message, f protoreflect.FieldDescriptor, old protoreflect.Map) {
	fresh := m.NewField(f)
	old.Range(func(k protoreflect.MapKey, v protoreflect.Value) bool {
		fresh.Map().Set(cleanValue(f.MapKey(), k.Value()).MapKey(), cleanValue(f.MapValue(), v))
		return true
	})
	m.Set(f, fresh)
}

// cleanValue returns one value clean; a message is cleaned in place.
func cleanValue(f protoreflect.FieldDescriptor, v protoreflect.Value) protoreflect.Value {
	switch f.Kind() {
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(Clean(v.String()))
	case protoreflect.MessageKind, protoreflect.GroupKind:
		cleanFields(v.Message())
	}
	return v
}
