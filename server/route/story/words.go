package story

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
)

const dateLayout = "2 Jan 2006"

// modes says in words how a handoff broke.
var modes = map[journey.FailureMode]string{
	journey.ModeContextLost:        "context lost: customers repeat, re-enter or start over",
	journey.ModeBounced:            "bounced: each side sends customers to the other",
	journey.ModeStateMismatch:      "state mismatch: one side shows what the other does not have",
	journey.ModeDeadEnd:            "dead end: directed to a place that cannot do it",
	journey.ModeConflictingAnswers: "conflicting answers: each side says something else",
	journey.ModePromiseDropped:     "promise dropped: promised on one side, not kept on the next",
	journey.ModeLostBetween:        "lost between: documents or the case vanish on the way",
}

func modeWords(b route.Break) string {
	if w, ok := modes[b.FailureMode]; ok {
		return w
	}
	return "how it breaks is not clear yet"
}

// Words writes an identifier, such as a state or a team, as words.
func Words(id string) string { return strings.ReplaceAll(id, "_", " ") }

func aspectWords(a measure.Aspect) string {
	switch {
	case a.Name == measure.AspectMode:
		return "how it breaks, " + Words(a.Value)
	case a.Name == measure.AspectCause && a.Value != "":
		return "the likely cause, perhaps " + Words(a.Value)
	case a.Name == measure.AspectCause:
		return "the likely cause"
	}
	return "where it breaks"
}

// accountWords counts the accounts; where none is known there is nothing to say of them.
func accountWords(a route.Affected) string {
	if a.Accounts == 0 {
		return "no account is known"
	}
	text := plural(a.Accounts, "account")
	switch a.HighValueAccounts {
	case 0:
		text += ", none of them high-value"
	case a.Accounts:
		text += ", all high-value"
	default:
		text += fmt.Sprintf(", %d of them high-value", a.HighValueAccounts)
	}
	if a.Households > 0 {
		text += ", " + plural(a.Households, "household")
	}
	return text
}

// voiceWords counts who speaks, those whom nobody knows apart.
func voiceWords(a route.Affected) string {
	if a.UnidentifiedVoices == 0 {
		return plural(a.Voices, "voice")
	}
	return fmt.Sprintf("%s and %d unidentified", plural(a.Voices, "voice"), a.UnidentifiedVoices)
}

// againWords says what was told in nearly the same words; empty when nothing was.
func againWords(a route.Affected) string {
	var parts []string
	switch a.Copies {
	case 0:
	case 1:
		parts = append(parts, "1 copy left out")
	default:
		parts = append(parts, fmt.Sprintf("%d copies left out", a.Copies))
	}
	if a.FlaggedSimilar > 0 {
		parts = append(parts, plural(a.FlaggedSimilar, "pair")+" in nearly the same words of different people, all counted")
	}
	return strings.Join(parts, "; ")
}

// otherwise says what a counter-example tells of instead.
func otherwise(c route.Counter) string {
	if c.Aspect == measure.AspectMode {
		return Words(string(c.FailureMode))
	}
	return c.From.Name + " → " + c.To.Name
}

// neighbourWords names a neighbouring break; one at the same seam is told apart by how it breaks.
func neighbourWords(n route.Neighbour, b route.Break) string {
	if n.From.ID == b.From.ID && n.To.ID == b.To.ID {
		if n.FailureMode == "" {
			return "another break at this seam"
		}
		return "another break at this seam (" + Words(string(n.FailureMode)) + ")"
	}
	return n.From.Name + " → " + n.To.Name
}

func shares(list []measure.Share) string {
	parts := make([]string, len(list))
	for i, s := range list {
		name := s.Name
		if name == "" {
			name = Words(s.Key)
		}
		parts[i] = fmt.Sprintf("%s %d", name, s.Interactions)
	}
	return strings.Join(parts, ", ")
}

func days(w route.Why) int { return int(w.WindowLast-w.WindowFirst) + 1 }

func trendWords(m route.Message) string {
	step := "a day"
	if n := m.Affected.Trend.StepDays; n > 1 {
		step = fmt.Sprintf("every %d days", n)
	}
	return fmt.Sprintf("interactions %s, to %s", step, m.Why.WindowLast.Start().Format(dateLayout))
}

// sparkline draws counts as bars, the highest full.
func sparkline(counts []int) string {
	if len(counts) == 0 {
		return ""
	}
	bars := []rune("▁▂▃▄▅▆▇█")
	most := max(slices.Max(counts), 1)
	line := make([]rune, len(counts))
	for i, n := range counts {
		line[i] = bars[(n*(len(bars)-1)+most-1)/most]
	}
	return string(line)
}

// exposureKinds says in words what kind of money is at stake.
var exposureKinds = map[measure.ExposureKind]string{
	measure.ExposureAccountValue: "a year from the affected accounts (at stake, not lost)",
	measure.ExposureAbandoned:    "abandoned",
	measure.ExposureRefunded:     "refunded",
	measure.ExposureCancelled:    "cancelled",
}

func exposureWords(e route.Exposure) string {
	text := thousands(e.Amount) + " " + e.Currency + " " + exposureKinds[e.Kind]
	if e.Records > 0 {
		return text + ": " + plural(e.Records, "record") + " of " + plural(e.Accounts, "account") + " at this step"
	}
	return text + ": " + plural(e.Accounts, "account")
}

// thousands puts commas into a decimal number.
func thousands(decimal string) string {
	whole, fraction, hasFraction := strings.Cut(decimal, ".")
	digits := strings.TrimPrefix(whole, "-")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if strings.HasPrefix(whole, "-") {
		digits = "-" + digits
	}
	if hasFraction {
		return digits + "." + fraction
	}
	return digits
}

// plural writes a count with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// signed writes how much more or less there is of something.
func signed(n int, noun string) string {
	switch {
	case n > 0:
		return "+" + plural(n, noun)
	case n < 0:
		return "−" + plural(-n, noun)
	default:
		return "as many " + noun + "s"
	}
}

// likelyWords says why a team is proposed that nobody has confirmed.
func likelyWords(o route.Owner) string {
	if len(o.Reasons) == 0 {
		return "owns the touchpoint; nobody owns the seam"
	}
	return strings.Join(o.Reasons, "; ")
}

// costWords says what a break has cost that nobody owns.
func costWords(c route.Cost) string {
	text := fmt.Sprintf("nobody has owned it for %s: %s", plural(c.Days, "day"), plural(c.Customers, "customer"))
	for _, e := range c.Exposure {
		text += ", " + exposureWords(e)
	}
	return text
}

// dueWords counts the renewals that are due; empty when none is.
func dueWords(a route.Affected) string {
	switch {
	case a.RenewalsDue == 0:
		return ""
	case len(a.Renewals) == 0: // the list was trimmed
		return plural(a.RenewalsDue, "renewal") + " due soon"
	}
	return fmt.Sprintf("%s due soon, the first on %s", plural(a.RenewalsDue, "renewal"), a.Renewals[0].Due.Start().Format(dateLayout))
}

// largest writes the first exposure in a few words; empty when there is none.
func largest(list []route.Exposure) string {
	if len(list) == 0 {
		return ""
	}
	e := list[0]
	if e.Kind == measure.ExposureAccountValue {
		return thousands(e.Amount) + " " + e.Currency + " a year at stake"
	}
	return thousands(e.Amount) + " " + e.Currency + " " + exposureKinds[e.Kind]
}

// capital writes a sentence's first letter large.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
