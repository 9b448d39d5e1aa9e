package clean

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	greeting = regexp.MustCompile(`(?i)^(?:hi|hiya|hello|hey|dear|greetings|good (?:morning|afternoon|evening|day)|to whom it may concern|ladies and gentlemen)\b`)
	closing  = regexp.MustCompile(`(?i)^(?:(?:with |my |many |kind |kindest |best |warm |warmest |yours |very |most )*(?:regards|wishes|sincerely|truly|faithfully|respectfully)(?: yours)?|(?:many |with |my )?thanks?(?: you)?(?: (?:so|very) much| a lot| again| in advance| and (?:kind |best )?regards)*|cheers|best|yours|sincerely|rgds|br|ty|thx)\b`)
	notice   = regexp.MustCompile(`(?i)^\W*(?:confidential|disclaimer|caution|warning|notice|legal notice|important notice|privileged|this (?:e-?mail|message|communication|transmission)|the (?:information|content)s?\b.{0,40}\b(?:e-?mail|message|transmission)|if you (?:are not the intended|have received this)|please consider the environment|\[?external\]?\b)`)
	legalese = regexp.MustCompile(`(?i)intended (?:recipient|solely|only|for the)|legally privileged|privileged and confidential|confidential and (?:may|intended|privileged)|confidentiality notice|received (?:this|it) (?:e-?mail|message|communication|transmission)?\s*in error|environment before printing|scanned for viruses|outside (?:of )?(?:the|your) organi[sz]ation|click (?:on )?links or open attachments`)
	field    = regexp.MustCompile(`(?i)^(?:(?:tel|phone|mobile|mob|cell|fax|office|direct|e-?mail|web|www|acct|account|order|ref|policy|customer|claim)\b.{0,6}[:.#]|\+?\d[\d ()./-]{5,}$|www\.|https?://|\[(?:PHONE|EMAIL|NAME|ADDRESS|PERSON)\b)`)
)

const (
	nameWords      = 5
	signatureLines = 8
	noticeReach    = 2000 // bytes of a paragraph that are searched for legal words
)

// dropGreeting drops the first line of the customer's when it only greets and more follows.
func (m *message) dropGreeting() {
	for i := range m.lines {
		l := &m.lines[i]
		if l.drop || l.blank() || headerOf(l.text) != "" {
			continue
		}
		l.drop = greets(l.text)
		return
	}
}

// greets reports whether a line only greets, with or without a name.
func greets(s string) bool {
	if len(s) > shortLine {
		return false
	}
	at := greeting.FindStringIndex(s)
	return at != nil && namesOnly(s[at[1]:])
}

// ends reports whether s ends in one of the bytes of set.
func ends(s, set string) bool { return s != "" && strings.IndexByte(set, s[len(s)-1]) >= 0 }

// dropSignature drops what stands below the customer's last words: a line that closes, the
// names, titles and numbers below it, and all below the usual mark "-- ", above which the
// closing line may stand.
func (m *message) dropSignature() {
	if m.dropTail() {
		m.dropTail()
	}
}

// dropTail drops the last lines that are kept, if they are a signature, and reports whether
// they end below the mark.
func (m *message) dropTail() (mark bool) {
	last := len(m.lines)
	for last > 0 && (m.lines[last-1].drop || m.lines[last-1].blank()) {
		last--
	}
	signed := true // all lines so far may stand in a signature
	for i, n := last-1, 0; i >= 0 && n <= signatureLines; i-- {
		l := &m.lines[i]
		mark := strings.TrimRight(m.text[l.start:l.end], "\r") == "-- "
		switch {
		case l.blank():
			continue
		case l.drop:
			return false
		case mark || signed && (l.text == "--" || l.text == "—" || closes(l.text)):
			m.drop(i, last)
			return mark || !closes(l.text)
		}
		signed = signed && signs(l.text)
		n++
	}
	return false
}

// closes reports whether a line only takes leave, with or without a name.
func closes(s string) bool {
	if len(s) > shortLine {
		return false
	}
	at := closing.FindStringIndex(s)
	if at == nil {
		return false
	}
	rest := s[at[1]:]
	if ambiguous[strings.ToLower(s[:at[1]])] && rest != "" && !strings.ContainsRune(",.!-", rune(rest[0])) {
		return false // Best Buy
	}
	return namesOnly(rest)
}

// ambiguous are the words that take leave only where they stand alone.
var ambiguous = map[string]bool{"best": true, "yours": true, "br": true, "ty": true}

// signs reports whether a line may stand in a signature: a name, a title, a number. It is
// short and no sentence.
func signs(s string) bool {
	if field.MatchString(s) {
		return len(s) <= 2*shortLine
	}
	return len(s) <= shortLine && !ends(s, "?!") && namesOnly(s)
}

// namesOnly reports whether a text has nothing but a few words that are written like names,
// initials, numbers or redaction labels.
func namesOnly(s string) bool {
	words, shouted := 0, 0
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, ",.;:!-–—|/()*_")
		if w == "" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) && !unicode.IsDigit(first) && first != '[' && first != '+' && !linking[strings.ToLower(w)] {
			return false
		}
		words++
		if len(w) > 2 && first != '[' && strings.ToUpper(w) == w && strings.ToLower(w) != w {
			shouted++
		}
	}
	return words <= nameWords && shouted <= 2 // a sentence in capitals is no name
}

// linking are the small words in names and titles.
var linking = map[string]bool{"of": true, "de": true, "van": true, "von": true, "la": true, "and": true, "&": true, "sir": true, "madam": true,
	"or": true, "team": true, "all": true, "there": true, "everyone": true, "again": true, "support": true, "folks": true, "guys": true,
	"customer": true, "service": true, "care": true}

// dropDisclaimers drops the paragraphs that a company's mail program adds.
func (m *message) dropDisclaimers() {
	for i := 0; i < len(m.lines); i++ {
		if m.lines[i].blank() || m.lines[i].drop || !notice.MatchString(m.lines[i].text) {
			continue
		}
		end := i
		for end < len(m.lines) && !m.lines[end].blank() && !m.lines[end].drop {
			end++
		}
		from := m.lines[i].start
		if legalese.MatchString(m.text[from:min(m.lines[end-1].end, from+noticeReach)]) {
			m.drop(i, end)
		}
		i = end - 1
	}
}
