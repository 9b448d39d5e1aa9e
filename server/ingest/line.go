package ingest

import (
	"errors"
	"fmt"
	"strings"

	"github.com/throughline-cx/throughline/server/journey"
)

// MaxLine is the most bytes that one line of an import file, or one row of a table, may have.
const MaxLine = 4 << 20

// Position is a place in a file between two lines. The zero Position is the start.
type Position struct {
	Lines  int   // lines before it
	Offset int64 // bytes before it
}

// Line is one item of an import file and where it stands. Next is where reading goes on after
// it: an import that kept Next can be resumed there.
type Line[T any] struct {
	Number int // of its first line, from 1
	Next   Position
	Value  T
}

// LineError says what is wrong with one line of an import file. Other lines may be good.
type LineError struct {
	File       string // the file's name in the folder format, as in "accounts.csv"
	Line       int    // from 1
	Violations []journey.Violation
}

// Error gives each violation a line of its own: file, line, field, what would be right.
func (e *LineError) Error() string {
	lines := make([]string, len(e.Violations))
	for i, v := range e.Violations {
		lines[i] = fmt.Sprintf("%s:%d: %s", e.File, e.Line, v)
	}
	return strings.Join(lines, "\n")
}

// FileError says why a file cannot be read any further.
type FileError struct {
	File string
	Line int // where, from 1
	Err  error
}

// Error names the file, the line and the cause.
func (e *FileError) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }

// Unwrap returns the cause.
func (e *FileError) Unwrap() error { return e.Err }

var errLineTooLong = fmt.Errorf("is longer than %d bytes; is a quotation mark or a line break missing?", MaxLine)

// wholeLine is the violation of a line that cannot be divided into fields.
func wholeLine(reason, format string, args ...any) []journey.Violation {
	return []journey.Violation{{Field: "line", Reason: reason, Description: fmt.Sprintf(format, args...)}}
}

var errNegativePosition = errors.New("the position to resume from is negative")
