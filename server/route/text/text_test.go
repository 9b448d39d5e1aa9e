package text_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/mattn/go-runewidth"
	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route/channel/channeltest"
	"github.com/throughline-cx/throughline/server/route/text"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestRenderGolden(t *testing.T) {
	quiet := channeltest.Pickup()
	quiet.Alert.State, quiet.SinceLast, quiet.Quotes, quiet.Demand.Heard = alert.Fading, nil, nil, nil
	quiet.Journeys, quiet.Exposure, quiet.Owners, quiet.BlindSpots, quiet.Stuck.LocationCount = nil, nil, nil, nil, 0
	quiet.Counter.Aspect, quiet.Alert.Title = measure.AspectSeam, "Helmets nobody has"
	quiet.Affected.UnidentifiedVoices, quiet.Affected.Copies, quiet.Affected.FlaggedSimilar = 0, 1, 0
	quiet.Break.BothWays, quiet.Break.FailureMode, quiet.Affected.Trend.StepDays = true, "", 3
	quiet.Affected.Accounts, quiet.Affected.HighValueAccounts, quiet.Affected.Households = 0, 0, 0
	for name, got := range map[string]string{
		"firing.txt": text.Render(channeltest.Pickup(), text.Options{}),
		"colour.txt": text.Render(channeltest.Pickup(), text.Options{Width: 72, Color: true}),
		"narrow.txt": text.Render(channeltest.Pickup(), text.Options{Width: 20}), // as wide as MinWidth
		"empty.txt":  text.Render(quiet, text.Options{Width: 80}),
	} {
		path := filepath.Join("testdata", name)
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
			t.Errorf("%s changed; if that is meant, run go test -update and read the difference:\n%s", name, got)
		}
	}
}

var escape = regexp.MustCompile("\x1b\\[[0-9;]*m")

func TestColourChangesLooksOnly(t *testing.T) {
	colour := text.Render(channeltest.Pickup(), text.Options{Color: true})
	if !strings.Contains(colour, "\x1b[") {
		t.Error("no colours")
	}
	if plain := text.Render(channeltest.Pickup(), text.Options{}); escape.ReplaceAllString(colour, "") != plain {
		t.Error("colours change the words")
	}
}

func TestWordsCannotSteerTheTerminal(t *testing.T) {
	m := channeltest.Pickup()
	m.Quotes[0].Text = "gone\x1b[1;97;41m FIRING \x1b[0m\x1b[2J\x1b]0;title\a \u202eback\u0007 to \r normal"
	m.Break.To.Name = "Desk\x1b[31m"
	got := text.Render(m, text.Options{})
	if i := strings.IndexFunc(got, func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || r == '\u202e') }); i >= 0 {
		t.Errorf("control characters got through: %q", got[i:])
	}
	if !strings.Contains(got, "“gone[1;97;41m FIRING [0m[2J]0;title back to normal”") {
		t.Errorf("the words themselves are gone:\n%s", got)
	}
}

// No line is wider than asked for, whatever customers and tenants write, unless one word is.
func TestLinesFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := channeltest.Pickup()
		m.Quotes[0].Text = rapid.StringOf(rapid.RuneFrom([]rune("ab ü店 \t\n—"))).Draw(t, "quote")
		m.Break.From.Name = rapid.StringMatching(`[A-Z][a-z]{0,11}( [a-z]{1,12}){0,9}`).Draw(t, "name")
		width := rapid.IntRange(text.MinWidth, 200).Draw(t, "width")
		for line := range strings.Lines(text.Render(m, text.Options{Width: width})) {
			line = strings.TrimSuffix(line, "\n")
			words := strings.Fields(line)
			if w := runewidth.StringWidth(line); w > width && len(words) > 1 && runewidth.StringWidth(words[len(words)-1]) < width-20 {
				t.Fatalf("%d columns in %q, %d were asked for", w, line, width)
			}
		}
	})
}
