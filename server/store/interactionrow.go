package store

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/ingest"
)

// interactionRow is an interaction as the table holds it.
type interactionRow struct {
	id                                             uuid.UUID
	sourceSystem, externalID                       string
	contentHash                                    []byte
	source, channel                                string
	occurredAt, receivedAt                         time.Time
	customerID, accountID, locationID, productLine string
	language                                       string
	attributes, turns                              string // JSON
}

func (r interactionRow) identity() identity { return identity{r.sourceSystem, r.externalID} }

// newInteractionRows gives each identity among the items one row: the first item's. The rows
// are sorted by identity, so that two pushes of the same items wait for each other instead of
// locking each other out.
func newInteractionRows(items []Item) ([]interactionRow, error) {
	rows := make([]interactionRow, 0, len(items))
	seen := make(map[identity]bool, len(items))
	for _, item := range items {
		if key := identityOf(item.Interaction); !seen[key] {
			seen[key] = true
			row, err := newInteractionRow(item)
			if err != nil {
				return nil, err
			}
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b interactionRow) int { return a.identity().compare(b.identity()) })
	return rows, nil
}

func newInteractionRow(item Item) (interactionRow, error) {
	in := item.Interaction
	id, err := uuid.NewV7()
	if err != nil {
		return interactionRow{}, err
	}
	turns, err := json.Marshal(in.Turns)
	if err != nil {
		return interactionRow{}, invalid("turns of %s: %v", in.ExternalID, err)
	}
	received := in.ReceivedAt
	if received.IsZero() {
		received = time.Now()
	}
	return interactionRow{
		id: id, sourceSystem: in.SourceSystem, externalID: in.ExternalID, contentHash: item.ContentHash,
		source: in.Source, channel: in.Channel, occurredAt: in.OccurredAt, receivedAt: received,
		customerID: in.CustomerID, accountID: in.AccountID, locationID: in.LocationID, productLine: in.ProductLine,
		language:   in.Language,
		attributes: encodeAttributes(in.Attributes), turns: string(turns),
	}, nil
}

// encodeAttributes returns attributes as a JSON object, an empty one for none.
func encodeAttributes(attributes map[string]string) string {
	if len(attributes) == 0 {
		return "{}"
	}
	data, _ := json.Marshal(attributes) // strings always marshal
	return string(data)
}

// decodeAttributes reads what encodeAttributes wrote; an empty object gives nil.
func decodeAttributes(data []byte) (map[string]string, error) {
	var attributes map[string]string
	if err := json.Unmarshal(data, &attributes); err != nil || len(attributes) == 0 {
		return nil, err
	}
	return attributes, nil
}

// column returns one value of every row.
func column[R, V any](rows []R, value func(R) V) []V {
	out := make([]V, len(rows))
	for i, r := range rows {
		out[i] = value(r)
	}
	return out
}

// interactionArgs returns the columns that insertInteractionsSQL unnests.
func interactionArgs(tenant string, rows []interactionRow) []any {
	return []any{
		tenant,
		column(rows, func(r interactionRow) uuid.UUID { return r.id }),
		column(rows, func(r interactionRow) string { return r.sourceSystem }),
		column(rows, func(r interactionRow) string { return r.externalID }),
		column(rows, func(r interactionRow) []byte { return r.contentHash }),
		column(rows, func(r interactionRow) string { return r.source }),
		column(rows, func(r interactionRow) string { return r.channel }),
		column(rows, func(r interactionRow) time.Time { return r.occurredAt }),
		column(rows, func(r interactionRow) time.Time { return r.receivedAt }),
		column(rows, func(r interactionRow) string { return r.customerID }),
		column(rows, func(r interactionRow) string { return r.accountID }),
		column(rows, func(r interactionRow) string { return r.locationID }),
		column(rows, func(r interactionRow) string { return r.productLine }),
		column(rows, func(r interactionRow) string { return r.language }),
		column(rows, func(r interactionRow) string { return r.attributes }),
		column(rows, func(r interactionRow) string { return r.turns }),
	}
}

const interactionColumns = `i.id, i.source_system, i.external_id, i.source, i.channel, i.occurred_at, i.received_at,
  i.customer_id, i.account_id, i.location_id, i.product_line, i.language, i.attributes, i.turns`

// StoredInteraction is an interaction with the id that the store gave it.
type StoredInteraction struct {
	ID uuid.UUID
	ingest.Interaction
}

// scanInteraction reads interactionColumns.
func scanInteraction(scan func(...any) error) (StoredInteraction, error) {
	var in StoredInteraction
	var attributes, turns []byte
	err := scan(&in.ID, &in.SourceSystem, &in.ExternalID, &in.Source, &in.Channel, &in.OccurredAt, &in.ReceivedAt,
		&in.CustomerID, &in.AccountID, &in.LocationID, &in.ProductLine, &in.Language, &attributes, &turns)
	if err != nil {
		return in, err
	}
	in.OccurredAt, in.ReceivedAt = in.OccurredAt.UTC(), in.ReceivedAt.UTC()
	if in.Attributes, err = decodeAttributes(attributes); err != nil {
		return in, err
	}
	return in, json.Unmarshal(turns, &in.Turns)
}
