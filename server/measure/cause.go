package measure

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/google/uuid"
)

// Cause is a kind of likely cause.
type Cause string

// The closed set of likely causes.
const (
	CauseSystemSync    Cause = "system_sync"    // one place shows or knows what another does not
	CauseProcess       Cause = "process"        // people or rules: nobody was told, sent elsewhere, not followed up
	CausePlatformLimit Cause = "platform_limit" // the page, app or bot cannot do it
)

// Hint is how many quotes speak of a kind of cause. It counts words: it is where to look first and
// no verdict.
type Hint struct {
	Cause    Cause       `json:"cause"`
	Quotes   int         `json:"quotes"`   // different wordings in the window that speak of it
	Of       int         `json:"of"`       // different wordings in the window
	Mentions []uuid.UUID `json:"mentions"` // whose quotes they are, by time
}

// causeWords are what speaks of a cause. A quote speaks of every cause that it has a word of.
var causeWords = []struct {
	cause Cause
	words map[string]bool
}{
	{CauseSystemSync, set(`system systems screen screens record records account status shows showed showing shown updated update
		sync synced database file files see saw find found trace history log logged notes appear appeared match matched
		still yet pending ready reference`)},
	{CauseProcess, set(`told promised promise policy procedure rule rules allowed manager supervisor department departments
		transferred transfer passed nobody noone callback responsible team job training trained ring rang forwarded
		escalated followed authorised authorized approval signed knew aware`)},
	{CausePlatformLimit, set(`app website site page button form portal bot chatbot browser error errors crash crashed crashes
		upload uploaded loading froze frozen stuck option menu login password broken glitch bug timeout link`)},
}

// hints counts the quotes that speak of each cause, the most spoken of first. Of quotes in nearly
// the same words one counts: one of the distinct.
func hints(distinct []*speaker) []Hint {
	list := slices.Clone(distinct)
	slices.SortStableFunc(list, func(a, b *speaker) int {
		return cmp.Or(a.OccurredAt.Compare(b.OccurredAt), cmp.Compare(a.ExternalID, b.ExternalID))
	})
	var out []Hint
	for i, c := range causeWords {
		h := Hint{Cause: c.cause, Of: len(list)}
		for _, s := range list {
			if s.phrase.causes>>i&1 == 1 {
				h.Mentions = append(h.Mentions, s.MentionID)
			}
		}
		if h.Quotes = len(h.Mentions); h.Quotes > 0 {
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b Hint) int { return cmp.Compare(b.Quotes, a.Quotes) })
	return out
}

// fewHints is below how many quotes that speak of it a cause is weak.
const fewHints = 4

// causeAspect says how strong the signal on the likely cause is. Words are hints, so that it is
// never strong; several causes spoken of alike are mixed.
func (r *Reading) causeAspect(wordings int) Aspect {
	if len(r.Hints) == 0 {
		a := r.aspect(AspectCause, "", 0)
		a.Strength = Weak
		a.Reason = fmt.Sprintf("none of %s speaks of a cause", plural(wordings, "wording"))
		a.Raise = "what was on the screen, and who was told what, asked of some who complained"
		return a
	}
	top, all := r.Hints[0], 0
	for _, h := range r.Hints {
		all += h.Quotes
	}
	agreement := float64(top.Quotes) / float64(all) * float64(top.Quotes) / float64(top.Of)
	a := r.aspect(AspectCause, string(top.Cause), agreement)
	switch {
	case top.Quotes < fewHints:
		a.Strength = Weak
	case a.Strength == Strong:
		a.Strength = Moderate
	}
	a.Reason = r.hintWords() + r.spread()
	a.Raise = "what the systems logged at this handoff in these days: quotes tell what customers saw, not why"
	return a
}

// hintWords tells the counts behind the hints.
func (r *Reading) hintWords() string {
	text := ""
	for i, h := range r.Hints {
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprintf("%d of %d speak of %s", h.Quotes, h.Of, causeNames[h.Cause])
	}
	return text
}

var causeNames = map[Cause]string{
	CauseSystemSync:    "what one place shows and another does not",
	CauseProcess:       "who was told or who was to act",
	CausePlatformLimit: "what a page, app or bot cannot do",
}

// spread says what the places add: a cause in the systems is seen everywhere, one in how people
// work at some places.
func (r *Reading) spread() string {
	c := r.Concentration
	if c == nil {
		return ""
	}
	at := plural(c.Places, "place")
	if c.Lift.Low > 1 {
		return fmt.Sprintf("; %.0f %% at %s with %.0f %% of the other contacts, as where something differs from place to place", 100*c.Share, at, 100*c.Expected)
	}
	return fmt.Sprintf("; %.0f %% at %s, which by their other contacts may be chance, as where all places have it", 100*c.Share, at)
}
