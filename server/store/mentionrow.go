package store

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"strconv"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand"
)

// mentionRow is a mention as the table holds it, before it is grouped.
type mentionRow struct {
	id, interactionID uuid.UUID
	distributions     string // JSON, see storedDistributions
	vector            string // in the notation of a Postgres array
	quoteHash         []byte
	mention           understand.Mention
}

// storedDistributions is the JSON of mentions.distributions.
type storedDistributions struct {
	From     journey.Distribution `json:"from"`
	To       journey.Distribution `json:"to"`
	FromKind journey.Distribution `json:"from_kind"`
	ToKind   journey.Distribution `json:"to_kind"`
	Mode     journey.Distribution `json:"mode"`

	Unmapped []understand.UnmappedName `json:"unmapped,omitempty"` // they stand beside what they leave unknown
}

func distributionsOf(m understand.Mention) storedDistributions {
	return storedDistributions{From: m.From, To: m.To, FromKind: m.FromKind, ToKind: m.ToKind, Mode: m.Mode, Unmapped: m.Unmapped}
}

// give sets them in a mention.
func (d storedDistributions) give(m *understand.Mention) {
	m.From, m.To, m.FromKind, m.ToKind, m.Mode, m.Unmapped = d.From, d.To, d.FromKind, d.ToKind, d.Mode, d.Unmapped
}

func newMentionRow(in StoredInteraction, m understand.Mention) (mentionRow, error) {
	distributions, err := json.Marshal(distributionsOf(m))
	if err != nil {
		return mentionRow{}, invalid("distributions of mention %d of %s: %v", m.Ordinal, in.ExternalID, err)
	}
	hash := sha256.Sum256([]byte(m.Quote.Text))
	return mentionRow{
		id:            group.MentionID(in.SourceSystem, in.ExternalID, m.Ordinal),
		interactionID: in.ID, distributions: string(distributions),
		vector: encodeVector(m.Vector), quoteHash: hash[:], mention: m,
	}, nil
}

// encodeVector writes the shortest digits that read back as the same numbers. An array of
// arrays would not do: unnest takes all its levels apart.
func encodeVector(v []float32) string {
	out := []byte{'{'}
	for i, x := range v {
		if i > 0 {
			out = append(out, ',')
		}
		out = strconv.AppendFloat(out, float64(x), 'g', -1, 32)
	}
	return string(append(out, '}'))
}

const insertMentionsSQL = `
INSERT INTO mentions (tenant_id, id, interaction_id, ordinal, confidence, seam_confidence, distributions, located,
  quote_turn, quote_start, quote_end, quote_text, quote_hash, vector, model, assistant, prompt)
SELECT $1::text, id, interaction_id, ordinal, confidence, seam_confidence, distributions::jsonb, located,
  quote_turn, quote_start, quote_end, quote_text, quote_hash, vector::real[], model, assistant, prompt
FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::float8[], $6::float8[], $7::text[], $8::text[],
  $9::int[], $10::int[], $11::int[], $12::text[], $13::bytea[], $14::text[], $15::text[], $16::text[], $17::text[])
  AS t (id, interaction_id, ordinal, confidence, seam_confidence, distributions, located,
    quote_turn, quote_start, quote_end, quote_text, quote_hash, vector, model, assistant, prompt)`

func (w *Work) insertMentions(ctx context.Context, rows []mentionRow) error {
	if len(rows) == 0 {
		return nil
	}
	_, err := w.tx.Exec(ctx, insertMentionsSQL, w.tenant,
		column(rows, func(r mentionRow) uuid.UUID { return r.id }),
		column(rows, func(r mentionRow) uuid.UUID { return r.interactionID }),
		column(rows, func(r mentionRow) int { return r.mention.Ordinal }),
		column(rows, func(r mentionRow) float64 { return r.mention.Confidence }),
		column(rows, func(r mentionRow) float64 { return r.mention.SeamConfidence }),
		column(rows, func(r mentionRow) string { return r.distributions }),
		column(rows, func(r mentionRow) string { return string(r.mention.Located) }),
		column(rows, func(r mentionRow) int { return r.mention.Quote.Turn }),
		column(rows, func(r mentionRow) int { return r.mention.Quote.Start }),
		column(rows, func(r mentionRow) int { return r.mention.Quote.End }),
		column(rows, func(r mentionRow) string { return r.mention.Quote.Text }),
		column(rows, func(r mentionRow) []byte { return r.quoteHash }),
		column(rows, func(r mentionRow) string { return r.vector }),
		column(rows, func(r mentionRow) string { return r.mention.Model }),
		column(rows, func(r mentionRow) string { return r.mention.Assistant.Model }),
		column(rows, func(r mentionRow) string { return r.mention.Assistant.Prompt }),
	)
	return err
}

const mentionColumns = `m.id, m.interaction_id, m.ordinal, m.confidence, m.seam_confidence, m.distributions, m.located,
  m.quote_turn, m.quote_start, m.quote_end, m.quote_text, m.vector, m.model, m.assistant, m.prompt`

// mentionScan reads mentionColumns.
type mentionScan struct {
	id, interactionID uuid.UUID
	distributions     []byte
	located           string
	mention           understand.Mention
}

func (s *mentionScan) dest() []any {
	m := &s.mention
	m.Vector = nil // a fresh array for every row
	return []any{&s.id, &s.interactionID, &m.Ordinal, &m.Confidence, &m.SeamConfidence, &s.distributions, &s.located,
		&m.Quote.Turn, &m.Quote.Start, &m.Quote.End, &m.Quote.Text, &m.Vector, &m.Model,
		&m.Assistant.Model, &m.Assistant.Prompt}
}

// value returns the mention that was scanned.
func (s *mentionScan) value() (understand.Mention, error) {
	var d storedDistributions
	if err := json.Unmarshal(s.distributions, &d); err != nil {
		return understand.Mention{}, err
	}
	m := s.mention
	d.give(&m)
	m.Located = journey.Located(s.located)
	return m, nil
}
