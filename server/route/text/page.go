package text

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
)

// look is an ANSI sequence that starts a way of writing.
type look string

const (
	plain       look = ""
	bold        look = "\x1b[1m"
	faint       look = "\x1b[2m"
	italic      look = "\x1b[3m"
	badgeRed    look = "\x1b[1;97;41m"
	badgeGreen  look = "\x1b[1;97;42m"
	badgeYellow look = "\x1b[1;30;43m"
	badgeGrey   look = "\x1b[1;97;100m"
	heading     look = "\x1b[36m"
	reset       look = "\x1b[0m"
)

// labelWidth is the column in which the sections' names stand.
const labelWidth = 13

// page is a text under way: sections with a name on the left and items on the right.
type page struct {
	strings.Builder
	width   int
	color   bool
	pending string // the section's name, until its first line
}

func (p *page) paint(s string, l look) string {
	if !p.color || l == plain {
		return s
	}
	return string(l) + s + string(reset)
}

func (p *page) rule() { p.line(p.paint(strings.Repeat("─", p.width), faint)) }

func (p *page) blank() { p.WriteByte('\n') }

func (p *page) line(s string) {
	p.WriteString(strings.TrimRight(s, " "))
	p.WriteByte('\n')
}

// harmless takes out what a customer's words could do to a terminal: every control and direction
// character. Text goes through it before it is painted, so that only our own sequences remain.
func harmless(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// label starts a section.
func (p *page) label(name string) { p.pending = name }

// item writes a paragraph of the section, its further lines indented like the first.
func (p *page) item(l look, text string) {
	lead := strings.Repeat(" ", labelWidth)
	if p.pending != "" {
		lead = p.paint(p.pending, heading) + strings.Repeat(" ", labelWidth-len(p.pending))
		p.pending = ""
	}
	hang := len(text) - len(strings.TrimLeft(text, " "))
	for _, line := range wrap(strings.TrimSpace(text), p.width-labelWidth-hang) {
		p.line(lead + strings.Repeat(" ", hang) + p.paint(line, l))
		lead = strings.Repeat(" ", labelWidth)
	}
}

// paragraph writes text over the whole width.
func (p *page) paragraph(lead string, l look, text string) {
	for _, line := range wrap(harmless(text), p.width-len(lead)) {
		p.line(lead + p.paint(line, l))
	}
}

// wrap breaks text at blanks into lines of at most width columns. A word that is wider gets a
// line of its own.
func wrap(text string, width int) []string {
	var lines []string
	line, columns := "", 0
	for word := range strings.FieldsSeq(text) {
		w := columnsOf(word)
		if columns > 0 && columns+1+w > width {
			lines = append(lines, line)
			line, columns = "", 0
		}
		if columns > 0 {
			line, columns = line+" ", columns+1
		}
		line, columns = line+word, columns+w
	}
	return append(lines, line)
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

// columnsOf returns how many columns a string takes, colours aside.
func columnsOf(s string) int { return runewidth.StringWidth(escapes.ReplaceAllString(s, "")) }
