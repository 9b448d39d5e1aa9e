package api

import (
	"context"
	"net/url"
	"reflect"

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

// pushMasters judges each item alone and stores the good ones. Which of several items with the
// same id is the latest nobody knows, so only equal ones may share it; they are stored once.
func pushMasters[V any](ctx context.Context, s *ingestionService, tenant string, p masterPush[V], values []V) ([]*throughlinev1.PushResult, error) {
	results := make([]*throughlinev1.PushResult, len(values))
	first := map[string]int{} // id to its place in good
	var good []V
	var indexes []int
	for i, v := range values {
		id := p.id(v)
		if wrong := p.validate(v); len(wrong) > 0 {
			results[i] = rejected(i, id, wrong)
			continue
		}
		k, again := first[id]
		switch {
		case !again:
			first[id] = len(good)
			good, indexes = append(good, v), append(indexes, i)
		case reflect.DeepEqual(good[k], v):
			results[i] = masterResult(tenant, p.collection, i, id, throughlinev1.PushStatus_PUSH_STATUS_DUPLICATE)
		default:
			results[i] = rejected(i, id, []journey.Violation{{
				Field: p.idField, Reason: "REPEATED_IN_BATCH",
				Description: "an earlier item of this batch has the same id and other content; send the latest state of each once",
			}})
		}
	}
	if len(good) == 0 {
		return results, nil
	}
	statuses, err := p.save(ctx, tenant, good)
	if err != nil {
		return nil, err
	}
	for k, i := range indexes {
		results[i] = masterResult(tenant, p.collection, i, p.id(good[k]), upsertStatus(statuses[k]))
	}
	s.Configured()
	return results, nil
}

func masterResult(tenant, collection string, index int, id string, status throughlinev1.PushStatus) *throughlinev1.PushResult {
	return &throughlinev1.PushResult{Index: int32(index), Id: id, Name: name(tenant, collection, url.PathEscape(id)), Status: status}
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
