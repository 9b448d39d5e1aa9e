package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/understand"
)

// UnmappedTouchpoint is a name that customers use for a touchpoint which the journey map lacked
// when their interactions were read.
type UnmappedTouchpoint struct {
	understand.UnmappedName
	Mentions       int // that use it
	Interactions   int // distinct ones that they come from
	LastOccurredAt time.Time
	Examples       []measure.Quote // of the latest mentions, at most unmappedExamples
}

// unmappedExamples is how many mentions are shown of each name.
const unmappedExamples = 3

const unmappedSQL = `
WITH named AS (
  SELECT u.name, u.kind, m.interaction_id, i.occurred_at,
    row_number() OVER (PARTITION BY u.name, u.kind ORDER BY i.occurred_at DESC, m.id) AS place,
    jsonb_build_object('mention_id', m.id, 'source_system', i.source_system, 'external_id', i.external_id, 'source', i.source,
      'channel', i.channel, 'location_id', i.location_id, 'occurred_at', i.occurred_at,
      'turn', m.quote_turn, 'start', m.quote_start, 'end', m.quote_end, 'text', m.quote_text) AS quote
  FROM mentions m
  JOIN interactions i ON i.tenant_id = m.tenant_id AND i.id = m.interaction_id
  CROSS JOIN LATERAL jsonb_to_recordset(m.distributions->'unmapped') AS u (name text, kind text)
  WHERE m.tenant_id = $1 AND m.confidence >= $2 AND m.distributions ? 'unmapped'
)
SELECT name, kind, count(*), count(DISTINCT interaction_id), max(occurred_at),
  jsonb_agg(quote ORDER BY place) FILTER (WHERE place <= $3)
FROM named GROUP BY name, kind
ORDER BY count(DISTINCT interaction_id) DESC, name COLLATE "C", kind COLLATE "C"`

// ListUnmappedTouchpoints returns the names around the quotes of mentions that count as breaks
// which the journey map of that day lacked; the one that most interactions use comes first.
// There are no more of them than the reader knows words for touchpoints: some hundreds.
func (s *Store) ListUnmappedTouchpoints(ctx context.Context, tenant string) ([]UnmappedTouchpoint, error) {
	var out []UnmappedTouchpoint
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		taught, err := w.calibration(ctx)
		if err != nil {
			return err
		}
		rows, err := w.tx.Query(ctx, unmappedSQL, w.tenant, taught.Read(group.MinConfidence), unmappedExamples)
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, scanUnmapped)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("unmapped touchpoints of tenant %s: %w", tenant, err)
	}
	return out, nil
}

func scanUnmapped(row pgx.CollectableRow) (u UnmappedTouchpoint, err error) {
	var examples []byte
	if err := row.Scan(&u.Name, &u.Kind, &u.Mentions, &u.Interactions, &u.LastOccurredAt, &examples); err != nil {
		return u, err
	}
	return u, json.Unmarshal(examples, &u.Examples)
}
