package throughline

import (
	"context"
	"iter"

	"google.golang.org/protobuf/proto"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// The limits of one batch. The server's own limit is 4 MiB a message.
const (
	maxBatchItems = 1000
	maxBatchBytes = 3 << 20
	maxItemBytes  = 4<<20 - 4096 // what fits a message together with its envelope
	itemOverhead  = 8            // tag and length of an item in its batch
)

// PushReport says what became of pushed items.
type PushReport struct {
	Results []*PushResult // one for each item, in order; Index counts through all items
	Counts  throughlinev1.PushCounts
}

// Failures goes through the items that were not stored.
func (r *PushReport) Failures() iter.Seq[*PushResult] {
	return func(yield func(*PushResult) bool) {
		for _, result := range r.Results {
			failed := result.GetStatus() == throughlinev1.PushStatus_PUSH_STATUS_CONFLICT ||
				result.GetStatus() == throughlinev1.PushStatus_PUSH_STATUS_REJECTED
			if failed && !yield(result) {
				return
			}
		}
	}
}

// PushInteractions stores any number of interactions, in batches that fit, one after the other.
// An item that is too large for any message is reported as rejected and not sent.
//
// When a batch fails, the report tells of the batches before it; pushing everything again is
// safe, since the server recognises what it has.
func (c *Client) PushInteractions(ctx context.Context, items []*Interaction) (*PushReport, error) {
	return push(items, (*Interaction).GetExternalId, func(batch []*Interaction) (pushed, error) {
		return c.Ingestion.PushInteractions(ctx, &throughlinev1.PushInteractionsRequest{Interactions: batch})
	})
}

// PushAccounts stores any number of accounts, as PushInteractions does.
func (c *Client) PushAccounts(ctx context.Context, items []*Account) (*PushReport, error) {
	return push(items, (*Account).GetAccountId, func(batch []*Account) (pushed, error) {
		return c.Ingestion.PushAccounts(ctx, &throughlinev1.PushAccountsRequest{Accounts: batch})
	})
}

// PushLocations stores any number of locations, as PushInteractions does.
func (c *Client) PushLocations(ctx context.Context, items []*Location) (*PushReport, error) {
	return push(items, (*Location).GetLocationId, func(batch []*Location) (pushed, error) {
		return c.Ingestion.PushLocations(ctx, &throughlinev1.PushLocationsRequest{Locations: batch})
	})
}

// PushCommercialRecords stores any number of commercial records, as PushInteractions does.
func (c *Client) PushCommercialRecords(ctx context.Context, items []*CommercialRecord) (*PushReport, error) {
	return push(items, (*CommercialRecord).GetRecordId, func(batch []*CommercialRecord) (pushed, error) {
		return c.Ingestion.PushCommercialRecords(ctx, &throughlinev1.PushCommercialRecordsRequest{CommercialRecords: batch})
	})
}

// pushed is the answer to one batch.
type pushed interface {
	GetResults() []*PushResult
	GetCounts() *throughlinev1.PushCounts
}

func push[T proto.Message](items []T, id func(T) string, send func([]T) (pushed, error)) (*PushReport, error) {
	report := &PushReport{Results: make([]*PushResult, 0, len(items))}
	for start := 0; start < len(items); {
		if size := proto.Size(items[start]); size > maxItemBytes {
			report.reject(start, id(items[start]))
			start++
			continue
		}
		end := start + batchLength(items[start:])
		answer, err := send(items[start:end])
		if err != nil {
			return report, err
		}
		report.add(start, answer)
		start = end
	}
	return report, nil
}

// batchLength returns how many of the items, at least one, go into the next batch.
func batchLength[T proto.Message](items []T) int {
	bytes := 0
	for i, item := range items {
		bytes += proto.Size(item) + itemOverhead
		if i == maxBatchItems || i > 0 && bytes > maxBatchBytes {
			return i
		}
	}
	return len(items)
}

// add counts the answer to the batch that begins at start.
func (r *PushReport) add(start int, answer pushed) {
	for _, result := range answer.GetResults() {
		result.Index += int32(start)
		r.Results = append(r.Results, result)
	}
	counts := answer.GetCounts()
	r.Counts.Accepted += counts.GetAccepted()
	r.Counts.Updated += counts.GetUpdated()
	r.Counts.Duplicate += counts.GetDuplicate()
	r.Counts.Conflict += counts.GetConflict()
	r.Counts.Rejected += counts.GetRejected()
}

// reject reports an item that no message can hold, as the server would.
func (r *PushReport) reject(index int, id string) {
	r.Counts.Rejected++
	r.Results = append(r.Results, tooLarge(index, id))
}

// tooLarge is what becomes of an item that no message can hold.
func tooLarge(index int, id string) *PushResult {
	return &PushResult{
		Index: int32(index), Id: id,
		Status: throughlinev1.PushStatus_PUSH_STATUS_REJECTED,
		Violations: []*throughlinev1.ItemViolation{{
			Reason:      throughlinev1.ViolationReason_VIOLATION_REASON_TOO_LONG,
			Description: "the item is larger than a message may be, 4 MiB; it must be smaller",
		}},
	}
}
