package main

import "fmt"

// keysOf returns how often two mentions name the same failure mode, and the same kind on each
// side, when they tell one break and when they tell two.
func keysOf(stories []story) string {
	out := ""
	for _, f := range []struct {
		name string
		of   func(story) string
	}{
		{"from", func(s story) string { return s.from }},
		{"to", func(s story) string { return s.to }},
		{"failure mode", func(s story) string { return s.mode }},
	} {
		same, other := &sample{}, &sample{}
		for i, a := range stories {
			for _, b := range stories[:i] {
				agree := 0.0
				if f.of(a) == f.of(b) {
					agree = 1
				}
				if a.broken == b.broken {
					same.add(agree)
				} else {
					other.add(agree)
				}
			}
		}
		out += fmt.Sprintf("// %s agrees in %.2f of the pairs about one break, in %.2f of those about two\n", f.name, same.mean(), other.mean())
	}
	return out
}
