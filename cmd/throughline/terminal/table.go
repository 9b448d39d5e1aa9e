package terminal

import (
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
)

// Column is one column of a table.
type Column struct {
	Name  string // its heading, in capitals
	Right bool   // for numbers: their ends stand under each other
	Wide  bool   // for sentences: takes the width that is left and goes on in further lines
}

// Table is rows under headings.
type Table struct {
	columns []Column
	rows    [][]string
}

// NewTable returns a table without rows.
func NewTable(columns ...Column) *Table { return &Table{columns: columns} }

// Add appends a row, a cell for each column. Cells are cleaned.
func (t *Table) Add(cells ...string) {
	row := make([]string, len(t.columns))
	for i := range row {
		row[i] = Clean(cells[i])
	}
	t.rows = append(t.rows, row)
}

// Len returns how many rows there are.
func (t *Table) Len() int { return len(t.rows) }

const (
	gap      = "  "
	leastFor = 24 // columns that a wide column needs to read well beside the others
)

// Write writes the table to fit a width in columns: what a wide column cannot show in one line
// goes on in the next, and where it would be too narrow it stands below its row. Where not even
// the other columns fit, each row is a paragraph. Nothing is cut off. With width 0 each row is one line, however long, for other programs to read.
func (t *Table) Write(w io.Writer, width int) error {
	widths, below, narrow := t.layout(width)
	var out strings.Builder
	heads := make([]string, len(t.columns))
	for i, c := range t.columns {
		heads[i] = c.Name
	}
	for _, row := range append([][]string{heads}, t.rows...) {
		if narrow {
			writeParagraph(&out, row, width)
		} else {
			t.writeRow(&out, row, widths, below, width)
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// writeParagraph writes a row for a terminal that is too narrow for columns.
func writeParagraph(out *strings.Builder, row []string, width int) {
	for i, line := range Wrap(strings.Join(row, gap), width-len(gap)) {
		out.WriteString(strings.Repeat(gap, min(i, 1)) + line + "\n")
	}
}

// layout returns the width of each column, whether wide ones stand below their row, and whether
// it is too narrow for the others.
func (t *Table) layout(width int) (widths []int, below, narrow bool) {
	widths = make([]int, len(t.columns))
	fixed, wide := len(gap)*(len(t.columns)-1), 0
	for i, c := range t.columns {
		widths[i] = runewidth.StringWidth(c.Name)
		for _, row := range t.rows {
			widths[i] = max(widths[i], runewidth.StringWidth(row[i]))
		}
		if c.Wide {
			wide++
		} else {
			fixed += widths[i]
		}
	}
	if width == 0 {
		return widths, false, false
	}
	fixed -= len(gap) * wide
	if fixed > width {
		return widths, false, true
	}
	left := width - fixed - len(gap)*wide
	for i, c := range t.columns {
		if !c.Wide {
			continue
		}
		fair := left / wide
		if widths[i] > fair && fair < leastFor {
			return widths, true, false
		}
		widths[i] = min(widths[i], fair)
		left, wide = left-widths[i], wide-1
	}
	return widths, false, false
}

func (t *Table) writeRow(out *strings.Builder, row []string, widths []int, below bool, width int) {
	cells := make([][]string, 0, len(row)) // the lines of each
	var under []string
	height := 1
	for i, c := range t.columns {
		lines := []string{row[i]}
		switch {
		case c.Wide && below:
			under, lines = append(under, Wrap(row[i], width-len(gap))...), nil
		case c.Wide && width > 0:
			lines = Wrap(row[i], widths[i])
		}
		cells, height = append(cells, lines), max(height, len(lines))
	}
	for n := range height {
		t.writeLine(out, cells, n, widths, below)
	}
	for _, line := range under {
		out.WriteString(strings.TrimRight(gap+line, " ") + "\n")
	}
}

// writeLine writes the nth line of a row.
func (t *Table) writeLine(out *strings.Builder, cells [][]string, n int, widths []int, below bool) {
	var line strings.Builder
	for i, c := range t.columns {
		if c.Wide && below {
			continue
		}
		cell := ""
		if n < len(cells[i]) {
			cell = cells[i][n]
		}
		pad := strings.Repeat(" ", max(widths[i]-runewidth.StringWidth(cell), 0))
		if c.Right {
			cell = pad + cell
		} else {
			cell += pad
		}
		line.WriteString(cell + gap)
	}
	out.WriteString(strings.TrimRight(line.String(), " ") + "\n")
}

// Wrap breaks text at blanks into lines of at most width columns, at least 1; a word that is
// wider is broken. Blanks in a row become one. There is always a line, if an empty one.
func Wrap(text string, width int) []string {
	lines, line, columns := []string(nil), "", 0
	for word := range strings.FieldsSeq(text) {
		for part := range parts(word, width) {
			w := runewidth.StringWidth(part)
			if columns > 0 && columns+1+w > width {
				lines, line, columns = append(lines, line), "", 0
			}
			if columns > 0 {
				line, columns = line+" ", columns+1
			}
			line, columns = line+part, columns+w
		}
	}
	return append(lines, line)
}

// parts breaks a word into parts of at most width columns. A part holds at least one character.
func parts(word string, width int) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for runewidth.StringWidth(word) > width {
			part := runewidth.Truncate(word, width, "")
			if part == "" {
				part = string([]rune(word)[:1])
			}
			if word = word[len(part):]; !yield(part) {
				return
			}
		}
		if word != "" {
			yield(word)
		}
	}
}
