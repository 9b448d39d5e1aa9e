package importing

import (
	"io"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/ingest"
)

// A trail says the same of a position whether the file was read in one go or resumed anywhere,
// however far readers read ahead.
func TestTrailIsTheSameHoweverItIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		content := rapid.StringN(0, 200, 400).Draw(t, "content")
		size := int64(len(content))
		first := rapid.Int64Range(0, size).Draw(t, "first")
		second := rapid.Int64Range(first, size).Draw(t, "second")

		whole := follow()
		copyInSteps(t, whole, content)
		one := whole.progress(ingest.Position{Offset: first})
		two := whole.progress(ingest.Position{Offset: second})

		resumed := follow()
		if !resumed.resume(strings.NewReader(content), one) {
			t.Fatal("an unchanged file is not recognised")
		}
		copyInSteps(t, resumed, content)
		if got := resumed.progress(ingest.Position{Offset: second}); got != two {
			t.Fatalf("resumed at %d it says %+v of %d, in one go %+v", first, got, second, two)
		}
	})
}

func copyInSteps(t *rapid.T, to io.Writer, content string) {
	for len(content) > 0 {
		n := rapid.IntRange(1, len(content)).Draw(t, "step")
		if _, err := io.WriteString(to, content[:n]); err != nil {
			t.Fatal(err)
		}
		content = content[n:]
	}
}

func TestResumeRecognisesWhatIsBefore(t *testing.T) {
	const content = "one\ntwo\nthree\n"
	known := func() progress {
		f := follow()
		_, _ = io.WriteString(f, content)
		return f.progress(ingest.Position{Lines: 2, Offset: 8})
	}()
	for name, c := range map[string]struct {
		content string
		want    bool
	}{
		"the same":           {content, true},
		"mended behind":      {"one\ntwo\nanother, longer third line\nfour\n", true},
		"cut off there":      {"one\ntwo\n", true},
		"mended before":      {"eno\ntwo\nthree\n", false},
		"something inserted": {"zero\none\ntwo\nthree\n", false},
		"cut off before":     {"one\n", false},
		"empty":              {"", false},
	} {
		f := follow()
		if got := f.resume(strings.NewReader(c.content), known); got != c.want {
			t.Errorf("%s: resumes %v, want %v", name, got, c.want)
		}
		if !c.want && (f.at != 0 || f.skip != 0) {
			t.Errorf("%s: the trail is not as new", name)
		}
	}
}

func TestCheckpointOfAnotherImportIsNotTaken(t *testing.T) {
	state := t.TempDir()
	mine, err := openCheckpoint(state, "a:1", "acme", "data")
	if err != nil {
		t.Fatal(err)
	}
	if err := mine.save("f", progress{Position: ingest.Position{Lines: 3, Offset: 30}, SHA256: "x"}); err != nil {
		t.Fatal(err)
	}
	for name, other := range map[string][3]string{
		"server": {"b:1", "acme", "data"}, "tenant": {"a:1", "other", "data"}, "folder": {"a:1", "acme", "elsewhere"},
	} {
		c, err := openCheckpoint(state, other[0], other[1], other[2])
		if err != nil || len(c.Files) != 0 {
			t.Errorf("another %s: %v, %v", name, c.Files, err)
		}
	}
	again, err := openCheckpoint(state, "a:1", "acme", "data")
	if err != nil || again.Files["f"].Position.Lines != 3 {
		t.Errorf("the same import: %v, %v", again.Files, err)
	}
	if err := again.remove(); err != nil {
		t.Fatal(err)
	}
	if err := again.remove(); err != nil {
		t.Errorf("removing what is not there: %v", err)
	}
}

func TestBrokenCheckpointIsBegunAnew(t *testing.T) {
	state := t.TempDir()
	c, err := openCheckpoint(state, "a:1", "acme", "data")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.save("f", progress{}); err != nil {
		t.Fatal(err)
	}
	for _, content := range []string{"", "{", `{"files": null}`, `[]`} {
		if err := os.WriteFile(c.path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		again, err := openCheckpoint(state, "a:1", "acme", "data")
		if err != nil || again.Files == nil || len(again.Files) != 0 {
			t.Errorf("%q: %v, %v", content, again, err)
		}
	}
}
