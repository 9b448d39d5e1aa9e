package measure

import "strings"

// phrase is what a quote's words tell whatever they are told of. It is worked out once for each
// quote, since a cluster is measured anew with every complaint that joins it.
type phrase struct {
	wording
	plain  uint64 // a hash of its plain words
	causes uint8  // bits: the causeWords that it speaks of
	brief  float64
}

// mostPhrases is how many quotes are remembered. They are all forgotten when there are more.
const mostPhrases = 1 << 15

// phrase returns what a quote's words tell. What it returns is shared: it is not to be changed.
func (f *Facts) phrase(quote string) *phrase {
	if p, known := f.phrases[quote]; known {
		return p
	}
	if len(f.phrases) >= mostPhrases {
		clear(f.phrases)
	}
	p := newPhrase(quote)
	f.phrases[quote] = p
	return p
}

func newPhrase(quote string) *phrase {
	p := &phrase{brief: brevity(quote)}
	p.add(quote)
	p.shingles = p.shingles[:len(p.shingles):len(p.shingles)] // whoever adds to a copy gets memory of its own
	if p.words >= fewWords {
		keys := bandKeys(p.wording)
		p.keys = &keys
	}
	words := plainWords(quote)
	p.plain = hashWords(words)
	for i, c := range causeWords {
		for _, w := range words {
			if c.words[w] {
				p.causes |= 1 << i
				break
			}
		}
	}
	return p
}

// A quote of so many words is neither torn out of its sense nor long to read.
const (
	leastWords = 8
	mostWords  = 35
)

// brevity says how far a text has that length, 0 to 1.
func brevity(text string) float64 {
	words := float64(len(strings.Fields(text)))
	return min(1, words/leastWords, mostWords/max(words, 1))
}
