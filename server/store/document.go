package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// Version is one version of a document that a tenant sets as a whole.
type Version struct {
	Number    int64     // 1 for the first, then without a gap; 0 when none was set
	ETag      string    // changes with every version
	Author    string    // the API key or process that wrote it
	CreatedAt time.Time // when it was set; zero at version 0
}

// noVersion is what a tenant has that never set the document.
var noVersion = Version{ETag: "0"}

// document is a version as a table holds it.
type document struct {
	Version
	data json.RawMessage // canonical: equal documents have equal bytes
}

// documentTable keeps the versions of one kind of document.
type documentTable struct {
	noun   string
	latest func(context.Context, *Work) (*document, error) // nil when there is none
	add    func(context.Context, *Work, uuid.UUID, document) error
}

// getDocument returns the newest version; version 0 without data when there is none.
func (w *Work) getDocument(ctx context.Context, t documentTable) (document, error) {
	found, err := t.latest(ctx, w)
	if err != nil {
		return document{}, err
	}
	if found != nil {
		return *found, nil
	}
	if _, err := w.ent.Tenant.Get(ctx, w.tenant); err != nil {
		return document{}, err
	}
	return document{Version: noVersion}, nil
}

// putDocument adds a version, unless data is what the newest says already. An etag, when not
// empty, must be that of the newest version.
func (w *Work) putDocument(ctx context.Context, t documentTable, data json.RawMessage, etag, author string) (document, error) {
	// Before the versions are read: this row orders the writers.
	if err := w.inputsChanged(ctx); err != nil {
		return document{}, err
	}
	current, err := w.getDocument(ctx, t)
	if err != nil {
		return document{}, err
	}
	if etag != "" && etag != current.ETag {
		return document{}, fmt.Errorf("%s is at version %d: %w", t.noun, current.Number, ErrConflict)
	}
	if same, err := sameJSON(current.data, data); err != nil || same {
		return current, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return document{}, err
	}
	next := document{data: data, Version: Version{
		Number: current.Number + 1, ETag: id.String(), Author: author, CreatedAt: time.Now().UTC().Truncate(time.Microsecond),
	}}
	return next, t.add(ctx, w, id, next)
}

// sameJSON compares two documents whatever their spacing and the order of their keys, which
// the database does not keep.
func sameJSON(a, b json.RawMessage) (bool, error) {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b), nil
	}
	canonicalA, err := canonicalJSON(a)
	if err != nil {
		return false, err
	}
	canonicalB, err := canonicalJSON(b)
	return bytes.Equal(canonicalA, canonicalB), err
}

func canonicalJSON(data json.RawMessage) ([]byte, error) {
	var value any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&value); err != nil {
		return nil, err
	}
	return json.Marshal(value)
}
