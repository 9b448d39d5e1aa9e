package clean

import (
	"sort"
	"strings"
)

// longestTag is how many bytes a tag may have, attributes included: what is longer is a text
// with a "<" in it.
const longestTag = 2000

// tags are the HTML elements that mail programs and web forms leave in texts.
var tags = func() map[string]bool {
	set := map[string]bool{}
	for t := range strings.FieldsSeq(`doctype a abbr address article b base big blockquote body br center code col colgroup dd del div dl dt em
		figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i img ins label li link main meta o:p ol p pre q s
		script section small span strike strong style sub sup table tbody td tfoot th thead title tr tt u ul`) {
		set[t] = true
	}
	return set
}()

// hidden are the elements whose content is no text.
var hidden = map[string]bool{"style": true, "script": true, "head": true, "title": true, "blockquote": true}

// inline are the elements that do not end a line.
var inline = map[string]bool{"a": true, "abbr": true, "b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "ins": true,
	"label": true, "o:p": true, "q": true, "s": true, "small": true, "span": true, "strike": true, "strong": true, "sub": true, "sup": true,
	"tt": true, "u": true}

// spaces are the entities that stand for a space.
var spaces = []string{"&nbsp;", "&#160;", "&#xA0;", "&#xa0;"}

// mark is a piece of HTML in a text. Entities other than spaces stand within words and are
// left there.
type mark struct {
	Span
	block bool // it ends a line
}

// markup returns the tags, comments and space entities of a text, with the content of elements
// whose content is no text, in order.
func markup(text string) []mark {
	if !strings.ContainsAny(text, "<&") {
		return nil
	}
	var out []mark
	closers := closer{missing: map[string]bool{}}
	for i := 0; i < len(text); {
		n, block := 0, false
		switch text[i] {
		case '<':
			n, block = closers.markup(text[i:])
		case '&':
			n = spaceEntity(text[i:])
		}
		if n > 0 {
			out = append(out, mark{Span{i, i + n}, block})
		}
		i += max(n, 1)
	}
	return out
}

// visible returns m.text[start:end] without markup.
func (m *message) visible(start, end int) string {
	i := sort.Search(len(m.marks), func(i int) bool { return m.marks[i].Start >= start })
	if i == len(m.marks) || m.marks[i].Start >= end {
		return m.text[start:end]
	}
	var out strings.Builder
	for ; i < len(m.marks) && m.marks[i].Start < end; i++ {
		out.WriteString(m.text[start:m.marks[i].Start])
		start = m.marks[i].End
	}
	if start < end {
		out.WriteString(m.text[start:end])
	}
	return out.String()
}

func spaceEntity(s string) int {
	for _, e := range spaces {
		if strings.HasPrefix(s, e) {
			return len(e)
		}
	}
	return 0
}

// closer finds where markup ends. It remembers what has no end in the rest of the text, so
// that it need not look for it twice.
type closer struct{ missing map[string]bool }

// markup returns the length of the tag or comment at the start of s, with the content of an
// element whose content is no text of the customer's, and whether it ends a line; 0 when there
// is none.
func (c *closer) markup(s string) (length int, block bool) {
	if strings.HasPrefix(s, "<!--") {
		return c.through(s, "-->"), false
	}
	name, opens, length := tag(s)
	if opens && hidden[name] {
		if n := c.through(s, "</"+name+">"); n > 0 {
			length = n
		}
	}
	return length, length > 0 && !inline[name]
}

// through returns the length of s up to and with end, or 0.
func (c *closer) through(s, end string) int {
	if c.missing[end] {
		return 0
	}
	n := strings.Index(s, end)
	if n < 0 {
		c.missing[end] = true
		return 0
	}
	return n + len(end)
}

// tag returns the name of the element whose tag starts s, whether that tag opens it, and the
// tag's length; 0 when there is none.
func tag(s string) (name string, opens bool, length int) {
	s = s[:min(len(s), longestTag)]
	at := 1
	if at < len(s) && (s[at] == '/' || s[at] == '!') {
		at++
	}
	n := at
	for n < len(s) && n-at < len("blockquote") && isName(s[n]) {
		n++
	}
	name = strings.ToLower(s[at:n])
	if !tags[name] || n == len(s) || !strings.ContainsRune(" \t\r\n/>", rune(s[n])) {
		return "", false, 0
	}
	end := strings.IndexAny(s[n:], "<>")
	if end < 0 || s[n+end] == '<' {
		return "", false, 0
	}
	return name, at == 1, n + end + 1
}

func isName(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == ':'
}
