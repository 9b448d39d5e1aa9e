package evaluate_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/ingest/folder"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/understand"
)

// The demo tells some stories again with other figures and spelling, always of other customers.
// Whether two quotes are near-copies must say whether two whole texts are: it rarely misses one,
// and never takes another story for one. Told by others such texts stay other voices; were they
// nameless reviews, they would be copies.
func TestDemoNearCopies(t *testing.T) {
	for _, tenant := range []string{"retail", "insurance"} {
		members, facts, texts := demoMembers(t, tenant)
		known := readAll(members, facts(func(in *measure.Interaction) {}))
		if len(known.Copies) > 0 || len(known.Interactions) != len(texts) {
			t.Errorf("%s: %d of %d texts of other customers are copies", tenant, len(known.Copies), len(texts))
		}
		nameless := readAll(members, facts(func(in *measure.Interaction) {
			in.CustomerID, in.AccountID, in.LocationID, in.Source = "", "", "", "review"
		}))
		first := map[uuid.UUID]uuid.UUID{} // from a copy to its original
		for _, c := range nameless.Copies {
			first[c.ID] = c.Of
		}
		again, missed, wrong := 0, 0, 0
		for i, x := range texts {
			told := false
			for _, y := range texts[:i] {
				alike := sameStory(x.text, y.text)
				told = told || alike
				if first[x.id] == y.id && !alike {
					wrong++
				}
			}
			if told {
				again++
				if first[x.id] == uuid.Nil {
					missed++
				}
			}
		}
		t.Logf("%s: %d texts, %d tell another again, %d of them missed, %d taken wrongly for copies; %d pairs flagged",
			tenant, len(texts), again, missed, wrong, len(known.Similar))
		if wrong > 0 || 20*missed > again {
			t.Errorf("%s: %d of %d missed, %d wrong", tenant, missed, again, wrong)
		}
	}
}

// demoText is the whole of what a customer said.
type demoText struct {
	id   uuid.UUID
	text map[string]bool // runs of three words
}

// demoMembers reads a demo tenant, and returns its breaks as members of one cluster, their texts by
// time, and what makes facts of their interactions, each changed in some way.
func demoMembers(t *testing.T, tenant string) ([]group.Member, func(func(*measure.Interaction)) *measure.Facts, []demoText) {
	t.Helper()
	f, err := folder.Open("../../demo/" + tenant)
	if err != nil {
		t.Fatal(err)
	}
	m, err := journey.ParseYAML(content(t, f, "journey.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	reader := understand.NewReader(understand.Default(), m)
	var members []group.Member
	var list []measure.Interaction
	var texts []demoText
	each(t, f, "interactions.jsonl", ingest.Interactions, func(in ingest.Interaction) {
		fact := measure.FactOf(group.Derive("interaction", in.ExternalID), in)
		counts := false
		for _, mention := range reader.Read(in) {
			member := group.Member{InteractionID: fact.ID, ExternalID: in.ExternalID, OccurredAt: in.OccurredAt, Mention: mention}
			if member.Confidence >= group.MinConfidence {
				counts, members = true, append(members, member)
			}
		}
		if !counts {
			return
		}
		list = append(list, fact)
		text := ""
		for _, turn := range in.Turns {
			if turn.Speaker == ingest.SpeakerCustomer {
				text += turn.Text + " "
			}
		}
		texts = append(texts, demoText{fact.ID, runs(text)})
	})
	return members, func(change func(*measure.Interaction)) *measure.Facts {
		facts := measure.NewFacts()
		for _, in := range list {
			change(&in)
			facts.AddInteraction(in)
		}
		return facts
	}, texts
}

// readAll reads members as one cluster, over all time.
func readAll(members []group.Member, facts *measure.Facts) measure.Reading {
	at := members[len(members)-1].OccurredAt
	window := measure.Window{Last: measure.DayOf(at) + 1000, Days: 10000}
	return measure.Read(&group.Cluster{Members: members}, facts, &journey.Map{}, window, measure.Options{}, at)
}

func runs(text string) map[string]bool {
	words := strings.FieldsFunc(strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(text)), func(r rune) bool { return r < 'a' || r > 'z' })
	out := map[string]bool{}
	for i := range words {
		out[strings.Join(words[i:min(i+3, len(words))], " ")] = true
	}
	return out
}

// sameStory reports whether two whole texts have three tenths of their runs of words in common:
// in the demo they have more than that, or next to nothing.
func sameStory(a, b map[string]bool) bool {
	both := 0
	for run := range a {
		if b[run] {
			both++
		}
	}
	return 10*both >= 3*(len(a)+len(b)-both)
}
