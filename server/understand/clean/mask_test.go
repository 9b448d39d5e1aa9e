package clean_test

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/understand/clean"
)

func TestMask(t *testing.T) {
	mail := "Hi,\n\n" + said + "\n\nRegards,\nMaria"
	given := ingest.Interaction{ExternalID: "x", Turns: []ingest.Turn{
		{Speaker: ingest.SpeakerCustomer, Text: mail},
		{Speaker: ingest.SpeakerAgent, Text: mail},
		{Speaker: ingest.SpeakerCustomer, Text: said},
	}}
	got := clean.Mask(given)
	if text := got.Turns[0].Text; strings.Trim(text, "\n\x1f") != said || strings.Index(text, said) != strings.Index(mail, said) || len(text) != len(mail) {
		t.Errorf("masked as %q", text)
	}
	if given.Turns[0].Text != mail {
		t.Error("the interaction that was given is changed")
	}
	if !reflect.DeepEqual(got.Turns[1:], given.Turns[1:]) {
		t.Errorf("turns without anything to leave out came back as %q", got.Turns[1:])
	}
	plain := ingest.Interaction{Turns: given.Turns[1:]}
	if out := clean.Mask(plain); &out.Turns[0] != &plain.Turns[0] {
		t.Error("turns were copied for nothing")
	}
}

// TestMaskKeepsPlaces: whatever is left stands where it stood.
func TestMaskKeepsPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "pieces"), rapid.SampledFrom([]string{"", "\n", " "}).Draw(t, "between"))
		got := clean.Mask(ingest.Interaction{Turns: []ingest.Turn{{Speaker: ingest.SpeakerCustomer, Text: text}}}).Turns[0].Text
		if len(got) != len(text) {
			t.Fatalf("%d bytes became %d", len(text), len(got))
		}
		for i := range len(got) {
			if got[i] != text[i] && got[i] != '\n' && got[i] != clean.Blank {
				t.Fatalf("byte %d of %q became %q", i, text, got[i])
			}
		}
		for _, s := range clean.Spans(nil, text) {
			if got[s.Start:s.End] != text[s.Start:s.End] {
				t.Fatalf("%q became %q", text[s.Start:s.End], got[s.Start:s.End])
			}
		}
		spans := clean.Spans(nil, text)
		for i := 1; i < len(spans); i++ {
			from, to := spans[i-1].End, spans[i].Start
			if strings.TrimSpace(text[from:to]) != "" && !strings.ContainsRune(got[from:to], clean.Blank) {
				t.Fatalf("what stands between %q is gone without a mark: %q", text, got[from:to])
			}
		}
	})
}
