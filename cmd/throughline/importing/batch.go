package importing

import (
	"context"
	"errors"
	"fmt"
	"strings"

	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/ingest"
)

// batch gathers the items of a file that are pushed together.
type batch[P any] struct {
	im      *importer
	file    string
	size    int64
	share   float64 // of the file that is read, 0 to 1
	push    func(context.Context, []P) (*throughline.PushReport, error)
	items   []P
	numbers []int           // line of each item
	end     ingest.Position // after the last line that was read
	result  FileResult
}

func (b *batch[P]) add(item P, number int, end ingest.Position) {
	b.items = append(b.items, item)
	b.numbers = append(b.numbers, number)
	b.end = end
}

// broken takes a line that cannot be read: an error when the import must stop there.
func (b *batch[P]) broken(err error) error {
	var line *ingest.LineError
	if !errors.As(err, &line) || !b.im.options.SkipBroken {
		return err
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
		report, err := b.push(ctx, b.items)
		if report != nil {
			b.count(report)
		}
		if err != nil {
			return fmt.Errorf("%s: lines %d to %d: %w", b.file, b.numbers[0], b.numbers[len(b.numbers)-1], err)
		}
		if err := b.refused(report); err != nil {
			return err
		}
		b.items, b.numbers = b.items[:0], b.numbers[:0]
	}
	if b.im.options.Progress != nil {
		b.im.options.Progress(b.file, b.total(), b.share)
	}
	if b.im.checkpoint == nil || b.end == (ingest.Position{}) {
		return nil
	}
	return b.im.checkpoint.save(b.file, b.size, b.end)
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
	var errs []error
	for f := range report.Failures() {
		var reasons []string
		for _, v := range f.GetViolations() {
			reasons = append(reasons, strings.TrimPrefix(v.GetField()+": "+v.GetDescription(), ": "))
		}
		err := fmt.Errorf("%s:%d: %q: %s", b.file, b.numbers[f.GetIndex()], f.GetId(), strings.Join(reasons, "; "))
		if b.im.options.SkipBroken {
			b.leaveOut(err)
			continue
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
