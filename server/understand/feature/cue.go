package feature

import "math/bits"

var seedWindowCue = seed("window cue")

// WindowCues appends the keys of what is true of sentences [from, to) as a whole: how many
// touchpoints they name, which pairs of kinds, how often somebody says or denies something.
func (t *Text) WindowCues(from, to int, dst []Key) []Key {
	var count [classWait + 2]int
	for _, m := range t.marks[t.before[from]:t.before[to]] {
		count[m.class]++
	}
	var kinds []Class
	for c := classWeb; c <= lastKind; c++ {
		if count[c] > 0 {
			kinds = append(kinds, c)
		}
	}
	dst = append(dst, cue(1, uint64(min(len(kinds), 4))))
	for i, a := range kinds {
		if count[a] > 1 {
			dst = append(dst, cue(2, uint64(a)))
		}
		for _, b := range kinds[i+1:] {
			dst = append(dst, cue(3, uint64(a)<<8|uint64(b)))
		}
	}
	told := 0
	for c := classSay; int(c) < len(count); c++ {
		if count[c] == 0 {
			continue
		}
		told++
		dst = append(dst, cue(4, uint64(c)<<8|uint64(min(bits.Len(uint(count[c])), 4))))
		if len(kinds) > 1 {
			dst = append(dst, cue(5, uint64(c)))
		}
		for d := c + 1; int(d) < len(count); d++ {
			if count[d] > 0 {
				dst = append(dst, cue(6, uint64(c)<<8|uint64(d)))
			}
		}
	}
	return append(dst, cue(7, uint64(min(told, 12))), cue(8, uint64(t.sentenceVoices(from, to))))
}

// sentenceVoices counts, up to 4, the sentences of [from, to) in which a touchpoint speaks:
// one is named and something is said.
func (t *Text) sentenceVoices(from, to int) int {
	voices := 0
	for s := from; s < to && voices < 4; s++ {
		named, says := false, false
		for _, m := range t.marks[t.before[s]:t.before[s+1]] {
			named = named || m.class <= lastKind
			says = says || m.class == classSay
		}
		if named && says {
			voices++
		}
	}
	return voices
}

func cue(what, value uint64) Key { return key(join(join(seedWindowCue, what), value)) }
