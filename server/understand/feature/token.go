package feature

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-cx/throughline/server/redact"
)

// token is one word of a customer turn. Its place is in bytes of the turn's text; its
// normalised form stands in Text.norm.
type token struct {
	start, end int    // in the turn's text
	ns, ne     int    // in Text.norm
	hash       uint64 // of the normalised word
	stem       uint64 // of the normalised word without a plural s: what lexicons compare
	upper      bool   // starts with an upper-case letter
}

// The words that stand for a whole class of words in the normalised text. Redaction tokens
// such as [PHONE:k7f3q2] or [PHONE_2], the XXXX of public complaints and e-mail addresses are
// one class, so a model trained on either reads both.
const (
	wordHidden = "<x>"
	wordNumber = "<n>"
	wordMoney  = "<m>"
	wordLink   = "<u>"
	wordHandle = "<a>"
)

// tokenize appends the tokens of one turn's text.
func (t *Text) tokenize(s string) {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		end := i + size
		switch {
		case r == '[':
			if n := redaction(s, i); n > i {
				end = n
				t.add(s, i, end, wordHidden)
			}
		case r == '@' && startsWord(s[end:]):
			end += runLength(s[end:], isHandle)
			t.add(s, i, end, wordHandle)
		case unicode.IsDigit(r):
			end = i + numberLength(s[i:])
			t.addNumber(s, i, end)
		case unicode.IsLetter(r):
			end = t.addWord(s, i)
		}
		i = end
	}
}

// addWord adds the word, link or address that starts at i and returns where it ends.
func (t *Text) addWord(s string, i int) int {
	if isLink(s[i:]) {
		end := i + runLength(s[i:], func(r rune) bool { return !unicode.IsSpace(r) })
		t.add(s, i, end, wordLink)
		return end
	}
	end := i + wordLength(s[i:])
	if end < len(s) && s[end] == '@' && startsWord(s[end+1:]) {
		end += 1 + runLength(s[end+1:], isAddress)
		t.add(s, i, end, wordHidden)
		return end
	}
	if strings.Trim(s[i:end], "xX") == "" && end-i > 1 {
		t.add(s, i, end, wordHidden)
		return end
	}
	t.add(s, i, end, "")
	return end
}

// addNumber adds a number, as money where a currency sign stands before it.
func (t *Text) addNumber(s string, i, end int) {
	word := wordNumber
	if before, _ := utf8.DecodeLastRuneInString(s[:i]); unicode.Is(unicode.Sc, before) {
		word = wordMoney
	}
	t.add(s, i, end, word)
}

// add appends the token s[start:end], normalised to word, or to its own lower-case letters
// without apostrophes when word is empty. Hidden words in a row become one token.
func (t *Text) add(s string, start, end int, word string) {
	ns := len(t.norm)
	first, _ := utf8.DecodeRuneInString(s[start:])
	if word == wordHidden && len(t.tokens) > t.turnStart {
		if last := &t.tokens[len(t.tokens)-1]; last.hash == hashHidden && !strings.ContainsAny(s[last.end:start], ".!?\n") {
			last.end = end
			return
		}
	}
	if word != "" {
		t.norm = append(t.norm, word...)
	} else {
		t.norm = appendLower(t.norm, s[start:end])
	}
	n := t.norm[ns:]
	h := hashBytes(n)
	stem := h
	if len(n) > 3 && n[len(n)-1] == 's' && n[len(n)-2] != 's' {
		stem = hashBytes(n[:len(n)-1])
	}
	t.tokens = append(t.tokens, token{start: start, end: end, ns: ns, ne: len(t.norm), hash: h, stem: stem, upper: unicode.IsUpper(first)})
}

// appendLower appends the letters and digits of s in lower case. A letter said more than
// twice in a row is said twice.
func appendLower(dst []byte, s string) []byte {
	var last, before rune
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			continue
		}
		r = unicode.ToLower(r)
		if r == last && r == before {
			continue
		}
		last, before = r, last
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// redaction returns where the redaction token that starts at s[i] ends, or 0: one of our own
// such as [EMAIL:k7f3q2], or one that came with the text such as [EMAIL_1] or [REDACTED].
func redaction(s string, i int) int {
	if _, end, ok := redact.TokenAt(s, i); ok {
		return end
	}
	length := strings.IndexByte(s[i:], ']')
	if length < 3 || length > 24 {
		return 0
	}
	for _, r := range s[i+1 : i+length] {
		if (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' {
			return 0
		}
	}
	return i + length + 1
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func isLink(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "www.")
}

func isHandle(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

func isAddress(r rune) bool { return r == '.' || r == '-' || isHandle(r) }

// runLength returns the length in bytes of the longest prefix of s whose runes all satisfy f.
func runLength(s string, f func(rune) bool) int {
	for i, r := range s {
		if !f(r) {
			return i
		}
	}
	return len(s)
}

// wordLength returns the length of the word at the start of s: letters, digits and marks, and
// apostrophes between them.
func wordLength(s string) int {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		case (r == '\'' || r == '’') && startsWord(s[i+size:]):
		default:
			return i
		}
		i += size
	}
	return len(s)
}

// numberLength returns the length of the number at the start of s, with the separators inside
// it and the letters that follow it directly (1,500.00, 4pm, 2nd).
func numberLength(s string) int {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsDigit(r) || unicode.IsLetter(r):
		case strings.ContainsRune(",./:", r) && i+size < len(s) && s[i+size] >= '0' && s[i+size] <= '9':
		default:
			return i
		}
		i += size
	}
	return len(s)
}
