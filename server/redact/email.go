package redact

import (
	"strings"
	"unicode/utf8"
)

// emails finds addresses: written ones, and those that a caller spelled out.
func (d *document) emails() {
	for from := 0; ; {
		at := strings.IndexByte(d.text[from:], '@')
		if at < 0 {
			break
		}
		at += from
		from = at + 1
		if start, end, ok := emailAround(d.text, at); ok {
			d.takeRange(Email, start, end)
		}
	}
	for i := 1; i+3 < len(d.words); i++ {
		if d.is(i, "at") && d.is(i+2, "dot") {
			d.spokenEmail(i)
		}
	}
}

// emailAround returns the address whose @ is at text[at].
func emailAround(text string, at int) (start, end int, ok bool) {
	start, end = at, at+1
	for start > 0 && isLocal(text[start-1]) {
		start--
	}
	for start < at && text[start] == '.' {
		start++
	}
	for end < len(text) && isDomain(text[end]) {
		end++
	}
	for end > at && (text[end-1] == '.' || text[end-1] == '-') {
		end--
	}
	dot := strings.LastIndexByte(text[at:end], '.')
	return start, end, start < at && dot > 1 && end-at-dot > 2
}

func isLocal(c byte) bool {
	return isDomain(c) || c == '_' || c == '+' || c == '%' || c == '\''
}

func isDomain(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c >= utf8.RuneSelf
}

// is reports whether word i is w, which is in lower case.
func (d *document) is(i int, w string) bool {
	return i >= 0 && i < len(d.words) && len(d.of(i)) == len(w) && strings.EqualFold(d.of(i), w)
}

// spokenEmail finds "jo dot smith at example dot com" around the word at.
func (d *document) spokenEmail(at int) {
	last := at + 3
	if !isTopLevel(strings.ToLower(d.of(last))) || !d.spaced(at-1, last) {
		return
	}
	if d.is(last+1, "dot") && last+2 < len(d.words) && len(d.of(last+2)) == 2 && d.spaced(last, last+2) {
		last += 2
	}
	first := at - 1
	for first >= 2 && at-first < 8 && d.joins(first-1) && d.spaced(first-2, first) {
		first -= 2
	}
	d.take(Email, first, last)
}

// joins reports whether word i is how people say the signs in an address.
func (d *document) joins(i int) bool {
	return d.is(i, "dot") || d.is(i, "underscore") || d.is(i, "dash")
}

// spaced reports whether only a space or a bracket stands between each two of the words first to last.
func (d *document) spaced(first, last int) bool {
	for i := first; i < last; i++ {
		if gap := d.gap(i); gap != " " && gap != "(" && gap != ")" && gap != " (" && gap != ") " && gap != "[" && gap != "]" {
			return false
		}
	}
	return true
}

func isTopLevel(w string) bool {
	switch w {
	case "com", "net", "org", "edu", "gov", "co", "io", "uk", "de", "fr", "es", "it", "nl", "ca", "au", "me", "info", "biz":
		return true
	}
	return false
}
