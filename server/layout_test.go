package server_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

const module = "github.com/throughline-cx/throughline/"

// order is the pipeline from left to right, and the shell around it. A folder may import those
// before it and not those after; folders of one step know nothing of each other.
var order = [][]string{
	{"server/journey"}, {"server/redact"}, {"server/ingest"}, {"server/understand"}, {"server/group"},
	{"server/measure"}, {"server/alert"}, {"server/track"}, {"server/route"}, {"server/evaluate"},
	{"server/store", "server/assist"}, {"server/jobs", "server/api"}, {"server/app"}, {"server/apptest", "cmd"},
}

// pureSteps is how many steps of order take values, return values and do no I/O.
const pureSteps = 10

// impure are packages that a pure stage has no use for. The embed package is none of them: what
// it embeds is part of the program.
var impure = []string{
	"os", "os/exec", "os/signal", "net", "net/http", "database/sql", "log", "log/slog", "io/fs", "path/filepath",
	"syscall", "math/rand", "math/rand/v2", "crypto/rand",
}

// clocks are the functions of package time that read or wait for the clock, which a pure stage
// gets as an argument.
var clocks = []string{"Now", "Since", "Until", "After", "AfterFunc", "Sleep", "Tick", "NewTicker", "NewTimer"}

// sdkMayImport are the modules that the Go SDK brings into its users' programs.
var sdkMayImport = []string{
	module + "gen/go/", module + "sdk/go", "connectrpc.com/connect", "google.golang.org/grpc", "google.golang.org/protobuf",
	"google.golang.org/genproto/googleapis/", "github.com/standard-webhooks/standard-webhooks/libraries/go",
}

// mainLines is how long the program's main file may be.
const mainLines = 100

// source is a Go file that is no test.
type source struct {
	folder  string // "server/group"
	file    string // "server/group/step.go"
	lines   int
	imports []string
	clock   []string // functions of package time that it uses
}

func TestLayout(t *testing.T) {
	sources, err := read(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	if len(sources) < 100 {
		t.Fatalf("only %d files were found", len(sources))
	}
	for _, violation := range check(sources) {
		t.Error(violation)
	}
}

// TestLayoutFindsViolations breaks every rule once.
func TestLayoutFindsViolations(t *testing.T) {
	file := func(imports ...string) *fstest.MapFile {
		text := "package x\n"
		for _, i := range imports {
			text += fmt.Sprintf("import _ %q\n", i)
		}
		return &fstest.MapFile{Data: []byte(text)}
	}
	sources, err := read(fstest.MapFS{
		"server/group/a.go":               file(module + "server/alert"),
		"server/group/a_test.go":          file(module + "server/route"), // a test may
		"server/store/b.go":               file(module+"ent", module+"server/group"),
		"server/jobs/c.go":                file(module + "server/api"),
		"server/api/doors/d.go":           file(module+"server/store", module+"server/api/bridge", module+"cmd/x"),
		"server/measure/e.go":             file("net/http"),
		"server/ingest/folder/f.go":       file("os"), // a sub-folder may
		"server/understand/llm/g.go":      file("net/http"),
		"server/understand/h.go":          file(module + "server/understand/llm"),
		"server/alert/i.go":               {Data: []byte("package x\nimport clock \"time\"\nvar now = clock.Now()\n")},
		"server/route/j.go":               {Data: []byte("package x\nimport \"time\"\nvar d = time.Second\n")},
		"server/app/k.go":                 file(module + "ent/account"),
		"server/apptest/o.go":             file(module + "sdk/go"), // tests are clients
		"server/evaluate/l.go":            file(module + "sdk/go"),
		"sdk/go/m.go":                     file(module+"server/journey", "example.com/other", "google.golang.org/grpc/codes"),
		"cmd/throughline/main.go":         {Data: []byte("package main\n" + strings.Repeat("\n", mainLines))},
		"server/understand/testdata/n.go": file(module + "server/api"), // is not compiled
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"cmd/throughline/main.go: 101 lines, at most 100 are to be",
		"sdk/go/m.go imports example.com/other: the SDK's users would have to have it too",
		"sdk/go/m.go imports github.com/throughline-cx/throughline/server/journey: the SDK's users would have to have it too",
		"server/alert/i.go uses time.Now: a pure stage gets the clock as an argument",
		"server/api/doors/d.go imports cmd/x, which stands to its right",
		"server/app/k.go imports ent: only store may",
		"server/evaluate/l.go imports sdk/go: the server has no use for its own client",
		"server/group/a.go imports server/alert, which stands to its right",
		"server/jobs/c.go imports server/api, which stands beside it",
		"server/measure/e.go imports net/http: a pure stage does no I/O",
		"server/understand/llm/g.go imports net/http: a pure stage does no I/O",
	}
	got := check(sources)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("not found: %s", w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("found %d violations:\n%s", len(got), strings.Join(got, "\n"))
	}
}

// read parses the files of every folder that a rule is about.
func read(tree fs.FS) ([]source, error) {
	var sources []source
	for _, top := range []string{"server", "cmd", "sdk/go"} {
		err := fs.WalkDir(tree, top, func(file string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && (entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".")):
				return fs.SkipDir
			case entry.IsDir(), !strings.HasSuffix(file, ".go"), strings.HasSuffix(file, "_test.go"):
				return nil
			}
			text, err := fs.ReadFile(tree, file)
			if err != nil {
				return err
			}
			s, err := parse(file, text)
			sources = append(sources, s)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return sources, nil
}

func parse(file string, text []byte) (source, error) {
	s := source{file: file, folder: path.Dir(file), lines: strings.Count(string(text), "\n")}
	parsed, err := parser.ParseFile(token.NewFileSet(), file, text, parser.SkipObjectResolution)
	if err != nil {
		return s, err
	}
	clock := ""
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return s, err
		}
		s.imports = append(s.imports, imported)
		if imported == "time" {
			clock = "time"
			if spec.Name != nil {
				clock = spec.Name.Name
			}
		}
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if of, ok := selector.X.(*ast.Ident); ok && clock != "" && of.Name == clock && slices.Contains(clocks, selector.Sel.Name) {
			s.clock = append(s.clock, selector.Sel.Name)
		}
		return true
	})
	return s, nil
}

// check returns what breaks a rule, sorted.
func check(sources []source) []string {
	var found []string
	pure := pureFolders(sources)
	for _, s := range sources {
		for _, imported := range s.imports {
			if why := wrong(s.folder, imported, pure); why != "" {
				found = append(found, fmt.Sprintf("%s imports %s", s.file, why))
			}
		}
		if pure[s.folder] {
			for _, f := range s.clock {
				found = append(found, fmt.Sprintf("%s uses time.%s: a pure stage gets the clock as an argument", s.file, f))
			}
		}
		if path.Base(s.file) == "main.go" && strings.HasPrefix(s.file, "cmd/") && s.lines > mainLines {
			found = append(found, fmt.Sprintf("%s: %d lines, at most %d are to be", s.file, s.lines, mainLines))
		}
	}
	sort.Strings(found)
	return found
}

// wrong says what is wrong with an import, or "".
func wrong(folder, imported string, pure map[string]bool) string {
	if strings.HasPrefix(folder, "sdk/go") {
		if !strings.Contains(imported, ".") || hasAnyPrefix(imported, sdkMayImport) {
			return ""
		}
		return imported + ": the SDK's users would have to have it too"
	}
	local, ours := strings.CutPrefix(imported, module)
	if !ours {
		if pure[folder] && slices.Contains(impure, imported) {
			return imported + ": a pure stage does no I/O"
		}
		return ""
	}
	from, to := step(folder), step(local)
	switch {
	case local == "ent" || strings.HasPrefix(local, "ent/") && !strings.HasPrefix(local, "ent/migrations"):
		if !strings.HasPrefix(folder, "server/store") && !strings.HasPrefix(folder, "server/apptest") {
			return "ent: only store may"
		}
	case strings.HasPrefix(local, "sdk/") && strings.HasPrefix(folder, "server/") && folder != "server/apptest":
		return local + ": the server has no use for its own client"
	case from < to:
		return local + ", which stands to its right"
	case from == to && from >= 0 && top(folder) != top(local):
		return local + ", which stands beside it"
	}
	return ""
}

// pureFolders are the pure stages, and what of the project they import: a stage that imports a
// sub-folder is as pure as that.
func pureFolders(sources []source) map[string]bool {
	pure := map[string]bool{}
	var add func(string)
	add = func(folder string) {
		if pure[folder] {
			return
		}
		pure[folder] = true
		for _, s := range sources {
			if s.folder != folder {
				continue
			}
			for _, imported := range s.imports {
				if local, ours := strings.CutPrefix(imported, module); ours && step(local) >= 0 && step(local) < pureSteps {
					add(local)
				}
			}
		}
	}
	for _, peers := range order[:pureSteps] {
		for _, folder := range peers {
			add(folder)
		}
	}
	return pure
}

// step is where a folder stands in order, or -1 when no rule is about it.
func step(folder string) int {
	for i, peers := range order {
		if slices.Contains(peers, top(folder)) {
			return i
		}
	}
	return -1
}

// top is the folder of order that folder lies in, or "".
func top(folder string) string {
	for _, peers := range order {
		for _, p := range peers {
			if folder == p || strings.HasPrefix(folder, p+"/") {
				return p
			}
		}
	}
	return ""
}

func hasAnyPrefix(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}
