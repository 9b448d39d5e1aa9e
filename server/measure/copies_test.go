package measure_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/measure"
)

const (
	pram    = "I was told the pram is ready and the desk had never heard of order 4419"
	pramToo = "I was told the pram is ready, and the desk had never heard of order 17!"
	sofa    = "The text said come and get it, so I drove an hour for a sofa nobody could find"
)

func TestCopies(t *testing.T) {
	for _, tc := range []struct {
		name             string
		first, second    complaint
		counted, similar int
	}{
		{"one customer, two sources", complaint{customer: "ann", source: "call", quote: pram}, complaint{customer: "ann", source: "survey", quote: pramToo}, 1, 0},
		{"one customer, other words", complaint{customer: "ann", quote: pram}, complaint{customer: "ann", quote: sofa}, 2, 0},
		{"two customers", complaint{customer: "ann", quote: pram}, complaint{customer: "bob", quote: pramToo}, 2, 1},
		{"two customers of one account", complaint{customer: "ann", account: "a", quote: pram}, complaint{customer: "bob", account: "a", quote: pram}, 2, 1},
		{"one account, one of them without customer", complaint{customer: "ann", account: "a", quote: pram}, complaint{account: "a", quote: pram}, 1, 0},
		{"one customer at two places", complaint{customer: "ann", location: "s1", quote: pram}, complaint{customer: "ann", location: "s2", quote: pram}, 2, 0},
		{"public reviews", complaint{source: "review", quote: pram}, complaint{source: "review", location: "s1", quote: pramToo}, 1, 0},
		{"public reviews of two places", complaint{source: "review", location: "s1", quote: pram}, complaint{source: "review", location: "s2", quote: pram}, 2, 1},
		{"nameless calls", complaint{source: "call", quote: pram}, complaint{source: "call", quote: pram}, 2, 1},
		{"a review and a customer", complaint{source: "review", quote: pram}, complaint{customer: "ann", quote: pram}, 2, 1},
		{"too few words", complaint{customer: "ann", quote: "It was not there."}, complaint{customer: "ann", quote: "It was not there."}, 2, 0},
		{"no words", complaint{customer: "ann"}, complaint{customer: "ann"}, 2, 0},
	} {
		r := newWorld(t, tc.first, tc.second).read(0, 7)
		if len(r.Interactions) != tc.counted || len(r.Copies) != 2-tc.counted || len(r.Similar) != tc.similar {
			t.Errorf("%s: %d counted, copies %+v, flagged %+v; want %d counted, %d flagged", tc.name, len(r.Interactions), r.Copies, r.Similar, tc.counted, tc.similar)
		}
		for _, c := range r.Copies {
			if c.Of != r.Interactions[0].ID || c.ExternalID != "ext-001" || c.Resemblance < 0.5 {
				t.Errorf("%s: copy %+v, want ext-001 as one of ext-000", tc.name, c)
			}
		}
	}
}

// What an earlier interaction leaves out, its copy fills in.
func TestCopiesCompleteTheirOriginal(t *testing.T) {
	r := newWorld(t, complaint{account: "a", quote: pram}, complaint{customer: "ann", account: "a", location: "s1", quote: pram}, complaint{customer: "bob", account: "a", quote: pram}).read(0, 7)
	if len(r.Interactions) != 2 || !slices.Equal(r.Customers, []string{"ann", "bob"}) || len(r.Locations) != 1 || r.Locations[0].Interactions != 1 {
		t.Errorf("%d interactions, customers %v, locations %v", len(r.Interactions), r.Customers, r.Locations)
	}
}

func TestVoices(t *testing.T) {
	for _, tc := range []struct {
		name                     string
		complaints               []complaint
		identified, unidentified int
	}{
		{"one customer, three sources", []complaint{{customer: "ann", source: "call"}, {customer: "ann", source: "chat"}, {customer: "ann", source: "survey"}}, 1, 0},
		{"an account without a customer", []complaint{{account: "a"}, {account: "a"}}, 1, 0},
		{"its customer is heard too", []complaint{{account: "a"}, {customer: "ann", account: "a"}}, 1, 0},
		{"two customers of it", []complaint{{customer: "bob", account: "a"}, {customer: "ann", account: "a"}, {account: "a"}}, 2, 0},
		{"nobody known", []complaint{{}, {}, {customer: "ann"}}, 1, 2},
	} {
		r := newWorld(t, tc.complaints...).read(0, 7)
		if r.Voices != tc.identified || r.UnidentifiedVoices != tc.unidentified || len(r.Interactions) != len(tc.complaints) {
			t.Errorf("%s: %d voices and %d unidentified in %d interactions", tc.name, r.Voices, r.UnidentifiedVoices, len(r.Interactions))
		}
	}
}

// However complaints repeat each other: every interaction counts or is the copy of one that does,
// no customer, account or place is lost, and known customers are never fewer.
func TestCopiesLoseNobody(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		id := func(kind string, n int) string {
			if i := rapid.IntRange(0, n).Draw(rt, kind); i > 0 {
				return fmt.Sprint(kind, i)
			}
			return ""
		}
		list := make([]complaint, rapid.IntRange(1, 25).Draw(rt, "n"))
		sets := map[string]map[string]bool{"customer": {}, "account": {}, "location": {}}
		for i := range list {
			list[i] = complaint{
				day: rapid.IntRange(0, 6).Draw(rt, "day"), customer: id("customer", 3), account: id("account", 3), location: id("location", 2),
				source: rapid.SampledFrom([]string{"call", "review"}).Draw(rt, "source"),
				quote:  rapid.SampledFrom([]string{pram, pramToo, sofa, "not there", ""}).Draw(rt, "quote"),
			}
			for kind, key := range map[string]string{"customer": list[i].customer, "account": list[i].account, "location": list[i].location} {
				if key != "" {
					sets[kind][key] = true
				}
			}
		}
		r := newWorld(t, list...).read(6, 7)
		counted := map[string]bool{}
		for _, ref := range r.Interactions {
			counted[ref.ID.String()] = true
		}
		for _, c := range r.Copies {
			if counted[c.ID.String()] || !counted[c.Of.String()] {
				rt.Fatalf("copy %v of %v", c.ExternalID, c.Of)
			}
		}
		if len(r.Interactions)+len(r.Copies) != len(list) || len(r.Customers) != len(sets["customer"]) ||
			len(r.Accounts) != len(sets["account"]) || len(r.Locations) != len(sets["location"]) || r.Voices < len(r.Customers) {
			rt.Fatalf("of %+v: %d and %d copies; %v %v %v", list, len(r.Interactions), len(r.Copies), r.Customers, r.Accounts, r.Locations)
		}
		if slices.ContainsFunc(r.Similar, func(s measure.Similar) bool { return !counted[s.First.ID.String()] && !counted[s.Second.ID.String()] }) {
			rt.Fatal("a pair of copies is flagged")
		}
	})
}
