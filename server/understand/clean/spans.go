package clean

import "strings"

// Span is a part of a text: the bytes from Start up to End, which is not included. Both stand
// between two runes.
type Span struct{ Start, End int }

// Spans appends to dst what of a text is the customer's own words, in order, each span holding
// more than white space, none touching the next. A text in which nothing is to be left out is
// one span, the whole of it; one in which all of it is, such as a bare signature, has none.
//
// When in doubt words are kept: a sentence that is read in vain costs less than a complaint
// that is not read.
func Spans(dst []Span, text string) []Span {
	if !suspect(text) {
		return appendSpan(dst, text, 0, len(text))
	}
	m := message{text: text, marks: markup(text)}
	m.cutLines()
	m.dropQuoted()
	m.dropDisclaimers()
	m.dropSignature()
	m.dropGreeting()
	return m.spans(dst)
}

// suspect reports whether a text may hold anything to leave out. It lets the many short, plain
// texts pass at the cost of a search or two.
func suspect(text string) bool {
	if strings.ContainsAny(text, "\n<&") {
		return true
	}
	from, _ := firstMarker(text)
	return from >= 0
}

// appendSpan appends text[start:end] unless it is white space.
func appendSpan(dst []Span, text string, start, end int) []Span {
	if strings.TrimSpace(text[start:end]) == "" {
		return dst
	}
	return append(dst, Span{start, end})
}

// line is one line of a message, without its line break; several where a mail was flattened.
type line struct {
	start, end int
	text       string // without markup and white space around it
	drop       bool
}

func (l *line) blank() bool { return l.text == "" }

// message is a text cut into lines, of which some are dropped.
type message struct {
	text  string
	marks []mark
	lines []line
}

// cutLines cuts the text at its line breaks and block elements, and around every mark that
// starts a quoted message, which a flattened mail has in the middle of a line.
func (m *message) cutLines() {
	start := 0
	for _, k := range m.marks {
		if k.block {
			m.cutPlain(start, k.Start)
			start = k.End
		}
	}
	m.cutPlain(start, len(m.text))
}

// cutPlain cuts m.text[start:end], in which there are no block elements.
func (m *message) cutPlain(start, end int) {
	for {
		n := strings.IndexByte(m.text[start:end], '\n')
		if n < 0 {
			m.cutLine(start, end)
			return
		}
		m.cutLine(start, start+n)
		start += n + 1
	}
}

// mostMarkers is how many markers one line is cut at.
const mostMarkers = 8

// cutLine cuts one line before and behind its markers.
func (m *message) cutLine(start, end int) {
	for range mostMarkers {
		from, to := firstMarker(m.text[start:end])
		if from < 0 {
			break
		}
		if from > 0 {
			m.add(start, start+from)
		}
		m.add(start+from, start+to)
		start += to
		if start == end {
			return
		}
	}
	m.add(start, end)
}

func (m *message) add(start, end int) {
	m.lines = append(m.lines, line{start: start, end: end, text: strings.TrimSpace(m.visible(start, end))})
}

// drop leaves out lines [from, to).
func (m *message) drop(from, to int) {
	for i := from; i < to; i++ {
		m.lines[i].drop = true
	}
}

// next returns the first line from i on that is not blank, or len(m.lines).
func (m *message) next(i int) int {
	for i < len(m.lines) && m.lines[i].blank() {
		i++
	}
	return i
}

// spans appends the runs of kept lines without the markup in them.
func (m *message) spans(dst []Span) []Span {
	mark := 0
	for i := 0; i < len(m.lines); {
		if m.lines[i].drop {
			i++
			continue
		}
		start := m.lines[i].start
		for i < len(m.lines) && !m.lines[i].drop {
			i++
		}
		end := m.lines[i-1].end
		for ; mark < len(m.marks) && m.marks[mark].Start < end; mark++ {
			if m.marks[mark].Start >= start {
				dst = appendSpan(dst, m.text, start, m.marks[mark].Start)
				start = m.marks[mark].End
			}
		}
		if start < end {
			dst = appendSpan(dst, m.text, start, end)
		}
	}
	return dst
}
