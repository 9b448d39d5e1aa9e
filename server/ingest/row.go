package ingest

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/throughline-cx/throughline/server/journey"
)

// format describes one kind of table.
type format[T any] struct {
	file     string
	required []string // columns that must be there
	optional []string // columns that may be there; any other is an attribute
	parse    func(*row) T
}

// read reads a table. r stands at the start of the file; rows are read from the position from
// on, the start meaning the first row.
func (f *format[T]) read(r io.Reader, from Position) iter.Seq2[Line[T], error] {
	return func(yield func(Line[T], error) bool) {
		t, err := openTable(r, from)
		if err == nil {
			err = f.checkHeader(t.header)
		}
		for err == nil {
			err = f.readRow(t, yield)
		}
		if !errors.Is(err, io.EOF) && !errors.Is(err, errStopped) {
			number := t.at.Lines + 1
			yield(Line[T]{Number: number, Next: t.at}, &FileError{f.file, number, err})
		}
	}
}

var errStopped = errors.New("the caller wants no more rows")

// readRow hands one row to yield. The error is io.EOF at the end.
func (f *format[T]) readRow(t *table, yield func(Line[T], error) bool) error {
	cells, number, err := t.next()
	line := Line[T]{Number: number, Next: t.at}
	r := row{header: t.header, cells: cells}
	var fault journey.Violation
	switch {
	case errors.As(err, &fault):
		r.wrong = []journey.Violation{fault}
	case err != nil:
		return err
	default:
		line.Value = f.parse(&r)
	}
	if !yield(line, lineError(f.file, number, r.wrong)) {
		return errStopped
	}
	return nil
}

func (f *format[T]) checkHeader(header []string) error {
	for i, name := range header {
		if name == "" {
			return fmt.Errorf("column %d has no name", i+1)
		}
		if slices.Contains(header[:i], name) {
			return fmt.Errorf("column %q is there twice", name)
		}
	}
	for _, name := range f.required {
		if !slices.Contains(header, name) {
			return fmt.Errorf("column %q is missing; the columns are %s", name, strings.Join(slices.Concat(f.required, f.optional), ", "))
		}
	}
	return nil
}

// row is one row whose cells are taken out by name; wrong gathers what could not be read.
type row struct {
	header, cells []string
	taken         []string
	wrong         []journey.Violation
}

func (r *row) bad(field, reason, format string, args ...any) {
	r.wrong = append(r.wrong, journey.Violation{Field: field, Reason: reason, Description: fmt.Sprintf(format, args...)})
}

// text takes a cell; a column that is not there counts as empty.
func (r *row) text(name string) string {
	r.taken = append(r.taken, name)
	i := slices.Index(r.header, name)
	if i < 0 {
		return ""
	}
	return r.cell(i)
}

func (r *row) cell(i int) string {
	if !utf8.ValidString(r.cells[i]) {
		r.bad(r.header[i], journey.ReasonInvalidUTF8, "is not UTF-8; save the file as UTF-8")
		return ""
	}
	return strings.Clone(r.cells[i]) // a row's cells share one string
}

func (r *row) time(name string) time.Time {
	s := r.text(name)
	if s == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		r.bad(name, journey.ReasonMalformed, "%s", badTime(s))
	}
	return t.UTC()
}

// money takes two cells; nil when there is no amount.
func (r *row) money(amount, currency string) *Money {
	value, code := r.text(amount), r.text(currency)
	if value == "" {
		return nil
	}
	m, wrong := ParseMoney(value, code)
	switch wrong.Field {
	case "":
		return &m
	case fieldCurrency:
		wrong.Field = currency
	default:
		wrong.Field = amount
	}
	r.wrong = append(r.wrong, wrong)
	return nil
}

// attributes returns the cells that were not taken and are not empty.
func (r *row) attributes() map[string]string {
	var out map[string]string
	for i, name := range r.header {
		if slices.Contains(r.taken, name) || r.cells[i] == "" {
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		out[name] = r.cell(i)
	}
	return out
}
