package language

import (
	_ "embed" // of the words
	"strings"
)

// English is the language that the model reads.
const English = "en"

//go:embed words.txt
var wordLists string

// languages is a set of indexes into codeNames.
type languages uint32

// codeNames are the languages that are told by their words.
var codeNames = [...]string{English, "es", "fr", "de", "pt", "it", "nl", "pl", "tr", "sv", "da", "no", "fi", "ro", "cs", "hu", "id", "vi", "ca", "fil"}

const (
	codes   = len(codeNames)
	english = 0
)

func languagesOf(list string) (set languages) {
	for code := range strings.FieldsSeq(list) {
		for i, name := range codeNames {
			if name == code {
				set |= 1 << i
			}
		}
	}
	return set
}

// known is which languages know a word.
type known struct {
	common languages // as one of their commonest words
	own    languages // as one that is no name either
}

var vocabulary = readVocabulary(wordLists)

// readVocabulary reads lines of a language's code and words. A word with accents is known
// without them too, as people type, unless English or another language knows that as a word.
func readVocabulary(lists string) map[string]known {
	words, typed := map[string]known{}, map[string]known{}
	for line := range strings.Lines(lists) {
		code, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if code == "" || code == "#" {
			continue
		}
		own := code[0] == '+'
		set := languagesOf(strings.TrimPrefix(code, "+"))
		for word := range strings.FieldsSeq(rest) {
			learn(words, word, set, own)
			if plain := withoutAccents.Replace(word); plain != word && len(plain) > 2 {
				learn(typed, plain, set, own)
			}
		}
	}
	for word, k := range typed {
		if words[word].common&(1<<english) == 0 {
			learn(words, word, k.common, false)
			learn(words, word, k.own, true)
		}
	}
	return words
}

func learn(words map[string]known, word string, set languages, own bool) {
	k := words[word]
	if own {
		k.own |= set
	} else {
		k.common |= set
	}
	words[word] = k
}

var withoutAccents = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ą", "a", "ă", "a", "ç", "c", "ć", "c", "č", "c", "é", "e", "è", "e", "ê", "e", "ë", "e", "ę", "e", "ě", "e",
	"ğ", "g", "í", "i", "ì", "i", "î", "i", "ï", "i", "ı", "i", "ł", "l", "ñ", "n", "ń", "n", "ň", "n", "ó", "o", "ò", "o", "ô", "o", "õ", "o", "ö", "o", "ő", "o", "ø", "o",
	"ř", "r", "ś", "s", "š", "s", "ş", "s", "ș", "s", "ß", "ss", "ț", "t", "ú", "u", "ù", "u", "û", "u", "ü", "u", "ű", "u", "ů", "u", "ý", "y", "ź", "z", "ż", "z", "ž", "z",
)
