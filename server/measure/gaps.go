package measure

import (
	"fmt"
	"slices"
	"strings"
)

// The codes of what a reading cannot see.
const (
	GapNoCustomer     = "no_customer"
	GapNoAccount      = "no_account"
	GapNoLocation     = "no_location"
	GapUnvalued       = "unvalued_accounts"
	GapSourceSilent   = "source_silent"     // a source that used to talk has stopped
	GapSideThin       = "side_thin"         // customers on one side of the seam are thinly heard
	GapAdjusted       = "coverage_adjusted" // what the count might be, had every source been heard; told in messages
	GapSourceThin     = "source_thin"       // a source talks less than it used to
	GapSourceUnheard  = "source_unheard"    // a source talks, but never of this
	GapNoDenominators = "no_denominators"   // nothing is known of the tenant's volume
	GapUnlinked       = "unlinked_records"
	GapCurrencies     = "mixed_currencies"
	GapUnread         = "unsupported_language" // interactions in a language that is not read
)

const (
	// silentExpected is how many interactions a source should have had since it was last
	// heard before its silence is more than chance: none where 5 are expected happens in
	// fewer than 1 of 100 cases.
	silentExpected = 5.0
	// unheardExpected is how many complaints a source should have had, if it told of this
	// break as often as the others, before their absence is more than chance (1 in 20).
	unheardExpected = 3.0
)

// gaps says what the reading cannot see.
func (r *Reading) gaps(facts *Facts) []Gap {
	n := len(r.Interactions)
	var out []Gap
	note := func(code, format string, args ...any) {
		out = append(out, Gap{Code: code, Note: fmt.Sprintf(format, args...)})
	}
	without := func(code, what string, missing int) {
		if missing > 0 {
			note(code, "%d of %s name no %s (%.0f %%)", missing, plural(n, "complaint"), what, 100*float64(missing)/float64(n))
		}
	}
	missing := r.missing(facts)
	without(GapNoCustomer, "customer", missing.customer)
	without(GapNoAccount, "account", missing.account)
	without(GapNoLocation, "location", missing.location)
	if u := len(r.UnvaluedAccounts); u > 0 {
		note(GapUnvalued, "%d of %s have no known annual value, so exposure is at least what is told", u, plural(len(r.Accounts), "affected account"))
	}
	if u := len(r.UnlinkedRecords); u > 0 {
		note(GapUnlinked, "%s at stake at this step in these days name no account: they cannot be tied to a complaint, and are not in the exposure", plural(u, "commercial record"))
	}
	if c := r.Currencies(); len(c) > 1 {
		note(GapCurrencies, "money is in %s: it is never added up across currencies", strings.Join(c, ", "))
	}
	return append(out, r.sourceGaps(facts)...)
}

// Currencies returns those in which there is exposure, sorted.
func (r *Reading) Currencies() []string {
	var out []string
	for _, e := range r.Exposure {
		out = append(out, e.Currency)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

type missing struct{ customer, account, location int }

// missing counts the complaints that leave out who or where.
func (r *Reading) missing(facts *Facts) (m missing) {
	for _, ref := range r.Interactions {
		in, _ := facts.Interaction(ref.ID)
		if in.CustomerID == "" {
			m.customer++
		}
		if in.AccountID == "" {
			m.account++
		}
		if in.LocationID == "" {
			m.location++
		}
	}
	return m
}

// sourceGaps compares the sources of the complaints with everything that came in.
func (r *Reading) sourceGaps(facts *Facts) []Gap {
	volumes := facts.volumeIn(r.Window)
	if len(volumes) == 0 {
		return []Gap{{Code: GapNoDenominators, Note: "nothing is known of how much came in, so counts stand alone"}}
	}
	total := 0
	for _, v := range volumes {
		total += v.interactions
	}
	out := r.streamGaps(facts)
	for _, v := range volumes {
		if g, ok := r.silent(v); ok {
			out = append(out, g)
		}
		if g, ok := unreadGap(v); ok {
			out = append(out, g)
		}
		expected := float64(len(r.Interactions)) * float64(v.interactions) / float64(total)
		speaks := slices.ContainsFunc(r.Sources, func(s Share) bool { return s.Key == v.source })
		if !speaks && expected >= unheardExpected {
			out = append(out, Gap{Code: GapSourceUnheard, Note: fmt.Sprintf("nothing of it in %s, though %s came in from there", v.source, plural(v.interactions, "interaction"))})
		}
	}
	return out
}

// streamGaps reports the sources that tell less than they used to, or nothing any more, by their
// rhythm over the weeks before; those that fell silent within the window are told by silent.
func (r *Reading) streamGaps(facts *Facts) []Gap {
	var out []Gap
	for _, s := range facts.Coverage(r.Window.Last) {
		switch {
		case s.Status == CoverageThin:
			out = append(out, Gap{Code: GapSourceThin, Note: s.Note + ": quiet is not fixed"})
		case s.Status == CoverageSilent && !r.talked(facts, s.Source):
			out = append(out, Gap{Code: GapSourceSilent, Note: s.Note + ": quiet is not fixed"})
		}
	}
	return out
}

// talked reports whether silent tells of a source: it talked in the window and then for so long no
// more that this is no chance.
func (r *Reading) talked(facts *Facts, source string) bool {
	for _, v := range facts.volumeIn(r.Window) {
		if v.source == source {
			_, told := r.silent(v)
			return told
		}
	}
	return false
}

// silent reports a source that fell silent before the end of the window.
func (r *Reading) silent(v sourceVolume) (Gap, bool) {
	days := int(r.Window.Last - v.lastHeard)
	talked := r.Window.Days - days
	if days == 0 || float64(v.interactions)/float64(talked)*float64(days) < silentExpected {
		return Gap{}, false
	}
	return Gap{Code: GapSourceSilent, Note: fmt.Sprintf("%s is silent since %s: quiet is not fixed", v.source, v.lastHeard)}, true
}
