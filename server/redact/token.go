package redact

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"unicode"
)

// pseudonymLength is the length of a pseudonym: 30 bits, so that two of a tenant's 10,000
// customers share one with a probability of a few per cent.
const pseudonymLength = 6

var pseudonyms = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// TokenAt returns the redaction token that starts at text[i]: its type and where it ends.
func TokenAt(text string, i int) (typ string, end int, ok bool) {
	if i < 0 || i >= len(text) || text[i] != '[' {
		return "", 0, false
	}
	colon := i + 1
	for colon < len(text) && (text[colon] >= 'A' && text[colon] <= 'Z' || text[colon] == '_') {
		colon++
	}
	end = colon + 1 + pseudonymLength + 1
	if length := colon - i - 1; length < 2 || length > 16 || end > len(text) || text[colon] != ':' || text[end-1] != ']' {
		return "", 0, false
	}
	for _, c := range []byte(text[colon+1 : end-1]) {
		if (c < 'a' || c > 'z') && (c < '2' || c > '7') {
			return "", 0, false
		}
	}
	return text[i+1 : colon], end, true
}

// build replaces spans, which must be sorted and disjoint, by their tokens.
func (r *Redactor) build(text string, spans []Span) Redacted {
	if len(spans) == 0 {
		return Redacted{Text: text}
	}
	mac := hmac.New(sha256.New, r.key)
	var sum [sha256.Size]byte
	out := make([]byte, 0, len(text)+len(spans)*8)
	at := 0
	for i := range spans {
		s := &spans[i]
		out = append(out, text[at:s.Start]...)
		if s.Pseudonym == "" {
			mac.Reset()
			mac.Write([]byte(s.Type + "\x00" + normalise(s.Type, text[s.Start:s.End])))
			s.Pseudonym = pseudonyms.EncodeToString(mac.Sum(sum[:0]))[:pseudonymLength]
		}
		s.OutStart = len(out)
		out = append(out, '[')
		out = append(out, s.Type...)
		out = append(out, ':')
		out = append(out, s.Pseudonym...)
		out = append(out, ']')
		s.OutEnd = len(out)
		at = s.End
	}
	return Redacted{Text: string(append(out, text[at:]...)), Spans: spans}
}

// normalise returns the same string for every spelling of the same thing.
func normalise(typ, value string) string {
	switch typ {
	case Phone, Card:
		return national(digitsOf(value))
	case IBAN, ID:
		if digits := digitsOf(value); digits != "" && !strings.ContainsFunc(value, isASCIIDigit) {
			return digits // spelled out
		}
		return keep(strings.ToUpper(value), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	case Email:
		return spokenEmail(strings.ToLower(value))
	}
	return strings.Join(strings.FieldsFunc(strings.ToLower(value), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	}), " ")
}

// national strips what the same phone number may be written without: the prefix of the
// international form is only known for North America, where it is a single 1.
func national(digits string) string {
	if len(digits) == 11 && digits[0] == '1' {
		return digits[1:]
	}
	return digits
}

// digitsOf returns the digits of a number, be they figures or words.
func digitsOf(value string) string {
	d := document{text: value}
	d.split()
	var out []byte
	times := 1
	for i, w := range d.words {
		switch {
		case w.class&zeros != 0:
			out = append(out, "00"...)
		case w.class&teens != 0 && w.digit >= 20 && w.digit%10 == 0 && d.saysUnit(i+1):
			out = append(out, byte('0'+w.digit/10)) // fifty five
		case w.class&teens != 0:
			out = append(out, byte('0'+w.digit/10), byte('0'+w.digit%10))
		case w.flags&allDigits != 0:
			out = append(out, value[w.start:w.end]...)
		case w.class&multiplier != 0:
			times = int(w.digit)
			continue
		case w.class&digitWord != 0:
			for range times {
				out = append(out, byte('0'+w.digit))
			}
		}
		times = 1
	}
	return string(out)
}

// saysUnit reports whether word i is one to nine, right behind the word before it.
func (d *document) saysUnit(i int) bool {
	return i < len(d.words) && d.words[i].class&(digitWord|teens|zeros|multiplier) == digitWord && d.words[i].digit > 0 && (d.gap(i-1) == " " || d.gap(i-1) == "-")
}

// spokenEmail writes "jo dot smith at example dot com" as jo.smith@example.com.
func spokenEmail(value string) string {
	if strings.Contains(value, "@") {
		return value
	}
	fields := strings.Fields(value)
	for i, f := range fields {
		switch f {
		case "at":
			fields[i] = "@"
		case "dot":
			fields[i] = "."
		case "underscore":
			fields[i] = "_"
		case "dash":
			fields[i] = "-"
		}
	}
	return strings.Join(fields, "")
}

func keep(s string, f func(rune) bool) string {
	return strings.Map(func(r rune) rune {
		if f(r) {
			return r
		}
		return -1
	}, s)
}

func isASCIIDigit(r rune) bool { return r >= '0' && r <= '9' }
