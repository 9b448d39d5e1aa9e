// Package filter parses the filters of list methods: the part of AIP-160 that compares fields with
// values, joined by AND and OR, where OR binds more tightly than AND.
package filter

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Condition compares a field with a value.
type Condition struct {
	Field string
	Value string
	Not   bool // it must be another value
}

// All is a filter: of each inner list at least one condition must be true.
type All [][]Condition

// Error says what is wrong with a filter, and where.
type Error struct {
	At   int // bytes from the start
	What string
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("at character %d: %s", e.At+1, e.What) }

// Fields are what a filter may compare: the values that each may have, none for any.
type Fields map[string][]string

// Parse reads a filter; an empty one is nil. An error is an *Error.
func Parse(text string, fields Fields) (All, error) {
	p := &parser{text: text, fields: fields}
	var all All
	if p.space(); p.at == len(text) {
		return nil, nil
	}
	for {
		any, err := p.alternatives()
		if err != nil {
			return nil, err
		}
		all = append(all, any)
		if p.space(); p.at == len(text) {
			return all, nil
		}
		if !p.keyword("AND") {
			return nil, p.wrong("want AND or OR between two comparisons")
		}
	}
}

type parser struct {
	text   string
	at     int
	fields Fields
}

func (p *parser) wrong(format string, args ...any) error {
	return &Error{At: p.at, What: fmt.Sprintf(format, args...)}
}

func (p *parser) space() {
	for p.at < len(p.text) && strings.IndexByte(" \t\n\r", p.text[p.at]) >= 0 {
		p.at++
	}
}

// keyword takes a word if it comes next.
func (p *parser) keyword(word string) bool {
	p.space()
	rest, found := strings.CutPrefix(p.text[p.at:], word)
	if !found || rest != "" && bare(rest[0]) {
		return false
	}
	p.at += len(word)
	return true
}

// alternatives reads comparisons joined by OR.
func (p *parser) alternatives() ([]Condition, error) {
	var out []Condition
	for {
		c, err := p.comparison()
		if err != nil {
			return nil, err
		}
		out = append(out, c)
		if !p.keyword("OR") {
			return out, nil
		}
	}
}

func (p *parser) comparison() (c Condition, err error) {
	p.space()
	start := p.at
	c.Field = p.word()
	allowed, known := p.fields[c.Field]
	if !known {
		p.at = start
		return c, p.wrong("want one of the fields %s", strings.Join(p.names(), ", "))
	}
	p.space()
	switch rest := p.text[p.at:]; {
	case strings.HasPrefix(rest, "!="):
		c.Not = true
		p.at += 2
	case strings.HasPrefix(rest, "="):
		p.at++
	default:
		return c, p.wrong("want = or != after %s", c.Field)
	}
	p.space()
	start = p.at
	if c.Value, err = p.value(); err != nil {
		return c, err
	}
	if len(allowed) > 0 && !slices.Contains(allowed, c.Value) {
		p.at = start
		return c, p.wrong("%q must be one of %s", c.Value, strings.Join(allowed, ", "))
	}
	return c, nil
}

func (p *parser) names() []string {
	var out []string
	for name := range p.fields {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// bare reports whether a byte may stand in a value without quotes.
func bare(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || strings.IndexByte("_-.:", b) >= 0
}

func (p *parser) word() string {
	start := p.at
	for p.at < len(p.text) && bare(p.text[p.at]) {
		p.at++
	}
	return p.text[start:p.at]
}

// value reads a value, in double quotes where it has other characters; \" and \\ stand for
// themselves in those.
func (p *parser) value() (string, error) {
	if !strings.HasPrefix(p.text[p.at:], `"`) {
		if w := p.word(); w != "" {
			return w, nil
		}
		return "", p.wrong("want a value; put it in double quotes when it has other characters than letters, digits, _ - . :")
	}
	start := p.at
	var out strings.Builder
	for p.at++; p.at < len(p.text); p.at++ {
		switch b := p.text[p.at]; {
		case b == '"':
			p.at++
			if !utf8.ValidString(out.String()) {
				return "", p.wrong("the value is not UTF-8")
			}
			return out.String(), nil
		case b == '\\' && p.at+1 < len(p.text):
			p.at++
			out.WriteByte(p.text[p.at])
		default:
			out.WriteByte(b)
		}
	}
	p.at = start
	return "", p.wrong("the quotes are not closed")
}
