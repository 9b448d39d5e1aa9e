// Command grouping chooses the settings of server/group from the labelled texts in training/data,
// and prints them: run it from the repository's root after the wording table has been trained
// anew. An argument, Default or Kinds, chooses only those; noise chooses none and prints how far
// the Default settings hold where readings are wrong.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/understand"
)

func main() {
	all, err := readStories("training/data/written.jsonl.gz")
	if err != nil {
		log.Fatal(err)
	}
	others, err := readStories("training/data/authored.jsonl.gz") // each of another break
	if err != nil {
		log.Fatal(err)
	}
	model := understand.Default()
	var stories, alone []story
	for i := range others {
		others[i].raw = model.Vector(others[i].quote)
	}
	for _, s := range all {
		s.raw = model.Vector(s.quote)
		s.vector = unit(s.raw)
		if s.broken == "" {
			alone = append(alone, s)
		} else {
			stories = append(stories, s)
		}
	}
	if len(os.Args) > 1 && os.Args[1] == "noise" {
		fmt.Print(sweep(stories, alone))
		return
	}
	settings := group.Default
	wordingOf(stories, &settings)
	fmt.Print(keysOf(stories))
	fmt.Printf("// wording: %+v\n", settings)
	for _, kind := range []struct {
		name  string
		draws func(seed uint64) []tenant
	}{
		{"Default", func(seed uint64) []tenant { return tenantsOf(stories, alone, seed) }},
		{"Kinds", func(seed uint64) []tenant { return kindsOf(stories, append(others, alone...), seed) }},
	} {
		if len(os.Args) > 1 && os.Args[1] != kind.name {
			continue
		}
		chosen := search(kind.draws(1), settings, 2)
		report(kind.draws(100), chosen) // other draws than those it was chosen on
		fmt.Printf("%s: %+v\n", kind.name, chosen)
	}
}

// kindsOf draws tenants without a journey map.
func kindsOf(stories, alone []story, seed uint64) (out []tenant) {
	for i := range uint64(4) {
		out = append(out, kinded(stories, alone, seed+i))
	}
	return out
}

// tenantsOf draws tenants with little noise and with much.
func tenantsOf(stories, alone []story, seed uint64) []tenant {
	var out []tenant
	for i, noise := range []float64{0, 0.2, 0.4} {
		for _, domain := range []string{"retail", "insurance"} {
			out = append(out, seamed(stories, alone, domain, noise, seed+uint64(i)))
		}
	}
	return out
}
