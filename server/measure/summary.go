package measure

import (
	"fmt"
	"math"
	"strings"
)

// aspectNames are how a summary names the aspects.
var aspectNames = map[string]string{AspectSeam: "where it breaks", AspectMode: "how it breaks", AspectCause: "the likely cause"}

// summary tells the strengths in a line: "strong and consistent on where it breaks; mixed on how
// it breaks".
func summary(signal []Aspect) string {
	var order []Strength
	on := map[Strength][]string{}
	for _, a := range signal {
		if on[a.Strength] == nil {
			order = append(order, a.Strength)
		}
		on[a.Strength] = append(on[a.Strength], aspectNames[a.Name])
	}
	parts := make([]string, len(order))
	for i, s := range order {
		word := string(s)
		if s == Strong {
			word = "strong and consistent"
		}
		parts[i] = word + " on " + strings.Join(on[s], " and ")
	}
	return strings.Join(parts, "; ")
}

// raise says what would raise a strength, the first thing that is missing first.
func (r *Reading) raise(volume, agreement, diversity float64) string {
	var needs []string
	heard := r.Voices + r.UnidentifiedVoices
	switch {
	case volume < someVolume:
		needs = append(needs, plural(voicesFor(someVolume)-heard, "more voice"))
	case volume < strongVolume:
		needs = append(needs, plural(voicesFor(strongVolume)-heard, "more voice"))
	}
	if agreement < strongAgreement {
		needs = append(needs, fmt.Sprintf("agreement of %.2f, or a person who splits what does not belong together", strongAgreement))
	}
	if diversity == 0 {
		needs = append(needs, "a second source that tells of it")
	}
	return strings.Join(needs, "; ")
}

// voicesFor is how many voices a volume score takes.
func voicesFor(score float64) int { return int(math.Ceil(1 / ((1 - score) * (1 - score)))) }
