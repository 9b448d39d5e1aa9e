package command

import (
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
)

// sheet is one thing told line by line: what it is on the left, what is said of it on the right.
type sheet struct {
	streams Streams
	names   []string
	texts   []string
}

func newSheet(s Streams) *sheet { return &sheet{streams: s} }

// row adds a line. A name that is the same as that of the row before is not repeated.
func (p *sheet) row(name, text string) {
	p.names, p.texts = append(p.names, name), append(p.texts, text)
}

// write prints the sheet to fit the terminal.
func (p *sheet) write() error {
	left := 0
	for _, name := range p.names {
		left = max(left, runewidth.StringWidth(name)+2)
	}
	var out strings.Builder
	before := ""
	for i, name := range p.names {
		lead := name
		if name == before {
			lead = ""
		}
		before = name
		parts := []string{terminal.Clean(p.texts[i])}
		if width := p.streams.tableWidth(); width > 0 {
			parts = terminal.Wrap(parts[0], width-left)
		}
		for _, part := range parts {
			out.WriteString(strings.TrimRight(runewidth.FillRight(lead, left)+part, " ") + "\n")
			lead = ""
		}
	}
	_, err := p.streams.Out.Write([]byte(out.String()))
	return err
}
