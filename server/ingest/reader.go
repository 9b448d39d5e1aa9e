package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// The names of the files of the folder format.
const (
	InteractionsFile      = "interactions.jsonl"
	AccountsFile          = "accounts.csv"
	LocationsFile         = "locations.csv"
	CommercialRecordsFile = "commercial_records.csv"
	FixesFile             = "fixes.csv"
)

var byteOrderMark = []byte("\ufeff")

// skipTo moves r, which stands at the start of its file, to an offset.
func skipTo(r io.Reader, offset int64) error {
	if offset < 0 {
		return errNegativePosition
	}
	if offset == 0 {
		return nil
	}
	if s, ok := r.(io.Seeker); ok {
		_, err := s.Seek(offset, io.SeekStart)
		return err
	}
	_, err := io.CopyN(io.Discard, r, offset)
	return err
}

// lineReader reads lines of at most MaxLine bytes and counts them.
type lineReader struct {
	r   *bufio.Reader
	at  Position // after the last line that was read
	buf []byte
}

func newLineReader(r io.Reader, from Position) (*lineReader, error) {
	if err := skipTo(r, from.Offset); err != nil {
		return nil, err
	}
	return &lineReader{r: bufio.NewReaderSize(r, 64<<10), at: from}, nil
}

// next returns the next line without its line break; it is valid until the call after. A line
// that is too long is skipped: next returns errLineTooLong for it and can go on. At the end
// it returns io.EOF.
func (l *lineReader) next() ([]byte, error) {
	l.buf = l.buf[:0]
	size := 0
	for {
		part, err := l.r.ReadSlice('\n')
		size += len(part)
		if size <= MaxLine+2 {
			l.buf = append(l.buf, part...)
		}
		if err == nil || errors.Is(err, io.EOF) && size > 0 {
			break
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return nil, err
		}
	}
	first := l.at.Offset == 0
	l.at.Offset += int64(size)
	l.at.Lines++
	line := bytes.TrimSuffix(bytes.TrimSuffix(l.buf, []byte("\n")), []byte("\r"))
	if size > MaxLine+2 || len(line) > MaxLine {
		return nil, errLineTooLong
	}
	if first {
		line = bytes.TrimPrefix(line, byteOrderMark)
	}
	return line, nil
}
