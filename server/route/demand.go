package route

import "regexp"

// needs matches words in which customers voice what they need rather than what went wrong.
var needs = regexp.MustCompile(`(?i)\b(i|we)('d| would| just| only|)* ?(need|needed|want|wanted|expect|expected|like to|wish)\b` +
	`|\bplease (just |simply )?\w+|\bshould (just |simply |have |be )|\bcan(no|')t you\b|\bwhy (can'?t|don'?t|do i have|should i)\b` +
	`|\b(supposed to|asked (you |them |him |her )?(for|to)|promised|was told)\b`)

// voicing returns the places of the quotes in which customers say themselves what they need.
func voicing(quotes []Quote) []int {
	out := []int{}
	for i, q := range quotes {
		if needs.MatchString(q.Text) {
			out = append(out, i)
		}
	}
	return out
}
