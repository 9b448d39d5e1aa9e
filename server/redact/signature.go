package redact

import "strings"

// signature takes the name after the closing word i: on a line of its own, or at the end of
// the text.
func (d *document) signature(i int) {
	for d.gap(i) == " " && i+1 < len(d.words) && d.words[i+1].class&closing != 0 {
		i++ // thanks and regards, yours sincerely
	}
	gap := d.gap(i)
	if !strings.HasPrefix(gap, ",") && !strings.HasPrefix(strings.TrimLeft(gap, "!. "), "\n") {
		return
	}
	own := strings.Contains(gap, "\n")
	if strings.Trim(gap, ",.! \r\n-") != "" || !d.capitalName(i+1) || d.inCompany(i+1) {
		return
	}
	last := d.fullName(i + 1)
	known := d.words[i+1].class&(given|ambiguous) != 0
	if d.endsLine(last) && (own || last > i+1 || known) && (own || d.endsText(last)) {
		d.takeName(i+1, last)
	}
}

// lastLine takes a name that stands alone behind a dash at the end of the text: "- Bogdan".
func (d *document) lastLine() {
	end := len(d.words) - 1
	for first := end; first >= 0 && first > end-mostNameWords && d.capitalName(first); first-- {
		gap := d.gap(first - 1)
		if strings.HasSuffix(strings.TrimRight(gap, " "), "\n-") || strings.HasSuffix(gap, "\n—") || strings.HasSuffix(gap, " ~") {
			if d.endsText(end) && !d.inCompany(first) {
				d.takeName(first, end)
			}
			return
		}
		if gap != " " && gap != "-" {
			return
		}
	}
}

func (d *document) endsLine(i int) bool {
	rest := strings.TrimLeft(d.gap(i), ". \r")
	return d.endsText(i) || strings.HasPrefix(rest, "\n")
}

func (d *document) endsText(i int) bool {
	return i == len(d.words)-1 && strings.Trim(d.gap(i), ".! \r\n\t") == ""
}

// question is what a text asks for, so that the text after it can be read as the answer.
type question struct {
	name, phone, number bool
	either              bool // a number that may be a telephone's
}

const (
	questionReach = 14 // how many words before its question mark belong to a question
	mostAnswer    = 4  // words of a text that is an answer and nothing else
)

// asks returns what the last question in the text asks for.
func (d *document) asks() question {
	mark := strings.LastIndexByte(d.text, '?')
	if mark < 0 {
		return question{}
	}
	var q question
	n, ofReference := 0, false
	for i := len(d.words) - 1; i >= 0 && n < questionReach; i-- {
		if d.words[i].start > mark {
			continue
		}
		n++
		q.name = q.name || d.is(i, "name")
		q.phone = q.phone || d.words[i].class&telephone != 0 && d.words[i].class&reference == 0
		q.number = q.number || d.words[i].class&(reference|marker) != 0
		ofReference = ofReference || d.words[i].class&reference != 0
	}
	q.either = q.number && !q.phone && !ofReference
	q.phone = q.phone || q.either
	q.number = q.number && !q.phone
	return q
}

// answer takes the whole text as a name, where it is short and looks like one.
func (d *document) answer() {
	if len(d.words) > mostAnswer {
		return
	}
	first := 0
	for d.free(first) && d.words[first].class&noName != 0 {
		first++
	}
	if first == len(d.words) || !d.free(first) || d.inCompany(first) {
		return
	}
	known := d.words[first].class&(given|surname|ambiguous) != 0
	if last := d.fullName(first); d.endsText(last) && (known || d.capitalName(first)) {
		d.takeName(first, last)
	}
}
