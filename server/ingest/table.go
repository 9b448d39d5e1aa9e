package ingest

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/throughline-cx/throughline/server/journey"
)

// table reads the rows of a CSV file whose first line names the columns.
type table struct {
	header []string
	at     Position // after the last row that was read
	base   Position // where csv began
	limit  *limitedReader
	buf    *bufio.Reader
	csv    *csv.Reader
}

// limitedReader fails with errLineTooLong when it is read past left bytes, so that an open
// quotation mark cannot make encoding/csv keep a whole file.
type limitedReader struct {
	r    io.Reader
	left int64
}

func (l *limitedReader) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errLineTooLong
	}
	n, err := l.r.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}

// openTable reads the header at the start of r and goes on to the position from.
func openTable(r io.Reader, from Position) (*table, error) {
	t := &table{limit: &limitedReader{r: r, left: MaxLine}}
	t.buf = bufio.NewReaderSize(t.limit, 64<<10)
	if mark, _ := t.buf.Peek(len(byteOrderMark)); bytes.Equal(mark, byteOrderMark) {
		_, _ = t.buf.Discard(len(mark)) // they were peeked
		t.base.Offset = int64(len(mark))
	}
	t.at = t.base
	t.start(0)
	header, _, err := t.read()
	if err != nil {
		if errors.Is(err, io.EOF) {
			err = errors.New("the file is empty; its first line must name the columns")
		}
		return t, err
	}
	for _, name := range header {
		t.header = append(t.header, strings.TrimSpace(name))
	}
	if from.Offset > t.at.Offset || from.Offset < 0 {
		return t, t.skip(r, from)
	}
	return t, nil
}

// start makes a csv reader for what follows. bufio hands it t.buf itself, so that it takes no
// more from there than the rows it returned.
func (t *table) start(columns int) {
	t.csv = csv.NewReader(t.buf)
	t.csv.FieldsPerRecord = columns
	t.csv.ReuseRecord = true
}

// skip goes on to the position from.
func (t *table) skip(r io.Reader, from Position) error {
	if _, ok := r.(io.Seeker); ok {
		if err := skipTo(r, from.Offset); err != nil {
			return err
		}
		t.buf.Reset(t.limit)
	} else {
		t.limit.left = from.Offset - t.at.Offset + MaxLine
		if _, err := io.CopyN(io.Discard, t.buf, from.Offset-t.at.Offset); err != nil {
			return err
		}
	}
	t.base, t.at = from, from
	t.start(len(t.header))
	return nil
}

// next returns the cells of the next row, valid until the call after, and the number of its
// first line. Where the row itself is at fault, the error is a journey.Violation and next can
// go on.
func (t *table) next() (cells []string, number int, err error) {
	before := t.at.Offset
	cells, number, err = t.read()
	var fault *csv.ParseError
	switch {
	case errors.Is(err, errLineTooLong):
		return nil, number, err
	case errors.Is(err, csv.ErrFieldCount):
		return nil, number, rowFault(journey.ReasonMalformed, "has %d columns where the header has %d", len(cells), len(t.header))
	case errors.As(err, &fault):
		return nil, number, rowFault(journey.ReasonMalformed, "column %d: %v", fault.Column, fault.Err)
	case err == nil && t.at.Offset-before > MaxLine:
		return nil, number, rowFault(journey.ReasonTooLong, "%v", errLineTooLong)
	}
	return cells, number, err
}

func rowFault(reason, format string, args ...any) error {
	return journey.Violation{Field: "line", Reason: reason, Description: fmt.Sprintf(format, args...)}
}

// read reads one row and moves t.at behind it.
func (t *table) read() (cells []string, number int, err error) {
	t.limit.left = MaxLine + int64(t.buf.Size())
	cells, err = t.csv.Read()
	number = t.at.Lines + 1
	t.at.Offset = t.base.Offset + t.csv.InputOffset()
	var fault *csv.ParseError
	switch {
	case errors.As(err, &fault) && !errors.Is(err, csv.ErrFieldCount):
		number = t.base.Lines + fault.StartLine
		t.at.Lines = t.base.Lines + fault.Line
	case len(cells) > 0:
		first, _ := t.csv.FieldPos(0)
		last, _ := t.csv.FieldPos(len(cells) - 1)
		number = t.base.Lines + first
		t.at.Lines = t.base.Lines + last + strings.Count(cells[len(cells)-1], "\n")
	}
	return cells, number, err
}
