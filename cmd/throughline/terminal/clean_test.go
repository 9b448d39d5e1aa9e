package terminal

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

func TestClean(t *testing.T) {
	for given, want := range map[string]string{
		"": "",
		"Ça va? 你好 👩‍👩‍👧 “no”":        "Ça va? 你好 👩‍👩‍👧 “no”",
		"\x1b[31mred\x1b[0m":          "␛[31mred␛[0m",
		"\x1b]0;title\a":              "␛]0;title␇",
		"\x1b]52;c;cm0gLXJm\x1b\\":    "␛]52;c;cm0gLXJm␛\\",
		"c1 \u009b2J":                 `c1 \u009b2J`,
		"raw \x9b2J":                  "raw �2J",
		"over\rwritten\b\b":           "over written␈␈",
		"one\ntwo\tthree\u2028four":   "one two three four",
		"\u202eright to left\u2066":   `\u202eright to left\u2066`,
		"nul \x00 del \x7f":           "nul ␀ del ␡",
		"cut \xe4\xbd":                "cut ��",
		"already clean ␛ and \ufffd.": "already clean ␛ and \ufffd.",
	} {
		if got := Clean(given); got != want {
			t.Errorf("Clean(%q) = %q, want %q", given, got, want)
		}
	}
	if got := CleanLines("a\nb\x1b\rc"); got != "a\nb␛ c" {
		t.Errorf("lines: %q", got)
	}
}

// harmful reports whether text would do something to a terminal.
func harmful(s string) bool {
	return !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
	})
}

func TestCleanTextIsHarmlessAndStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "text")
		got := Clean(given)
		if harmful(got) {
			t.Fatalf("Clean(%q) = %q can drive a terminal", given, got)
		}
		if Clean(got) != got {
			t.Fatalf("cleaned again %q is %q", got, Clean(got))
		}
		if !harmful(given) && !strings.ContainsAny(given, "\u2028\u2029") && got != given {
			t.Fatalf("harmless %q became %q", given, got)
		}
	})
}

func TestCleanJSONSaysTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := map[string]string{rapid.String().Draw(t, "key"): rapid.String().Draw(t, "value") + "\u009b\u202e\x7f"}
		data, err := json.Marshal(given)
		if err != nil {
			t.Fatal(err)
		}
		if !harmful(string(data)) {
			t.Fatalf("control: %q is harmless without cleaning", data)
		}
		clean := CleanJSON(data)
		if harmful(string(clean)) {
			t.Fatalf("%q can drive a terminal", clean)
		}
		var got map[string]string
		if err := json.Unmarshal(clean, &got); err != nil || len(got) != 1 {
			t.Fatalf("%q: %v", clean, err)
		}
		for key, value := range given {
			if got[key] != value {
				t.Fatalf("%q says %q, want %q", clean, got[key], value)
			}
		}
	})
}

func TestCleanMessageReachesEveryString(t *testing.T) {
	const evil, good = "a\x1b[2Jb", "a␛[2Jb"
	given := &throughlinev1.ListInteractionsResponse{
		NextPageToken: evil,
		Interactions: []*throughlinev1.Interaction{{
			ExternalId: evil, Attributes: map[string]string{evil: evil},
			Turns: []*throughlinev1.Turn{{Speaker: throughlinev1.Speaker_SPEAKER_CUSTOMER, Text: evil}},
		}},
	}
	kept := proto.CloneOf(given)
	want := &throughlinev1.ListInteractionsResponse{
		NextPageToken: good,
		Interactions: []*throughlinev1.Interaction{{
			ExternalId: good, Attributes: map[string]string{good: good},
			Turns: []*throughlinev1.Turn{{Speaker: throughlinev1.Speaker_SPEAKER_CUSTOMER, Text: good}},
		}},
	}
	if got := CleanMessage(given); !proto.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if !proto.Equal(given, kept) {
		t.Error("the message itself was changed")
	}
	lists := CleanMessage(&throughlinev1.JourneyMap{Teams: []string{evil, "b"}})
	if lists.GetTeams()[0] != good || lists.GetTeams()[1] != "b" {
		t.Errorf("a list: %q", lists.GetTeams())
	}
}
