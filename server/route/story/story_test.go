package story_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/route/channel/channeltest"
	"github.com/throughline-cx/throughline/server/route/story"
)

var update = flag.Bool("update", false, "write the golden files anew")

// dump writes everything that a story says, for golden files.
func dump(s story.Story) string {
	var out strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	line("%s", s.Line)
	line("%s (%s, %s) %s", s.Badge, s.Tone, s.Severity, s.At)
	if s.Notice != "" {
		line("notice: %s", s.Notice)
	}
	line("headline: %s\nsummary: %s\nreader: %s", s.Headline(), s.Summary, s.Reader)
	items := func(list []story.Item) {
		for _, i := range list {
			line("  %-6s %s", i.Role, i.Words())
			for _, below := range i.Below {
				line("           %s", below)
			}
		}
	}
	if a := s.Ask; a != nil {
		line("ask: %s, must answer %t, until %s\n  %s", a.Occasion, a.Must, a.Deadline, a.Text)
		items(a.Items)
	}
	for _, section := range s.Sections {
		line("%s", section.Name)
		items(section.Items)
	}
	return out.String()
}

func TestTellGolden(t *testing.T) {
	for i, example := range channeltest.Examples() {
		t.Run(example.Name, func(t *testing.T) {
			s := story.Tell(example.Told)
			if i > 0 { // the sections are the same in all
				s = s.Short()
			}
			got, path := dump(s), filepath.Join("testdata", example.Name+".txt")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s changed; if that is meant, run go test -update and read the difference:\n%s", path, got)
			}
		})
	}
}

// everyString calls f with every string of a value.
func everyString(v reflect.Value, f func(string)) {
	switch v.Kind() {
	case reflect.String:
		f(v.String())
	case reflect.Pointer:
		if !v.IsNil() {
			everyString(v.Elem(), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			everyString(v.Index(i), f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				everyString(v.Field(i), f)
			}
		}
	}
}

// steers reports whether a character does more than show itself.
func steers(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}

func TestStoryIsOneLineEach(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := story.Tell(channeltest.Random().Draw(t, "told"))
		everyString(reflect.ValueOf(s), func(text string) {
			if !utf8.ValidString(text) || strings.ContainsFunc(text, steers) {
				t.Fatalf("%q is no plain line", text)
			}
		})
		if n := utf8.RuneCountInString(s.Line); n > story.MaxLine || n == 0 {
			t.Fatalf("the line has %d characters: %q", n, s.Line)
		}
	})
}

func TestStoryHasItsSections(t *testing.T) {
	order := []story.Name{
		story.Journey, story.WhatBroke, story.WhereStuck, story.TheySay, story.ButAlso, story.Affected, story.Exposure, story.Signal,
		story.Demand, story.Owners, story.Fix, story.WhyNow, story.CannotSee, story.SinceLast,
	}
	rapid.Check(t, func(t *rapid.T) {
		told := channeltest.Random().Draw(t, "told")
		s := story.Tell(told)
		next := 0
		for _, section := range s.Sections {
			for next < len(order) && order[next] != section.Name {
				if order[next] != story.ButAlso {
					t.Fatalf("%q is missing before %q", order[next], section.Name)
				}
				next++
			}
			next++
			if len(section.Items) == 0 || len(section.Name) > 12 {
				t.Fatalf("section %+v", section)
			}
		}
		say, _ := s.Section(story.TheySay)
		for i, q := range told.Message.Quotes {
			got := say.Items[i]
			if got.Role != story.Quote || plainWords(got.Text) != plainWords(q.Text) || got.Shortened != q.Shortened {
				t.Fatalf("quote %+v, want the words of %+v", got, q)
			}
		}
		for _, name := range []story.Name{story.TheySay, story.Affected, story.Exposure, story.WhyNow, story.SinceLast} {
			if _, kept := s.Short().Section(name); !kept {
				t.Fatalf("the short story lacks %q", name)
			}
		}
		if short := s.Short(); short.Ask != s.Ask || short.Headline() != s.Headline() || len(short.Sections) >= len(s.Sections) {
			t.Fatalf("short story %+v", short)
		}
	})
}

// plainWords are the words of a text without the characters that steer.
func plainWords(text string) string {
	clean := strings.Map(func(r rune) rune {
		if steers(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "�"))
	return strings.Join(strings.Fields(clean), " ")
}

func TestTellAsks(t *testing.T) {
	for _, example := range channeltest.Examples() {
		s := story.Tell(example.Told)
		if (s.Ask == nil) != (example.Told.Addition == nil) || (s.Notice == "") == example.Told.Test {
			t.Errorf("%s: ask %+v, notice %q", example.Name, s.Ask, s.Notice)
		}
		if s.Ask == nil {
			continue
		}
		wants := example.Name == "asked" || example.Name == "reminder"
		if s.Ask.Must != wants || s.Ask.Deadline.IsZero() == wants {
			t.Errorf("%s: must answer %t until %s", example.Name, s.Ask.Must, s.Ask.Deadline)
		}
		// The team that is not asked reads the same without being asked.
		example.Told.Owner.Team = "ecommerce_ops"
		if other := story.Tell(example.Told); other.Ask.Must {
			t.Errorf("%s: %q asks a team that is not asked", example.Name, other.Ask.Text)
		}
	}
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		text string
		most int
		want string
	}{
		{"short", 5, "short"},
		{"the words end here", 12, "the words…"},
		{"the words end here", 18, "the words end here"},
		{"a withoutanyblankafterthefirst", 12, "a withoutan…"},
		{"店の人は言った", 4, "店の人…"},
		{"any", 1, "…"},
		{"any", 0, ""},
	} {
		if got := story.Cut(test.text, test.most); got != test.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", test.text, test.most, got, test.want)
		}
	}
}

func FuzzCut(f *testing.F) {
	f.Add("the words end here", 12)
	f.Add("店の人は言った \xff", 3)
	f.Fuzz(func(t *testing.T, text string, most int) {
		most = min(max(most, 0), 1000)
		got := story.Cut(text, most)
		if utf8.RuneCountInString(got) > most || utf8.ValidString(text) && !utf8.ValidString(got) {
			t.Fatalf("Cut(%q, %d) = %q", text, most, got)
		}
	})
}
