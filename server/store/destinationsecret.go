package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/route/channel"
)

// signingSecrets is how many signing secrets count at once: the newest, and those that it replaces
// until they stop.
const signingSecrets = 4

// OpenDestination returns a destination with its secrets, those that count now: to send to it, or to
// verify what comes from it. Never log them. ErrNotFound when there is none.
func (s *Store) OpenDestination(ctx context.Context, tenant string, id uuid.UUID) (Destination, channel.Secrets, error) {
	var out Destination
	var secrets channel.Secrets
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		row, err := w.ent.Destination.Get(ctx, id)
		if err != nil {
			return err
		}
		if out, err = destinationFrom(row); err != nil {
			return err
		}
		var over bool
		if err := w.tx.QueryRow(ctx, `SELECT coalesce($1::timestamptz <= now(), false)`, row.OldSecretsUntil).Scan(&over); err != nil {
			return err
		}
		secrets, err = s.unseal(row.SealedSecrets, sealedFor(tenant, id))
		secrets = counting(secrets, over)
		return err
	})
	if err != nil {
		return Destination{}, channel.Secrets{}, fmt.Errorf("open destination %s: %w", id, err)
	}
	return out, secrets, nil
}

// counting leaves out the signing secrets that have stopped.
func counting(s channel.Secrets, over bool) channel.Secrets {
	if over && len(s.Signing) > 1 {
		s.Signing = s.Signing[:1]
	}
	return s
}

// RotateSecret makes a signing secret the newest of a destination. The others count until the overlap
// is over, on the database's clock. It returns the newest one: of a repeated request the one that the
// first had made, or a later one.
func (s *Store) RotateSecret(ctx context.Context, tenant string, id uuid.UUID, secret string, overlap time.Duration, r Request) (Destination, string, error) {
	var out Destination
	newest := secret
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		row, err := w.lockDestination(ctx, id, "")
		if err != nil {
			return err
		}
		secrets, err := s.unseal(row.SealedSecrets, sealedFor(tenant, id))
		if err != nil {
			return err
		}
		_, repeated, err := w.once(ctx, r, id)
		if err != nil {
			return err
		}
		if repeated && len(secrets.Signing) > 0 {
			newest = secrets.Signing[0]
			out, err = destinationFrom(row)
			return err
		}
		var now time.Time
		if err := w.tx.QueryRow(ctx, `SELECT now()`).Scan(&now); err != nil {
			return err
		}
		secrets = counting(secrets, row.OldSecretsUntil != nil && !now.Before(*row.OldSecretsUntil))
		kept := secrets.Signing
		if overlap <= 0 {
			kept = nil
		}
		secrets.Signing = append([]string{secret}, kept[:min(len(kept), signingSecrets-1)]...)
		sealed, err := s.seal(secrets, sealedFor(tenant, id))
		if err != nil {
			return err
		}
		newest = secret
		update := w.ent.Destination.UpdateOne(row).SetSealedSecrets(sealed).SetEtag(newEtag())
		if len(secrets.Signing) > 1 {
			update.SetOldSecretsUntil(now.Add(overlap))
		} else {
			update.ClearOldSecretsUntil()
		}
		if row, err = update.Save(ctx); err != nil {
			return err
		}
		out, err = destinationFrom(row)
		return err
	})
	if err != nil {
		return Destination{}, "", fmt.Errorf("rotate the secret of destination %s: %w", id, err)
	}
	return out, newest, nil
}
