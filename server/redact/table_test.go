package redact

import "testing"

func TestTable(t *testing.T) {
	words := map[string]entry{"may": {class: ambiguous | noName}, "nine": {class: digitWord, digit: 9}, "josé": {class: given}, "straße": {class: street}}
	table, indexes := newTable(len(words)), map[entry]int{}
	for w, e := range words {
		table.add(w, e, indexes)
	}
	for w, want := range map[string]entry{
		"may": words["may"], "MAY": words["may"], "Nine": words["nine"], "José": words["josé"], "JOSÉ": words["josé"],
		"jose": {}, "": {}, "mayo": {}, "straße": words["straße"], "\xff": {},
	} {
		if got, _ := table.lookup(w); got != want {
			t.Errorf("%q: got %+v, want %+v", w, got, want)
		}
	}
	if _, lower := table.lookup("MAY"); lower != hash("may") {
		t.Error("the hash depends on the case")
	}
}

func TestLists(t *testing.T) {
	for w, want := range map[string]class{
		"jessica": given | plainGiven, "Jessica": given | plainGiven, "Nkechi": given, "José": given, "jose": given,
		"may": ambiguous | noName, "will": ambiguous | noName, "kowalski": surname, "chase": noName, "xfinity": noName, "ohio": thing,
	} {
		if got, _ := lexicon.lookup(w); got.class&want != want {
			t.Errorf("%s lacks a class of %b: %b", w, want, got.class)
		}
	}
	for _, w := range []string{"refund", "branch", "portal", "the", "warehouse", "delivery"} {
		if got, _ := lexicon.lookup(w); got.class&(given|plainGiven) != 0 {
			t.Errorf("%s is a name", w)
		}
	}
}
