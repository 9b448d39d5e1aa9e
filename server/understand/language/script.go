package language

import "unicode"

// scripts are the scripts other than Latin that name their language, most of the time.
var scripts = [...]struct {
	table *unicode.RangeTable
	code  string
}{
	{unicode.Cyrillic, "ru"}, {unicode.Greek, "el"}, {unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Han, "zh"}, {unicode.Hangul, "ko"},
	{unicode.Arabic, "ar"}, {unicode.Hebrew, "he"}, {unicode.Devanagari, "hi"}, {unicode.Bengali, "bn"}, {unicode.Tamil, "ta"}, {unicode.Telugu, "te"},
	{unicode.Thai, "th"}, {unicode.Georgian, "ka"}, {unicode.Armenian, "hy"},
}

// script counts a letter that is not Latin.
func (t *tally) script(r rune) {
	for i := range scripts {
		if unicode.Is(scripts[i].table, r) {
			t.scripts[i]++
			return
		}
	}
}

// scriptLanguage returns the language that the letters alone tell, or "".
func (t *tally) scriptLanguage() string {
	total, most := 0, 0
	for i, n := range t.scripts {
		total += n
		if n > t.scripts[most] {
			most = i
		}
	}
	if total < secondLetters || float64(total) < leastForeign*float64(t.letters) {
		return ""
	}
	code := scripts[most].code
	switch {
	case code == "zh" && t.count("ja") > 0:
		return "ja" // Japanese is written in Han too
	case code == "ru" && t.marks&markUkrainian != 0:
		return "uk"
	}
	return code
}

func (t *tally) count(code string) (n int) {
	for i := range scripts {
		if scripts[i].code == code {
			n += t.scripts[i]
		}
	}
	return n
}

// letterMarks is a set of groups of letters that English does not have.
type letterMarks uint32

const markUkrainian letterMarks = 1 << 31

// letterGroups are groups of letters and the languages that write them.
var letterGroups = []struct{ letters, languages string }{
	{"ñ", "es fil"}, {"áíóú", "es pt hu cs ca vi"}, {"é", "es fr pt it hu cs ca vi"}, {"àè", "fr it pt ca vi"}, {"ìò", "it ca vi"}, {"ù", "fr it vi"},
	{"âêîôûëï", "fr pt ro tr nl vi"}, {"ç", "fr pt tr ca"}, {"œ", "fr"}, {"ãõ", "pt vi"}, {"ä", "de sv fi"}, {"ö", "de sv fi tr hu"}, {"ü", "de tr hu es ca"}, {"ß", "de"},
	{"åæø", "sv da no"}, {"ąęłńśźżć", "pl"}, {"ğış", "tr"}, {"ăâșțţ", "ro"}, {"čďěňřšťůžý", "cs"}, {"őű", "hu"}, {"đơưạảấầậắặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừữựỳỵỷỹ", "vi"},
}

// groupOf and groupLanguages index letterGroups.
var groupOf, groupLanguages = func() (map[rune]letterMarks, []languages) {
	of, by := map[rune]letterMarks{}, make([]languages, len(letterGroups))
	for i, g := range letterGroups {
		for _, r := range g.letters {
			of[r] |= 1 << i
		}
		by[i] = languagesOf(g.languages)
	}
	for _, r := range "іїєґ" {
		of[r] = markUkrainian
	}
	return of, by
}()

func markOf(r rune) letterMarks {
	if r < 0x80 {
		return 0
	}
	return groupOf[r]
}

// languagesWith returns the languages that write one of the letters at least.
func languagesWith(marks letterMarks) (set languages) {
	for i, by := range groupLanguages {
		if marks>>i&1 == 1 {
			set |= by
		}
	}
	return set
}
