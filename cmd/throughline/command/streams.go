package command

import (
	"io"
	"os"
	"runtime/debug"

	"golang.org/x/term"
)

// Streams are where a command reads and writes. Results go to Out, everything said to a
// person goes to Err, so that a pipe carries data only.
type Streams struct {
	In    io.Reader
	Out   io.Writer
	Err   io.Writer
	Color bool // Out is a terminal and NO_COLOR is not set
	Width int  // columns of the terminal, 100 when Out is none
	Shown bool // Out is a terminal: tables fit its width
	Live  bool // Err is a terminal: progress bars may redraw

	Program string // as it was called, to show commands that can be copied; empty for "throughline"
}

// Standard returns the process's own streams.
func Standard() Streams {
	s := Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Width: 100, Program: os.Args[0]}
	if term.IsTerminal(int(os.Stdout.Fd())) {
		s.Shown, s.Color = true, os.Getenv("NO_COLOR") == ""
		if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 40 {
			s.Width = min(w, 120)
		}
	}
	s.Live = term.IsTerminal(int(os.Stderr.Fd()))
	return s
}

// tableWidth returns how wide a table may be: 0 sets no bound.
func (s Streams) tableWidth() int {
	if !s.Shown {
		return 0
	}
	return s.Width
}

// typed reports whether In is a terminal, where a person would have to type.
func (s Streams) typed() bool {
	f, ok := s.In.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (s Streams) errorLabel() string {
	if s.Live && os.Getenv("NO_COLOR") == "" {
		return "\x1b[31merror:\x1b[0m"
	}
	return "error:"
}

// version names the build, from what the Go linker recorded.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	revision, dirty := "", ""
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value
		case "vcs.modified":
			if s.Value == "true" {
				dirty = "-dirty"
			}
		}
	}
	if len(revision) >= 12 {
		return revision[:12] + dirty
	}
	return info.Main.Version
}
