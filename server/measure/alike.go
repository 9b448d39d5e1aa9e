package measure

// alikeFrom is the resemblance from which two wordings are near-copies. Texts of the demo that
// tell the same story with other figures and spelling are above it, others below 0.3.
const alikeFrom = 0.5

// fewWords is how many words a wording must have before its resemblance says that it was
// copied: "they had no record of it" is said by many.
const fewWords = 6

// Two wordings meet when all the hashes of one band of their sketches agree. Those that just
// resemble each other enough miss each other in one case of a thousand.
const (
	bands    = 24
	bandSize = 2
	// crowd is how many leaders a bucket holds. Beyond, a phrase is everybody's.
	crowd = 16
)

// leaders returns for each wording the place of the one that leads those like it: the first of
// its kind, itself when it is like none before it. Wordings of few words are alike when they are
// the same. Each is compared with the leaders that it
// meets in a bucket of MinHash bands, so that time grows with the number of wordings.
func leaders(list []wording) []int {
	out := make([]int, len(list))
	buckets, short := map[uint64][]int{}, map[string]int{}
	for i, w := range list {
		out[i] = i
		if w.words < fewWords {
			if first, ok := short[w.said]; ok {
				out[i] = first
			}
			short[w.said] = out[i]
			continue
		}
		keys := bandKeys(w)
		best := alikeFrom
		for _, k := range keys {
			for _, l := range buckets[k] {
				if r := w.resemblance(list[l]); r > best || r == best && (out[i] == i || l < out[i]) {
					best, out[i] = r, l
				}
			}
		}
		if out[i] != i {
			continue
		}
		for _, k := range keys {
			if len(buckets[k]) < crowd {
				buckets[k] = append(buckets[k], i)
			}
		}
	}
	return out
}

// bandKeys returns the buckets of a wording, one for each band of its MinHash sketch.
func bandKeys(w wording) [bands]uint64 {
	if w.keys != nil {
		return *w.keys
	}
	var keys [bands]uint64
	for b := range bands {
		key := mix(uint64(b) + 1)
		for row := range bandSize {
			seed := mix(uint64(b*bandSize+row) + 0x9e3779b97f4a7c15)
			least := ^uint64(0)
			for _, s := range w.shingles {
				least = min(least, mix(s^seed))
			}
			key = mix(key ^ least)
		}
		keys[b] = key
	}
	return keys
}
