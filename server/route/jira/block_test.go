package jira

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// ours is a part with a text in it.
func ours(text string) []node {
	return []node{paragraph(words(beginMark, "em")), paragraph(words(text)), {Type: "blockquote", Content: []node{paragraph(words(text))}}, paragraph(words(endMark, "em"))}
}

// theirs draws what people have in a description: nodes of any kind, some of which we do not know, and
// some that nearly are our marks.
func theirs() *rapid.Generator[json.RawMessage] {
	return rapid.Custom(func(t *rapid.T) json.RawMessage {
		text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{beginMark + " And so do I.", "▼ Throughline", endMark + "\nKim: not any more", "<b>&amp;</b>"})).Draw(t, "text")
		said := map[string]any{"type": "text", "text": text, "marks": []any{map[string]any{"type": "textColor", "attrs": map[string]any{"color": "#ff0000"}}}}
		node := rapid.SampledFrom([]any{
			map[string]any{"type": "paragraph", "content": []any{said}},
			map[string]any{"type": "paragraph"},
			map[string]any{"type": "heading", "attrs": map[string]any{"level": 2, "localId": "x"}, "content": []any{said}},
			map[string]any{"type": "mediaSingle", "attrs": map[string]any{"layout": "center", "width": 66.66}, "content": []any{map[string]any{"type": "media", "attrs": map[string]any{"id": "6f1d", "type": "file"}}}},
			map[string]any{"type": "panel", "attrs": map[string]any{"panelType": "info"}, "content": []any{map[string]any{"type": "paragraph", "content": []any{said}}}},
			map[string]any{"type": "fromTheFuture", "new": []any{1, 2.5, nil, true, 12345678901234567}, "content": "no list"},
			[]any{"no node at all"},
		}).Draw(t, "node")
		raw, err := json.Marshal(node)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	})
}

func contentOf(t rapid.TB, description json.RawMessage) []json.RawMessage {
	t.Helper()
	_, content, err := open(description)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func mustMerge(t rapid.TB, description json.RawMessage, block []node) json.RawMessage {
	t.Helper()
	merged, _, err := merge(description, block)
	if err != nil {
		t.Fatal(err)
	}
	return merged
}

func with(content []json.RawMessage) json.RawMessage {
	raw, _ := json.Marshal(map[string]any{"type": "doc", "version": 1, "content": content, "later": "kept"})
	return raw
}

// same compares documents by what they mean: JSON writes one text in several ways.
func same(t rapid.TB, a, b []json.RawMessage) bool {
	t.Helper()
	var x, y any
	one, _ := json.Marshal(a)
	other, _ := json.Marshal(b)
	if json.Unmarshal(one, &x) != nil || json.Unmarshal(other, &y) != nil {
		t.Fatalf("%s or %s is no JSON", one, other)
	}
	return reflect.DeepEqual(x, y)
}

// TestWhatPeopleWriteStays: over any number of updates, between which people write anywhere outside of
// our part, all that they wrote is there, in order, and our part once.
func TestWhatPeopleWriteStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.SliceOfN(theirs(), 0, 4).Draw(t, "before")
		after := []json.RawMessage{}
		description := mustMerge(t, with(before), ours("first"))
		for range rapid.IntRange(1, 4).Draw(t, "updates") {
			content := contentOf(t, description)
			added := theirs().Draw(t, "added")
			if rapid.Bool().Draw(t, "below") {
				content, after = append(content, added), append(after, added)
			} else {
				content, before = slices.Insert(content, 0, added), slices.Insert(before, 0, added)
			}
			text := rapid.StringN(1, 30, -1).Draw(t, "ours")
			description = mustMerge(t, with(content), ours(text))
			got := contentOf(t, description)
			want := contentOf(t, mustMerge(t, nil, ours(text)))
			if n := len(before); !same(t, got[:n], before) || !same(t, got[n:n+len(want)], want) || !same(t, got[n+len(want):], after) {
				t.Fatalf("%s\nof %s\nand %s", description, before, after)
			}
		}
		if !strings.Contains(string(description), `"later":"kept"`) {
			t.Fatal("a field of the document is gone")
		}
	})
}

// TestBrokenMarks: where people changed our marks, nothing is taken away and our part is written anew.
func TestBrokenMarks(t *testing.T) {
	whole := contentOf(t, mustMerge(t, nil, ours("old")))
	note := json.RawMessage(`{"type":"paragraph","content":[{"type":"text","text":"mine"}]}`)
	for name, content := range map[string][]json.RawMessage{
		"no end":               {note, whole[0], whole[1], note},
		"no begin":             {note, whole[1], whole[3], note},
		"end before begin":     {whole[3], note, whole[0], note},
		"written into the end": {whole[0], whole[1], json.RawMessage(`{"type":"paragraph","content":[{"type":"text","text":"` + endMark + ` mine"}]}`)},
		"in a panel":           {json.RawMessage(`{"type":"panel","attrs":{"panelType":"info"},"content":[` + string(whole[0]) + `,` + string(whole[3]) + `]}`)},
	} {
		got := contentOf(t, mustMerge(t, with(content), ours("new")))
		if !same(t, got[:len(content)], content) || len(got) != len(content)+4 {
			t.Errorf("%s: %s", name, got)
		}
		again := contentOf(t, mustMerge(t, with(got), ours("newer")))
		if !same(t, again[:len(content)], content) || len(again) != len(got) || strings.Contains(string(with(again)), `"new"`) {
			t.Errorf("%s, again: %s", name, again)
		}
	}
	twice := append(slices.Clone(whole), append([]json.RawMessage{note}, whole...)...)
	got := contentOf(t, mustMerge(t, with(twice), ours("new")))
	if len(got) != len(twice) || !same(t, got[4:], twice[4:]) {
		t.Errorf("a copy of our part: %s", got)
	}
}

func TestUnchanged(t *testing.T) {
	description := mustMerge(t, nil, ours("text"))
	edited := json.RawMessage(strings.ReplaceAll(string(description), `"type":"paragraph"`, `"type":"paragraph","attrs":{"localId":"x"}`))
	if _, changed, err := merge(edited, ours("text")); changed || err != nil {
		t.Errorf("ids of the editor's are taken for a change: %v", err)
	}
	if _, changed, _ := merge(edited, ours("other")); !changed {
		t.Error("a change is not seen")
	}
}

func TestDescriptionsThatAreNone(t *testing.T) {
	for _, description := range []string{`"plain text"`, `{}`, `{"type":"other"}`, `{"type":"doc","content":{}}`, `[]`, `{`} {
		if merged, _, err := merge(json.RawMessage(description), ours("x")); err == nil {
			t.Errorf("%s became %s", description, merged)
		}
	}
}

func TestLabels(t *testing.T) {
	id := uuid.MustParse("0b4a7a53-5b6f-5b43-8c3e-4b7c2b1a9d10")
	for _, team := range []string{"store_ops", "a", "with-hyphens-and-" + id.String(), "with blanks"} {
		gotID, got, ok := FromLabels([]string{"throughline", "other", AlertLabel(id), TeamLabel(id, team)})
		if !ok || gotID != id || got != strings.ReplaceAll(team, " ", "_") {
			t.Errorf("%q: %s %q %v", team, gotID, got, ok)
		}
	}
	for _, labels := range [][]string{nil, {"throughline"}, {AlertLabel(id)}, {AlertLabel(id) + "-"}, {"throughline-x"}, {testLabel(id.String())}} {
		if _, team, ok := FromLabels(labels); ok {
			t.Errorf("%v is of %q", labels, team)
		}
	}
}

func TestReferencesFit(t *testing.T) {
	long := strings.Repeat("店", 200)
	r, ok := ParseReference(Reference{Site: "https://acme.atlassian.net", Project: "OPS", ID: "10001", Key: "OPS-1", Status: long, Wrote: long, Done: true, Reopened: 3}.String())
	if !ok || r.ID != "10001" || r.Site == "" || r.Project != "OPS" || r.Reopened != 3 || !r.Done {
		t.Errorf("%+v", r)
	}
	if text := (Reference{ID: "10001", Site: "x"}).String(); !strings.HasPrefix(text, `{"id":"10001",`) { // webhooks of Jira look for that
		t.Errorf("a reference begins otherwise: %s", text)
	}
	for _, text := range []string{"", "{}", "1725.0001", `{"key":"OPS-1"}`} {
		if r, ok := ParseReference(text); ok {
			t.Errorf("%q is %+v", text, r)
		}
	}
}

func FuzzMerge(f *testing.F) {
	f.Add(`{"type":"doc","version":1,"content":[{"type":"paragraph"}]}`)
	f.Add(string(mustMerge(f, nil, ours("old"))))
	f.Add(`{"type":"doc","content":[null,1,"x",{"type":"paragraph","content":[{"type":"text","text":1}]}]}`)
	f.Fuzz(func(t *testing.T, description string) {
		merged, changed, err := merge(json.RawMessage(description), ours("new"))
		if err != nil || !changed {
			return
		}
		if _, again, err := merge(merged, ours("new")); again || err != nil {
			t.Errorf("%q became %s, and changes again (%v)", description, merged, err)
		}
	})
}
