package redact

import (
	"testing"

	"github.com/throughline-cx/throughline/server/journey"
)

func TestKeep(t *testing.T) {
	m := &journey.Map{Touchpoints: []journey.Touchpoint{{ID: "store", Name: "Madeline Court", Aliases: []string{"Melissa", "the counter"}}}}
	keeps := New([]byte("k"), Keep("Harriet Home", "Trader Joe's", ""), KeepMap(m), KeepMap(nil))
	for text, want := range map[string]string{
		"I called Harriet Home and Harriet told me":             "I called Harriet Home and {NAME|Harriet} told me",
		"the harriet home app, Melissa and MELISSA again":       "the harriet home app, Melissa and MELISSA again",
		"My name is Melissa":                                    "My name is Melissa",
		"Trader Joe’s in Madeline Court, Hannah Trader":         "Trader Joe’s in Madeline Court, {NAME|Hannah Trader}",
		"Madeline at the counter, Madeline Court at 5 Elm Road": "{NAME|Madeline} at the counter, Madeline Court at {ADDRESS|5 Elm Road}",
		"write to melissa@example.com, Mr. Melissa":             "write to {EMAIL|melissa@example.com}, Mr. Melissa",
		"Thanks,\nMelissa":                                      "Thanks,\nMelissa",
		"Bernadette Melissa was kind":                           "{NAME|Bernadette} Melissa was kind",
	} {
		if got := mark(one(keeps, text), text); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if got, want := one(New([]byte("k")), "Melissa").Text, one(keeps, "Melissa").Text; got == want {
		t.Error("Melissa is kept by a redactor that was told nothing")
	}
}

func TestKeptWordsAreNotRecalled(t *testing.T) {
	keeps := New([]byte("k"), Keep("Holloway Road"))
	out := keeps.Texts([]string{"This is Ursula Holloway", "the Holloway Road shop, Holloway"})
	if got, want := mark(out[1], "the Holloway Road shop, Holloway"), "the Holloway Road shop, {NAME|Holloway}"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
