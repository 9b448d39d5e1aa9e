package importing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/ingest"
)

// The limits of what is pushed at once; after each batch the checkpoint moves on.
const (
	batchItems = 500
	batchBytes = 8 << 20 // as they stand in the file
)

// StoppedError says why an import stopped at a place in a file: a line that cannot be read, or
// items that the server refused. Everything before that place is stored.
type StoppedError struct {
	Problems []error // at most maxProblems
	More     int     // how many more there were in the same batch
}

// maxProblems is how many refused items are named: after ten nobody reads on.
const maxProblems = 10

// Error gives each problem a line of its own.
func (e *StoppedError) Error() string {
	text := errors.Join(e.Problems...).Error()
	if e.More > 0 {
		text += fmt.Sprintf("\nand %d more items of the same batch", e.More)
	}
	return text
}

// Unwrap returns the problems.
func (e *StoppedError) Unwrap() []error { return e.Problems }

// batch gathers the items of a file that are pushed together.
type batch[P any] struct {
	im      *importer
	file    string
	share   float64 // of the file that is read, 0 to 1
	push    func(context.Context, []P) (*throughline.PushReport, error)
	items   []P
	numbers []int           // line of each item
	start   ingest.Position // before the first line of the batch
	end     ingest.Position // after the last line that was read
	trail   *trail
	result  FileResult
}

func (b *batch[P]) add(item P, number int, end ingest.Position) {
	b.items = append(b.items, item)
	b.numbers = append(b.numbers, number)
	b.end = end
}

// full reports whether it is time to push.
func (b *batch[P]) full() bool {
	return len(b.items) >= batchItems || b.end.Offset-b.start.Offset >= batchBytes
}

// broken takes a line that cannot be read: an error when the import must stop there.
func (b *batch[P]) broken(err error) error {
	var line *ingest.LineError
	if !errors.As(err, &line) || !b.im.options.SkipBroken {
		return &StoppedError{Problems: []error{err}}
	}
	b.leaveOut(err)
	return nil
}

func (b *batch[P]) leaveOut(err error) {
	b.im.result.Broken++
	if b.im.options.Problem != nil {
		b.im.options.Problem(err)
	}
}

// flush pushes what was gathered and moves the checkpoint behind it.
func (b *batch[P]) flush(ctx context.Context) error {
	if len(b.items) > 0 {
		if err := b.send(ctx); err != nil {
			return err
		}
		b.items, b.numbers = b.items[:0], b.numbers[:0]
	}
	if b.im.options.Progress != nil {
		b.im.options.Progress(b.file, b.total(), b.share)
	}
	if b.im.checkpoint == nil || b.end == b.start {
		return nil
	}
	b.start = b.end
	return b.im.checkpoint.save(b.file, b.trail.progress(b.end))
}

func (b *batch[P]) send(ctx context.Context) error {
	var report *throughline.PushReport
	err := b.im.patiently(ctx, func() (err error) {
		report, err = b.push(ctx, b.items)
		return err
	})
	if report != nil {
		b.count(report)
	}
	if err != nil {
		return fmt.Errorf("%s: lines %d to %d: %w", b.file, b.numbers[0], b.numbers[len(b.numbers)-1], err)
	}
	return b.refused(report)
}

func (b *batch[P]) count(r *throughline.PushReport) {
	b.result.Accepted += r.Counts.GetAccepted()
	b.result.Updated += r.Counts.GetUpdated()
	b.result.Duplicate += r.Counts.GetDuplicate()
	b.result.Conflict += r.Counts.GetConflict()
	b.result.Rejected += r.Counts.GetRejected()
}

func (b *batch[P]) total() int64 {
	r := b.result
	return r.Accepted + r.Updated + r.Duplicate + r.Conflict + r.Rejected
}

// refused reports the items that the server did not take: an error when the import must stop.
func (b *batch[P]) refused(report *throughline.PushReport) error {
	var stopped StoppedError
	for f := range report.Failures() {
		var reasons []string
		for _, v := range f.GetViolations() {
			reasons = append(reasons, strings.TrimPrefix(v.GetField()+": "+v.GetDescription(), ": "))
		}
		err := fmt.Errorf("%s:%d: %q: %s", b.file, b.numbers[f.GetIndex()], f.GetId(), strings.Join(reasons, "; "))
		switch {
		case b.im.options.SkipBroken:
			b.leaveOut(err)
		case len(stopped.Problems) < maxProblems:
			stopped.Problems = append(stopped.Problems, err)
		default:
			stopped.More++
		}
	}
	if len(stopped.Problems) == 0 {
		return nil
	}
	return &stopped
}

// open opens a file of the folder where the checkpoint says, or at its start.
func (b *batch[P]) open() (io.ReadCloser, func() float64, error) {
	if b.im.checkpoint != nil {
		if known, ok := b.im.checkpoint.Files[b.file]; ok {
			if err := b.resume(known); err != nil {
				return nil, nil, err
			}
		}
	}
	f, err := b.im.folder.Open(b.file)
	if err != nil {
		return nil, nil, err
	}
	share := func() float64 { return float64(f.Offset()) / float64(max(1, f.Size)) }
	if b.im.checkpoint == nil {
		return f, share, nil
	}
	return struct {
		io.Reader
		io.Closer
	}{io.TeeReader(f, b.trail), f}, share, nil
}

// resume looks whether the file is still what it was up to where an earlier import came.
func (b *batch[P]) resume(known progress) error {
	f, err := b.im.folder.Open(b.file)
	if err != nil {
		return err
	}
	if b.trail.resume(f, known) {
		b.start, b.end = known.Position, known.Position
	}
	return f.Close()
}
