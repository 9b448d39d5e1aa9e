package measure

// voices counts who speaks in the interactions of a window: people who are known, and
// interactions of which nobody knows whose they are.
//
// One customer is one voice, however often and through however many sources they tell of the
// break within the window. An interaction that names an account and no customer is that of a
// customer of this account who is heard in the window; where none is, the account is one voice.
// An interaction that names neither is one unidentified voice, never a customer.
func voices(complaints []Interaction) (identified, unidentified int) {
	customers, heard, silent := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, in := range complaints {
		switch {
		case in.CustomerID != "":
			customers[in.CustomerID] = true
			heard[in.AccountID] = true
		case in.AccountID != "":
			silent[in.AccountID] = true
		default:
			unidentified++
		}
	}
	identified = len(customers)
	for account := range silent {
		if !heard[account] {
			identified++
		}
	}
	return identified, unidentified
}

// sameVoice reports whether two interactions are surely one person's.
func sameVoice(a, b Interaction) bool {
	if a.CustomerID != "" || b.CustomerID != "" {
		return a.CustomerID == b.CustomerID
	}
	return a.AccountID != "" && a.AccountID == b.AccountID
}
