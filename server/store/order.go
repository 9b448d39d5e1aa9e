package store

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
)

// Order is what a person asks for: a decision, or to undo one.
type Order struct {
	Decision group.Decision // ID is made by whoever carries it out; for Undo only Actor and Reason count
	Undo     uuid.UUID      // the decision to take back; uuid.Nil to decide
	Expected []Expected     // what must not have changed since the person looked
	Proposal uuid.UUID      // the open proposal that it carries out, which another made; uuid.Nil for none
	Request  Request        // makes it repeatable
	Audit    AuditEntry     // goes into the audit log with it; the resource is filled in
}

// Once returns the id of the decision that a repeated request led to, or notes that it leads to
// this one now.
func (t *Turn) Once(ctx context.Context, r Request, decision uuid.UUID) (earlier uuid.UUID, repeated bool, err error) {
	return t.once(ctx, r, decision)
}

// AlertOrder is what a person asks to be done about an alert.
type AlertOrder struct {
	Alert   uuid.UUID
	Act     alert.Act // its At is filled in by whoever carries it out
	ETag    string    // that the alert must still have; empty for whatever it has
	Request Request   // makes it repeatable
	Audit   AuditEntry
}

// Alert returns an alert as GetAlert does, under the tenant's lock.
func (t *Turn) Alert(ctx context.Context, id uuid.UUID) (StoredAlert, error) {
	out, err := t.alertOf(ctx, id)
	if err != nil {
		return out, fmt.Errorf("alert %s: %w", id, err)
	}
	return out, nil
}
