package measure

import (
	"fmt"
	"math"
)

// The names of the aspects that signal strength is told of.
const (
	AspectSeam  = "seam"
	AspectMode  = "failure_mode"
	AspectCause = "likely_cause"
)

// The grounds of signal strength.
const (
	scoreVolume      = "volume"
	scoreConsistency = "consistency"
	scoreDiversity   = "source_diversity"
	scoreRecency     = "recency"
	scoreBorne       = "corroboration"
)

// From these scores on a word is earned. A volume of 0.75 is 16 voices, one of 0.5 is 4.
const (
	strongVolume    = 0.75
	strongAgreement = 0.7
	someVolume      = 0.5
	someAgreement   = 0.5
)

// aspect says how strong the signal is on one thing on which members agree to a degree.
func (r *Reading) aspect(name, value string, agreement float64) Aspect {
	volume, diversity, recency := r.volumeScore(), r.diversityScore(), r.recencyScore()
	a := Aspect{
		Name: name, Value: value,
		Strength: strength(volume, agreement, diversity),
		SubScores: []SubScore{
			{scoreVolume, volume}, {scoreConsistency, agreement},
			{scoreDiversity, diversity}, {scoreRecency, recency}, {scoreBorne, r.borneScore()},
		},
		Reason: fmt.Sprintf("%s from %s, agreement %.2f, %s%s",
			r.voiceWords(), plural(len(r.Sources), "source"), agreement, r.lastHeard(), r.borneWords()),
	}
	if a.Strength != Strong {
		a.Raise = r.raise(volume, agreement, diversity)
	}
	return a
}

// strength puts scores into a word. One source alone is never strong: it may be that source's
// own way of telling.
func strength(volume, agreement, diversity float64) Strength {
	switch {
	case volume < someVolume:
		return Weak
	case agreement < someAgreement:
		return Mixed
	case volume >= strongVolume && agreement >= strongAgreement && diversity > 0:
		return Strong
	default:
		return Moderate
	}
}

// volumeScore is how precisely so many voices tell a rate: one minus the relative standard
// error of the count.
func (r *Reading) volumeScore() float64 {
	heard := r.Voices + r.UnidentifiedVoices
	if heard == 0 {
		return 0
	}
	return 1 - 1/math.Sqrt(float64(heard))
}

func (r *Reading) voiceWords() string {
	if r.UnidentifiedVoices == 0 {
		return plural(r.Voices, "voice")
	}
	return fmt.Sprintf("%s and %d unidentified", plural(r.Voices, "voice"), r.UnidentifiedVoices)
}

// diversityScore is how evenly the complaints come from several sources: 0 for one source,
// 1 for the equal of three or more (the inverse Simpson index).
func (r *Reading) diversityScore() float64 {
	sum, squares := 0.0, 0.0
	for _, s := range r.Sources {
		sum += float64(s.Interactions)
		squares += float64(s.Interactions) * float64(s.Interactions)
	}
	if squares == 0 {
		return 0
	}
	return min((sum*sum/squares-1)/2, 1)
}

// recencyScore is 1 when the last complaint is of the window's last day, and falls to 0 with
// the days since.
func (r *Reading) recencyScore() float64 {
	if len(r.Days) == 0 {
		return 0
	}
	return 1 - float64(r.Window.Last-r.Days[len(r.Days)-1])/float64(r.Window.Days)
}

func (r *Reading) lastHeard() string {
	if len(r.Days) == 0 {
		return "none in the window"
	}
	switch ago := int(r.Window.Last - r.Days[len(r.Days)-1]); ago {
	case 0:
		return "last heard on the last day"
	default:
		return fmt.Sprintf("last heard %s before the end", plural(ago, "day"))
	}
}

// plural writes a count with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
