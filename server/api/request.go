package api

import (
	"crypto/sha256"
	"slices"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// creation is a request that makes something, with the id that makes it repeatable.
type creation interface {
	proto.Message
	GetRequestId() string
}

// requestOf returns what makes a creation repeatable. Validation has seen to it that the id is a
// UUID.
func requestOf(r creation) (store.Request, error) {
	if r.GetRequestId() == "" {
		return store.Request{}, nil
	}
	id, err := uuid.Parse(r.GetRequestId())
	if err != nil {
		return store.Request{}, invalidField("request_id", journey.ReasonMalformed, "must be a UUID")
	}
	clean := proto.Clone(r)
	clean.ProtoReflect().Clear(clean.ProtoReflect().Descriptor().Fields().ByName("request_id"))
	scope, err := scopeOf(clean)
	if err != nil {
		return store.Request{}, err
	}
	sum := sha256.Sum256(scope)
	return store.Request{ID: id, Hash: sum[:]}, nil
}

// slicePage returns the page of a list that is short enough to be read whole, and stands in the
// order of its positions: what follows the position in the token.
func slicePage[T any](t *tokens, r pageRequest, rows []T, position func(T) timePosition) ([]T, string, error) {
	if r.GetPageToken() != "" {
		var after timePosition
		if err := t.openPage(r, &after); err != nil {
			return nil, "", err
		}
		start := slices.IndexFunc(rows, func(row T) bool { return after.before(position(row)) })
		if start < 0 {
			start = len(rows)
		}
		rows = rows[start:]
	}
	n := size(r.GetPageSize(), 50)
	if len(rows) <= n {
		return rows, "", nil
	}
	rows = rows[:n]
	token, err := t.nextPage(r, position(rows[n-1]))
	return rows, token, err
}
