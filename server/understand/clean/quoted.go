package clean

import (
	"regexp"
	"strings"
)

// markers are what mail programs put above a message that they quote or forward, or below one
// that a telephone sends. They hold no words that customers write, so they count anywhere in a
// line.
var markers = []struct {
	word string // what to look for first: cheap
	form *regexp.Regexp
}{
	{"--", regexp.MustCompile(`(?i)-{2,20} ?(?:original|forwarded) message ?-{2,20}`)},
	{"egin forwarded message:", regexp.MustCompile(`[Bb]egin forwarded message:`)},
	{"Sent from ", regexp.MustCompile(`Sent from (?:my |the )?(?i:iphone|ipad|android|samsung|galaxy|blackberry|mobile|phone|pixel|huawei|xiaomi|nokia|outlook|yahoo|mail|aol|windows|gmail|proton)\b(?: (?i:mail|mobile|phone|device|galaxy|smartphone))*(?: (?:for|on) (?:iOS|iPhone|iPad|Android|Windows(?: \d+)?|Mac))?`)},
	{"Get Outlook for ", regexp.MustCompile(`Get Outlook for (?:iOS|Android|Mac)`)},
}

// firstMarker returns where the first marker in s stands, or -1.
func firstMarker(s string) (from, to int) {
	from = -1
	for _, m := range markers {
		if !strings.Contains(s, m.word) {
			continue
		}
		if at := m.form.FindStringIndex(s); at != nil && (from < 0 || at[0] < from) {
			from, to = at[0], at[1]
		}
	}
	if f, t := wrote(s); f >= 0 && (from < 0 || f < from) {
		return f, t
	}
	return from, to
}

// longestAttribution is how many bytes "On … wrote:" may have.
const longestAttribution = 200

// wrote returns where a mail program's "On Tue, Mar 3, 2026 at 4:05 PM, … wrote:" stands in s,
// or -1. Only the first "wrote:" is looked at.
func wrote(s string) (from, to int) {
	const last = "wrote:"
	to = strings.Index(s, last)
	if to < 0 {
		return -1, 0
	}
	least := max(0, to-longestAttribution)
	from = strings.LastIndex(s[least:to], "On ")
	if from < 0 || from+least > 0 && isWord(s[from+least-1]) || !dated.MatchString(s[from+least:to]) {
		return -1, 0
	}
	return from + least, to + len(last)
}

func isWord(b byte) bool {
	return b >= 0x80 || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9'
}

// dated is what a mail program's attribution holds and one in a story does not.
var dated = regexp.MustCompile(`\d{1,2}[:.h]\d{2}|\b20\d{2}\b|@|\[EMAIL|<`)

// attributes reports whether a line is the one above a quoted message, in the languages whose
// mail programs English texts meet too.
func attributes(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	if len(s) > longestAttribution || !ends(s, ":") || !attributing[strings.ToLower(first)] {
		return false
	}
	s = strings.TrimRight(s, " :")
	for _, verb := range []string{" wrote", " a écrit", " escribió", " ha scritto"} {
		if strings.HasSuffix(s, verb) {
			return true
		}
	}
	return strings.Contains(s, " schrieb ") || strings.Contains(s, " schreef ")
}

// attributing are the words that "On … wrote:" starts with.
var attributing = map[string]bool{"on": true, "am": true, "le": true, "el": true, "op": true, "il": true}

// shortLine is how many bytes a line has that says one thing, such as a name.
const shortLine = 60

var (
	separator = regexp.MustCompile(`(?i)^[-_*= ]*(?:(?:original|forwarded) message|begin forwarded message:|ursprüngliche nachricht|message d'origine|mensaje original)[-_*= ]*$`)
	device    = regexp.MustCompile(`^(?i:sent (?:from|via|with|using) (?:my |the )?\S+(?: \S+){0,5}|get outlook for \S+|enviado desde mi \S+(?: \S+){0,3}|envoyé de mon \S+(?: \S+){0,3}|von meinem \S+(?: \S+){0,3} gesendet)[.!]?$`)
)

// separates reports whether a line stands above a quoted or forwarded message.
func separates(s string) bool {
	return len(s) <= 2*shortLine && strings.IndexByte("-_*= oObBfFuUmM", s[0]) >= 0 && separator.MatchString(s)
}

// advertises reports whether a line is one that a telephone or a mail program adds.
func advertises(s string) bool {
	return len(s) <= shortLine && strings.IndexByte("sSgGeEvV", s[0]) >= 0 && device.MatchString(s)
}

// headerOf returns the name of the header that a line is, in lower case, or "".
func headerOf(s string) string {
	name, value, found := strings.Cut(s[:min(len(s), 16)], ":")
	if !found || value != "" && value[0] != ' ' && value[0] != '\t' && value[0] != '*' {
		return ""
	}
	if name = strings.ToLower(strings.Trim(name, "*")); headerNames[name] { // bold in some mail programs
		return name
	}
	return ""
}

var headerNames = func() map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq("from sent date to cc bcc reply-to subject importance von gesendet datum an betreff de envoyé à objet enviado fecha para asunto") {
		set[name] = true
	}
	return set
}()

// dropQuoted drops the messages that a customer answers or passes on.
func (m *message) dropQuoted() {
	quoted, said := m.quotedLines(), false
	for i := 0; i < len(m.lines); {
		l := &m.lines[i]
		next := i
		switch {
		case l.blank():
			next++
		case quoted && l.text[0] == '>', advertises(l.text):
			l.drop = true
			next++
		case separates(l.text):
			next = m.dropMessage(i, i+1, said)
		case m.headers(i) > 0:
			next = m.dropMessage(i, i, said)
		default:
			next = m.dropAnswered(i)
		}
		if next == i {
			said = true
			next++
		}
		i = next
	}
}

// quotedLines reports whether lines that start with ">" are quoted ones: a single one may be
// how a customer writes "more than".
func (m *message) quotedLines() bool {
	n := 0
	for i, l := range m.lines {
		if strings.HasPrefix(l.text, ">") {
			n++
			if i > 0 && attributes(m.lines[i-1].text) {
				return true
			}
		}
	}
	return n > 1
}

// dropMessage drops the message whose separator is line i and whose headers start at line
// first, and returns where reading goes on. said tells whether the customer said something
// above it. A message that something is said about is dropped
// to its end. One that nothing is said about is the matter itself, as where a colleague
// forwards a complaint or a help desk prints the headers: only its headers are dropped, and of
// those the subject stays.
func (m *message) dropMessage(i, first int, said bool) int {
	if said {
		if i > 0 && strings.Trim(m.lines[i-1].text, "_-=*") == "" { // a rule, or nothing
			i--
		}
		m.drop(i, len(m.lines))
		return len(m.lines)
	}
	first = m.next(first)
	end := first + m.headers(first)
	m.drop(i, first)
	for n := first; n < end; n++ {
		m.lines[n].drop = !subjects[headerOf(m.lines[n].text)]
	}
	return end
}

var subjects = map[string]bool{"subject": true, "betreff": true, "objet": true, "asunto": true}

// senders are the header that a block of headers must have.
var senders = map[string]bool{"from": true, "von": true, "de": true}

// mostHeaders is how many header lines a message may have.
const mostHeaders = 12

// headers returns how many header lines of a message start at line i, or 0: it takes at least
// a sender and one more.
func (m *message) headers(i int) int {
	n, sender := 0, false
	for i+n < len(m.lines) && n < mostHeaders {
		name := headerOf(m.lines[i+n].text)
		if name == "" {
			break
		}
		sender = sender || senders[name]
		n++
	}
	if n < 2 || !sender {
		return 0
	}
	return n
}

// attributionLines is over how many lines mail programs break "On … wrote:".
const attributionLines = 3

// dropAnswered drops the line above a quoted message, if it starts at line i, and returns
// where reading goes on. Where the quoted lines have no mark of their own, they run to the end.
func (m *message) dropAnswered(i int) int {
	if s := m.lines[i].text; len(s) < 2 || !attributing[strings.ToLower(s[:2])] {
		return i
	}
	joined := ""
	for n := i; n < min(i+attributionLines, len(m.lines)) && len(joined) < longestAttribution; n++ {
		joined = strings.TrimSpace(joined + " " + m.lines[n].text)
		if !attributes(joined) {
			continue
		}
		if below := m.next(n + 1); below < len(m.lines) && m.lines[below].text[0] == '>' {
			m.drop(i, n+1)
			return n + 1
		}
		if dated.MatchString(joined) {
			m.drop(i, len(m.lines))
			return len(m.lines)
		}
	}
	return i
}
