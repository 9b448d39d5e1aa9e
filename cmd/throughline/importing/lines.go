package importing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/ingest"
)

// flushAfter is how long a line waits at most for others to be pushed with.
const flushAfter = time.Second

// LineResult is what became of one line of a stream of interactions.
type LineResult struct {
	Line   int                     // from 1
	Result *throughline.PushResult // its index is of no meaning
}

// readLine is one line of the stream; with an error of the stream itself it is the last one.
type readLine struct {
	ingest.Line[ingest.Interaction]
	err error
}

// PushLines pushes interactions as they come, an object a line, as interactions.jsonl has them;
// a line without received_at is received when the server gets it. each is told what became of
// each line, in order, those too that cannot be read. A batch is pushed when it is full, and a
// second after its first line came, so that r may be a pipe that never ends.
//
// It ends with r, or with the first error: of reading, of a push, of each. What was told of is
// then stored, and pushing everything again is harmless.
func PushLines(ctx context.Context, client *throughline.Client, r io.Reader, each func(LineResult) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	lines := make(chan readLine)
	go func() {
		defer close(lines)
		for line, err := range ingest.Interactions(r, ingest.Position{}) {
			select {
			case lines <- readLine{line, err}:
			case <-ctx.Done():
				return
			}
		}
	}()
	for {
		batch, err := gather(ctx, lines)
		if len(batch) == 0 || err != nil {
			return err
		}
		if err := pushBatch(ctx, client, batch, each); err != nil {
			return err
		}
	}
}

// gather waits for a line and for those that follow it soon; none means that there are no more.
func gather(ctx context.Context, lines <-chan readLine) ([]readLine, error) {
	var batch []readLine
	timer := time.NewTimer(0)
	defer timer.Stop()
	soon := (<-chan time.Time)(nil) // the first line may take its time
	for len(batch) < batchItems {
		select {
		case line, ok := <-lines:
			if !ok {
				return batch, nil
			}
			batch = append(batch, line)
			if len(batch) == 1 {
				timer.Reset(flushAfter)
				soon = timer.C
			}
		case <-soon:
			return batch, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return batch, nil
}

// pushBatch pushes what can be read of a batch and tells of every line.
func pushBatch(ctx context.Context, client *throughline.Client, batch []readLine, each func(LineResult) error) error {
	var items []*throughline.Interaction
	results := make([]LineResult, 0, len(batch))
	var places []int // of the items among the results
	var broken error // of the stream itself
	for _, line := range batch {
		var wrong *ingest.LineError
		switch {
		case line.err == nil:
			items, places = append(items, liveOf(line.Value)), append(places, len(results))
			results = append(results, LineResult{Line: line.Number})
		case errors.As(line.err, &wrong):
			results = append(results, LineResult{line.Number, unreadable(line.Value, wrong)})
		default:
			broken = line.err
		}
	}
	if len(items) > 0 {
		report, err := client.PushInteractions(ctx, items)
		if err != nil {
			return fmt.Errorf("lines %d to %d: %w", batch[0].Number, batch[len(batch)-1].Number, err)
		}
		for i, result := range report.Results {
			results[places[i]].Result = result
		}
	}
	for _, result := range results {
		if err := each(result); err != nil {
			return err
		}
	}
	return broken
}

// liveOf returns an interaction to be pushed as it comes.
func liveOf(in ingest.Interaction) *throughline.Interaction {
	if in.ReceivedAt.Equal(in.OccurredAt) { // how a line is read that does not say
		in.ReceivedAt = time.Time{}
	}
	return interactionOf(in)
}

// unreadable is what became of a line that cannot be read, as the server would say it.
func unreadable(in ingest.Interaction, wrong *ingest.LineError) *throughline.PushResult {
	out := &throughline.PushResult{Id: in.ExternalID, Status: throughlinev1.PushStatus_PUSH_STATUS_REJECTED}
	for _, v := range wrong.Violations {
		out.Violations = append(out.Violations, &throughlinev1.ItemViolation{
			Field: v.Field, Description: v.Description,
			Reason: enum[throughlinev1.ViolationReason](throughlinev1.ViolationReason_value, "VIOLATION_REASON_", v.Reason),
		})
	}
	return out
}
