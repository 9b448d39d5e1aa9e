package store

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
)

// Shown is what a destination shows a team of an alert.
type Shown struct {
	AlertID       uuid.UUID
	Team          string
	DestinationID uuid.UUID
	channel.Posting
}

// FindPosting returns what a destination shows under a reference that begins so, to those who were told
// of it by the destination itself. ErrNotFound when it shows nothing under it.
func (s *Store) FindPosting(ctx context.Context, tenant string, destination uuid.UUID, prefix string) (Shown, error) {
	out := Shown{DestinationID: destination}
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		return w.tx.QueryRow(ctx, `SELECT alert_id, team, reference, change, at FROM postings
			WHERE tenant_id = $1 AND destination_id = $2 AND starts_with(reference, $3) ORDER BY at DESC LIMIT 1`, w.tenant, destination, prefix).
			Scan(&out.AlertID, &out.Team, &out.Reference, &out.ChangeNumber, &out.At)
	})
	if err != nil {
		return Shown{}, fmt.Errorf("posting of destination %s: %w", destination, err)
	}
	out.At = out.At.UTC()
	return out, nil
}

// readPostings adds what their destinations show to claimed deliveries. Webhooks show nothing.
func (w *Work) readPostings(ctx context.Context, claimed []ClaimedDelivery) error {
	at := map[uuid.UUID]int{}
	var ids []uuid.UUID
	for i, c := range claimed {
		if c.Destination.Kind != route.Webhook {
			at[c.ID], ids = i, append(ids, c.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	rows, err := w.tx.Query(ctx, `SELECT d.id, p.reference, p.change, p.at FROM deliveries d
		JOIN postings p ON p.tenant_id = d.tenant_id AND p.alert_id = d.alert_id AND p.team = d.team AND p.destination_id = d.destination_id
		WHERE d.tenant_id = $1 AND d.id = ANY($2)`, w.tenant, ids)
	if err != nil {
		return err
	}
	var id uuid.UUID
	var p channel.Posting
	_, err = pgx.ForEachRow(rows, []any{&id, &p.Reference, &p.ChangeNumber, &p.At}, func() error {
		shown := p
		shown.At = p.At.UTC()
		claimed[at[id]].Posted = &shown
		return nil
	})
	return err
}

// keepPosting notes what a delivery's destination shows now. What it shows of a newer change stays.
func (w *Work) keepPosting(ctx context.Context, delivery uuid.UUID, p *channel.Posting) error {
	if p == nil {
		return nil
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = w.tx.Exec(ctx, `
		INSERT INTO postings (tenant_id, id, alert_id, team, destination_id, reference, change, at)
		SELECT d.tenant_id, $3, d.alert_id, d.team, d.destination_id, $4, $5, $6 FROM deliveries d WHERE d.tenant_id = $1 AND d.id = $2
		ON CONFLICT (tenant_id, alert_id, team, destination_id) DO UPDATE SET reference = excluded.reference, change = excluded.change, at = excluded.at
		WHERE postings.change <= excluded.change`, w.tenant, delivery, id, p.Reference, p.ChangeNumber, p.At)
	return err
}
