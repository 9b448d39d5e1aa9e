package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Undetermined is the language of a text that is too short, or too mixed, to tell (BCP 47).
const Undetermined = "und"

// reach is how many letters of a text are looked at; more do not change the answer.
const reach = 400

// Identify returns the language of a text as a BCP 47 tag, such as "en" or "es", or
// Undetermined. It errs towards Undetermined, and least of all takes English for something
// else. It looks at the first few hundred letters only, and at no words that stand for what
// was redacted.
func Identify(text string) string {
	var t tally
	t.read(text)
	return t.language()
}

// tally is what is counted of one or several texts.
type tally struct {
	letters int // in all
	scripts [len(scripts)]int
	marks   letterMarks
	words   int               // written in Latin letters
	small   int               // of those, the ones that are not written like names
	score   [codes]float32    // of known words
	shared  [codes]float32    // of those that are English too, which tell nothing
	word    [longestWord]byte // scratch
}

// longestWord is how many bytes a word may have to be known.
const longestWord = 24

// full reports whether enough was read.
func (t *tally) full() bool { return t.letters >= reach }

// read counts the words of a text. Links, addresses, numbers and redaction labels are no words.
func (t *tally) read(text string) {
	begins, last := true, 0 // whether a sentence begins; how long the last word was
	shouts := !strings.ContainsFunc(text[:min(len(text), reach)], unicode.IsLower)
	for i := 0; i < len(text) && !t.full(); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r):
			n := wordLength(text[i:])
			if i+n < len(text) && foreign(text[i+n:]) { // a link or an address
				n += untilSpace(text[i+n:])
			} else {
				t.add(text[i:i+n], begins || shouts)
			}
			begins, last = false, n
			i += n
		case r == '[' || r == '@' || r == '#' || unicode.IsDigit(r):
			i += size + untilBreak(text[i+size:], r)
		default:
			begins = begins || r == '.' && last > longestTitle || r == '!' || r == '?' || r == '\n' || r == ':' || r == '¿' || r == '¡'
			i += size
		}
	}
}

// longestTitle is how many letters a word has behind which a full stop may abbreviate: Mr. Mrs.
const longestTitle = 3

// wordLength returns the length of the word at the start of s, apostrophes inside it included.
func wordLength(s string) int {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if !isASCIILetter(c) && (c != '\'' || i+1 >= len(s) || !isASCIILetter(s[i+1])) {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r != '’' && !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return i
		}
		i += size
	}
	return len(s)
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// foreign reports whether what follows a word makes it part of a link or an address.
func foreign(s string) bool {
	return s[0] == '@' || len(s) > 2 && (s[0] == ':' && s[1] == '/' && s[2] == '/' || s[0] == '.' && isASCIILetter(s[1]))
}

func untilSpace(s string) int {
	for i, r := range s {
		if unicode.IsSpace(r) {
			return i
		}
	}
	return len(s)
}

// untilBreak returns where what starts with a bracket, a mark or a digit ends.
func untilBreak(s string, first rune) int {
	for i, r := range s {
		switch {
		case first == '[' && r == ']':
			return i + 1
		case unicode.IsSpace(r), first != '[' && !unicode.IsLetter(r) && !unicode.IsDigit(r):
			return i
		}
	}
	return len(s)
}

// nameShare is how much a word counts that is written like a name: El Paso is no Spanish.
const nameShare = 0.2

// letterShare is how much a word counts for a language by its letters alone, and how much a
// word of one letter counts.
const letterShare = 0.5

// add counts one word; large tells that every word is written large where it stands, as at the
// start of a sentence.
func (t *tally) add(word string, large bool) {
	n, upper, marks := t.lower(word)
	if n == 0 {
		return
	}
	t.words++
	if !upper {
		t.small++
	}
	known := vocabulary[string(t.word[:n])]
	share := float32(1)
	switch {
	case upper && !large:
		share = nameShare
	case n == 1:
		share = letterShare // a letter may stand for anything
	}
	for code, set := 0, known.common|known.own; set != 0; code, set = code+1, set>>1 {
		if set&1 == 0 {
			continue
		}
		weight := share
		if known.own>>code&1 == 1 || code == english {
			weight = 1
		}
		t.score[code] += weight
		if known.common>>english&1 == 1 {
			t.shared[code] += weight
		}
	}
	if marks == 0 {
		return
	}
	for code, set := 0, languagesWith(marks)&^(known.common|known.own); set != 0; code, set = code+1, set>>1 {
		if set&1 == 1 {
			t.score[code] += letterShare * share
		}
	}
}

// lower writes a word in lower case into t.word and returns its length, 0 when it is not
// Latin or too long to be known; whether it is written like a name; and its special letters.
// It counts the letters by their script.
func (t *tally) lower(word string) (n int, upper bool, marks letterMarks) {
	latin, capitals, letters := true, 0, 0
	for _, r := range word {
		if r == '’' || r == '\'' {
			n = t.put(n, '\'')
			continue
		}
		t.letters++
		letters++
		if unicode.IsUpper(r) {
			capitals++
			upper = upper || letters == 1
			r = unicode.ToLower(r)
		}
		if r >= 0x250 && !unicode.Is(unicode.Latin, r) {
			latin = false
			t.script(r)
		}
		marks |= markOf(r)
		n = t.put(n, r)
	}
	t.marks |= marks
	if !latin || n > longestWord {
		return 0, false, 0
	}
	return n, upper && (capitals == 1 || letters == capitals), marks
}

// put appends a rune to t.word and returns the new length; longestWord + 1 when it is full.
func (t *tally) put(n int, r rune) int {
	if n+utf8.RuneLen(r) > longestWord || utf8.RuneLen(r) < 0 {
		return longestWord + 1
	}
	return n + utf8.EncodeRune(t.word[n:], r)
}

// The evidence that it takes to call a text anything but English: words that the language has
// and English has not, and words the other way round.
const (
	leastOwn      = 1.0  // such words, at least, and
	leastKnown    = 1.5  // with those that English has too; and
	timesEnglish  = 1.5  // so many times as many as English has, and
	aboveEnglish  = 0.4  // so many more
	leastOfWords  = 0.14 // known words of the language, of all
	shortWords    = 4    // a text of so few words needs only
	leastOfShort  = 1.0  // so many, and
	shareOfShort  = 0.3  // of all words, if none is English
	leastEnglish  = 1.0  // known words that make a text English
	leastForeign  = 0.5  // share of letters that makes a text one of another script
	secondLetters = 2    // letters of another script that make one
)

// language decides.
func (t *tally) language() string {
	if code := t.scriptLanguage(); code != "" {
		return code
	}
	best := 1
	for code := range t.score {
		if code != english && t.score[code] > t.score[best] {
			best = code
		}
	}
	top, en, words := t.score[best], t.score[english], float32(t.words)
	own, enOwn := top-t.shared[best], en-t.shared[best]
	enough := own >= leastOwn && top >= leastKnown && own >= timesEnglish*enOwn+aboveEnglish && top >= leastOfWords*words
	short := t.words <= shortWords && (t.small > 0 || t.words == 1)
	switch {
	case enough, short && en == 0 && top >= leastOfShort && top >= shareOfShort*words:
		return codeNames[best]
	case en >= leastEnglish && en > top:
		return English
	}
	return Undetermined
}
