package api

import (
	"context"
	"net/url"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// masterPush is a push of what may change later: accounts, locations, commercial records.
type masterPush[V any] struct {
	collection string // in resource names
	idField    string
	id         func(V) string
	validate   func(V) []journey.Violation
	save       func(context.Context, string, []V) ([]store.UpsertStatus, error)
}

// pushMasters judges each item alone and stores the good ones. Of items with the same id the
// last one of the batch would win by chance, so only equal ones may share it.
func pushMasters[V any](ctx context.Context, s *ingestionService, tenant string, p masterPush[V], values []V) ([]*throughlinev1.PushResult, error) {
	results := make([]*throughlinev1.PushResult, len(values))
	first := map[string]int{} // id to the index of its first good item
	var good []V
	var indexes []int
	for i, v := range values {
		id := p.id(v)
		if wrong := p.validate(v); len(wrong) > 0 {
			results[i] = rejected(i, id, wrong)
			continue
		}
		if _, again := first[id]; again {
			results[i] = rejected(i, id, []journey.Violation{{
				Field: p.idField, Reason: "REPEATED_IN_BATCH", Description: "an earlier item of this batch has the same id; send the latest state of each once",
			}})
			continue
		}
		first[id] = i
		good, indexes = append(good, v), append(indexes, i)
	}
	if len(good) == 0 {
		return results, nil
	}
	statuses, err := p.save(ctx, tenant, good)
	if err != nil {
		return nil, err
	}
	for k, i := range indexes {
		id := p.id(good[k])
		results[i] = &throughlinev1.PushResult{
			Index: int32(i), Id: id, Name: name(tenant, p.collection, url.PathEscape(id)), Status: upsertStatus(statuses[k]),
		}
	}
	s.Configured()
	return results, nil
}

func upsertStatus(s store.UpsertStatus) throughlinev1.PushStatus {
	switch s {
	case store.Created:
		return throughlinev1.PushStatus_PUSH_STATUS_ACCEPTED
	case store.Updated:
		return throughlinev1.PushStatus_PUSH_STATUS_UPDATED
	}
	return throughlinev1.PushStatus_PUSH_STATUS_DUPLICATE
}

// convertAll converts each message of a batch.
func convertAll[M, V any](messages []M, convert func(M) V) []V {
	out := make([]V, len(messages))
	for i, m := range messages {
		out[i] = convert(m)
	}
	return out
}
