package measure

import "slices"

// voices tells who speaks in the interactions of a window beside its customers: the accounts that
// are a voice, sorted, and how many interactions there are of which nobody knows whose they are.
//
// One customer is one voice, however often and through however many sources they tell of the
// break within the window. An interaction that names an account and no customer is that of a
// customer of this account who is heard in the window; where none is, the account is one voice.
// An interaction that names neither is one unidentified voice, never a customer.
func voices(complaints []Interaction) (accounts []string, unidentified int) {
	heard, silent := map[string]bool{}, map[string]bool{}
	for _, in := range complaints {
		switch {
		case in.CustomerID != "":
			heard[in.AccountID] = true
		case in.AccountID != "":
			silent[in.AccountID] = true
		default:
			unidentified++
		}
	}
	for account := range silent {
		if !heard[account] {
			accounts = append(accounts, account)
		}
	}
	slices.Sort(accounts)
	return accounts, unidentified
}

// sameVoice reports whether two interactions are surely one person's.
func sameVoice(a, b Interaction) bool {
	if a.CustomerID != "" || b.CustomerID != "" {
		return a.CustomerID == b.CustomerID
	}
	return a.AccountID != "" && a.AccountID == b.AccountID
}
