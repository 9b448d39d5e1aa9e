package measure

import (
	"slices"

	"github.com/google/uuid"
)

// Copy is an interaction that says again what another one said, and so does not count.
type Copy struct {
	Reference
	Of          uuid.UUID `json:"of"`          // the interaction that counts in its place
	Resemblance float64   `json:"resemblance"` // of the two wordings, 0.5 to 1
}

// Similar is a pair of interactions in nearly the same words that both count, because nothing
// says that one person told both.
type Similar struct {
	First       Reference `json:"first"`
	Second      Reference `json:"second"`
	Resemblance float64   `json:"resemblance"` // of the two wordings, 0.5 to 1
}

// complaint is an interaction with what it says about the break.
type complaint struct {
	Interaction
	wording
}

// told is what a window's complaints come to, copies set aside.
type told struct {
	counted []Interaction // by time
	copies  []Copy
	similar []Similar
	alike   map[uuid.UUID]uuid.UUID // interaction to the first one in nearly the same words
}

// tell sets the copies among complaints, sorted by time, aside.
//
// An interaction is a copy of an earlier one when both quote nearly the same words, when no
// customer, account or location that one names is another in the other, and when either they
// share a customer or an account, or both are public reviews that name neither. What the
// earlier one leaves out, the copy fills in, so that no customer, account or location is lost.
// In all other cases similar words stay separate interactions, and are flagged.
func tell(complaints []complaint) told {
	list := make([]wording, len(complaints))
	for i, c := range complaints {
		list[i] = c.wording
	}
	lead := leaders(list)
	t := told{alike: map[uuid.UUID]uuid.UUID{}}
	originals := map[place][]int{} // by leader and identity, places in complaints
	at := map[int]int{}            // place in complaints to place in counted
	for i, c := range complaints {
		t.alike[c.ID] = complaints[lead[i]].ID
		if o, ok := original(complaints, originals, lead[i], i); ok {
			t.copies = append(t.copies, Copy{c.reference(), complaints[o].ID, complaints[o].resemblance(c.wording)})
			complaints[o].absorb(c.Interaction)
			t.counted[at[o]] = complaints[o].Interaction
			enter(originals, complaints[o], lead[i], o)
			continue
		}
		at[i] = len(t.counted)
		t.counted = append(t.counted, c.Interaction)
		enter(originals, c, lead[i], i)
		if l := complaints[lead[i]]; lead[i] != i && c.words >= fewWords && !sameVoice(l.Interaction, c.Interaction) {
			t.similar = append(t.similar, Similar{l.reference(), c.reference(), l.resemblance(c.wording)})
		}
	}
	return t
}

// place is where originals are looked for: among those like one leader, of one customer, of one
// account, or public and nameless.
type place struct {
	lead int
	kind string
	id   string
}

// places returns where an interaction can meet its original.
func places(in Interaction, lead int) []place {
	var out []place
	if in.CustomerID != "" {
		out = append(out, place{lead, "customer", in.CustomerID})
	}
	if in.AccountID != "" {
		out = append(out, place{lead, "account", in.AccountID})
	}
	if len(out) == 0 && public(in) {
		out = append(out, place{lead, "public", ""})
	}
	return out
}

func enter(originals map[place][]int, c complaint, lead, i int) {
	for _, p := range places(c.Interaction, lead) {
		if !slices.Contains(originals[p], i) {
			originals[p] = append(originals[p], i)
		}
	}
}

// original returns the first complaint that the i-th is a copy of.
func original(complaints []complaint, originals map[place][]int, lead, i int) (int, bool) {
	c := complaints[i]
	for _, p := range places(c.Interaction, lead) {
		for _, o := range originals[p] {
			if complaints[o].copiedBy(c) {
				return o, true
			}
		}
	}
	return 0, false
}

// copiedBy reports whether another complaint, which shares an identity, says the same again. Too
// few words say so only when they are the same at the same instant: the same item, come twice.
func (c complaint) copiedBy(o complaint) bool {
	if differ(c.CustomerID, o.CustomerID) || differ(c.AccountID, o.AccountID) || differ(c.LocationID, o.LocationID) {
		return false
	}
	if c.words < fewWords || o.words < fewWords {
		return c.OccurredAt.Equal(o.OccurredAt) && c.words > 0 && c.said == o.said
	}
	return c.resemblance(o.wording) >= alikeFrom
}

// differ reports whether two ids are known and not the same.
func differ(a, b string) bool { return a != "" && b != "" && a != b }

// absorb fills in what a copy knows and its original does not.
func (in *Interaction) absorb(c Interaction) {
	for _, f := range []struct{ mine, theirs *string }{
		{&in.CustomerID, &c.CustomerID}, {&in.AccountID, &c.AccountID},
		{&in.LocationID, &c.LocationID}, {&in.ProductLine, &c.ProductLine},
	} {
		if *f.mine == "" {
			*f.mine = *f.theirs
		}
	}
}

// publicPlaces are the sources and channels where anybody reads what is written.
var publicPlaces = []string{"review", "review_site", "app_store", "social", "forum"}

// public reports whether an interaction was written for all to read.
func public(in Interaction) bool {
	return slices.Contains(publicPlaces, in.Source) || slices.Contains(publicPlaces, in.Channel)
}

// described returns a reference with who, where and through what.
func (in Interaction) described() Reference {
	r := in.reference()
	r.Source, r.Channel, r.CustomerID, r.AccountID = in.Source, in.Channel, in.CustomerID, in.AccountID
	r.LocationID, r.ProductLine = in.LocationID, in.ProductLine
	return r
}

func (in Interaction) reference() Reference {
	return Reference{ID: in.ID, SourceSystem: in.SourceSystem, ExternalID: in.ExternalID, OccurredAt: in.OccurredAt}
}
