package ingest

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"unicode/utf8"

	"github.com/throughline-cx/throughline/server/journey"
)

// Interactions reads interactions.jsonl: one JSON object a line, empty lines left out. r
// stands at the start of the file; reading starts at from, to which r seeks where it can.
//
// A line that cannot be read comes with a *LineError, and reading goes on with the line after
// it: its Number and Next are right, its Value holds what could be read. What ends reading
// early comes as a *FileError. What was read is not validated: see Validate.
func Interactions(r io.Reader, from Position) iter.Seq2[Line[Interaction], error] {
	return func(yield func(Line[Interaction], error) bool) {
		lines, err := newLineReader(r, from)
		if err != nil {
			yield(Line[Interaction]{Number: from.Lines + 1, Next: from}, &FileError{InteractionsFile, from.Lines + 1, err})
			return
		}
		for {
			text, err := lines.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil && !errors.Is(err, errLineTooLong) {
				number := lines.at.Lines + 1
				yield(Line[Interaction]{Number: number, Next: lines.at}, &FileError{InteractionsFile, number, err})
				return
			}
			if err == nil && len(bytes.TrimSpace(text)) == 0 {
				continue
			}
			line := Line[Interaction]{Number: lines.at.Lines, Next: lines.at}
			var wrong []journey.Violation
			if err != nil {
				wrong = wholeLine(journey.ReasonTooLong, "%v", err)
			} else {
				line.Value, wrong = parseInteraction(text)
			}
			if !yield(line, lineError(InteractionsFile, line.Number, wrong)) {
				return
			}
		}
	}
}

// lineError makes an error of violations, nil when there are none.
func lineError(file string, line int, wrong []journey.Violation) error {
	if len(wrong) == 0 {
		return nil
	}
	return &LineError{File: file, Line: line, Violations: wrong}
}

// ParseInteraction reads one line of interactions.jsonl. It returns what is wrong with it;
// the fields that could be read are filled in all the same. It does not validate.
func ParseInteraction(line []byte) (Interaction, []journey.Violation) {
	if len(line) > MaxLine {
		return Interaction{}, wholeLine(journey.ReasonTooLong, "%v", errLineTooLong)
	}
	return parseInteraction(line)
}

// checkUTF8 says where text stops being UTF-8. encoding/json would replace such bytes
// silently, and a quote would no longer be what the customer wrote.
func checkUTF8(text []byte) []journey.Violation {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			return wholeLine(journey.ReasonInvalidUTF8, "byte %d (0x%02x) is not UTF-8; save the file as UTF-8", at+1, text[at])
		}
		at += size
	}
	return nil
}
