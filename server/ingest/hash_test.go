package ingest

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var key = []byte("test")

func TestContentHashTellsInteractionsApart(t *testing.T) {
	base := ContentHash(key, good())
	for name, change := range map[string]func(*Interaction){
		"source system": func(in *Interaction) { in.SourceSystem = "x" },
		"external id":   func(in *Interaction) { in.ExternalID = "x" },
		"source":        func(in *Interaction) { in.Source = "x" },
		"channel":       func(in *Interaction) { in.Channel = "x" },
		"time":          func(in *Interaction) { in.OccurredAt = in.OccurredAt.Add(1) },
		"customer":      func(in *Interaction) { in.CustomerID = "" },
		"shifted ids":   func(in *Interaction) { in.CustomerID, in.AccountID = "ca", "" },
		"location":      func(in *Interaction) { in.LocationID = "" },
		"product line":  func(in *Interaction) { in.ProductLine = "" },
		"attribute":     func(in *Interaction) { in.Attributes["org"] = "" },
		"no attributes": func(in *Interaction) { in.Attributes = nil },
		"speaker":       func(in *Interaction) { in.Turns[0].Speaker = SpeakerBot },
		"text":          func(in *Interaction) { in.Turns[0].Text += " " },
		"order":         func(in *Interaction) { in.Turns[0], in.Turns[1] = in.Turns[1], in.Turns[0] },
		"language":      func(in *Interaction) { in.Language = "es" },
		"fewer turns":   func(in *Interaction) { in.Turns = in.Turns[:1] },
	} {
		in := good()
		change(&in)
		if ContentHash(key, in) == base {
			t.Errorf("%s: the hash did not change", name)
		}
	}
	if ContentHash([]byte("other"), good()) == base {
		t.Error("the key does not matter")
	}
}

func TestContentHashOfTheSame(t *testing.T) {
	in := good()
	in.ReceivedAt = in.ReceivedAt.Add(time.Hour)
	in.OccurredAt = in.OccurredAt.In(time.FixedZone("x", 3600))
	if ContentHash(key, in) != ContentHash(key, good()) {
		t.Error("arrival or time zone changes the hash")
	}
	in.Attributes = nil
	empty := in
	empty.Attributes = map[string]string{}
	if ContentHash(key, in) != ContentHash(key, empty) {
		t.Error("no attributes and an empty map differ")
	}
}

// TestHashIsUnambiguous splits one text at different places: no two ways to distribute it over
// fields and turns have the same hash.
func TestHashIsUnambiguous(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{"", "a", "b", "ab", "\x00", "\x00\x01a"}), 4, 4)
		build := func(p []string) Interaction {
			return Interaction{ExternalID: p[0], Source: p[1], Language: p[3], Turns: []Turn{{Text: p[2]}, {Text: p[3]}}}
		}
		a, b := parts.Draw(t, "a"), parts.Draw(t, "b")
		same := a[0] == b[0] && a[1] == b[1] && a[2] == b[2] && a[3] == b[3]
		if (ContentHash(key, build(a)) == ContentHash(key, build(b))) != same {
			t.Fatalf("%q and %q", a, b)
		}
	})
}

func TestOtherHashes(t *testing.T) {
	account := Account{AccountID: "a"}
	worthless := account
	worthless.AnnualValue = &Money{0, ""}
	record := CommercialRecord{RecordID: "a", OccurredAt: noon, Amount: Money{1, "USD"}}
	moved := record
	moved.Status = "refunded"
	hashes := map[[32]byte]string{}
	for name, h := range map[string][32]byte{
		"account": AccountHash(key, account), "account of value 0": AccountHash(key, worthless),
		"location": LocationHash(key, Location{LocationID: "a"}), "named location": LocationHash(key, Location{LocationID: "a", Name: "b"}),
		"record": CommercialRecordHash(key, record), "refunded record": CommercialRecordHash(key, moved),
		"interaction": ContentHash(key, Interaction{}),
	} {
		if other, taken := hashes[h]; taken {
			t.Errorf("%s and %s have the same hash", name, other)
		}
		hashes[h] = name
	}
}
