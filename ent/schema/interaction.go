package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Interaction is one contact as it happened, its text redacted. It is immutable.
type Interaction struct{ ent.Schema }

// Mixin of Interaction.
func (Interaction) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of Interaction.
func (Interaction) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("interactions", map[string]string{
		"interactions_external_id": "external_id <> ''",
	})}
}

// Fields of Interaction.
func (Interaction) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("version 7, made by the server"),
		field.String("source_system").Immutable(),
		field.String("external_id").Immutable(),
		field.Bytes("content_hash").Immutable().Comment("keyed hash of the item as it came, before redaction"),
		field.String("source").Immutable(),
		field.String("channel").Immutable(),
		field.Time("occurred_at").Immutable(),
		field.Time("received_at").Immutable(),
		field.String("customer_id").Immutable().Comment("empty when unknown; so are the next three"),
		field.String("account_id").Immutable(),
		field.String("location_id").Immutable(),
		field.String("product_line").Immutable(),
		field.String("language").Default("").Immutable().
			Comment("the customer's, as a BCP 47 tag, declared or identified; und where the text does not tell; empty in rows that are older than this column"),
		field.JSON("attributes", map[string]string{}).Immutable(),
		field.JSON("turns", json.RawMessage{}).Immutable().Comment("redacted"),
	}
}

// Indexes of Interaction.
func (Interaction) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "source_system", "external_id").Unique(),
		index.Fields("tenant_id", "occurred_at", "id"),
	}
}

// PendingInteraction is a place in the pipeline's queue. It carries no row-level security, so
// that a worker finds the tenant here before it sets it; it holds ids, counters and times only.
type PendingInteraction struct{ ent.Schema }

// Mixin of PendingInteraction.
func (PendingInteraction) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}} }

// Annotations of PendingInteraction.
func (PendingInteraction) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("pending_interactions", map[string]string{
		"pending_interactions_stage": oneOf("stage", "understand", "group", "parked"),
	})}
}

// Fields of PendingInteraction.
func (PendingInteraction) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).StorageKey("interaction_id").Immutable(),
		field.String("stage").Comment("understand: waits for a worker; group: waits for the tenant's turn; parked: given up"),
		field.Time("received_at").Comment("when the interaction reached us: the order of the queue").Annotations(now()),
		field.Time("available_at").Comment("no worker may take the row before this time of the database").Annotations(now()),
		field.Int16("attempts").Comment("claims so far").Default(0),
	}
}

// Indexes of PendingInteraction: one for each question a worker asks.
func (PendingInteraction) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("available_at").StorageKey("pending_interactions_to_understand").
			Annotations(entsql.IndexWhere("stage = 'understand'")),
		index.Fields("tenant_id", "received_at").StorageKey("pending_interactions_to_group").
			Annotations(entsql.IndexWhere("stage = 'group'")),
	}
}
