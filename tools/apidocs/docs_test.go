package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	links    = regexp.MustCompile(`\]\(([a-z]*\.md)?#([a-z0-9_]+)\)`)
	headings = regexp.MustCompile(`(?m)^#+ \[?([A-Za-z0-9_.]+)`)
)

// TestEveryLinkLeadsSomewhere reads the committed manual.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	files, err := filepath.Glob("../../docs/api/*.md")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d pages, %v", len(files), err)
	}
	pages, anchors := map[string]string{}, map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		pages[name] = string(text)
		for _, h := range headings.FindAllStringSubmatch(string(text), -1) {
			anchors[name+"#"+strings.ToLower(strings.ReplaceAll(h[1], ".", ""))] = true
		}
	}
	found := 0
	for name, text := range pages {
		for _, l := range links.FindAllStringSubmatch(text, -1) {
			found++
			page := l[1]
			if page == "" {
				page = name
			}
			if !anchors[page+"#"+l[2]] {
				t.Errorf("%s links to %s#%s, which is not there", name, page, l[2])
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d links", found)
	}
}

// TestEveryMethodHasAnExample reads the committed manual: only methods have headings of the third
// level. That an example holds, TestExamples in server/apptest proves, which also writes them.
func TestEveryMethodHasAnExample(t *testing.T) {
	files, err := filepath.Glob("../../docs/api/*.md")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sections := strings.Split(string(text), "\n### ")
		for _, section := range sections[1:] {
			found++
			name, rest, _ := strings.Cut(section, "\n")
			method, _, _ := strings.Cut(rest, "\n## ")
			if !strings.Contains(method, "\nExample:\n") {
				t.Errorf("%s: %s has no example: go test -run TestExamples ./server/apptest -examples, then make generate", filepath.Base(file), name)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d methods", found)
	}
}

func TestTextKeepsToItsPlace(t *testing.T) {
	if got := comment(" One <b>.\n\n   - a list\n"); got != "One &lt;b>.\n\n  - a list" {
		t.Errorf("%q", got)
	}
	if got := cell("a | b\nc"); got != `a \| b c` {
		t.Errorf("%q", got)
	}
}
