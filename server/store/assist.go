package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// AssistAnswer returns what a language model has said of the text with a hash, as
// KeepAssistAnswer kept it; nil when there is nothing.
func (s *Store) AssistAnswer(ctx context.Context, tenant, hash string) (answer []byte, err error) {
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		answer = nil
		err := w.tx.QueryRow(ctx, `SELECT answer FROM assist_answers WHERE tenant_id = $1 AND id = $2`, w.tenant, hash).Scan(&answer)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("answer of a language model: %w", err)
	}
	return answer, nil
}

// KeepAssistAnswer keeps an answer, a JSON value without any word of the customer. The first
// one under a hash stays.
func (s *Store) KeepAssistAnswer(ctx context.Context, tenant, hash string, answer []byte) error {
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		_, err := w.tx.Exec(ctx, `INSERT INTO assist_answers (tenant_id, id, answer) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
			w.tenant, hash, string(answer))
		return err
	})
	if err != nil {
		return fmt.Errorf("keep the answer of a language model: %w", err)
	}
	return nil
}

const spendAssistSQL = `
INSERT INTO assist_days AS d (tenant_id, id, requests, tokens)
SELECT $1::text, $2::bigint, 1, $3::bigint WHERE $5::bigint = 0 OR $3 <= $5
ON CONFLICT (tenant_id, id) DO UPDATE SET requests = d.requests + 1, tokens = d.tokens + excluded.tokens
WHERE ($4::bigint = 0 OR d.requests < $4) AND ($5 = 0 OR d.tokens + excluded.tokens <= $5)`

// SpendAssist takes one request and some tokens from a tenant's UTC day, a number of days since
// 1970, and reports whether it could: not when that would exceed the most requests or tokens of
// the day. A most of 0 does not limit.
func (s *Store) SpendAssist(ctx context.Context, tenant string, day, tokens, mostRequests, mostTokens int64) (granted bool, err error) {
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		tag, err := w.tx.Exec(ctx, spendAssistSQL, w.tenant, day, tokens, mostRequests, mostTokens)
		granted = tag.RowsAffected() == 1
		return err
	})
	if err != nil {
		return false, fmt.Errorf("budget of the language model: %w", err)
	}
	return granted, nil
}

// SettleAssist adds to the tokens that a tenant's day has spent; less than none gives back.
func (s *Store) SettleAssist(ctx context.Context, tenant string, day, tokens int64) error {
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		_, err := w.tx.Exec(ctx, `UPDATE assist_days SET tokens = greatest(0, tokens + $3) WHERE tenant_id = $1 AND id = $2`, w.tenant, day, tokens)
		return err
	})
	if err != nil {
		return fmt.Errorf("settle the budget of the language model: %w", err)
	}
	return nil
}

// ForgetAssistance removes a tenant's answers and spent days that are older than 90 days: a text
// that comes again after that is asked about again.
func (s *Store) ForgetAssistance(ctx context.Context, tenant string) error {
	return s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		for _, table := range []string{"assist_answers", "assist_days"} {
			_, err := w.tx.Exec(ctx, `DELETE FROM `+table+` WHERE tenant_id = $1 AND created_at < now() - interval '90 days'`, w.tenant)
			if err != nil {
				return err
			}
		}
		return nil
	})
}
